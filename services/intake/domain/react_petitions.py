"""What the window makes of a petition's events: answers to offers, what is kept of it, and where it sends the case."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas import petitions
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from schemas.values import Channel
from services.intake.domain.heard_commands import (
    HearChannelEvent,
    HearDiversion,
    HearMediationReferral,
)
from services.intake.domain.heard_rounds import Rounds
from services.jurisdiction.told import when

SOURCE = "petitions"
ROUNDS = Rounds(Channel.PETITION)

REPORTED: tuple[type[petitions.PetitionEvent], ...] = (
    petitions.PetitionRegistered,
    petitions.PetitionForwarded,
    petitions.PetitionReported,
    petitions.PetitionerNotified,
    petitions.PetitionAccepted,
    petitions.AdmissionRejected,
    petitions.PetitionClassified,
    petitions.AccusationHandedOver,
    petitions.SuggestionAnswered,
    petitions.PetitionSettled,
    petitions.HandlingOpinionIssued,
    petitions.ReviewOpinionIssued,
    petitions.RecheckOpinionIssued,
    petitions.PetitionConcluded,
)
"""What the window keeps of a petition: what went out to the petitioner, and what ends it."""


def heard_report(event: petitions.PetitionEvent, envelope: PublishedEvent) -> CommandBody:
    """Something that happened in the petition."""
    return HearChannelEvent(
        **when(event), channel=Channel.PETITION, track_id=event.track_id, what=wire_name(type(event)),
        custody_number=event.custody_number, **_seal(event),
    )  # fmt: skip


def heard_diversion(event: petitions.PetitionDiverted, envelope: PublishedEvent) -> CommandBody:
    """A statutory route comes first: the window keeps an eye on it (XF 31(1)-(5))."""
    return HearDiversion(
        **when(event), track_id=event.track_id, route=event.route, to_body=event.to_body, notice=event.notice
    )


def heard_referral(event: petitions.MediationReferred, envelope: PublishedEvent) -> CommandBody:
    """Both sides want mediation: the window offers the case to the mediation body (访调对接)."""
    return HearMediationReferral(
        **when(event), track_id=event.track_id, custody_number=event.custody_number, to_body=event.to_body,
        channel=event.channel, explanation=event.explanation,
    )  # fmt: skip


HEARD_PETITIONS: Mapping[tuple[str, type[Event]], Callable[[Any, PublishedEvent], CommandBody]] = {
    (SOURCE, petitions.OfferAccepted): ROUNDS.accepted,
    (SOURCE, petitions.OfferReturned): ROUNDS.returned,
    (SOURCE, petitions.PetitionDiverted): heard_diversion,
    (SOURCE, petitions.MediationReferred): heard_referral,
    **{(SOURCE, event): heard_report for event in REPORTED},
}
"""(source, event) -> what the same case hears."""


def _seal(event: petitions.PetitionEvent) -> dict[str, Any]:
    """An accusation is sealed at the window too (XF 30)."""
    if not isinstance(event, petitions.PetitionRegistered) or not event.sealed:
        return {}
    return {"sealed": True, "accused": (event.accused_body,) if event.accused_body else ()}
