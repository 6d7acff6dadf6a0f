"""What other rules would have made of the clocks of a log: dates that move, lapses and breaches that come or go. Pure.

A log tells every clock event of a case in order; what is kept of a clock is little, so that a million fit. Dates are
computed anew under both laws from start, pauses and extension; what the log recorded is told beside them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from schemas.base import Event
from schemas.clocks import (
    ClockEvent,
    ClockExtended,
    ClockLapsed,
    ClockPaused,
    ClockRecomputed,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    LapseWithdrawn,
)
from services.jurisdiction.clock_calculation import SHANGHAI
from services.jurisdiction.clock_values import ClockStatus
from services.jurisdiction.law import Law
from services.jurisdiction.outcomes import NotJudged, Refused


class Fate(StrEnum):
    """What becomes of a clock under a law, by the moment of the comparison."""

    RUNNING = "running"
    PAUSED = "paused"
    IN_TIME = "in_time"
    """What it waited for came in time."""
    LATE = "late"
    """It came after the last day: a breach."""
    LAPSED = "lapsed"
    """The last day passed and nothing came."""
    UNDETERMINED = "undetermined"
    """It lapsed in the log, where acts after a lapse stop no clock: nobody can say whether a later day was kept."""
    NOT_JUDGED = "not_judged"
    """The law of the day is not loaded, or the start was assumed."""
    REFUSED = "refused"
    """The law refuses it, e.g. an extension above its maximum."""


class Kind(StrEnum):
    """What changes."""

    DUE = "due"
    LAPSE = "lapse"
    BREACH = "breach"
    VERDICT = "verdict"
    """Anything else, e.g. judged where it was not."""


@dataclass(frozen=True, slots=True)
class LoggedClock:
    """A clock as far as the log tells."""

    case_code: str
    clock_id: str
    limit: str
    started_at: datetime
    assumed: bool
    recorded_due: date | None
    pauses: tuple[tuple[date, date], ...] = ()
    paused_on: date | None = None
    extended_by: int = 0
    status: ClockStatus = ClockStatus.RUNNING
    ended_at: datetime | None = None
    """When what it waited for came, or when it lapsed."""
    end_assumed: bool = False
    """Nobody told when it came: the date stands, no verdict rests on it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A clock under one law."""

    due: date | None
    """Last day in time (last moment for limits in hours); None where there is none."""
    fate: Fate


@dataclass(frozen=True, slots=True)
class Change:
    """A clock that other rules would have changed."""

    clock: LoggedClock
    now: Judgement
    other: Judgement
    kinds: tuple[Kind, ...]


@dataclass
class ClockLog:
    """The clocks of some cases, from their events told in order."""

    clocks: dict[tuple[str, str], LoggedClock] = field(default_factory=dict)
    """By case and clock id."""

    def add(self, case_code: str, event: Event) -> None:
        """Hear one event; what is no clock event, or of a clock that never started, changes nothing."""
        if not isinstance(event, ClockEvent):
            return
        key = (case_code, event.clock_id)
        if isinstance(event, ClockStarted):
            self.clocks[key] = _started(case_code, event)
        elif (known := self.clocks.get(key)) is not None:
            self.clocks[key] = _after(known, event)

    def changes(self, now: Law, other: Law, at: datetime) -> Iterator[Change]:
        """Every clock that differs under `other`, as things stand at the moment `at`; in the order they started."""
        for clock in self.clocks.values():
            ours, theirs = judged(clock, now, at), judged(clock, other, at)
            if ours != theirs:
                yield Change(clock, ours, theirs, _kinds(ours, theirs))


def judged(clock: LoggedClock, law: Law, at: datetime) -> Judgement:
    """What becomes of the clock under this law, as things stand at the moment `at`."""
    if clock.assumed:
        return Judgement(None, Fate.NOT_JUDGED)
    found = law.due(clock.limit, clock.started_at, clock.pauses, clock.extended_by)
    if isinstance(found, NotJudged):
        return Judgement(None, Fate.NOT_JUDGED)
    if isinstance(found, Refused):
        return Judgement(None, Fate.REFUSED)
    return Judgement(found.due, _fate(clock, found.lapses_at, at))


def _fate(clock: LoggedClock, lapses_at: datetime, at: datetime) -> Fate:
    match clock.status:
        case ClockStatus.PAUSED:
            return Fate.PAUSED
        case ClockStatus.STOPPED if clock.end_assumed:
            return Fate.NOT_JUDGED
        case ClockStatus.STOPPED:
            return Fate.IN_TIME if clock.ended_at is not None and clock.ended_at < lapses_at else Fate.LATE
        case _ if at < lapses_at:
            return Fate.RUNNING
        case ClockStatus.LAPSED if clock.ended_at is not None and clock.ended_at < lapses_at:
            return Fate.UNDETERMINED
        case _:
            return Fate.LAPSED


def _kinds(now: Judgement, other: Judgement) -> tuple[Kind, ...]:
    fates = (now.fate, other.fate)
    found = []
    if now.due != other.due and now.due is not None and other.due is not None:
        found.append(Kind.DUE)
    if now.fate is not other.fate:
        if Fate.LAPSED in fates:
            found.append(Kind.LAPSE)
        if Fate.LATE in fates:
            found.append(Kind.BREACH)
    return tuple(found) or (Kind.VERDICT,)


def _started(case_code: str, event: ClockStarted) -> LoggedClock:
    clock = event.clock
    return LoggedClock(
        case_code, event.clock_id, event.limit, clock.started_at, event.occurred_at_assumed, clock.due or _moment(clock)
    )


def _moment(clock: object) -> date | None:
    """For limits in hours the recorded moment."""
    found = getattr(clock, "lapses_at", None)
    return found.astimezone(SHANGHAI) if isinstance(found, datetime) else None


def _after(known: LoggedClock, event: ClockEvent) -> LoggedClock:
    day = event.occurred_at.astimezone(SHANGHAI).date()
    match event:
        case ClockPaused():
            return replace(known, status=ClockStatus.PAUSED, paused_on=day)
        case ClockResumed():
            gaps = (*known.pauses, (known.paused_on, day)) if known.paused_on is not None else known.pauses
            due = event.clock.due
            return replace(known, status=ClockStatus.RUNNING, pauses=gaps, paused_on=None, recorded_due=due)
        case ClockExtended():
            return replace(known, extended_by=known.extended_by + event.by, recorded_due=event.clock.due)
        case ClockRecomputed():
            return replace(known, started_at=event.clock.started_at, recorded_due=event.clock.due)
        case ClockStopped():
            ended, assumed = event.occurred_at, event.occurred_at_assumed
            return replace(known, status=ClockStatus.STOPPED, ended_at=ended, end_assumed=assumed)
        case ClockLapsed():
            return replace(known, status=ClockStatus.LAPSED, ended_at=event.lapses_at)
        case LapseWithdrawn():
            return replace(known, status=ClockStatus.RUNNING, ended_at=None)
        case _:
            return known
