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
"""Services whose clocks are duties of bodies; when an invitation expires is nobody's."""


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


HEARD_SUPERVISION: Mapping[tuple[str, type[Event]], Callable[[Any, PublishedEvent], CommandBody]] = {
    **{(service, ClockBreached): heard_breach for service in SUPERVISED},
    **{(service, LapseWithdrawn): heard_withdrawal for service in SUPERVISED},
}
"""(source, event) -> what the same case hears."""
