"""Consent, refusal and withdrawal in an agency's round through a party's own link, with the effects of what the agency enters."""

import pytest

from schemas.administrative_mediation import ConsentGiven, ConsentRefused, MediationTerminated, TerminationReason
from schemas.command import Actor, Refused
from schemas.intake import ByLink
from schemas.values import CaseSource, ReceivedVia
from services.administrative_mediation.domain import commands as c
from services.jurisdiction.declarations import Declaration, DeclareByLink
from services.jurisdiction.roles import Role
from tests.domain.administrative_mediation.agency_case import ACCEPTED_OFFER, HUB, AgencyCase
from tests.domain.given_when_then import Answer, at, names, refusal

PUBLIC = Actor(user=f"public-web.{HUB}", organisation=HUB, roles=(Role.PUBLIC_WEB.value,))
BY_LINK = ByLink(link_number=1, via=ReceivedVia.ONLINE)


def examining(sector: str = "default", **more: object) -> AgencyCase:
    """The agency holds the case and has not decided on the application."""
    case = AgencyCase(sector, **more)  # type: ignore[arg-type]  # what a summary takes
    case.offered()
    names(case.does(c.AcceptOffer(), ACCEPTED_OFFER))
    case.custody_comes()
    return case


def accepted(sector: str = "default") -> AgencyCase:
    """Taken up; the other side is being asked."""
    case = examining(sector)
    names(case.accepts())
    return case


def declares(
    case: AgencyCase, what: Declaration, party: str = "p2", actor: Actor = PUBLIC, track: str | None = None
) -> Answer:
    """A party declares on the day after the agency took the case up."""
    body = DeclareByLink(
        track_id=track or case.track.track_id, party_id=party, declaration=what, reason="自己决定", by_link=BY_LINK
    )
    return case.act(actor, body, at("2026-03-05"))


def test_the_last_consent_that_was_missing_opens_the_talks_and_says_how_it_came() -> None:
    case = accepted()
    assert names(declares(case, Declaration.CONSENT)) == ["consent_given", "mediation_opened"]
    given = next(event for event in case.events if isinstance(event, ConsentGiven))
    assert (given.party_id, given.by_link, case.situation) == ("p2", BY_LINK, "in_mediation")


def test_a_refusal_before_acceptance_bars_it_and_ends_nothing() -> None:
    case = examining()
    assert names(declares(case, Declaration.REFUSAL)) == ["consent_refused"]
    assert case.situation == "examining"
    assert isinstance(case.accepts("2026-03-06"), Refused)


def test_a_refusal_after_acceptance_ends_the_mediation_and_the_other_ways_were_told() -> None:
    case = accepted()
    assert names(declares(case, Declaration.REFUSAL))[:2] == ["consent_refused", "mediation_terminated"]
    ended = next(event for event in case.events if isinstance(event, MediationTerminated))
    assert (ended.reason, bool(ended.routes_told)) == (TerminationReason.CONSENT_REFUSED, True)


def test_at_the_police_a_refusal_leaves_the_duty_to_decide() -> None:
    assert "agency_duty_arose" in names(declares(accepted("public_order"), Declaration.REFUSAL))


def test_who_applied_takes_the_application_back_and_the_round_ends_as_withdrawn() -> None:
    case = accepted()
    names(declares(case, Declaration.WITHDRAWAL, "p1"))
    told = next(event for event in case.events if isinstance(event, ConsentRefused))
    ended = next(event for event in case.events if isinstance(event, MediationTerminated))
    assert (told.withdraws, told.by_link, ended.reason) == (True, BY_LINK, TerminationReason.WITHDRAWN)


def test_nobody_takes_back_what_it_did_not_apply_for() -> None:
    assert refusal(declares(accepted(), Declaration.WITHDRAWAL)) == "not_the_applicant"
    unasked = examining(source=CaseSource.OWN_MOTION)
    assert refusal(declares(unasked, Declaration.WITHDRAWAL, "p1")) == "not_the_applicant"


@pytest.mark.parametrize(("who", "party", "track"), [("clerk", "p2", None), ("", "nobody", None), ("", "p2", "other")])
def test_no_office_declares_so_and_unknown_parties_and_rounds_are_not_found(
    who: str, party: str, track: str | None
) -> None:
    case = accepted()
    actor = case.clerk if who else PUBLIC
    assert refusal(declares(case, Declaration.CONSENT, party, actor, track)) == "not_found"


def test_nothing_is_declared_before_the_agency_took_the_offer_nor_after_an_agreement() -> None:
    offered = AgencyCase()
    offered.offered()
    assert refusal(declares(offered, Declaration.CONSENT)) == "offer_not_accepted"
    case = accepted()
    names(declares(case, Declaration.CONSENT))
    names(case.agrees())
    body = DeclareByLink(track_id=case.track.track_id, party_id="p2", declaration=Declaration.REFUSAL, by_link=BY_LINK)
    assert refusal(case.act(PUBLIC, body, at("2026-03-10"))) == "already_agreed"
