"""The tables: every command has its route or reaction, every reaction gives a command of ours."""

from uuid import uuid4

import pytest

from schemas import intake, judicial_confirmation, people_mediation
from schemas.command import Actor
from schemas.envelope import PublishedEvent
from schemas.identity import track_id
from schemas.intake import HandOverReason
from schemas.values import Agent, AgentType, Channel, Contact, Guardian, OutsideAct, Risk
from services.jurisdiction.clock_commands import CARE_COMMANDS, SuperviseClock
from services.jurisdiction.law import Law
from services.jurisdiction.roles import Role
from services.jurisdiction.supervision import Step
from services.people_mediation.api import ROUTES
from services.people_mediation.domain import commands as c
from services.people_mediation.domain import irregularities
from services.people_mediation.worker import REACTIONS, service
from tests.domain.given_when_then import at, names
from tests.domain.people_mediation.committee_case import CASE, COMMITTEE, HUB, given_session, summary

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
    acts = (*c.HumanCommand.__args__, c.DeclareByLink, c.SignByLink)
    assert sorted(route.body.__name__ for route in ROUTES) == sorted(one.__name__ for one in acts)
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
    told = (*c.HumanCommand.__args__, c.DeclareByLink, c.SignByLink, *c.Heard.__args__, c.LapseClock)
    assert len(ours.commands) == len(told) + len(CARE_COMMANDS)


def test_the_scan_is_told_of_the_reminder_before_the_lapse():
    due = service(Law.load()).due_clock(given_session().state)
    assert due is not None
    assert isinstance(due.command, SuperviseClock)
    assert due.command.step is Step.REMINDER


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
    timed_out = intake.OfferTimedOut(
        occurred_at=HOUR, custody_number=2, to_body=COMMITTEE, channel=Channel.PEOPLE_MEDIATION,
        track_id=track_id(CASE, 2),
    )  # fmt: skip
    before_channels_were_told = intake.OfferTimedOut(occurred_at=HOUR, custody_number=2, to_body=COMMITTEE)
    for event, told in ((withdrawn, True), (timed_out, True), (before_channels_were_told, False)):
        heard = body_of(event)
        assert isinstance(heard, c.CloseOffer)
        assert (heard.track_id, heard.channel_told) == (track_id(CASE, 2), told)


def test_an_offer_that_timed_out_in_another_channel_is_not_ours():
    event = intake.OfferTimedOut(occurred_at=HOUR, custody_number=2, to_body=COMMITTEE, channel=Channel.PETITION)
    assert body_of(event) is None


@pytest.mark.parametrize("code", irregularities.CODES)
def test_every_irregularity_has_a_chinese_sentence_and_a_source(code):
    mark = irregularities.irregular(code)
    assert any("一" <= sign <= "鿿" for sign in mark.message)
    assert mark.source


def test_every_event_is_listed_in_the_contract():
    listed = [event.__name__ for event in people_mediation.EVENTS]
    assert all(event in listed for event in ("AgreementEffective", "Noted", "Conflict", "ClockLapsed"))


PERSON = summary().parties[1]
TOLD_BY_INTAKE = (
    intake.PartyAdded(occurred_at=HOUR, party=PERSON),
    intake.PartySucceeded(occurred_at=HOUR, former_party_id="p2", successor=PERSON, reason="继承"),
    intake.AgentAppointed(
        occurred_at=HOUR, party_id="p2", agent=Agent(agent_id="a", type=AgentType.LAWYER, name="律师")
    ),
    intake.AgentDismissed(occurred_at=HOUR, party_id="p1", agent_id="a1", reason="解除"),
    intake.GuardianNamed(occurred_at=HOUR, party_id="p2", guardian=Guardian(name="监护人", relation="父亲")),
    intake.ContactChanged(occurred_at=HOUR, party_id="p2", contact=Contact()),
    intake.RiskRaised(occurred_at=HOUR, risk=Risk.HIGH, reason="激化"),
    intake.EntryCorrected(
        occurred_at=HOUR, field="case.amount_cny", old_value=None, new_value="300", reason="误填", case=summary()
    ),
)


@pytest.mark.parametrize("event", TOLD_BY_INTAKE, ids=lambda event: type(event).__name__)
def test_what_intake_changes_in_the_case_is_changed_here(event):
    heard = body_of(event)
    assert isinstance(heard, c.UpdateCaseInformation)
    case = given_session()
    assert names(case.hears(heard, "2026-03-06")) == ["case_information_updated"]


def test_acts_outside_are_heard():
    outside = OutsideAct(channel=Channel.LITIGATION, act="accepted", body="镜湖区人民法院")
    heard = body_of(intake.OutsideActRecorded(occurred_at=HOUR, outside=outside))
    assert isinstance(heard, c.HearOutsideAct)
    assert heard.outside == outside


def test_the_courts_word_is_heard():
    event = judicial_confirmation.AgreementConfirmed(
        occurred_at=HOUR, agreement_id="x", application_id="y", court="wuhu.jinghu.court"
    )
    heard = body_of(event)
    assert isinstance(heard, c.HearConfirmation)
    assert (heard.agreement_id, heard.what) == ("x", "agreement_confirmed")


@pytest.mark.parametrize("event_type", [intake.OfferWithdrawn, intake.CustodyDenied])
def test_the_end_of_something_in_another_channel_is_not_ours(event_type):
    more = {"body": COMMITTEE, "track_id": "t"} if event_type is intake.CustodyDenied else {"to_body": COMMITTEE}
    event = event_type(occurred_at=HOUR, custody_number=2, channel=Channel.PETITION, reason="误", **more)
    assert body_of(event) is None
