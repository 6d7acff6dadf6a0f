"""Generated cases: the proportions of the published tables, every case decided by the rules, the same cases in every run."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from deploy.bench.filled import share_read
from deploy.bench.flat_report import Book, Carried, verdict
from deploy.bench.flatness import known_of
from deploy.bench.generate import Progress
from deploy.bench.making import SERVICES, Record, made
from deploy.bench.pages import CONSOLE, OUTSIDE, SEATS, UNMEASURED, Page, console_pages, not_named
from deploy.bench.population import CASES_TO_A_PATROL, STILL_OPEN, Population
from deploy.bench.visiting import Measured
from schemas.envelope import decode_decision
from schemas.values import Channel, DisputeType
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.law import Law
from tests.integration.matrix_of_roles import ANYBODYS
from tests.integration.test_console_matrix import routes_of_the_console

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


def events_of(records: Sequence[Record]) -> Counter[str]:
    """How many events of each kind the records have."""
    return Counter(event.name for record in records for event in decode_decision(record.value).events)


def test_every_case_is_decided_and_a_run_that_goes_on_or_goes_beside_decides_the_same() -> None:
    begin = STILL_OPEN - 2
    whole = made(POPULATION, begin, begin + 12)
    rest = made(POPULATION, begin + 6, begin + 12)

    assert whole.after == rest.after == begin + 12
    assert {record.service for record in whole.records} == set(SERVICES)
    assert [record.value for record in whole.records][-len(rest.records) :] == [record.value for record in rest.records]


def test_cases_end_closed_and_rated_but_for_the_work_at_hand_and_nobody_is_waited_for_after_the_year() -> None:
    closed = events_of(made(POPULATION, STILL_OPEN, STILL_OPEN + 40).records)
    at_hand = events_of(made(POPULATION, 0, 9).records)

    assert (closed["case_registered"], closed["case_closed"], closed["invitation_issued"]) == (40, 40, 80)
    assert closed["rating_given"] + closed["invitation_expired"] >= 80 - closed["rating_given"]
    assert 0 < closed["rating_given"] < 80
    assert closed["rectification_opened"] == closed["rectification_closed"] > 0
    assert closed["clock_started"] == closed["clock_stopped"] + closed["clock_lapsed"]
    assert (at_hand["case_registered"], at_hand["case_closed"]) == (9, 0)


def test_a_round_of_a_patrol_is_entered_beside_every_tenth_case_and_ended() -> None:
    beside = [POPULATION.patrol(number) is not None for number in range(2 * CASES_TO_A_PATROL)]
    events = events_of(made(POPULATION, STILL_OPEN, STILL_OPEN + CASES_TO_A_PATROL).records)

    assert beside.count(True) == 2
    assert (events["register_entry_made"], events["register_step_taken"]) == (1, 2)


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
    page = Page("工作清单", False, SEATS["c"], "/work-list", 150)
    for cases, p50 in ((1, 5.0), (10_000, 40.0), (100_000, 61.0)):
        book = Book(tmp_path / "measured.json")
        book.add([Measured(page, cases, p50, p50 * 2, 9.0, 100)], Carried(cases, 1, 1, 1, {}, 1.0, 1.0))
    assert [row.cases for row in Book(tmp_path / "measured.json").rows] == [1, 10_000, 100_000]
    assert verdict(book.rows) == "达到；1.52 倍，随案件数增长"
    assert verdict(book.rows[:2]) == "达到"


def test_a_run_whose_views_an_earlier_one_had_filled_keeps_what_that_one_measured_of_it(tmp_path: Path) -> None:
    book = Book(tmp_path / "measured.json")
    book.add([], Carried(10_000, 390_000, 1, 1, {}, 4_000.0, 307.0))
    book.add([], Carried(10_000, 390_000, 2, 1, {}, 0.0, 0.0))
    assert book.carried == [Carried(10_000, 390_000, 2, 1, {}, 4_000.0, 307.0)]


def test_what_a_run_filled_is_told_apart_from_what_was_there() -> None:
    assert share_read({}, {"boards.g1": 40, "trends.g1": 60}) == 1
    assert share_read({"boards.g1": 40, "trends.g1": 60}, {"boards.g1": 40, "trends.g1": 60}) == 0
    assert share_read({"boards.g1": 40, "trends.g1": 60}, {"boards.g2": 60, "trends.g1": 60}) == 0.5


def test_every_page_that_is_measured_or_left_out_with_a_reason_is_one_of_the_consoles_and_the_bench_names_the_others(
    tmp_path: Path,
) -> None:
    named = {row.route for row in CONSOLE} | set(UNMEASURED)
    pages = {path for method, path in routes_of_the_console(tmp_path) if method == "GET"}

    assert {row.route for row in CONSOLE}.isdisjoint(UNMEASURED)
    assert named <= pages
    assert not_named(tmp_path) == sorted(path for path in pages - named - ANYBODYS if not path.startswith(OUTSIDE))


def test_every_office_that_a_page_is_measured_for_may_open_it_by_an_address_of_something_that_is_there() -> None:
    known = known_of(POPULATION)
    pages = list(console_pages(known))

    assert {page.post for page in pages} == set(SEATS.values())
    assert all(page.office for page in pages)
    assert not [page.path for page in pages if "{" in page.path]
    assert {page.name for page in pages} - {page.name for page in console_pages(known, everything=False)} >= {
        "登记",
        "办理表单",
    }
