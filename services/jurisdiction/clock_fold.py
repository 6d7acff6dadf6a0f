"""The clocks of a case after an event: keeps what the events say and never asks the law again (design.md section 4)."""

from datetime import date, datetime

from schemas.base import Event
from schemas.clocks import (
    ClockBreached,
    ClockEvent,
    ClockExtended,
    ClockLapsed,
    ClockPaused,
    ClockRecomputed,
    ClockReminded,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    ClockWarned,
    LapseWithdrawn,
)
from services.jurisdiction.clock_values import SHANGHAI, ClockBook, ClockStatus, KeptClock


def evolve(book: ClockBook, event: Event) -> ClockBook:
    """The book after a clock event; any other event leaves it as it is."""
    if not isinstance(event, ClockEvent):
        return book
    kept = book.clocks.get(event.clock_id)
    match event:
        case ClockStarted():
            changed = KeptClock(clock=event.clock)
        case _ if kept is None:
            return book
        case ClockPaused():
            changed = _with(kept, status=ClockStatus.PAUSED, paused_on=day_of(event.occurred_at))
        case ClockResumed():
            assert kept.paused_on is not None
            pauses = (*kept.pauses, (kept.paused_on, day_of(event.occurred_at)))
            changed = _with(kept, clock=event.clock, status=ClockStatus.RUNNING, paused_on=None, pauses=pauses)
        case ClockExtended():
            changed = _with(
                kept, clock=event.clock, extended_by=kept.extended_by + event.by, extensions=kept.extensions + 1
            )
        case ClockStopped():
            changed = _with(kept, status=ClockStatus.STOPPED, stopped=event)
        case ClockLapsed():
            changed = _with(kept, status=ClockStatus.LAPSED)
        case LapseWithdrawn():
            changed = _with(kept, status=ClockStatus.RUNNING, breached_at=None)
        case ClockRecomputed():
            changed = _with(kept, clock=event.clock)
        case ClockReminded():
            changed = _with(kept, reminded_at=event.occurred_at)
        case ClockWarned():
            changed = _with(kept, warned_at=event.occurred_at)
        case ClockBreached():
            changed = _with(kept, breached_at=event.occurred_at)
        case _:
            return book
    return ClockBook(clocks={**book.clocks, event.clock_id: changed})


def day_of(moment: datetime) -> date:
    """The day of this moment in Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def _with(kept: KeptClock, **changes: object) -> KeptClock:
    return kept.model_copy(update=changes)
