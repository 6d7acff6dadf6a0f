"""Accusations (检举控告) are sealed at the window: the accused is a stranger, no superior learns of them, nobody is surveyed (XF 30)."""

from typing import Any

import pytest

from schemas.clocks import ClockStarted, ClockStopped
from schemas.identity import track_id
from schemas.intake import (
    CaseClosed,
    CaseRegistered,
    CaseSealed,
    CloseResult,
    CustodyOffered,
    NoteRecorded,
    OrderResult,
    PartyAdded,
    RouteRecommended,
    SupervisionOrdered,
    SupervisionReplied,
)
from schemas.values import Channel
from services.intake.domain.custody_commands import Escalate, OfferCustody, RequestDesignation
from services.intake.domain.file_commands import AddParty, CloseCase, RecommendRoute, RecordNote
from services.intake.domain.heard_commands import HearChannelEvent, LapseClock
from services.intake.domain.supervision_commands import CloseSupervision, IssueSupervision, ReplyToSupervision
from services.jurisdiction.routing_facts import RoutingFacts
from tests.domain.intake.window import (
    CITY,
    CODE,
    COMMUNITY,
    HUB,
    LAW,
    PEOPLE,
    STREET,
    SYSTEM,
    WindowCase,
    applicant,
    at,
    clerk,
    nothing_yet,
    registered,
    registration,
    the_file,
)

ACCUSATION = RoutingFacts(accusation=True)
PETITION_OFFICE = next(
    body.id for body in LAW.organisations.by_id.values() if body.kind == "petition_office" and "jinghu" in body.id
)
AGENCY = next(body.id for body in LAW.organisations.by_id.values() if body.kind == "agency")


def sealed(accused: tuple[str, ...] = (STREET,), at_body: str = PETITION_OFFICE, **told: Any) -> WindowCase:
    """An accusation against a body, registered at the petition office unless told."""
    return registered(at_body, facts=ACCUSATION, accused=accused, **told)


def test_an_accusation_is_sealed_from_the_start_and_led_to_the_discipline_organ_r4() -> None:
    case = sealed()
    summary = case.happened(CaseRegistered).case
    assert (summary.sealed, summary.accused) == (True, (STREET,))
    assert case.happened(RouteRecommended).row == "R4"


def test_it_climbs_no_ladder() -> None:
    case = sealed(accused=("某局",), at_body=STREET)
    assert not isinstance(case.answer, ClockStarted)
    assert not any(isinstance(event, ClockStarted) for event in case.events)
    case.when(Escalate(), clerk(STREET), at(1)).then_refused("sealed_no_escalation")
    asked = RequestDesignation(bodies=(COMMUNITY,), reason="争议")
    case.when(asked, clerk(STREET), at(1)).then_refused("sealed_no_escalation")


def test_a_silent_petition_office_does_not_send_it_up() -> None:
    case = sealed(accused=("某局",), at_body=STREET)
    case.when(OfferCustody(to_body=PETITION_OFFICE, channel=Channel.PETITION), clerk(STREET), at(0, 10))
    assert case.happened(CustodyOffered).to_body == PETITION_OFFICE
    due = case.happened(ClockStarted).clock
    assert due.lapses_at is not None
    case.when(LapseClock(clock_id=due.clock_id), SYSTEM, due.lapses_at)
    assert [type(event).__name__ for event in case.history[-2:]] == ["ClockLapsed", "OfferTimedOut"]
    assert the_file(case).custody.open_offer is None


@pytest.mark.parametrize("stranger", [STREET, COMMUNITY, CITY, "wuhu.jinghu.nowhere"])
def test_the_accused_those_below_and_superiors_get_the_answer_of_an_unknown_case(stranger: str) -> None:
    case = sealed(accused=(STREET,), at_body=HUB)
    case.when(RecordNote(text="了解情况"), clerk(stranger), at(1)).then_refused("not_found")
    case.when(RecordNote(text="已告知去向"), clerk(HUB), at(1)).then(NoteRecorded)


