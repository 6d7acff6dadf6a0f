"""A decision as it stands in a decisions topic: one record, the whole answer to one command (design.md section 3, rule 2)."""

from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from schemas.base import Value
from schemas.command import Actor


class EventRecord(Value):
    """An event on the wire: id uuid5(command id, index), name without service, version, data."""

    id: UUID
    name: str
    """Snake-case name, e.g. `agreement_reached`."""
    version: int
    data: dict[str, Any]


class Refusal(Value):
    """The refusal that answers a command; it takes a sequence number like any answer."""

    code: str
    message: str
    field: str | None = None
    source: str | None = None
    parameters: dict[str, Any] = Field(default_factory=dict)


class Parked(Value):
    """Why a record of this case could not be handled, and where it lies."""

    reason: str
    topic: str
    partition: int
    offset: int


class Decision(Value):
    """One answered command: exactly one of `events` (outcome accepted), `refusal`, or `parked` (what was parked, or is released).

    Applied by every reader only if `sequence` is the case's next in that service and the case has not yet answered
    `command_id` (rule 3); otherwise superseded and skipped.
    """

    case_code: str
    sequence: int
    """The case's number in this service, from 1."""
    command_id: UUID
    command_digest: str
    """SHA-256 of the canonical body (hex); same id with another digest is a reused key."""
    command_name: str
    actor: Actor
    recorded_at: AwareDatetime
    rules_version: str
    calendar_version: str
    outcome: Literal["accepted", "refused", "parked", "released"]
    events: tuple[EventRecord, ...] = ()
    refusal: Refusal | None = None
    parked: Parked | None = None
    correlation_id: str
    """The command that began the chain."""
    causation_id: str
    """The command or event that led to this command; the command's own id when it came from a person."""
    traceparent: str | None = None


_MINUTE = timedelta(minutes=1)


def decision_data(decision: Decision) -> dict[str, Any]:
    """What `model_dump(mode="json", exclude_none=True)` says, but for ids and data that orjson writes the same (15 us less)."""
    known = not decision.model_extra and not any(event.model_extra for event in decision.events)
    offset = decision.recorded_at.utcoffset()
    if not known or offset is None or offset % _MINUTE:  # the two write an offset with seconds differently
        return decision.model_dump(mode="json", exclude_none=True)
    data: dict[str, Any] = {
        "case_code": decision.case_code, "sequence": decision.sequence, "command_id": decision.command_id,
        "command_digest": decision.command_digest, "command_name": decision.command_name,
        "actor": decision.actor.model_dump(mode="json"), "recorded_at": decision.recorded_at.isoformat().replace("+00:00", "Z"),
        "rules_version": decision.rules_version, "calendar_version": decision.calendar_version,
        "outcome": decision.outcome,
        "events": [
            {"id": event.id, "name": event.name, "version": event.version, "data": event.data}
            for event in decision.events
        ],
    }  # fmt: skip
    for name, told in (("refusal", decision.refusal), ("parked", decision.parked)):
        if told is not None:
            data[name] = told.model_dump(mode="json", exclude_none=True)
    data["correlation_id"], data["causation_id"] = decision.correlation_id, decision.causation_id
    if decision.traceparent is not None:
        data["traceparent"] = decision.traceparent
    return data
