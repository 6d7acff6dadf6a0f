"""What petitions tell that bears on who is rated: the two bodies, whether the matter is open to rating, and its end (XFM14 3-4)."""

from schemas.envelope import PublishedEvent
from schemas.petitions import (
    AccusationHandedOver,
    AdmissionRejected,
    PetitionAccepted,
    PetitionClassified,
    PetitionConcluded,
    PetitionDiverted,
    PetitionRegistered,
)
from schemas.petitions_values import Article31, PetitionKind
from schemas.values import Channel
from services.satisfaction.domain.heard_commands import HearPetition

REPEAT, ELSEWHERE, SEALED = "repeat_petition", "belongs_elsewhere", "not_disclosable"
_NOT_OURS = ("litigation_related", "statutory_route", "statutory_route_2005")
"""Grounds of not taking a petition up that are grounds of not having it rated."""
_ROUTES = (Channel.LITIGATION, Channel.ARBITRATION, Channel.RECONSIDERATION)
_ARTICLES = (Article31.LITIGATION, Article31.ARBITRATION)


def registered(event: PetitionRegistered, published: PublishedEvent) -> HearPetition:
    """Only the first registration of a matter is rated, and nothing that is sealed."""
    sealed = event.sealed or event.kind is PetitionKind.ACCUSATION
    ground = SEALED if sealed else None if event.first_petition else REPEAT
    return _heard(event, office=event.office, ground=ground)


def accepted(event: PetitionAccepted | PetitionClassified, published: PublishedEvent) -> HearPetition:
    """The unit that handles it is the other body that is rated."""
    return _heard(event, unit=event.responsible_unit)


def diverted(event: PetitionDiverted, published: PublishedEvent) -> HearPetition | None:
    """What belongs to court, arbitration or reconsideration is not rated; another statutory route does not shut rating out."""
    if event.route not in _ROUTES and event.article not in _ARTICLES:
        return None
    return _heard(event, ground=ELSEWHERE)


def rejected(event: AdmissionRejected, published: PublishedEvent) -> HearPetition | None:
    """The same where the petition was not taken up for that reason."""
    return _heard(event, ground=ELSEWHERE) if event.ground in _NOT_OURS else None


def handed_over(event: AccusationHandedOver, published: PublishedEvent) -> HearPetition:
    """An accusation went to the discipline organ (XF 30)."""
    return _heard(event, ground=SEALED)


def concluded(event: PetitionConcluded, published: PublishedEvent) -> HearPetition:
    """The petition has ended: the petitioner can be asked."""
    return _heard(event, office=event.office, concluded=True)


def _heard(
    event: PetitionRegistered
    | PetitionAccepted
    | PetitionClassified
    | PetitionDiverted
    | AdmissionRejected
    | AccusationHandedOver
    | PetitionConcluded,
    *,
    office: str | None = None,
    unit: str | None = None,
    ground: str | None = None,
    concluded: bool = False,
) -> HearPetition:
    return HearPetition(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, office=office, unit=unit,
        ground=ground, concluded=concluded,
    )  # fmt: skip
