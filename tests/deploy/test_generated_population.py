"""Generated cases: the proportions of the published tables, every case decided by the rules, the same cases in every run."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from deploy.bench.flat_report import Book, Carried, verdict
from deploy.bench.generate import CHUNK, SERVICES, Progress, chunks
from deploy.bench.pages import Measured, Page
from deploy.bench.population import STILL_OPEN, Population
from schemas.values import Channel, DisputeType
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.law import Law

POPULATION = Population("test", Law.load("wuhu"), datetime(2025, 1, 2, 9, tzinfo=SHANGHAI))


def test_the_proportions_are_those_of_the_published_tables() -> None:
    told = [POPULATION.told(number) for number in range(4000)]
    kinds = Counter(case.type for _, case in told)
    assert abs(kinds[DisputeType.NEIGHBOR] / 4000 - 278 / 869) < 0.03
    people = [case for channel, case in told if channel is Channel.PEOPLE_MEDIATION]
    assert abs(sum(case.succeeds for case in people) / len(people) - 0.969) < 0.02
    assert {case.at.year for _, case in told} == {2025}
    assert len({case.body for case in people}) > 5


def test_a_case_is_the_same_whenever_it_is_asked_for_and_like_no_other() -> None:
    assert POPULATION.told(7) == POPULATION.told(7)
    assert len({POPULATION.told(number)[1].code for number in range(500)}) == 500


def test_every_case_is_decided_and_a_run_that_goes_on_decides_the_same() -> None:
    begin = STILL_OPEN - 2
    [(after, whole)] = list(chunks(POPULATION, begin, begin + 12))
    assert after == begin + 12 < begin + CHUNK
    assert {logged.source for logged, _ in whole} == set(SERVICES)
    [(_, rest)] = list(chunks(POPULATION, begin + 6, begin + 12))
    assert [value for _, value in whole][-len(rest) :] == [value for _, value in rest]


def test_cases_end_closed_and_rated_but_for_the_work_at_hand() -> None:
    [(_, records)] = list(chunks(POPULATION, STILL_OPEN - 3, STILL_OPEN + 9))
    events = Counter(event.name for logged, _ in records for event in logged.decision.events)
    assert (events["case_registered"], events["case_closed"]) == (12, 9)
    assert events["invitation_issued"] == 18
    assert 0 < events["rating_given"] < 18


def test_traffic_damages_go_to_committees_and_every_other_kind_to_both() -> None:
    told = [POPULATION.told(number) for number in range(2000)]
    before_agencies = {case.type for channel, case in told if channel is Channel.ADMIN_MEDIATION}
    assert DisputeType.TRAFFIC not in before_agencies
    assert {DisputeType.NEIGHBOR, DisputeType.CONTRACT, DisputeType.MEDICAL} <= before_agencies


def test_progress_is_kept_and_starts_at_nothing(tmp_path: Path) -> None:
    progress = Progress(tmp_path / "bench" / "test.json")
    assert progress.done == 0
    progress.reached(500)
    assert Progress(tmp_path / "bench" / "test.json").done == 500


def test_what_was_measured_among_fewer_cases_is_in_the_table_of_a_run_that_goes_on(tmp_path: Path) -> None:
    page = Page("工作清单", False, "clerk", "/work-list", 150)
    for cases, p50 in ((1, 5.0), (10_000, 40.0), (100_000, 61.0)):
        book = Book(tmp_path / "measured.json")
        book.add([Measured(page, cases, p50, p50 * 2, 9.0, 100)], Carried(cases, 1, 1, 1, {}, 1.0, 1.0))
    assert [row.cases for row in Book(tmp_path / "measured.json").rows] == [1, 10_000, 100_000]
    assert verdict(book.rows) == "达到；1.52 倍，随案件数增长"
    assert verdict(book.rows[:2]) == "达到"
