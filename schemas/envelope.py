"""CloudEvents 1.0 structured JSON for commands, decisions and published events."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from pydantic import AwareDatetime

from schemas.base import Value
from schemas.command import Actor
from schemas.decision import Decision, decision_data

SPECIFICATION_VERSION = "1.0"
CONTENT_TYPE = "application/cloudevents+json"
_TYPE = b',"type":"'
_HEAD_BYTES = 256


class CommandRecord(Value):
    """The data of a command on the wire; bodies are private to the service that owns them."""

    name: str
    body: dict[str, Any]
    digest: str
    actor: Actor
    recorded_at: AwareDatetime
    expected_sequence: int | None = None
    """The ETag the person saw (If-Match); None for reactions and clocks."""
    origin: str
    """`http`, `reaction:<source service>`, `clock` or `replay`."""
    correlation_id: str
    causation_id: str
    traceparent: str | None = None


@dataclass(frozen=True)
class PublishedEvent:
    """One event as other services receive it: what happened, and about which decision."""

    id: UUID
    service: str
    name: str
    version: int
    case_code: str
    sequence: int
    """Sequence of the decision in the source."""
    index: int
    """Position of the event in the decision."""
    recorded_at: datetime
    actor: Actor
    correlation_id: str
    causation_id: str
    traceparent: str | None
    data: dict[str, Any]


class EnvelopeError(ValueError):
    """The bytes are no CloudEvent of ours; the message names the missing or wrong attribute."""


def digest(body: dict[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON of a command body: sorted keys, no blanks, UTF-8."""
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def encode_command(service: str, command_id: UUID, case_code: str, record: CommandRecord) -> bytes:
    """The bytes of a command for `<service>.commands`."""
    return _encode(
        str(command_id), f"/services/{service}", f"{service}.command.{record.name}", case_code,
        record.recorded_at, record.model_dump(mode="json", exclude_none=True),
        causationid=record.causation_id, correlationid=record.correlation_id, traceparent=record.traceparent,
    )  # fmt: skip


def decode_command(value: bytes) -> tuple[UUID, str, CommandRecord]:
    """Command id, case code and record. Raises EnvelopeError or pydantic.ValidationError."""
    envelope = _decode(value)
    return UUID(envelope["id"]), str(envelope["subject"]), CommandRecord.model_validate(envelope["data"])


def encode_decision(service: str, decision: Decision) -> bytes:
    """The bytes of a decision for `<service>.decisions`; equal decisions give equal bytes.

    Event data is JSON-ready already, so that it is written as it is and not walked through once more.
    """
    return _encode(
        str(decision.command_id), f"/services/{service}", f"{service}.decision.v1", decision.case_code,
        decision.recorded_at, decision_data(decision),
        sequence=_sequence(decision.sequence), causationid=decision.causation_id,
        correlationid=decision.correlation_id, traceparent=decision.traceparent,
    )  # fmt: skip


def decode_decision(value: bytes) -> Decision:
    """The decision in these bytes. Raises EnvelopeError or pydantic.ValidationError."""
    return Decision.model_validate(_decode(value)["data"])


def events_of(service: str, decision: Decision) -> tuple[PublishedEvent, ...]:
    """The published form of a decision's events, in order."""
    return tuple(
        PublishedEvent(
            id=event.id, service=service, name=event.name, version=event.version, case_code=decision.case_code,
            sequence=decision.sequence, index=index, recorded_at=decision.recorded_at, actor=decision.actor,
            correlation_id=decision.correlation_id, causation_id=str(decision.command_id),
            traceparent=decision.traceparent, data=event.data,
        )
        for index, event in enumerate(decision.events)
    )  # fmt: skip


def encode_event(event: PublishedEvent) -> bytes:
    """The bytes of an event for `<service>.events`; `dataschema` names its JSON Schema in schemas/json."""
    return _encode(
        str(event.id), f"/services/{event.service}", f"{event.service}.{event.name}.v{event.version}",
        event.case_code, event.recorded_at, event.data,
        dataschema=f"urn:mediation:schema:{event.service}.{event.name}.v{event.version}",
        sequence=_sequence(event.sequence), eventindex=event.index, actor=event.actor.user,
        actororganisation=event.actor.organisation, actorroles=",".join(event.actor.roles) or None,
        causationid=event.causation_id, correlationid=event.correlation_id, traceparent=event.traceparent,
    )  # fmt: skip


