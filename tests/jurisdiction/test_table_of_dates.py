"""The table of dates that a lawyer can read and extend, against the law as loaded."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.jurisdiction.clock_calculation import Due
from services.jurisdiction.law import Law

CASES = Path(__file__).parent / "cases"
ROWS: list[dict[str, Any]] = yaml.safe_load((CASES / "dates.yaml").read_text(encoding="utf-8"))["rows"]
NOTICES: dict[int, Any] = yaml.safe_load((CASES / "holiday_notices.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['limit']} from {row['start']}")
def test_last_day_in_time_is_the_one_in_the_table(row: dict[str, Any]) -> None:
    answer = Law.load().due(row["limit"], row["start"], row.get("pauses", []), row.get("extend", 0))

    assert isinstance(answer, Due), answer
    assert answer.due == row["due"], answer.derivation.in_chinese()


def test_the_table_is_large_and_crosses_the_holidays_of_four_years() -> None:
    months = {(row["due"].year, row["due"].month) for row in ROWS}

    assert len(ROWS) >= 60
    assert {row["due"].year for row in ROWS} >= {2023, 2024, 2025, 2026}
    assert {(2024, 2), (2025, 2), (2026, 2), (2023, 10), (2024, 10), (2025, 10), (2026, 10)} <= months
    assert len({row["limit"] for row in ROWS}) >= 40


@pytest.mark.parametrize("year", NOTICES)
def test_calendar_agrees_with_the_published_notice_of_the_year(year: int) -> None:
    calendar, notice = Law.load().clocks.calendar, NOTICES[year]
    rest = {first + timedelta(days=n) for first, last in notice["rest"] for n in range((last - first).days + 1)}
    worked, day = set(notice["worked"]), date(year, 1, 1)

    while day.year == year:
        expected = day in worked or (day.weekday() < 5 and day not in rest)
        assert calendar.is_working_day(day) is expected, day
        day += timedelta(days=1)
