"""The drill's story through every service, told in memory: it has a diversion, a lapse, its withdrawal and two escalations."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest

from deploy.trial.history import deciding_service
from deploy.trial.tellings import InvitationAt, telling_through_all
from schemas.base import Event
from schemas.clocks import ClockLapsed, LapseWithdrawn
from schemas.command import Actor, Refused
from schemas.intake import CaseClosed, CaseRegistered, CustodyMoved, CustodyOffered, HandOverReason, OfferWithdrawn
from schemas.judicial_confirmation import AgreementConfirmed
from schemas.people_mediation import AgreementReached
from schemas.petitions import PetitionDiverted
from schemas.registry import wire_name
from schemas.satisfaction import InvitationIssued, RatingGiven
from schemas.topics import DECIDING_SERVICES
from schemas.values import Channel
from services.jurisdiction.demonstration import demonstration_organisation
from services.jurisdiction.law import Law
from services.jurisdiction.vocabulary import Tier
from services.play.acts import LatestAgreement, PartyAt
from tests.domain.exchange import Exchange
from tests.domain.intake.window import CODE

TELLING = telling_through_all()
VILLAGE, TOWNSHIP = (
    demonstration_organisation(TELLING.place, Channel.PEOPLE_MEDIATION, tier).id
    for tier in (Tier.VILLAGE, Tier.TOWNSHIP)
)


@pytest.fixture(scope="module")
def told() -> Exchange:
    law = Law.load("wuhu")
    exchange = Exchange(CODE, *(deciding_service(name, law) for name in DECIDING_SERVICES))
    for number, act in enumerate(TELLING.acts):
        body = exchange.services[act.service].commands[act.command].model_validate(
            {**filled(act.body, exchange), "occurred_at": act.occurred_at}
        )  # fmt: skip
        actor = Actor(user="staff", organisation=act.body_of.id, roles=(*act.roles, "demonstrator"))
        answer = exchange.asks(act.service, body, actor, TELLING.recorded(number, timedelta(hours=1)))
        assert not isinstance(answer, Refused), f"{number} {act.command}: {answer}"
    return exchange


def test_every_deciding_service_decides_something_of_it(told: Exchange) -> None:
    assert {service for service, _ in told.events} == set(DECIDING_SERVICES)


def test_the_petition_is_diverted_and_the_agency_offered_the_case(told: Exchange) -> None:
    [diverted] = of(told, PetitionDiverted)
    offered = next(offer for offer in of(told, CustodyOffered) if offer.to_body == diverted.to_body)
    assert offered.channel is diverted.route is Channel.ADMIN_MEDIATION


def test_the_villages_time_runs_out_and_the_case_is_offered_upwards(told: Exchange) -> None:
    [lapsed] = of(told, ClockLapsed)
    upwards = next(offer for offer in of(told, CustodyOffered) if offer.after_lapse_of == lapsed.clock_id)
    assert (lapsed.limit, upwards.to_body, upwards.reason) == ("LV-L1", TOWNSHIP, HandOverReason.ESCALATION)


def test_an_agreement_that_was_entered_late_takes_the_lapse_and_the_offer_back(told: Exchange) -> None:
    [lapsed], [withdrawn], [offer] = of(told, ClockLapsed), of(told, LapseWithdrawn), of(told, OfferWithdrawn)
    assert withdrawn.clock_id == lapsed.clock_id
    assert withdrawn.occurred_at < lapsed.occurred_at
    assert offer.to_body == TOWNSHIP


def test_after_a_breach_it_goes_up_and_ends_confirmed_and_rated(told: Exchange) -> None:
    moves = [(moved.from_body, moved.to_body) for moved in of(told, CustodyMoved)]
    assert moves[-1] == (VILLAGE, TOWNSHIP)
    assert len(of(told, AgreementConfirmed)) == 1
    assert [closed.result.value for closed in of(told, CaseClosed)] == ["confirmed"]
    assert len(of(told, RatingGiven)) == 2


def of(told: Exchange, kind: type[Any]) -> list[Any]:
    """Everything of this kind that happened."""
    return [event for _, event in told.events if isinstance(event, kind)]


def filled(value: Any, told: Exchange) -> Any:
    """The body with its placeholders replaced by what happened."""
    match value:
        case PartyAt(position):
            return parties(told)[position]
        case LatestAgreement():
            return of(told, AgreementReached)[-1].agreement_id
        case InvitationAt(position):
            issued = {event.party_id: event.invitation_id for event in of(told, InvitationIssued)}
            return issued[parties(told)[position]]
        case Mapping():
            return {name: filled(part, told) for name, part in value.items()}
        case str() | Event() | datetime():
            return value
        case Sequence():
            return [filled(part, told) for part in value]
        case _:
            return value


def parties(told: Exchange) -> list[str]:
    [registered] = of(told, CaseRegistered)
    return [party.party_id for party in registered.case.parties]


def test_whoever_acts_has_a_role_that_the_service_asks_for() -> None:
    for act in TELLING.acts:
        routes = import_module(f"services.{act.service}.api").ROUTES
        [allowed] = [route.roles for route in routes if wire_name(route.body) == act.command]
        assert {*act.roles, "demonstrator"} & allowed, f"{act.service} {act.command}"
