"""The drill's story through every service, told in memory: it has a diversion, a lapse, its withdrawal and two escalations."""

from importlib import import_module

import pytest

from deploy.trial.tellings import telling_through_all
from schemas.clocks import ClockLapsed, LapseWithdrawn
from schemas.intake import CaseClosed, CustodyMoved, CustodyOffered, HandOverReason, OfferWithdrawn
from schemas.judicial_confirmation import AgreementConfirmed
from schemas.petitions import PetitionDiverted
from schemas.registry import wire_name
from schemas.satisfaction import RatingGiven
from schemas.values import Channel
from services.jurisdiction.demonstration import demonstration_organisation
from services.jurisdiction.vocabulary import Tier
from tests.domain import in_memory
from tests.domain.exchange import Exchange
from tests.domain.in_memory import of

TELLING = telling_through_all()
VILLAGE, TOWNSHIP = (
    demonstration_organisation(TELLING.place, Channel.PEOPLE_MEDIATION, tier).id
    for tier in (Tier.VILLAGE, Tier.TOWNSHIP)
)


@pytest.fixture(scope="module")
def told() -> Exchange:
    exchange, refused = in_memory.told(TELLING.acts)
    assert refused == []
    return exchange


def test_every_deciding_service_decides_something_of_it(told: Exchange) -> None:
    services = {act.service for act in TELLING.acts}
    assert {service for service, _ in told.events} >= services
    assert len(services) == 6


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


def test_whoever_acts_has_a_role_that_the_service_asks_for() -> None:
    for act in TELLING.acts:
        routes = import_module(f"services.{act.service}.api").ROUTES
        [allowed] = [route.roles for route in routes if wire_name(route.body) == act.command]
        assert {*act.roles, "demonstrator"} & allowed, f"{act.service} {act.command}"
