"""What a service that watches streams hands to the runtime: pure functions over plain data, nothing else.

Two steps. An event of a case changes what is remembered of the case, and what is remembered says what the case tells to
windows of other keys. Each window is a map of such entries; it is the same in whatever order, and however often, they come.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from services.runtime.reacting import OwnCommand

Record = dict[str, Any]
"""JSON values only."""
Content = dict[str, Record]
"""What a window holds, by the id of the entry."""


@dataclass(frozen=True)
class WindowShape:
    """Overlapping windows of one length: one begins every `step_days`, each `size_days` long, at 00:00 Asia/Shanghai.

    The shape is part of an installation's topics: a shape that is changed needs another name.
    """

    name: str
    size_days: int
    step_days: int
    offset_days: int = 0
    """From 1970-01-01 to where one begins."""
    keep_days: int = 0
    """After its end; what is told of events recorded later changes nothing in it any more."""

    def is_closed(self, start: datetime, recorded_until: datetime) -> bool:
        """Whether the window that begins at `start` stays as it is, once everything recorded until then was told to it."""
        return start + timedelta(self.size_days + self.keep_days) <= recorded_until


@dataclass(frozen=True)
class Entry:
    """Something a case tells to the windows of a key at a moment of event time (aware)."""

    shape: str
    key: str
    at: datetime
    entry_id: str
    value: Record


@dataclass(frozen=True)
class Remembered:
    """What is known of a case after an event, and the entries that this changes."""

    record: Record
    entries: Sequence[Entry]


class Watch(Protocol):
    """The watching of a service. Pure and deterministic, apart from the key of the hashes that it was made with."""

    @property
    def sources(self) -> Sequence[str]:
        """Services whose published events are watched; their topics are keyed by the case."""

    @property
    def shapes(self) -> Sequence[WindowShape]:
        """The windows there are."""

    def remember(self, known: Record | None, value: bytes, *, again: bool) -> Remembered | None:
        """After the event in `value` (a CloudEvent); None where nothing follows. Raises what a decoder raises.

        `again`: it is told once more since something may have been lost, so that what follows from it is told once more.
        """

    def merge(self, known: Record | None, told: Record) -> Record:
        """One entry of a window after another telling of it: commutative, associative, and twice is as good as once."""

    def report(self, shape: str, key: str, start: datetime, content: Content) -> OwnCommand | None:
        """What a window that was told something gives occasion to; the same content gives the same command."""


Submit = Callable[[OwnCommand], Any]
"""Awaitable; returns once the broker has the command."""


def merged(watch: Watch, content: Mapping[str, Record], entry_id: str, told: Record) -> Content:
    """The content of a window after an entry."""
    return {**content, entry_id: watch.merge(content.get(entry_id), told)}