def encode_events(service: str, decision: Decision) -> list[bytes]:
    """What `encode_event` makes of each of `events_of`, in order; what the events share is written out once."""
    actor, time, sequence = decision.actor, decision.recorded_at.isoformat(), _sequence(decision.sequence)
    source, causation, roles = f"/services/{service}", str(decision.command_id), ",".join(actor.roles)
    encoded = []
    for index, event in enumerate(decision.events):
        type_ = f"{service}.{event.name}.v{event.version}"
        envelope = {
            "specversion": SPECIFICATION_VERSION, "id": event.id, "source": source, "type": type_,
            "subject": decision.case_code, "time": time, "datacontenttype": "application/json",
            "dataschema": f"urn:mediation:schema:{type_}", "sequence": sequence, "eventindex": index,
            "actor": actor.user, "actororganisation": actor.organisation,
        }  # fmt: skip
        if roles:
            envelope["actorroles"] = roles
        envelope["causationid"], envelope["correlationid"] = causation, decision.correlation_id
        if decision.traceparent is not None:
            envelope["traceparent"] = decision.traceparent
        envelope["data"] = event.data
        encoded.append(orjson.dumps(envelope))
    return encoded


def announced_type(value: bytes) -> str | None:
    """The CloudEvents `type` of an event of ours, without decoding it; None when it is not found where we write it.

    For readers that most events do not concern. The envelope's attributes stand before its data, and a quotation mark
    within a JSON text is always escaped, so the first such place is the attribute.
    """
    begin = value.find(_TYPE, 0, _HEAD_BYTES)
    end = value.find(b'"', begin + len(_TYPE))
    return value[begin + len(_TYPE) : end].decode() if begin >= 0 and end >= 0 else None


def decode_event(value: bytes) -> PublishedEvent:
    """The event in these bytes, its data not yet typed (schemas.registry does that). Raises EnvelopeError."""
    envelope = _decode(value)
    try:
        service, name, version = str(envelope["type"]).rsplit(".", 2)
        return PublishedEvent(
            id=UUID(envelope["id"]), service=service, name=name, version=int(version.removeprefix("v")),
            case_code=str(envelope["subject"]), sequence=int(envelope["sequence"]), index=int(envelope["eventindex"]),
            recorded_at=datetime.fromisoformat(envelope["time"]),
            actor=Actor(
                user=envelope["actor"], organisation=envelope["actororganisation"],
                roles=tuple(filter(None, envelope.get("actorroles", "").split(","))),
            ),
            correlation_id=envelope["correlationid"], causation_id=envelope["causationid"],
            traceparent=envelope.get("traceparent"), data=envelope["data"],
        )  # fmt: skip
    except (KeyError, ValueError) as error:
        raise EnvelopeError(f"not a published event: {error!r}") from error


def _sequence(number: int) -> str:
    """CloudEvents' `sequence` extension compares as text, so it is padded."""
    return f"{number:010d}"


def _encode(
    identity: str, source: str, type_: str, subject: str, time: datetime, data: dict[str, Any], **extensions: Any
) -> bytes:
    envelope: dict[str, Any] = {
        "specversion": SPECIFICATION_VERSION, "id": identity, "source": source, "type": type_, "subject": subject,
        "time": time.isoformat(), "datacontenttype": "application/json",
    }  # fmt: skip
    envelope.update((name, value) for name, value in extensions.items() if value is not None)
    envelope["data"] = data
    return orjson.dumps(envelope)


def _decode(value: bytes) -> dict[str, Any]:
    try:
        envelope = orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise EnvelopeError(f"not JSON: {error}") from error
    if not isinstance(envelope, dict):
        raise EnvelopeError("not a JSON object")
    for attribute in ("specversion", "id", "source", "type", "subject", "data"):
        if attribute not in envelope:
            raise EnvelopeError(f"attribute {attribute} is missing")
    if envelope["specversion"] != SPECIFICATION_VERSION:
        raise EnvelopeError(f"specversion {envelope['specversion']} is not {SPECIFICATION_VERSION}")
    return envelope
