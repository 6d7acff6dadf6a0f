"""The satisfaction report: judged by the profile's target, simulated and played answers apart and marked."""

from typing import Any

from services.jurisdiction.law import Law
from services.views.satisfaction.figures import figure
from services.views.satisfaction.projection import month_of
from services.views.satisfaction.report import ALL_MONTHS, SatisfactionReport, report
from services.views.words import Words, load_view_vocabulary
from tests.domain.views.log import at, view_named
from tests.domain.views.village import CITY, COMMITTEE, whole_story

LAW = Law.load("wuhu")
WORDS = Words(load_view_vocabulary(), LAW.organisation, LAW.limit, LAW.ground)


def answers(good: int, bad: int, **more: Any) -> list[dict[str, Any]]:
    grades = [5] * good + [2] * bad
    row = {
        "party_role": "applicant", "rated_body": COMMITTEE, "month": "2026-04", "story": False, "simulated": False,
        "cancelled": False,
    }  # fmt: skip
    return [{**row, "first": grade, "last": grade, **more} for grade in grades]


def reported(rows: list[dict[str, Any]], month: str | None = None) -> SatisfactionReport:
    invitations = {str(number): row for number, row in enumerate(rows)}
    document = {"satisfaction": {"invitations": invitations, "not_reached": []}}
    return report([document], CITY, frozenset({COMMITTEE}), month, LAW, WORDS)


def test_nine_of_ten_reaches_the_target_and_one_fewer_misses_it() -> None:
    reached, missed = reported(answers(36, 4)).total.real.total, reported(answers(35, 5)).total.real.total
    assert (reached.rate, reached.verdict, reached.certain) == (0.9, "reached", False)
    assert missed.verdict == "missed"
    assert reached.low < 0.9 < reached.high


def test_fewer_answers_than_the_profiles_minimum_give_no_verdict() -> None:
    assert reported(answers(29, 0)).total.real.total.verdict == "not_enough_answers"
    assert reported(answers(30, 0)).total.real.total.verdict == "reached"
    nothing = reported([]).total.real.total
    assert (nothing.rate, nothing.response_rate, nothing.verdict) == (None, None, "not_enough_answers")


def test_simulated_answers_never_reach_the_target_for_real_ones_and_are_marked() -> None:
    total = reported([*answers(40, 0, simulated=True), *answers(0, 30)]).total
    assert (total.real.total.responses, total.real.total.verdict) == (30, "missed")
    assert total.simulated.total.responses == 40
    assert "模拟数据" in total.simulated.total.in_chinese
    assert "模拟" not in total.real.total.in_chinese


def test_a_played_case_is_counted_apart_even_when_nobody_answered() -> None:
    unanswered = figure(COMMITTEE, "2026-04", answers(0, 1, story=True, last=None, first=None))
    assert (unanswered.stories.total.invitations, unanswered.stories.total.responses) == (1, 0)
    assert unanswered.real.total.invitations == 0


def test_no_answer_is_not_satisfied_and_stands_in_neither_numerator_nor_denominator() -> None:
    total = reported([*answers(30, 0), *answers(10, 0, last=None, first=None)]).total.real.total
    assert (total.invitations, total.responses, total.rate, total.response_rate) == (40, 30, 1.0, 0.75)


def test_the_last_answer_counts_and_the_first_is_kept() -> None:
    document = whole_story().document(view_named("satisfaction"))
    assert document is not None
    invitation = document["satisfaction"]["invitations"]["i-p1"]
    assert (invitation["first"], invitation["last"]) == (2, 5)
    told = report([document], COMMITTEE, frozenset({COMMITTEE}), None, LAW, WORDS)
    assert (told.total.month, told.total.real.total.positive) == (ALL_MONTHS, 1)
    assert told.total.real.by_role["applicant"].responses == 1
    assert told.total.real.by_role["respondent"].responses == 0


def test_the_month_is_that_of_the_invitation_in_shanghai() -> None:
    assert month_of(at("2026-04-30", 23)) == "2026-04"
    assert month_of(at("2026-05-01", 0)) == "2026-05"
    assert reported(answers(3, 0), "2026-03").bodies == ()
