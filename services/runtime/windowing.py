"""What a service that watches streams hands to the runtime: pure functions over plain data, nothing else.

An event of a case changes what is remembered of the case, and what is remembered says what the case tells to windows of
other keys. Each window is a map of such entries; it is the same in whatever order, and however often, they come. Windows
overlap, so what they hold is kept by the steps in which they begin: an entry stands in one step and is read by every window
over it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from services.runtime.reacting import OwnCommand

Record = dict[str, Any]
"""JSON values only."""
Content = dict[str, Record]
"""What a step of a key's windows holds, by the id of the entry."""
SECONDS_PER_DAY = 86_400
_SHANGHAI_SECONDS = 8 * 3600
"""The zone's offset today, which is kept for all time: a window is a number of whole days since 1970."""


@dataclass(frozen=True)
class WindowShape:
    """Overlapping windows of one length: one begins every `step_days`, each `size_days` long, at 00:00 Asia/Shanghai.

    A window is a whole number of steps. The shape is part of an installation's topics: a shape that is changed needs
    another name.
    """

    name: str
    size_days: int
    step_days: int
    offset_days: int = 0
    """From 1970-01-01 to where one begins."""
    keep_days: int = 0
    """After its end; what is told of events recorded later changes nothing in it any more."""

    @property
    def moved(self) -> int:
        """Seconds by which windows begin before multiples of their step since 1970 (UTC)."""
        return _SHANGHAI_SECONDS - self.offset_days * SECONDS_PER_DAY

    def step_at(self, at: datetime) -> datetime:
        """The beginning of the step that holds a moment."""
        step = self.step_days * SECONDS_PER_DAY
        return datetime.fromtimestamp((at.timestamp() + self.moved) // step * step - self.moved, UTC)

    def steps_of(self, start: datetime) -> tuple[datetime, ...]:
        """The beginnings of the steps of the window that begins at `start`, the earliest first."""
        return tuple(start + timedelta(days) for days in range(0, self.size_days, self.step_days))

    def windows_over(self, step: datetime) -> tuple[datetime, ...]:
        """The beginnings of the windows that hold the step, the earliest first."""
        return tuple(step - timedelta(days) for days in reversed(range(0, self.size_days, self.step_days)))

    def is_closed(self, start: datetime, recorded_until: datetime) -> bool:
        """Whether the window that begins at `start` stays as it is, once everything recorded until then was told to it.

        Its first step is then in no other window that still changes.
        """
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

    def listens(self, name: str) -> bool:
        """Whether events of this name tell more than that somebody did something on their day."""

    def tells(self, value: bytes) -> bool:
        """Whether the event in `value` may tell anything at all; asked of every event, before it is decoded."""

    def remember(self, known: Record | None, value: bytes, *, again: bool) -> Remembered | None:
        """After the event in `value` (a CloudEvent); None where nothing follows. Raises what a decoder raises.

        `again`: it is told once more since something may have been lost, so that what follows from it is told once more.
        """

    def may_leave(self, record: Record, recorded_until: datetime) -> bool:
        """Whether what is remembered of a case may be forgotten, once everything recorded until then was told."""

    def merge(self, known: Record | None, told: Record) -> Record:
        """One entry of a window after another telling of it: commutative, associative, and twice is as good as once."""

    def report(self, shape: str, key: str, start: datetime, steps: Sequence[Content]) -> OwnCommand | None:
        """What a window that was told something gives occasion to; the same content gives the same command.

        `steps`: what the window's steps hold, the earliest first.
        """


Submit = Callable[[OwnCommand], Any]
"""Awaitable; returns once the broker has the command."""
