"""Whether two cases look like the same person bringing the same matter (重复信访): pure, from two case documents.

A proposal, never a verdict `[INF]`: the same petitioner, a respondent of the same name, the same type of dispute. How much
of the two accounts is alike is told beside it; what is linked already, or in either direction, is not proposed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.intake import CaseRegistered, RepeatLinked
from schemas.values import Party, PartyRole
from services.views.case_file.story_of_case import of_source
from services.views.facts.parties import parties_of
from services.views.search.terms import pairs_of, plain

Document = Mapping[str, Any]
SOURCE = "intake"
GONE = ("voided", "merged")
"""Cases that go on under no code of their own."""


@dataclass(frozen=True)
class Likeness:
    """Why two cases look alike."""

    why: tuple[str, ...]
    """Chinese; names no person."""
    alike: float
    """Share of the pairs of characters that both accounts have in common, 0 to 1."""


def likeness(this: Document, other: Document) -> Likeness | None:
    """Why `other` looks like the same matter as `this`; None where it does not, or is linked or gone."""
    facts, others = this[SOURCE]["facts"], other[SOURCE]["facts"]
    if this["_id"] == other["_id"] or others["status"] in GONE or facts["dispute_type"] != others["dispute_type"]:
        return None
    if other["_id"] in linked(this) or this["_id"] in linked(other):
        return None
    petitioner = next(
        (
            why
            for one in _of_role(this, PartyRole.APPLICANT)
            for two in _of_role(other, PartyRole.APPLICANT)
            if (why := _same_person(one, two)) is not None
        ),
        None,
    )
    named = {plain(party.name) for party in _of_role(this, PartyRole.RESPONDENT) if party.name}
    against = any(plain(party.name) in named for party in _of_role(other, PartyRole.RESPONDENT))
    if petitioner is None or not against:
        return None
    return Likeness((petitioner, "被申请人名称相同", "纠纷类型相同"), _alike(_account(this), _account(other)))


def petitioners(document: Document) -> tuple[str, ...]:
    """Names of those who brought the case, as they are compared."""
    return tuple(plain(party.name) for party in _of_role(document, PartyRole.APPLICANT) if party.name)


def linked(document: Document) -> frozenset[str]:
    """Codes of earlier cases that somebody linked."""
    return frozenset(event.repeat_of for event in of_source(document, SOURCE) if isinstance(event, RepeatLinked))


def _same_person(one: Party, two: Party) -> str | None:
    """By the number of a document where both have one, else by name and telephone; by the name alone only where nothing more is known."""
    if one.identity_number and two.identity_number:
        return "申请人证件号码相同" if plain(one.identity_number) == plain(two.identity_number) else None
    if not one.name or plain(one.name) != plain(two.name):
        return None
    if one.contact.phone and two.contact.phone:
        return "申请人姓名和电话相同" if plain(one.contact.phone) == plain(two.contact.phone) else None
    return "申请人姓名相同（没有可以核对的证件号码和电话）"


def _of_role(document: Document, role: PartyRole) -> tuple[Party, ...]:
    return tuple(party for party in parties_of(of_source(document, SOURCE)).values() if party.role is role)


def _account(document: Document) -> frozenset[str]:
    told = [event.case.summary for event in of_source(document, SOURCE) if isinstance(event, CaseRegistered)]
    return frozenset(pairs_of(plain("".join(told))))


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    return round(len(one & two) / len(one | two), 2) if one | two else 0.0
