"""Breaches and withdrawn lapses that services tell, this one included, as the window hears them (issue 4, item 5)."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas.base import Event
from schemas.clocks import ClockBreached, LapseWithdrawn
from schemas.command import CommandBody
from schemas.envelope import PublishedEvent
from schemas.topics import CASE_SERVICES
from services.intake.domain.supervision_commands import HearClockBreached, HearLapseWithdrawn

SUPERVISED = tuple(service for service in CASE_SERVICES if service != "satisfaction")
"""Services all of whose clocks are duties of bodies. Of satisfaction's the rectifications are; when an invitation expires is
nobody's."""
INVITATION = "SV-1"
"""The limit that an answer entered late takes back: nothing was breached by it."""


def heard_breach(event: ClockBreached, envelope: PublishedEvent) -> CommandBody:
    """A limit was not kept."""
    return HearClockBreached(
        occurred_at=event.occurred_at, service=envelope.service, source_sequence=envelope.sequence,
        clock_id=event.clock_id, limit=event.limit, limit_name=event.limit_name, subject=event.subject, body=event.body,
        supervisor=event.supervisor, lapsed_at=event.lapses_at,
    )  # fmt: skip


def heard_withdrawal(event: LapseWithdrawn, envelope: PublishedEvent) -> CommandBody:
    """A lapse was taken back."""
    return HearLapseWithdrawn(
        occurred_at=event.occurred_at, service=envelope.service, source_sequence=envelope.sequence,
        clock_id=event.clock_id, limit=event.limit,
    )  # fmt: skip


def heard_rectification_in_time(event: LapseWithdrawn, envelope: PublishedEvent) -> CommandBody | None:
    """A bad review was put right in time after all."""
    return None if event.limit == INVITATION else heard_withdrawal(event, envelope)


HEARD_SUPERVISION: Mapping[tuple[str, type[Event]], Callable[[Any, PublishedEvent], CommandBody | None]] = {
    **{(service, ClockBreached): heard_breach for service in SUPERVISED},
    **{(service, LapseWithdrawn): heard_withdrawal for service in SUPERVISED},
    ("satisfaction", ClockBreached): heard_breach,
    ("satisfaction", LapseWithdrawn): heard_rectification_in_time,
}
"""(source, event) -> what the same case hears."""
