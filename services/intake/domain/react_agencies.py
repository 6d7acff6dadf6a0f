"""What the window makes of administrative mediation's events: answers to offers, what is kept of a round, transfers (domain.md 2.2)."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas import administrative_mediation as agencies
from schemas.base import Event
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.values import Channel
from services.intake.domain.heard_commands import (
    HearTransferRequested,
)
from services.intake.domain.heard_rounds import Rounds
from services.jurisdiction.told import when

SOURCE = "administrative_mediation"
ROUNDS = Rounds(Channel.ADMIN_MEDIATION)

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


def heard_transfer(event: agencies.TransferRequested, envelope: PublishedEvent) -> CommandBody:
    """The agency is not competent: the case is to be offered to the one that is (SZ 45)."""
    return HearTransferRequested(
        **when(event), channel=Channel.ADMIN_MEDIATION, track_id=event.track_id,
        custody_number=event.custody_number, to_body=event.to_body, reason=event.reason,
    )  # fmt: skip


HEARD_AGENCIES: Mapping[tuple[str, type[Event]], Callable[[Any, PublishedEvent], CommandBody]] = {
    (SOURCE, agencies.OfferAccepted): ROUNDS.accepted,
    (SOURCE, agencies.OfferReturned): ROUNDS.returned,
    (SOURCE, agencies.DangerSignsSeen): ROUNDS.dangerous,
    (SOURCE, agencies.TransferRequested): heard_transfer,
    **{(SOURCE, event): ROUNDS.reported for event in REPORTED},
}
"""(source, event) -> what the same case hears."""
