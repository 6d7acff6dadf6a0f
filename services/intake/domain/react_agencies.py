"""What the window makes of administrative mediation's events: answers to offers, what is kept of a round, transfers (domain.md 2.2)."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas import administrative_mediation as agencies
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.registry import wire_name
from schemas.values import Channel
from services.intake.domain.heard_commands import (
    HearChannelEvent,
    HearDangerSigns,
    HearOfferAccepted,
    HearOfferReturned,
    HearTransferRequested,
)
from services.jurisdiction.told import Told

SOURCE = "administrative_mediation"

REPORTED: tuple[type[agencies.TrackEvent], ...] = (
    agencies.ApplicationReceived,
    agencies.ConsentRequested,
    agencies.RightsNotified,
    agencies.MediationNotAccepted,
    agencies.MediationAccepted,
    agencies.AgreementEffective,
    agencies.PerformanceRecorded,
    agencies.BreachReported,
    agencies.MediationTerminated,
    agencies.TerminationNotified,
    agencies.AgencyDutyArose,
    agencies.AgencyDutyDischarged,
    agencies.PenaltyForgone,
    agencies.FileArchived,
)
"""What the window keeps of an agency's round: what ends it, what went out to parties, what the agency owes."""


def heard_acceptance(event: agencies.OfferAccepted, envelope: PublishedEvent) -> CommandBody:
    """An agency accepted: a request that custody move."""
    return HearOfferAccepted(
        **_when(event), channel=Channel.ADMIN_MEDIATION, track_id=event.track_id,
        custody_number=event.custody_number, body=event.body, handler=envelope.actor.user,
    )  # fmt: skip


def heard_return(event: agencies.OfferReturned, envelope: PublishedEvent) -> CommandBody:
    """An agency sent the offer back."""
    return HearOfferReturned(
        **_when(event), channel=Channel.ADMIN_MEDIATION, track_id=event.track_id,
        custody_number=event.custody_number, body=event.body, code=event.code, reason=event.reason,
    )  # fmt: skip


def heard_danger(event: agencies.DangerSignsSeen, envelope: PublishedEvent) -> CommandBody:
    """Signs of violence: the risk is HIGH."""
    return HearDangerSigns(**_when(event), channel=Channel.ADMIN_MEDIATION, track_id=event.track_id, signs=event.signs)


def heard_transfer(event: agencies.TransferRequested, envelope: PublishedEvent) -> CommandBody:
    """The agency is not competent: the case is to be offered to the one that is (SZ 45)."""
    return HearTransferRequested(
        **_when(event), channel=Channel.ADMIN_MEDIATION, track_id=event.track_id,
        custody_number=event.custody_number, to_body=event.to_body, reason=event.reason,
    )  # fmt: skip


def heard_report(event: agencies.TrackEvent, envelope: PublishedEvent) -> CommandBody:
    """Something an agency announced about its round."""
    return HearChannelEvent(
        **_when(event), channel=Channel.ADMIN_MEDIATION, track_id=event.track_id, what=wire_name(type(event)),
        custody_number=event.custody_number, body=getattr(event, "body", None),
        partial=isinstance(event, agencies.AgreementEffective) and event.partial,
    )  # fmt: skip


HEARD_AGENCIES: Mapping[tuple[str, type[Event]], Callable[[Any, PublishedEvent], CommandBody]] = {
    (SOURCE, agencies.OfferAccepted): heard_acceptance,
    (SOURCE, agencies.OfferReturned): heard_return,
    (SOURCE, agencies.DangerSignsSeen): heard_danger,
    (SOURCE, agencies.TransferRequested): heard_transfer,
    **{(SOURCE, event): heard_report for event in REPORTED},
}
"""(source, event) -> what the same case hears."""


def _when(event: Event) -> Told:
    return Told(occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed)
