"""In which rounds a party can declare something through its link: of committees, agencies and the network alike."""

import pytest

from schemas import administrative_mediation as agencies
from schemas import intake, network, petitions
from schemas.base import Event
from schemas.identity import track_id
from schemas.intake import ByLink, HandOverReason
from schemas.people_mediation_agreements import TerminationReason
from schemas.values import ReceivedVia
from services.jurisdiction.law import Law
from services.views.party_case.rounds import rounds_of
from services.views.party_case.withdrawals import is_withdrawing
from services.views.words import words_of
from tests.domain.views.log import CASE, Log, actor, at
from tests.domain.views.test_case_status import document_of
from tests.domain.views.village import HUB, SUMMARY, whole_story

WORDS = words_of(Law.load("wuhu"))
BODIES = {"administrative_mediation": "wuhu.jinghu.market-regulation", "network": "wuhu.jinghu.traffic-pmc"}
SCHEMAS = {"administrative_mediation": agencies, "network": network}
BY_LINK = ByLink(link_number=1, via=ReceivedVia.ONLINE)


def going(service: str, *after: Event) -> Log:
    """The village's case, later taken by another channel, where this happened then."""
    log, body = whole_story(), BODIES[service]
    held = SCHEMAS[service].CustodyReceived(
        occurred_at=at("2026-05-02"), **where(), body=body, from_body=HUB, reason=HandOverReason.ROUTE, case=SUMMARY
    )
    log.decide(service, held, *after, by=actor(body))
    return log


def where() -> dict[str, object]:
    """The round of the later channel."""
    return {"track_id": track_id(CASE, 9), "custody_number": 9}


@pytest.mark.parametrize("service", BODIES)
def test_a_round_of_an_agency_or_of_the_network_waits_for_the_partys_answer_and_shows_it(service: str) -> None:
    [waiting] = rounds_of(document_of(going(service)), "p2", WORDS)
    assert (waiting.service, waiting.track_id, waiting.consents) == (service, track_id(CASE, 9), None)
    assert waiting.body_name == WORDS.body(BODIES[service])
    given = SCHEMAS[service].ConsentGiven(occurred_at=at("2026-05-03"), **where(), party_id="p2", by_link=BY_LINK)
    [answered] = rounds_of(document_of(going(service, given)), "p2", WORDS)
    assert answered.consents is True
    [other] = rounds_of(document_of(going(service, given)), "p1", WORDS)
    assert other.consents is None


@pytest.mark.parametrize("service", BODIES)
def test_a_round_that_ended_asks_nothing_more(service: str) -> None:
    ended = SCHEMAS[service].MediationTerminated(
        occurred_at=at("2026-05-04"), **where(), body=BODIES[service], reason=TerminationReason.DEADLOCK, routes_told=("仲裁",)
    )  # fmt: skip
    assert rounds_of(document_of(going(service, ended)), "p2", WORDS) == ()


def test_a_withdrawal_is_waiting_until_it_is_answered_and_a_petitioners_concerns_the_petitioner_alone() -> None:
    log = whole_story()
    declared = intake.WithdrawalDeclared(occurred_at=at("2026-05-02"), party_id="p1", by_link=BY_LINK)
    log.decide("intake", declared, by=actor(HUB))
    assert is_withdrawing(document_of(log), "p1")
    log.decide("intake", intake.WithdrawalAnswered(occurred_at=at("2026-05-03"), explanation="继续办理"), by=actor(HUB))
    assert not is_withdrawing(document_of(log), "p1")
    petition = petitions.PetitionWithdrawalDeclared(
        occurred_at=at("2026-05-04"), **where(), party_id="p1", by_link=BY_LINK
    )
    log.decide("petitions", petition, by=actor(HUB))
    assert is_withdrawing(document_of(log), "p1")
    assert not is_withdrawing(document_of(log), "p2")
