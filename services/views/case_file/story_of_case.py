"""All events of a case document, typed, in the one order of the timeline (design.md section 3, rule 6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from schemas.base import Event
from schemas.command import Actor
from schemas.registry import decode
from schemas.topics import FILE_SERVICES


@dataclass(frozen=True)
class Told:
    """An event with what stands around it."""

    service: str
    id: str
    name: str
    version: int
    sequence: int
    index: int
    recorded_at: datetime
    actor: Actor
    event: Event

    @property
    def order(self) -> tuple[datetime, datetime, bool, str, int, int]:
        """When it happened, when it was recorded, the person's act before what it set off, then source, sequence, index.

        A reaction carries the times of what it reacts to, so that the times alone could put an effect before its cause.
        """
        return (
            self.event.occurred_at,
            self.recorded_at,
            self.actor.is_system,
            self.service,
            self.sequence,
            self.index,
        )


def told(document: Mapping[str, Any]) -> tuple[Told, ...]:
    """Every event of the document in timeline order."""
    return tuple(sorted(_all(document), key=lambda entry: entry.order))


def of_source(document: Mapping[str, Any], service: str) -> tuple[Event, ...]:
    """The events of one source in the order in which it decided them."""
    return tuple(entry.event for entry in _all(document) if entry.service == service)


def _all(document: Mapping[str, Any]) -> Iterator[Told]:
    for service in FILE_SERVICES:
        for row in map(orjson.loads, document.get(service, {}).get("events", ())):
            yield Told(
                service=service, id=row["id"], name=row["name"], version=row["version"], sequence=row["sequence"],
                index=row["index"], recorded_at=datetime.fromisoformat(row["recorded_at"]),
                actor=Actor.model_validate(row["actor"]),
                event=decode(service, row["name"], row["version"], row["data"]),
            )  # fmt: skip
