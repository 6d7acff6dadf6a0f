"""Consent, refusal and withdrawal through a party's own link, with the effects of what the committee enters."""

import pytest

from schemas.command import Actor
from schemas.intake import ByLink
from schemas.people_mediation import ConsentGiven, ConsentRefused, MediationTerminated, TerminationReason
from schemas.values import ReceivedVia
from services.jurisdiction.declarations import Declaration
from services.jurisdiction.roles import Role
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.people_mediation.committee_case import (
    CLERK,
    HUB,
    CommitteeCase,
    given_custody,
    given_in_force,
    given_in_mediation,
    given_offered,
)

PUBLIC = Actor(user=f"public-web.{HUB}", organisation=HUB, roles=(Role.PUBLIC_WEB.value,))
BY_LINK = ByLink(link_number=1, via=ReceivedVia.COUNTER, helped_by=f"clerk.{HUB}")


def declares(
    case: CommitteeCase, what: Declaration, party: str = "p2", actor: Actor = PUBLIC, track: str | None = None
) -> Answer:
    """A party declares on the day after the committee took the case."""
    body = c.DeclareByLink(
        track_id=track or case.track.track_id, party_id=party, declaration=what, reason="自己决定", by_link=BY_LINK
    )
    return case.act(actor, body, at("2026-03-05"))


def test_consent_through_the_link_lets_the_committee_take_the_case_up_and_says_how_it_came() -> None:
    case = given_custody()
    assert names(declares(case, Declaration.CONSENT)) == ["consent_given"]
    given = case.events[-1]
    assert isinstance(given, ConsentGiven)
    assert (given.party_id, given.by_link) == ("p2", BY_LINK)
    assert "mediation_accepted" in names(case.does(c.AcceptMediation(), "2026-03-06"))


def test_a_refusal_ends_the_round_and_the_other_ways_were_told() -> None:
    case = given_in_mediation()
    answer = declares(case, Declaration.REFUSAL)
    assert names(answer)[:2] == ["consent_refused", "mediation_terminated"]
    ended = next(event for event in case.events if isinstance(event, MediationTerminated))
    assert (ended.reason, bool(ended.routes_told)) == (TerminationReason.CONSENT_REFUSED, True)


def test_who_applied_takes_the_application_back_and_the_round_ends_as_withdrawn() -> None:
    case = given_in_mediation()
    names(declares(case, Declaration.WITHDRAWAL, "p1"))
    told = next(event for event in case.events if isinstance(event, ConsentRefused))
    ended = next(event for event in case.events if isinstance(event, MediationTerminated))
    assert (told.withdraws, told.by_link, ended.reason) == (True, BY_LINK, TerminationReason.WITHDRAWN)


def test_the_other_side_has_no_application_to_take_back() -> None:
    assert refusal(declares(given_in_mediation(), Declaration.WITHDRAWAL)) == "not_the_applicant"


@pytest.mark.parametrize(
    ("actor", "party", "track"), [(CLERK, "p2", None), (PUBLIC, "nobody", None), (PUBLIC, "p2", "another")]
)
def test_no_office_declares_so_and_unknown_parties_and_rounds_are_not_found(
    actor: Actor, party: str, track: str | None
) -> None:
    assert refusal(declares(given_custody(), Declaration.CONSENT, party, actor, track)) == "not_found"


def test_nothing_is_declared_before_the_committee_took_the_offer_nor_after_an_agreement() -> None:
    assert refusal(declares(given_offered(), Declaration.CONSENT)) == "offer_not_accepted"
    assert refusal(declares(given_in_force(), Declaration.REFUSAL)) == "already_agreed"
