"""Played cases, what intake hears, and the form of the service."""

from datetime import timedelta
from typing import get_args
from uuid import UUID

import pytest

from schemas import people_mediation as mediation
from schemas.clocks import ClockLapsed, ClockStarted
from schemas.command import Actor
from schemas.envelope import PublishedEvent
from schemas.intake import CustodyOffered, HandOverReason, NoteRecorded, OfferTimedOut
from schemas.judicial_confirmation import AgreementConfirmed
from schemas.registry import encode_data, event_types, wire_name
from services.intake.api import ROUTES
from services.intake.domain.commands import COMMANDS, HeardCommand
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import RecordNote
from services.intake.domain.heard_commands import HearChannelEvent, HearOfferAccepted
from services.intake.domain.lapses import CLOCKS
from services.intake.worker import reactions, service
from services.jurisdiction.clock_commands import CARE_COMMANDS
from tests.domain.intake.window import (
    CODE,
    COMMUNITY,
    HUB,
    LAW,
    PEOPLE,
    STREET,
    WindowCase,
    at,
    clerk,
    nothing_yet,
    registered,
    registration,
    the_file,
)

DEMONSTRATOR = clerk(HUB, "demonstrator")


def story() -> WindowCase:
    """A story the hub registered and offered to a community on Monday."""
    case = nothing_yet().when(registration(story=True), DEMONSTRATOR, at(400), occurred_at=at(0))
    return case.when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), DEMONSTRATOR, at(400), occurred_at=at(0, 10))


def published(event: mediation.TrackEvent | AgreementConfirmed) -> PublishedEvent:
    return PublishedEvent(
        id=UUID(int=5), service="people_mediation", name=wire_name(type(event)), version=1, case_code=CODE, sequence=3,
        index=0, recorded_at=at(1), actor=Actor(user="mediator.one", organisation=COMMUNITY), correlation_id="c",
        causation_id="c", traceparent=None, data=encode_data(event),
    )  # fmt: skip


def test_in_a_story_what_was_due_lapses_before_the_next_act_and_at_its_own_time() -> None:
    case = story().when(RecordNote(text="补记"), DEMONSTRATOR, at(400), occurred_at=at(5))
    case.then(ClockLapsed, OfferTimedOut, CustodyOffered, ClockStarted, NoteRecorded)
    assert case.happened(CustodyOffered).occurred_at == case.happened(ClockLapsed).lapses_at
    assert case.happened(CustodyOffered).to_body == STREET


def test_a_story_is_never_scanned_but_a_real_case_is() -> None:
    assert CLOCKS.due_for_scan(story().state) is None
    case = registered()
    due = CLOCKS.due_for_scan(case.state)
    assert due is not None
    assert due.lapses_at > at(0)
    kept = the_file(case).clocks.first_due()
    assert kept is not None
    assert (due.clock_id, due.lapses_at) == (kept.clock.clock_id, kept.clock.remind_at)
    assert CLOCKS.due_for_scan(nothing_yet().state) is None


def test_in_a_story_an_act_of_assumed_date_makes_nothing_lapse() -> None:
    assumed = RecordNote(text="补记", occurred_at_assumed=True)
    story().when(assumed, DEMONSTRATOR, at(400), occurred_at=at(5)).then(NoteRecorded)


def test_an_acceptance_is_heard_with_who_accepted() -> None:
    heard = mediation.OfferAccepted(occurred_at=at(1), track_id="t", custody_number=2, body=COMMUNITY)
    reaction = next(r for r in reactions() if r.event is mediation.OfferAccepted)
    command = reaction.react(heard, published(heard))
    assert command is not None
    assert isinstance(command.body, HearOfferAccepted)
    assert (command.body.handler, command.body.occurred_at, command.case_code) == ("mediator.one", at(1), None)


def test_a_partial_agreement_is_heard_as_partial() -> None:
    event = mediation.AgreementEffective(
        occurred_at=at(1), track_id="t", custody_number=2, agreement_id="a", form="written", partial=True,
        body=COMMUNITY, reason=HandOverReason.ROUTE, parties=(), terms=mediation.AgreementTerms(terms=("赔偿",)),
        case=the_file(registered()).case,
    )  # fmt: skip
    reaction = next(r for r in reactions() if r.event is mediation.AgreementEffective)
    command = reaction.react(event, published(event))
    assert command is not None
    assert isinstance(command.body, HearChannelEvent)
    assert (command.body.partial, command.body.what, command.body.body) == (True, "agreement_effective", COMMUNITY)


def test_the_courts_ruling_is_heard_about_its_agreement() -> None:
    event = AgreementConfirmed(occurred_at=at(1), agreement_id="a", application_id="b", court="wuhu.jinghu.court")
    reaction = next(r for r in reactions() if r.event is AgreementConfirmed)
    command = reaction.react(event, published(event))
    assert command is not None
    assert isinstance(command.body, HearChannelEvent)
    assert (command.body.track_id, command.body.what) == ("a", "agreement_confirmed")


def test_every_reaction_has_a_name_of_its_own_and_hears_an_event_its_source_has() -> None:
    found = reactions()
    assert len({reaction.name for reaction in found}) == len(found)
    for reaction in found:
        assert event_types(reaction.source)[wire_name(reaction.event)] is reaction.event


def test_every_act_of_a_person_has_exactly_one_route_and_no_heard_one_has() -> None:
    routed = [route.body for route in ROUTES]
    persons = [body for body in COMMANDS.values() if body not in (*get_args(HeardCommand), *CARE_COMMANDS.values())]
    assert sorted(body.__name__ for body in routed) == sorted(body.__name__ for body in persons)
    assert len({route.path for route in ROUTES}) == len(ROUTES)


def test_the_service_offers_what_the_runtime_needs() -> None:
    running = service(LAW)
    state = registered().state
    assert running.decode_state(running.encode_state(state)) == state
    assert running.rules.rules_version == LAW.rules_version
    assert running.commands["register_case"].__name__ == "RegisterCase"


@pytest.mark.parametrize("days", [0, 1, 2])
def test_an_offers_clock_is_in_time_until_midnight_of_its_last_day(days: int) -> None:
    started = registered().when(OfferCustody(to_body=COMMUNITY, channel=PEOPLE), clerk(STREET), at(0, 10))
    clock = started.happened(ClockStarted).clock
    assert clock.lapses_at is not None
    assert clock.lapses_at > at(days, 23) - timedelta(hours=1)
