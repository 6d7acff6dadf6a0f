"""The tables: every command has its route or reaction, every reaction gives a command of ours."""

from typing import get_args
from uuid import uuid4

import pytest

from schemas import intake, judicial_confirmation
from schemas.command import Actor
from schemas.envelope import PublishedEvent
from schemas.identity import track_id
from schemas.intake import HandOverReason
from schemas.values import Channel, OutsideAct, Risk
from services.administrative_mediation.api import ROUTES
from services.administrative_mediation.domain import commands as c
from services.administrative_mediation.worker import REACTIONS, service
from services.jurisdiction.law import Law
from services.jurisdiction.roles import Role
from tests.domain.administrative_mediation.agency_case import CASE, HUB, LABOUR, given_session, summary
from tests.domain.given_when_then import at

HOUR = at("2026-03-02")
BY_EVENT = {reaction.event: reaction for reaction in REACTIONS}


def published() -> PublishedEvent:
    return PublishedEvent(
        id=uuid4(), service="intake", name="", version=1, case_code=CASE, sequence=1, index=0, recorded_at=HOUR,
        actor=Actor(user="system:intake", organisation="intake"), correlation_id="", causation_id="",
        traceparent=None, data={},
    )  # fmt: skip


def hand_over(event_type, channel=Channel.ADMIN_MEDIATION):
    return event_type(
        occurred_at=HOUR, custody_number=2, from_body=HUB, to_body=LABOUR, channel=channel,
        track_id=track_id(CASE, 2), reason=HandOverReason.ROUTE, case=summary(),
    )  # fmt: skip


def body_of(event):
    command = BY_EVENT[type(event)].react(event, published())
    return None if command is None else command.body


def test_every_act_of_people_has_exactly_one_route():
    bodies = sorted(route.body.__name__ for route in ROUTES)
    assert bodies == sorted(one.__name__ for one in (*get_args(c.HumanCommand), c.DeclareByLink, c.SignByLink))
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)


def test_routes_name_roles_that_exist():
    known = [role.value for role in Role]
    assert all(route.roles and all(role in known for role in route.roles) for route in ROUTES)


def test_no_route_gives_a_command_of_the_system():
    system = {body.__name__ for body in (*get_args(c.Heard), c.LapseClock)}
    assert system.isdisjoint(route.body.__name__ for route in ROUTES)


def test_reactions_have_names_of_their_own():
    assert len({reaction.name for reaction in REACTIONS}) == len(REACTIONS)
    assert {reaction.source for reaction in REACTIONS} == {"intake", "judicial_confirmation"}


def test_the_service_knows_every_command_by_name_and_the_scan_what_is_asked_of_time_first():
    ours = service(Law.load())
    assert ours.name == "administrative_mediation"
    assert set(ours.commands.values()) >= {
        *get_args(c.HumanCommand),
        *get_args(c.Heard),
        c.DeclareByLink,
        c.SignByLink,
        c.LapseClock,
    }
    case = given_session()
    due = ours.due_clock(case.state)
    assert due is not None
    assert due.clock_id == case.clock_id("AM-3")


def test_a_story_is_not_watched_by_the_scan():
    assert service(Law.load()).due_clock(given_session(story=True).state) is None


def test_hand_overs_to_agencies_are_heard_and_those_to_others_lose_what_is_here():
    assert isinstance(body_of(hand_over(intake.CustodyOffered)), c.ReceiveOffer)
    assert isinstance(body_of(hand_over(intake.CustodyMoved)), c.ReceiveCustody)
    assert body_of(hand_over(intake.CustodyOffered, Channel.PETITION)) is None
    assert isinstance(body_of(hand_over(intake.CustodyMoved, Channel.PETITION)), c.LoseCustody)


def told(event_type, **more):
    return event_type(occurred_at=HOUR, **more)


OWN = {"custody_number": 2, "to_body": LABOUR, "channel": Channel.ADMIN_MEDIATION}
OTHER = {**OWN, "channel": Channel.PETITION}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (told(intake.OfferWithdrawn, **OWN, reason="收回"), c.CloseOffer),
        (told(intake.OfferWithdrawn, **OTHER, reason="收回"), None),
        (told(intake.OfferTimedOut, **OWN), c.CloseOffer),
        (told(intake.OfferTimedOut, **OTHER), None),
        (told(intake.OfferReturned, custody_number=2, to_body=LABOUR, code="x", reason="不收"), c.HearTransferReturned),
        (told(intake.ConflictNoted, channel=Channel.ADMIN_MEDIATION, track_id="t", what="transfer_requested", reason="无"),
         c.HearTransferReturned),
        (told(intake.ConflictNoted, channel=Channel.ADMIN_MEDIATION, track_id="t", what="session_held", reason="无"), None),
        (told(intake.ChannelReported, channel=Channel.PEOPLE_MEDIATION, track_id="t", what="agreement_effective"),
         c.HearChannel),
        (told(intake.ChannelReported, channel=Channel.ADMIN_MEDIATION, track_id="t", what="agreement_effective"), None),
        (told(intake.OutsideActRecorded, outside=OutsideAct(channel=Channel.LITIGATION, act="suit_filed", body="法院")),
         c.HearOutsideAct),
        (told(intake.RiskRaised, risk=Risk.HIGH, reason="争吵"), c.UpdateCaseInformation),
        (told(intake.CaseVoided, reason="误登记"), c.HearElsewhere),
        (told(judicial_confirmation.ConfirmationRevoked, agreement_id="a", application_id="b", objection_id="c", court="d"),
         c.HearConfirmation),
    ],
)  # fmt: skip
def test_what_is_heard_becomes_a_command_of_ours_or_nothing(event, expected):
    body = body_of(event)
    assert body is None if expected is None else isinstance(body, expected)


def test_a_designation_is_heard_in_this_channel_alone():
    designated = {
        "custody_number": 2, "by_body": HUB, "to_body": LABOUR, "bodies": (LABOUR,), "ground": "competing",
        "source": "SZ 45",
    }  # fmt: skip
    ours = told(intake.CustodianDesignated, channel=Channel.ADMIN_MEDIATION, **designated)
    assert isinstance(body_of(ours), c.HearDesignation)
    assert body_of(told(intake.CustodianDesignated, channel=Channel.PETITION, **designated)) is None


def test_a_denial_in_another_channel_is_not_ours():
    denied = {"custody_number": 2, "body": LABOUR, "track_id": "t", "reason": "已办结"}
    assert isinstance(body_of(told(intake.CustodyDenied, channel=Channel.ADMIN_MEDIATION, **denied)), c.DenyCustody)
    assert body_of(told(intake.CustodyDenied, channel=Channel.PETITION, **denied)) is None
