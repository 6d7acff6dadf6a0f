"""A record of a commands topic as its owner takes it, decoded or with the reason why it cannot be."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from pydantic import ValidationError

from schemas.command import Actor
from schemas.envelope import CommandRecord, EnvelopeError, decode_command
from schemas.identity import NAMESPACE
from services.runtime.kafka.records import LogRecord

ORIGIN_TOPIC = "origin-topic"
ORIGIN_PARTITION = "origin-partition"
ORIGIN_OFFSET = "origin-offset"


@dataclass(frozen=True, slots=True)
class TakenCommand:
    """One command and the place where its bytes stand for good."""

    case_code: str
    command_id: UUID
    record: CommandRecord | None
    """None when it cannot be decoded."""
    problem: str | None
    """Why not; names and places, never values."""
    value: bytes
    topic: str
    partition: int
    offset: int
    received_at: datetime
    """The record's own time, the same for everybody who reads it."""

    @property
    def digest(self) -> str:
        """Of the canonical body; of the bytes when there is no body."""
        return self.record.digest if self.record else hashlib.sha256(self.value).hexdigest()

    @property
    def actor(self) -> Actor:
        """Who asked; nobody known when the record cannot be decoded."""
        return self.record.actor if self.record else Actor(user="system:unknown", organisation="unknown")

    @property
    def headers(self) -> Sequence[tuple[str, bytes]]:
        """What a dead letter says about where it comes from."""
        return (
            (ORIGIN_TOPIC, self.topic.encode()),
            (ORIGIN_PARTITION, str(self.partition).encode()),
            (ORIGIN_OFFSET, str(self.offset).encode()),
        )


def taken(topic: str, record: LogRecord) -> TakenCommand:
    """The command in `record` of `topic`; never raises."""
    case_code, value = case_of(record), record.value or b""
    received = received_at(record.timestamp)
    place = (topic, record.partition, record.offset)
    try:
        command_id, subject, command = decode_command(value)
        if subject != case_code:
            raise EnvelopeError("the subject is not the record's key")
        return TakenCommand(case_code, command_id, command, None, value, *place, received)
    except Exception as error:  # whatever is wrong with the bytes, the case is parked and the partition goes on
        identity = uuid5(NAMESPACE, "\x1f".join(("undecodable", case_code, hashlib.sha256(value).hexdigest())))
        return TakenCommand(case_code, identity, None, reason_of(error), value, *place, received)


def received_at(timestamp: int) -> datetime:
    """A record's own time, told in milliseconds since 1970."""
    return datetime.fromtimestamp(timestamp / 1000, UTC)


def held_back(topic: str, record: LogRecord) -> TakenCommand:
    """The command in a dead letter, with the place it was first taken from: parking it again names that place."""
    command, origin = taken(topic, record), dict(record.headers)
    try:
        return replace(
            command, topic=origin[ORIGIN_TOPIC].decode(), partition=int(origin[ORIGIN_PARTITION]),
            offset=int(origin[ORIGIN_OFFSET]),
        )  # fmt: skip
    except (KeyError, ValueError):
        return command


def case_of(record: LogRecord) -> str:
    """The case a record belongs to by its key; a key that is no UTF-8 still keeps its records together."""
    return (record.key or b"").decode("utf-8", "backslashreplace")


def reason_of(error: BaseException) -> str:
    """What went wrong and where, without any value that could tell of a person."""
    if isinstance(error, ValidationError):
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['type']}" for fault in error.errors(include_input=False))
        return "ValidationError: " + ", ".join(faults)
    if isinstance(error, EnvelopeError):
        return f"EnvelopeError: {error}"
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    module = trace.tb_frame.f_globals.get("__name__", "?")
    return f"{type(error).__name__} in {module}.{trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}"
