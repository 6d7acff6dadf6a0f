"""Offers and custody heard late, twice or out of order, and the refusals that tell where something stands (design.md section 5)."""

import pytest

from schemas.command import CommandBody
from schemas.identity import track_id
from schemas.values import Channel, OutsideAct, Risk
from services.jurisdiction.case_changes import RiskAssessed
from services.petitions.domain import commands as c
from tests.domain.given_when_then import names, refusal
from tests.domain.petitions.petition_case import (
    CASE,
    CITY,
    HUB,
    MONDAY,
    OFFICE,
    OTHER_OFFICE,
    UNIT,
    PetitionCase,
    opinion,
)


def closed(number: int = 2, *, told: bool = True) -> c.CloseOffer:
    """Intake took the offer back."""
    return c.CloseOffer(
        track_id=track_id(CASE, number), custody_number=number, to_body=OFFICE, what="offer_withdrawn",
        channel_told=told, reason="移交已被撤回",
    )  # fmt: skip


def test_an_offer_is_answered_once_and_not_before_it_was_made() -> None:
    case = PetitionCase()
    case.offered("2026-03-02 09:00")
    assert refusal(case.does(c.AcceptOffer(), "2026-03-01", recorded="2026-03-02 10:00")) == "before_offer"
    early = c.ReturnOffer(code="not_competent", reason="他处")
    assert refusal(case.does(early, "2026-03-01", recorded="2026-03-02 10:00")) == "before_offer"
    names(case.does(c.AcceptOffer(), "2026-03-02 10:00"))
    assert refusal(case.does(c.AcceptOffer(), "2026-03-02 10:01")) == "offer_already_accepted"
    assert refusal(case.does(c.ReturnOffer(code="not_competent", reason="x"), "2026-03-02 10:02")) == "custody_not_here"
    case.moved("2026-03-02 10:03")
    assert refusal(case.does(c.AcceptOffer(), "2026-03-02 10:04")) == "custody_already_here"


def test_an_offer_that_another_office_should_take_goes_back_without_a_route() -> None:
    case = PetitionCase()
    case.offered()
    told = c.ReturnOffer(code="not_competent", reason="属于鸠江区")
    assert names(case.does(told, "2026-03-02 10:00")) == ["offer_returned"]
    assert refusal(case.does(c.AcceptOffer(), "2026-03-02 11:00")) == "offer_closed"


def test_an_acceptance_in_time_is_passed_on_after_the_offer_lapsed() -> None:
    case = PetitionCase()
    case.offered("2026-03-02 09:00")
    case.hears(closed(), "2026-03-05")
    assert refusal(case.does(c.AcceptOffer(), "2026-03-06")) == "offer_closed"
    assert names(case.does(c.AcceptOffer(), "2026-03-04", recorded="2026-03-06")) == ["offer_accepted"]


def test_a_stranger_has_no_offer() -> None:
    case = PetitionCase()
    case.offered()
    assert refusal(case.does(c.AcceptOffer(), "2026-03-02 10:00", OTHER_OFFICE)) == "not_found"
    other = c.AcceptOffer(track_id=track_id(CASE, 9))
    assert refusal(case.does(other, "2026-03-02 10:00")) == "not_found"


def test_what_intake_tells_twice_late_or_out_of_order_is_noted() -> None:
    case = PetitionCase()
    assert names(case.hears(closed(), MONDAY)) == ["offer_closed"]
    assert names(case.offered("2026-03-02 10:00")) == ["noted"]
    assert names(case.hears(closed(5, told=False), MONDAY)) == ["noted"]
    case.moved("2026-03-03", number=3)
    assert names(case.moved("2026-03-03", number=3)) == ["noted"]
    assert names(case.hears(closed(3), "2026-03-04")) == ["conflict"]
    assert names(case.moved("2026-03-02 11:00", number=2, to=OTHER_OFFICE)) == ["custody_received", "custody_lost"]
    assert names(case.hears(c.DenyCustody(track_id="x", reason="y"), "2026-03-04")) == ["noted"]


def test_custody_in_another_channel_without_a_petition_ends_the_round() -> None:
    case = PetitionCase().held()
    lost = case.hears(c.LoseCustody(custody_number=3, what="custody_moved", reason="他处"), "2026-03-03")
    assert names(lost) == ["custody_lost"]
    assert refusal(case.does(c.RegisterPetition(kind="grievance", manner="petition_visit"), "2026-03-04")) == (
        "custody_elsewhere"
    )
    again = case.hears(c.LoseCustody(custody_number=3, what="custody_moved", reason="他处"), "2026-03-03")
    assert names(again) == ["noted"]


def test_the_case_as_intake_changes_it_is_known_here() -> None:
    change = c.UpdateCaseInformation(what="risk_raised", change=RiskAssessed(risk=Risk.HIGH))
    assert names(PetitionCase().hears(change, MONDAY)) == ["noted"]
    case = PetitionCase().held()
    assert names(case.hears(change, MONDAY)) == ["case_information_updated"]
    assert case.state.case is not None
    assert case.state.case.risk is Risk.HIGH


def test_acts_outside_repeats_and_turns_of_the_case_are_noted() -> None:
    case = PetitionCase().held()
    suit = OutsideAct(channel=Channel.LITIGATION, act="suit_filed", body="区人民法院")
    for body in (
        c.HearOutsideAct(outside=suit), c.HearRepeat(reported_to="市长热线"),
        c.HearElsewhere(source="intake", what="case_closed", reason="办结"),
    ):  # fmt: skip
        assert names(case.hears(body, MONDAY)) == ["noted"]


REACHED = (
    ("handled", c.AcceptPetition(), UNIT, "petition_in_handling"),
    ("opined", c.AcceptPetition(), UNIT, "opinion_issued"),
    ("under_review", opinion(), UNIT, "under_review"),
    ("reviewed", c.RequestReview(reviewing_unit=HUB), HUB, "review_issued"),
    ("under_recheck", opinion(), UNIT, "under_recheck"),
    ("final", opinion(), UNIT, "matter_final"),
)


@pytest.mark.parametrize(("situation", "body", "by", "code"), REACHED, ids=[row[0] for row in REACHED])
def test_an_act_out_of_turn_is_told_where_the_petition_stands(
    situation: str, body: CommandBody, by: str, code: str
) -> None:
    case = getattr(PetitionCase(), situation)()
    assert refusal(case.does(body, "2026-06-01", by)) == code


def test_suggestions_and_accusations_are_told_likewise() -> None:
    suggestion = PetitionCase().registered(kind="suggestion")
    names(suggestion.does(c.AnswerSuggestion(adopted=False, reply="已有规定"), "2026-03-03"))
    assert refusal(suggestion.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-04")) == "suggestion_answered"
    accusation = PetitionCase().registered(kind="accusation", accused_body=UNIT)
    names(accusation.does(c.HandOverAccusation(to_body="wuhu.discipline"), "2026-03-03"))
    told = c.ForwardPetition(responsible_unit=CITY)
    assert refusal(accusation.does(told, "2026-03-04")) == "accusation_handed_over"
