"""The tables: every command has its route or reaction, and every reaction gives a command of ours under the right key."""

from uuid import uuid4

import pytest

from schemas import intake, network, people_mediation
from schemas.envelope import PublishedEvent
from schemas.identity import body_key, track_id
from schemas.intake import HandOverReason
from schemas.network import ReleaseReason
from schemas.values import Channel, OutsideAct, PartyRole
from services.jurisdiction.clock_commands import CARE_COMMANDS
from services.jurisdiction.demonstration import demonstration_hub, demonstration_organisation
from services.jurisdiction.law import Law
from services.jurisdiction.roles import Role
from services.jurisdiction.vocabulary import Tier
from services.network.api import ROUTES
from services.network.domain import commands as c
from services.network.worker import REACTIONS, service
from services.runtime.decider import ReactionCommand
from tests.domain.given_when_then import at
from tests.domain.network.network_case import CASE, HUB, STREET, TRAFFIC, NetworkCase, clerk, party, summary

HOUR = at("2026-03-02")
DEMONSTRATION = demonstration_organisation("某省某县", Channel.PEOPLE_MEDIATION, Tier.TOWNSHIP).id
ROUND = {"occurred_at": HOUR, "track_id": "t", "custody_number": 2}


def published(by: str = TRAFFIC, source: str = "people_mediation") -> PublishedEvent:
    return PublishedEvent(
        id=uuid4(), service=source, name="", version=1, case_code=CASE, sequence=1, index=0, recorded_at=HOUR,
        actor=clerk(by), correlation_id="", causation_id="", traceparent=None, data={},
    )  # fmt: skip


def reacts(event, by: str = TRAFFIC, source: str = "intake") -> list[ReactionCommand]:
    """Every command that the event makes this service give itself."""
    fitting = [one for one in REACTIONS if one.source == source and one.event is type(event)]
    found = [one.react(event, published(by, source)) for one in fitting]
    return [command for command in found if command is not None]


def moved(channel: Channel, **more) -> intake.CustodyMoved:
    case = more.pop("case", summary())
    return intake.CustodyMoved(
        occurred_at=HOUR, custody_number=2, from_body=HUB, to_body=STREET, channel=channel,
        track_id=track_id(CASE, 2), reason=HandOverReason.ROUTE, case=case, **more,
    )  # fmt: skip


def test_every_act_of_people_has_exactly_one_route():
    acts = (*c.HumanCommand.__args__, c.DeclareByLink, c.SignByLink)
    assert sorted(route.body.__name__ for route in ROUTES) == sorted(one.__name__ for one in acts)
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)


def test_routes_name_roles_that_exist_and_no_command_of_the_system():
    known = [role.value for role in Role]
    system = [body.__name__ for body in (*c.Heard.__args__, c.LapseClock)]
    assert all(route.roles and set(route.roles) <= set(known) for route in ROUTES)
    assert not [route for route in ROUTES if route.body.__name__ in system]


def test_every_command_is_in_the_services_table():
    assert set(c.COMMANDS.values()) == {
        *c.Heard.__args__, *c.HumanCommand.__args__, c.DeclareByLink, c.SignByLink, c.LapseClock, *CARE_COMMANDS.values(),
    }  # fmt: skip
    assert service(Law.load("wuhu")).name == "network"
    assert len({reaction.name for reaction in REACTIONS}) == len(REACTIONS)


@pytest.mark.parametrize("source", ["people_mediation", "network"])
def test_an_appointment_counts_for_the_body_that_made_it(source: str):
    assigned = people_mediation.MediatorAssigned(**ROUND, mediator="m1")
    (command,) = reacts(assigned, STREET, source)
    assert command.case_code == body_key(STREET)
    assert (command.body.body, command.body.mediator, command.body.about, command.body.source) == (
        STREET,
        "m1",
        CASE,
        source,
    )


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (
            people_mediation.MediationTerminated(**ROUND, body=STREET, reason="deadlock", routes_told=()),
            ReleaseReason.TERMINATED,
        ),
        (people_mediation.CustodyLost(**ROUND, body=STREET, reason="移交"), ReleaseReason.CUSTODY_LOST),
    ],
)
def test_the_end_of_a_round_releases_its_mediators(event, why: ReleaseReason):
    (command,) = reacts(event, "system", "people_mediation")
    assert (command.case_code, command.body.why, command.body.mediator) == (body_key(STREET), why, None)


