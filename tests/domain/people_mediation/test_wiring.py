"""The tables: every command has its route or reaction, every reaction gives a command of ours."""

from uuid import uuid4

import pytest

from schemas import intake, people_mediation
from schemas.command import Actor
from schemas.envelope import PublishedEvent
from schemas.identity import track_id
from schemas.intake import HandOverReason
from schemas.values import Channel
from services.jurisdiction.law import Law
from services.jurisdiction.roles import Role
from services.people_mediation.api import ROUTES
from services.people_mediation.domain import commands as c
from services.people_mediation.domain import irregularities
from services.people_mediation.worker import REACTIONS, service
from tests.domain.people_mediation.committee_case import (
    CASE,
    COMMITTEE,
    HUB,
    at,
    given_session,
    summary,
)

HOUR = at("2026-03-02")
BY_EVENT = {reaction.event: reaction for reaction in REACTIONS}


def published() -> PublishedEvent:
    return PublishedEvent(
        id=uuid4(), service="intake", name="", version=1, case_code=CASE, sequence=1, index=0, recorded_at=HOUR,
        actor=Actor(user="system:intake", organisation="intake"), correlation_id="", causation_id="",
        traceparent=None, data={},
    )  # fmt: skip


def hand_over(event_type, channel=Channel.PEOPLE_MEDIATION):
    return event_type(
        occurred_at=HOUR, custody_number=2, from_body=HUB, to_body=COMMITTEE, channel=channel,
        track_id=track_id(CASE, 2), reason=HandOverReason.ROUTE, case=summary(),
    )  # fmt: skip


def body_of(event):
    command = BY_EVENT[type(event)].react(event, published())
    return None if command is None else command.body


def test_every_act_of_people_has_exactly_one_route():
    assert sorted(route.body.__name__ for route in ROUTES) == sorted(one.__name__ for one in c.HumanCommand.__args__)
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)


def test_routes_name_roles_that_exist():
    known = [role.value for role in Role]
    assert all(role in known for route in ROUTES for role in route.roles)
    assert all(route.roles for route in ROUTES)


def test_no_route_gives_a_command_of_the_system():
    system = [body.__name__ for body in (*c.Heard.__args__, c.LapseClock)]
    assert not [route for route in ROUTES if route.body.__name__ in system]


def test_reactions_have_names_of_their_own_and_give_our_commands():
    assert len({(reaction.source, reaction.name) for reaction in REACTIONS}) == len(REACTIONS)
    assert {"intake", "judicial_confirmation"} == {reaction.source for reaction in REACTIONS}


def test_the_service_knows_every_command_by_name():
    ours = service(Law.load())
    assert ours.name == "people_mediation"
    assert ours.commands["sign_as_party"] is c.SignAsParty
    assert len(ours.commands) == len(c.HumanCommand.__args__) + len(c.Heard.__args__) + 1


def test_the_scan_is_told_what_lapses_first():
    due = service(Law.load()).due_clock(given_session().state)
    assert due is not None
    assert isinstance(due.command, c.LapseClock)


@pytest.mark.parametrize("event_type", [intake.CustodyOffered, intake.CustodyMoved])
def test_hand_overs_to_committees_are_heard(event_type):
    assert type(body_of(hand_over(event_type))).__name__ in ("ReceiveOffer", "ReceiveCustody")


def test_an_offer_in_another_channel_is_not_ours():
    assert body_of(hand_over(intake.CustodyOffered, Channel.PETITION)) is None


def test_custody_in_another_channel_is_lost_here():
    heard = body_of(hand_over(intake.CustodyMoved, Channel.PETITION))
    assert isinstance(heard, c.LoseCustody)
    assert heard.custody_number == 2


def test_an_offer_taken_back_or_timed_out_names_its_round():
    withdrawn = intake.OfferWithdrawn(
        occurred_at=HOUR, custody_number=2, to_body=COMMITTEE, channel=Channel.PEOPLE_MEDIATION, reason="误"
    )
    timed_out = intake.OfferTimedOut(occurred_at=HOUR, custody_number=2, to_body=COMMITTEE)
    for event, told in ((withdrawn, True), (timed_out, False)):
        heard = body_of(event)
        assert isinstance(heard, c.CloseOffer)
        assert (heard.track_id, heard.channel_told) == (track_id(CASE, 2), told)


@pytest.mark.parametrize("code", irregularities.CODES)
def test_every_irregularity_has_a_chinese_sentence_and_a_source(code):
    mark = irregularities.irregular(code)
    assert any("一" <= sign <= "鿿" for sign in mark.message)
    assert mark.source


def test_every_event_is_listed_in_the_contract():
    listed = [event.__name__ for event in people_mediation.EVENTS]
    assert all(event in listed for event in ("AgreementEffective", "Noted", "Conflict", "ClockLapsed"))