def test_a_case_that_is_not_sealed_is_seen_by_the_superior_as_before() -> None:
    registered(STREET).when(RecordNote(text="督促办理"), clerk(HUB), at(1)).then(NoteRecorded)


def test_the_accused_cannot_register_it_nor_a_body_below_told_by_id_or_by_name() -> None:
    name = LAW.organisation(STREET)
    assert name is not None
    for accused in (STREET, name.name_zh):
        for at_body in (STREET, COMMUNITY):
            asked = registration(facts=ACCUSATION, accused=(accused,))
            nothing_yet().when(asked, clerk(at_body), at(0)).then_refused("accused_may_not_register", "accused")


def test_who_is_accused_has_to_be_told() -> None:
    nothing_yet().when(registration(facts=ACCUSATION), clerk(HUB), at(0)).then_refused("accused_not_told", "accused")


def test_it_goes_to_no_other_channel_and_never_to_the_accused() -> None:
    case = sealed(accused=("某局",), at_body=HUB)
    case.when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(HUB), at(1)).then_refused("sealed_route_only")
    accused = sealed(accused=(PETITION_OFFICE,), at_body=HUB)
    offer = OfferCustody(to_body=PETITION_OFFICE, channel=Channel.PETITION)
    accused.when(offer, clerk(HUB), at(1)).then_refused("accused_may_not_handle")


def test_what_turns_out_to_be_an_accusation_is_sealed_from_then_on() -> None:
    case = registered(HUB)
    found = case.when(RecommendRoute(facts=ACCUSATION), clerk(HUB), at(1)).happened(CaseSealed)
    assert found.source == "XF 30"
    assert the_file(case).case.sealed
    case.when(RecordNote(text="了解情况"), clerk(CITY), at(2)).then_refused("not_found")


def test_a_petition_registered_as_an_accusation_seals_the_case_once() -> None:
    case = registered(HUB)
    heard = HearChannelEvent(
        channel=Channel.PETITION, track_id=track_id(CODE, 1), what="petition_registered", custody_number=1,
        sealed=True, accused=(STREET,),
    )  # fmt: skip
    assert case.when(heard, SYSTEM, at(1)).happened(CaseSealed).accused == (STREET,)
    again = case.when(heard, SYSTEM, at(2)).answer
    assert [type(event).__name__ for event in again] == ["ChannelReported"]  # type: ignore[union-attr]  # not refused


def test_nobody_of_a_sealed_case_is_surveyed() -> None:
    case = sealed(accused=("某局",), at_body=HUB)
    closed = case.when(CloseCase(result=CloseResult.OUTSIDE), clerk(HUB), at(3)).happened(CaseClosed)
    assert closed.sealed


def test_a_sealed_matter_of_many_is_reported_to_nobody_above_and_supervised_by_nobody_above() -> None:
    many = tuple(applicant(name=f"检举人{number}") for number in range(12))
    case = sealed(accused=("某局",), at_body=HUB, parties=many)
    assert [type(event).__name__ for event in case.history] == ["CaseRegistered", "RouteRecommended"]
    case.when(AddParty(party=applicant(name="检举人十三")), clerk(HUB), at(1)).then(PartyAdded)
    order = IssueSupervision(demand="报告进展")
    case.when(order, clerk(CITY), at(2)).then_refused("not_found")
    case.when(order, clerk(HUB), at(2)).then_refused("sealed_no_supervision")


def test_an_order_from_before_the_seal_is_settled_by_no_superior_after_it() -> None:
    case = registered(STREET).when(IssueSupervision(demand="报告进展"), clerk(HUB), at(1))
    order_id = case.happened(SupervisionOrdered).order_id
    case.when(RecommendRoute(facts=ACCUSATION), clerk(STREET), at(2))
    closing = CloseSupervision(order_id=order_id, result=OrderResult.UNFOUNDED)
    case.when(closing, clerk(HUB), at(3)).then_refused("not_found")
    case.when(ReplyToSupervision(order_id=order_id, reply="已依法移送"), clerk(STREET), at(3)).then(
        SupervisionReplied, ClockStopped
    )