def test_who_steps_aside_in_people_mediation_is_less_loaded_and_remembered_for_the_case():
    commands = reacts(people_mediation.MediatorRecused(**ROUND, mediator="m1"), STREET, "people_mediation")
    assert {type(one.body) for one in commands} == {c.ReleaseWork, c.HearRecusal}
    assert {one.case_code for one in commands} == {body_key(STREET), None}


def test_played_cases_ask_nobodys_load():
    for event in (
        people_mediation.MediatorAssigned(**ROUND, mediator="m1"),
        people_mediation.MediatorRecused(**ROUND, mediator="m1"),
        people_mediation.CustodyLost(**ROUND, body=DEMONSTRATION, reason="移交"),
    ):
        assert reacts(event, DEMONSTRATION, "people_mediation") == []


def test_a_partial_agreement_releases_nobody():
    case = NetworkCase().agreed()
    (effective,) = [one for one in case.signs() if isinstance(one, network.AgreementEffective)]
    assert [type(one.body) for one in reacts(effective, TRAFFIC, "network")] == [c.ReleaseWork]
    assert reacts(effective.model_copy(update={"partial": True}), TRAFFIC, "network") == []


@pytest.mark.parametrize("channel", [Channel.PEOPLE_MEDIATION, Channel.ADMIN_MEDIATION, Channel.PETITION])
def test_custody_elsewhere_is_heard_so_that_mediators_can_be_proposed(channel: Channel):
    (command,) = reacts(moved(channel, known_to=(channel,), handler="clerk.x"))
    assert (type(command.body), command.body.handler) == (c.LoseCustody, "clerk.x")


@pytest.mark.parametrize(
    "event",
    [
        moved(Channel.PEOPLE_MEDIATION, known_to=(Channel.PEOPLE_MEDIATION,), case=summary(story=True)),
        moved(Channel.PETITION, known_to=(Channel.PETITION,), case=summary(sealed=True)),
        moved(Channel.COURT_MEDIATION, known_to=(Channel.COURT_MEDIATION,)),
    ],
)
def test_what_the_network_never_had_and_nobody_asks_a_mediator_for_is_not_heard(event):
    assert reacts(event) == []


def test_changes_are_heard_where_a_mediator_may_be_proposed_and_not_of_played_cases_of_others():
    joined = intake.PartyAdded(
        occurred_at=HOUR, party=party("p9", PartyRole.RESPONDENT), known_to=(Channel.PEOPLE_MEDIATION,)
    )
    assert [type(one.body) for one in reacts(joined, STREET)] == [c.UpdateCaseInformation]
    assert reacts(joined, demonstration_hub("某省某县").id) == []
    assert reacts(joined.model_copy(update={"known_to": ()}), STREET) == []


def test_offers_to_others_are_not_ours():
    offer = {"occurred_at": HOUR, "custody_number": 2, "to_body": STREET, "channel": Channel.PEOPLE_MEDIATION}
    assert reacts(intake.OfferWithdrawn(**offer, reason="收回")) == []
    assert reacts(intake.OfferTimedOut(**offer)) == []
    ours = {**offer, "channel": Channel.INDUSTRY_MEDIATION}
    assert [type(one.body) for one in reacts(intake.OfferTimedOut(**ours))] == [c.CloseOffer]


def test_what_bars_mediation_is_kept_even_of_a_case_that_never_came_here():
    told = {"occurred_at": HOUR, "known_to": ()}
    suit = intake.OutsideActRecorded(
        **told, outside=OutsideAct(channel=Channel.LITIGATION, act="accepted", body="法院")
    )
    called = intake.OutsideActRecorded(
        **told, outside=OutsideAct(channel=Channel.POLICE, act="police_called", body="派出所")
    )
    assert [type(one.body) for one in reacts(suit)] == [c.HearOutsideAct]
    assert reacts(called) == []
    assert reacts(suit, DEMONSTRATION) == [], "a played case goes the way it went"


def test_a_referral_tells_who_waits_for_the_partner():
    sent = intake.ReferredOutside(occurred_at=HOUR, channel=Channel.LEGAL_AID, body="法律援助中心", follow_up_on=None)
    (command,) = reacts(sent, HUB)
    assert (command.body.from_body, command.body.partner) == (HUB, "法律援助中心")
    assert reacts(sent, DEMONSTRATION) == []
