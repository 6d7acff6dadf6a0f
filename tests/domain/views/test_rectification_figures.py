"""The figures of rectifications: what `decide` made of bad reviews, counted at the body that answers for it."""

from collections.abc import Sequence

import pytest

from schemas.base import Event
from schemas.clocks import ClockStarted
from schemas.satisfaction_rectification import Remedy
from services.jurisdiction.indicators import load_catalogue
from services.jurisdiction.law import Law
from services.jurisdiction.periods import Period
from services.satisfaction.domain.commands import LapseClock
from services.views.statistics.report import StatisticsReport, laid_out
from services.views.statistics.sums import Counts
from services.views.words import words_of
from tests.domain.given_when_then import at
from tests.domain.satisfaction import matters
from tests.domain.satisfaction.survey import RATED, SYSTEM, Survey, invited
from tests.domain.views.log import Log
from tests.domain.views.test_statistics import cell

LAW = Law.load("wuhu")
HUB, TOP = "wuhu.jinghu.hub", "wuhu.hub"


def counted(survey: Survey, body: str = RATED, month: str = "2026-03", series: str = "real") -> dict[str, int]:
    """What the case counts for in the book of rectifications."""
    found = cell(log_of(survey.events), body, month, series)
    return {name.removeprefix("satisfaction."): number for name, number in found.items()}


def log_of(events: Sequence[Event]) -> Log:
    log = Log()
    log.decide("satisfaction", *events)
    return log


def report_of(cells: dict[str, int], organisation: str, period: str) -> StatisticsReport:
    """The report over one month of one body."""
    named = {f"satisfaction.{name}": number for name, number in cells.items()}
    counts = Counts({(RATED, "2026-03"): named})
    bodies = (RATED, HUB, TOP)
    return laid_out(
        "rectifications", load_catalogue(), counts, organisation, bodies, Period.parse(period), LAW, words_of(LAW)
    )


def texts(report: StatisticsReport, title: str) -> list[list[str]]:
    table = next(one for one in report.tables if one.title == title)
    return [[one.text for one in row.cells] for row in table.rows]


def test_a_survey_without_a_bad_review_counts_for_nothing_and_keeps_nothing() -> None:
    assert counted(invited()) == {}


def test_a_bad_review_put_right_in_time_counts_at_every_step_in_its_month() -> None:
    survey = matters.fed_back()
    matters.close(survey, "2026-04-01")
    march = counted(survey)
    assert {name: march[name] for name in ("opened", "opened/cause/negative_rating", "verified", "fed_back")} == {
        "opened": 1, "opened/cause/negative_rating": 1, "verified": 1, "fed_back": 1,
    }  # fmt: skip
    assert march["verified/established/founded"] == march["decided/remedy/fixed_at_once"] == 1
    assert march["clock_ended/limit/SV-2"] == march["clock_met"] == 1
    assert "overdue" not in march
    assert counted(survey, month="2026-04") == {"rectified": 1, "rectified/end/rectified": 1}


def test_nobody_who_feeds_back_within_five_working_days_is_overdue_and_a_plan_has_a_limit_of_its_own() -> None:
    survey = matters.rated_badly()
    [clock] = [event for event in survey.events if isinstance(event, ClockStarted) and event.limit == "SV-2"]
    survey.act(SYSTEM, LapseClock(clock_id=clock.clock_id), at("2026-03-11"))
    march = counted(survey)
    assert (march["overdue"], march["clock_ended"]) == (1, 1)
    assert "clock_met" not in march
    planned = matters.rated_badly()
    matters.verify(planned, "2026-03-04")
    matters.decide(planned, "2026-03-05", Remedy.DATED_PLAN, due_on="2026-03-20")
    matters.feed_back(planned, "2026-03-19")
    assert counted(planned)["clock_met/limit/SV-4"] == counted(planned)["decided/remedy/dated_plan"] == 1


def test_an_upheld_appeal_is_counted_at_the_rated_body_and_its_limit_at_the_body_above() -> None:
    survey = matters.appealed()
    matters.decide_appeal(survey, "2026-03-06", upheld=True)
    march, supervisor = counted(survey), matters.opened(survey).supervisor
    assert (march["appealed"], march["appeals_upheld"]) == (1, 1)
    assert march["rectified/end/review_set_aside"] == 1
    assert supervisor is not None
    assert counted(survey, supervisor)["clock_met/limit/SV-5"] == 1


def test_an_answer_given_anew_is_counted_where_the_matter_was_put_right_and_a_second_bad_one_goes_up() -> None:
    for grade, satisfied in ((4, True), (1, False)):
        survey = matters.fed_back()
        matters.close(survey, "2026-03-06")
        matters.by_link(survey, grade, "2026-03-09")
        march = counted(survey)
        assert march["rated_again"] == 1
        assert ("satisfied_again" in march) is satisfied
        supervisor = matters.opened(survey).responsible_body
        if not satisfied:
            assert supervisor != RATED
            assert counted(survey, supervisor)["opened_again"] == 1


def test_the_report_tells_causes_remedies_ends_and_bodies_whether_they_occurred_or_not() -> None:
    survey = matters.fed_back()
    report = report_of(counted(survey), HUB, "2026-03")
    assert texts(report, "按起因") == [["1"], ["1"], ["0"], ["0"]]
    assert texts(report, "整改方式") == [["1"], ["1"], ["0"], ["0"]]
    assert texts(report, "总体情况")[0][-2:] == ["0", "100.00"]
    assert [row.name for row in next(one for one in report.tables if one.title == "核实结论").rows] == [
        "合计", "情况属实", "部分属实", "情况不属实",
    ]  # fmt: skip
    assert len(texts(report, "按机构")) == 2


@pytest.mark.parametrize(
    ("organisation", "period", "answers", "told"),
    [
        (TOP, "2026", 5, ["5", "4", "80.0"]),
        (TOP, "2026", 4, None),
        (TOP, "2026-Q1", 50, None),
        (TOP, "2026-H1", 50, None),
        (HUB, "2026", 50, None),
        (RATED, "2026", 50, None),
    ],
)
def test_what_persons_answered_when_asked_again_is_told_of_everything_together_and_a_whole_year_alone(
    organisation: str, period: str, answers: int, told: list[str] | None
) -> None:
    report = report_of({"rated_again": answers, "satisfied_again": answers - 1}, organisation, period)
    [row] = texts(report, "整改后重新评价")
    withheld = "不足 5 份或者可以推算，不单列"
    assert row == (told or [withheld] * 3)
    cells = next(one for one in report.tables if one.title == "整改后重新评价").rows[0].cells
    assert not any(one.traced for one in cells)
    assert all(one.count is None for one in cells) is (told is None)
