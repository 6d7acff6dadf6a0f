"""Published tables, played through `decide` and counted by the views' fold: every printed figure comes out as it should."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from services.jurisdiction.profile_mistakes import ProfileMistake
from services.reproduce.claims import Verdict
from services.reproduce.plans import plan_of
from services.reproduce.running import CHUNK, Chunks, Played, Reproduced, reproduced
from services.reproduce.shown import as_data, page
from services.reproduce.spread import Column, Spread
from services.reproduce.tables import read_tables

PUBLISHED = Path(__file__).parents[3] / "tests" / "cases" / "stats-public.yaml"
EXPECTED = {
    "akto-2026-01-admin-mediation": {Verdict.EQUAL: 13, Verdict.TRUNCATED: 1},
    "court-judicial-confirmation-2017-2018": {Verdict.EQUAL: 4},
    "also-seen-4": {Verdict.EQUAL: 3, Verdict.INCONSISTENT: 2},
}
"""Small tables with how many figures come out how."""


def silent(table: str, played: int, cases: int) -> None:
    """No progress in a test."""


def played(table: str, kept: Path | None = None) -> Reproduced:
    """One table of the published file."""
    return next(iter(reproduced(PUBLISHED, (table,), None, kept, 1, silent)))


@pytest.mark.parametrize("table", EXPECTED)
def test_a_published_table_comes_out_as_it_was_printed(table: str) -> None:
    found = played(table)
    assert Counter(result.verdict for result in found.results) == EXPECTED[table]
    assert found.decisions > found.plan.cases


def test_a_month_of_people_mediation_comes_out_with_types_sources_amounts_prevention_and_changes() -> None:
    """The whole table of Huangshi: 869 cases of the month, and those of the two periods that it compares itself with."""
    found = played("huangshi-2016-08")
    assert {result.verdict for result in found.results} == {Verdict.EQUAL}
    assert len(found.results) == 48
    computed = {result.claim.where: result.computed for result in found.results}
    assert computed["agreement_amount_cny_10k"] == Decimal("2873.80")
    assert computed["prevention.civil_to_criminal.persons"] == 4


def test_what_no_log_can_settle_says_why() -> None:
    plans = {table.id: plan_of(table) for table in read_tables(PUBLISHED)}
    fixed = {
        claim.where: claim for plan in plans.values() for claim in plan.claims if claim.fixed is not None
    }  # fmt: skip
    assert fixed["satisfaction_rate_pct"].fixed is Verdict.NOT_REPRODUCIBLE
    assert fixed["committees.total_printed"].why == "分项合计 1111，公布的总数 1127"
    assert all(claim.why for claim in fixed.values())


def test_every_table_has_a_plan_with_claims_and_cases() -> None:
    plans = [plan_of(table) for table in read_tables(PUBLISHED)]
    assert [plan.cases for plan in plans] == [2737, 7591, 348111, 306, 136, 553, 475172, 45870, 29757, 122, 12244]
    assert all(plan.claims for plan in plans)


def test_printed_decimals_are_kept_as_they_were_printed() -> None:
    mailbox = next(table for table in read_tables(PUBLISHED) if table.id == "mailbox-q3")
    assert [str(row.number("pct")) for row in mailbox.rows("by_kind")][-1] == "0.20"


def test_an_interrupted_run_goes_on_with_what_is_missing(tmp_path: Path) -> None:
    kept = Chunks(tmp_path / "table.jsonl")
    kept.keep(0, Played({"f|s|0": ({"book": "b", "organisation": "o", "month": "2026-01"}, {"n": 2})}, {"投诉": 1}, 7))
    with (tmp_path / "table.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"start": 2000, "figu')
    again = Chunks(tmp_path / "table.jsonl")
    assert list(again.done) == [0]
    assert again.done[0].tags == {"投诉": 1}
    assert CHUNK not in again.done


def test_columns_and_sums_are_shared_out_to_the_last_case() -> None:
    column = Column.of([("a", 2), ("b", 1)], "rest")
    assert [column.at(number) for number in range(4)] == ["a", "a", "b", "rest"]
    spread = Spread(10, 3)
    assert [spread.at(number) for number in range(4)] == [4, 3, 3, 0]


def test_the_page_tells_every_figure_with_its_verdict() -> None:
    text = page([as_data(played("also-seen-4"))], {"also-seen-1": 475172})
    assert "Not played when this page was made: `also-seen-1` (475,172 cases)." in text
    assert "| `rate_pct` 成功率 | 91.8 | 91.8033 | equal |" in text
    assert "inconsistent in the source：两项占比合计 100.2%" in text


def test_a_file_without_tables_is_told_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "tables.yaml"
    wrong.write_text("tabels: []", encoding="utf-8")
    with pytest.raises(ProfileMistake, match="tables"):
        read_tables(wrong)
