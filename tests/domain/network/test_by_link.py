"""Consent, refusal and withdrawal in a round of the network through a party's own link."""

import pytest

from schemas.command import Actor
from schemas.intake import ByLink
from schemas.network import ConsentGiven, ConsentRefused, MediationTerminated, TerminationReason
from schemas.values import CaseSource, ReceivedVia
from services.jurisdiction.declarations import Declaration, DeclareByLink
from services.jurisdiction.roles import Role
from services.network.domain import commands as c
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.network.network_case import HUB, TAKEN_UP, TRAFFIC, NetworkCase, clerk, summary

PUBLIC = Actor(user=f"public-web.{HUB}", organisation=HUB, roles=(Role.PUBLIC_WEB.value,))
BY_LINK = ByLink(link_number=3, via=ReceivedVia.COUNTER, helped_by=f"clerk.{HUB}")


def declares(
    case: NetworkCase,
    what: Declaration,
    party: str = "p2",
    actor: Actor = PUBLIC,
    track: str | None = None,
    day: str = TAKEN_UP,
) -> Answer:
    """A party declares."""
    body = DeclareByLink(
        track_id=track or case.round.track_id, party_id=party, declaration=what, reason="自己决定", by_link=BY_LINK
    )
    return case.act(actor, body, at(day))


def test_consent_through_the_link_lets_the_body_take_the_case_up_and_says_how_it_came() -> None:
    case = NetworkCase().held()
    assert names(declares(case, Declaration.CONSENT)) == ["consent_given"]
    given = next(event for event in case.events if isinstance(event, ConsentGiven))
    assert (given.party_id, given.by_link) == ("p2", BY_LINK)
    assert "mediation_accepted" in names(case.does(c.AcceptMediation(), TAKEN_UP))


def test_a_refusal_ends_the_round_and_the_other_ways_were_told() -> None:
    case = NetworkCase().in_mediation()
    assert names(declares(case, Declaration.REFUSAL))[:2] == ["consent_refused", "mediation_terminated"]
    ended = next(event for event in case.events if isinstance(event, MediationTerminated))
    assert (ended.reason, bool(ended.routes_told)) == (TerminationReason.CONSENT_REFUSED, True)


def test_who_applied_takes_the_application_back_and_the_round_ends_as_withdrawn() -> None:
    case = NetworkCase().in_mediation()
    names(declares(case, Declaration.WITHDRAWAL, "p1"))
    told = next(event for event in case.events if isinstance(event, ConsentRefused))
    ended = next(event for event in case.events if isinstance(event, MediationTerminated))
    assert (told.withdraws, told.by_link, ended.reason) == (True, BY_LINK, TerminationReason.WITHDRAWN)


def test_nobody_takes_back_what_it_did_not_apply_for() -> None:
    assert refusal(declares(NetworkCase().held(), Declaration.WITHDRAWAL)) == "not_the_applicant"
    unasked = NetworkCase(case=summary(source=CaseSource.OWN_MOTION)).held()
    assert refusal(declares(unasked, Declaration.WITHDRAWAL, "p1")) == "not_the_applicant"


@pytest.mark.parametrize(
    ("actor", "party", "track"), [(clerk(TRAFFIC), "p2", None), (PUBLIC, "nobody", None), (PUBLIC, "p2", "another")]
)
def test_no_office_declares_so_and_unknown_parties_and_rounds_are_not_found(
    actor: Actor, party: str, track: str | None
) -> None:
    assert refusal(declares(NetworkCase().held(), Declaration.CONSENT, party, actor, track)) == "not_found"


def test_nothing_is_declared_before_the_body_took_the_offer_nor_after_an_agreement() -> None:
    offered = NetworkCase()
    offered.offered()
    assert refusal(declares(offered, Declaration.CONSENT)) == "offer_not_accepted"
    agreed = NetworkCase().agreed()
    assert refusal(declares(agreed, Declaration.REFUSAL, day="2026-03-09")) == "already_agreed"
