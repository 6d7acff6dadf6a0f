"""The periods that pages of figures offer, and how they are asked for."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from services.console.pages.periods import last_month, offered_periods, satisfaction_query

NOW = datetime(2026, 2, 14, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_newest_months_quarters_half_years_and_years_are_offered_in_chinese() -> None:
    offered = offered_periods(NOW)

    assert offered["月"][:3] == [("2026-02", "2026年2月"), ("2026-01", "2026年1月"), ("2025-12", "2025年12月")]
    assert [text for text, _ in offered["季度"][:3]] == ["2026-Q1", "2025-Q4", "2025-Q3"]
    assert [text for text, _ in offered["半年"][:3]] == ["2026-H1", "2025-H2", "2025-H1"]
    assert [text for text, _ in offered["年"]] == ["2026", "2025", "2024"]


def test_what_was_asked_for_stays_chosen_although_it_is_not_offered() -> None:
    assert offered_periods(NOW, "2019-03")["所选"] == [("2019-03", "2019-03")]
    assert "所选" not in offered_periods(NOW, "2026-Q1")


def test_a_report_is_first_shown_for_the_last_month_that_is_over() -> None:
    assert last_month(NOW) == "2026-01"


@pytest.mark.parametrize(
    ("period", "query"),
    [
        ("2026-03", {"month": "2026-03"}),
        ("2026-Q1", {"quarter": "2026Q1"}),
        ("2026", {"year": "2026"}),
        ("2026-H1", {}),
        ("2026-01..2026-03", {}),
        ("", {}),
    ],
)
def test_satisfaction_knows_months_quarters_and_years_and_everything_else_is_all(
    period: str, query: dict[str, str]
) -> None:
    assert satisfaction_query(period) == query
