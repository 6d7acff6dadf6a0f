"""A played public case may leave open what its source does not tell; a live petition may not."""

import pytest

from schemas.command import CommandBody
from schemas.petitions import OpinionDecision, PetitionManner, PetitionRegistered, ReviewFinding
from services.petitions.domain import commands as c
from tests.domain.given_when_then import names, refusal
from tests.domain.petitions.petition_case import CITY, HUB, OFFICE, UNIT, PetitionCase, summary

UNTOLD = c.IssueHandlingOpinion(decision=OpinionDecision.NOT_STATED, answer="已答复")


def played() -> PetitionCase:
    return PetitionCase(summary(story=True))


def test_a_live_opinion_says_what_it_decides_xf_32() -> None:
    assert refusal(PetitionCase().with_unit().does(UNTOLD, "2026-03-20", UNIT)) == "decision_not_told"
    assert "handling_opinion_issued" in names(played().with_unit().does(UNTOLD, "2026-03-20", UNIT))


@pytest.mark.parametrize("body", [c.RejectAdmission(ground="not_stated")])
def test_a_live_petition_is_rejected_on_a_ground_of_the_law(body: CommandBody) -> None:
    assert refusal(PetitionCase().with_unit().does(body, "2026-03-05", UNIT)) == "unknown_ground"
    assert "admission_rejected" in names(played().with_unit().does(body, "2026-03-05", UNIT))


def test_a_request_for_review_is_rejected_on_a_ground_of_the_law_xf_35() -> None:
    asked, rejected = c.RequestReview(reviewing_unit="上一级机关"), c.RejectReview(ground="not_stated")
    for case, answer in ((PetitionCase(), "unknown_ground"), (played(), "review_rejected")):
        opinion = c.IssueHandlingOpinion(decision=OpinionDecision.EXPLAIN, answer="已答复")
        names(case.with_unit().does(opinion, "2026-03-20", UNIT))
        names(case.does(asked, "2026-03-25", OFFICE))
        found = case.does(rejected, "2026-03-27", OFFICE)
        assert answer in ([refusal(found)] if answer == "unknown_ground" else names(found))


def test_how_somebody_petitioned_may_be_unknown_and_is_then_no_visit() -> None:
    case = PetitionCase().registered(manner=PetitionManner.UNKNOWN, visitors=9)
    [registered] = [event for event in case.events if isinstance(event, PetitionRegistered)]
    assert registered.manner is PetitionManner.UNKNOWN
    assert registered.irregularities == ()


def test_a_live_review_and_recheck_say_what_they_find() -> None:
    open_finding = {"finding": ReviewFinding.NOT_STATED, "answer": "见意见书"}
    live = PetitionCase().under_review()
    assert refusal(live.does(c.IssueReviewOpinion(**open_finding), "2026-04-20", HUB)) == "finding_not_told"
    again = PetitionCase().under_recheck()
    assert refusal(again.does(c.IssueRecheckOpinion(**open_finding), "2026-05-20", CITY)) == "finding_not_told"
