"""申诉复核: once, by the body concerned, decided above, and the answer stays in the figures (domain.md section 5)."""

from schemas.satisfaction import RatingSetAside
from schemas.satisfaction_rectification import RectificationClosed
from services.satisfaction.domain import rectification_commands as acts
from services.satisfaction.domain.due import due_for_scan
from services.satisfaction.domain.state import Answered
from tests.domain.given_when_then import at, clock_events, names, refusal
from tests.domain.satisfaction.matters import (
    appealed,
    close,
    decide_appeal,
    fed_back,
    rated_badly,
    verify,
)
from tests.domain.satisfaction.survey import HUB_CLERK, RATED_CLERK, SYSTEM

APPEAL = acts.AppealReview(grounds="评价内容与本案无关")


def test_while_an_appeal_is_pending_the_five_days_stand_still_and_those_of_the_body_above_run() -> None:
    survey = rated_badly()
    answer = survey.act(RATED_CLERK, APPEAL, at("2026-03-04"))
    assert names(answer) == ["review_appealed", "clock_paused", "clock_started"]
    assert clock_events(answer) == [("clock_paused", "SV-2"), ("clock_started", "SV-5")]
    assert refusal(verify(survey, "2026-03-05")) == "appeal_pending"
    assert refusal(close(survey, "2026-03-05")) == "appeal_pending"


def test_the_body_concerned_appeals_once_and_never_decides_its_own_appeal() -> None:
    survey = appealed()
    assert refusal(survey.act(RATED_CLERK, APPEAL, at("2026-03-05"))) == "appealed_already"
    assert refusal(decide_appeal(survey, "2026-03-05", upheld=True, by=RATED_CLERK)) == "own_appeal"
    assert refusal(rated_badly().act(HUB_CLERK, APPEAL, at("2026-03-05"))) == "no_appeal_here"
    assert refusal(fed_back().act(RATED_CLERK, APPEAL, at("2026-03-06"))) == "appeal_too_late"
    assert refusal(decide_appeal(rated_badly(), "2026-03-05", upheld=True)) == "no_appeal"


def test_a_rejected_appeal_lets_the_matter_go_on() -> None:
    survey = appealed()
    answer = decide_appeal(survey, "2026-03-06", upheld=False, evidence=())
    assert names(answer) == ["appeal_decided", "clock_stopped", "clock_resumed"]
    assert names(verify(survey, "2026-03-09")) == ["review_verified"]
    assert refusal(survey.act(RATED_CLERK, APPEAL, at("2026-03-09"))) == "appealed_already"


def test_an_upheld_appeal_takes_evidence_sets_the_review_aside_and_leaves_the_answer() -> None:
    survey = appealed()
    assert refusal(decide_appeal(survey, "2026-03-06", upheld=True, evidence=())) == "evidence_missing"
    answer = decide_appeal(survey, "2026-03-06", upheld=True)
    assert names(answer) == [
        "appeal_decided", "clock_stopped", "clock_stopped", "rating_set_aside", "rectification_closed",
    ]  # fmt: skip
    assert survey.happened(RatingSetAside).grade == 2
    assert survey.happened(RectificationClosed).end == "review_set_aside"
    assert survey.state.invitations[survey.invitation()].situation == Answered(first=2, last=2)


def test_an_appeal_that_nobody_decides_in_time_holds_nothing_up() -> None:
    survey = appealed()
    seen: list[str] = []
    while (due := due_for_scan(survey.state)) is not None and due.lapses_at <= at("2026-03-12"):
        seen += names(survey.act(SYSTEM, due.command, due.lapses_at))
    assert seen.count("rectification_noted") == 1
    assert "clock_resumed" in seen
    assert names(verify(survey, "2026-03-12 10:00")) == ["review_verified"]
    assert refusal(decide_appeal(survey, "2026-03-12 10:00", upheld=True)) == "no_appeal"
