"""What every book counts alike: clocks that ended, in time or not, and irregularities."""

from collections.abc import Callable, Iterator
from typing import Any

from schemas.base import Event
from schemas.clocks import (
    Clock,
    ClockExtended,
    ClockLapsed,
    ClockRecomputed,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    LapseWithdrawn,
)
from services.jurisdiction.periods import month_of
from services.runtime.projection import Section
from services.views.statistics.books.ledger import Row, happened, measure, with_entry

Owner = Callable[[Section, Clock], str | None]
"""The body whose duty a clock is that starts now."""


def clocked(section: Section, event: Event, owner: Owner) -> Section:
    """The clocks of the section after `event`. A lapse that was withdrawn leaves the clock running."""
    match event:
        case ClockStarted():
            started = {"limit": event.limit, "body": owner(section, event.clock), **_duty(event.clock), **_OPEN}
            return with_entry(section, "clocks", event.clock_id, started)
        case ClockResumed() | ClockExtended() | ClockRecomputed() if event.clock_id in section["clocks"]:
            return with_entry(section, "clocks", event.clock_id, _duty(event.clock))
        case ClockStopped() if _ends(section, event):
            ended = {"ended": month_of(event.occurred_at), "in_time": event.in_time, "lapsed": False}
            return with_entry(section, "clocks", event.clock_id, ended)
        case ClockLapsed() if _is_open(section, event.clock_id):
            ended = {"ended": month_of(event.lapses_at), "in_time": False, "lapsed": True}
            return with_entry(section, "clocks", event.clock_id, ended)
        case LapseWithdrawn() if event.clock_id in section["clocks"]:
            return with_entry(section, "clocks", event.clock_id, _OPEN)
        case _:
            return section


def clock_rows(book: str, section: Section) -> Iterator[Row]:
    """Clocks that are a body's duty and have ended with a verdict: all, and those kept, by limit."""
    for clock in section["clocks"].values():
        if clock["duty"] and clock["body"] and clock["ended"] and clock["in_time"] is not None:
            names = ["clock_ended"] + (["clock_met"] if clock["in_time"] else [])
            for name in names:
                yield book, clock["body"], clock["ended"], name, 1
                yield book, clock["body"], clock["ended"], measure(name, "limit", clock["limit"]), 1


def marked(section: Section, book: str, body: str | None, event: Event) -> Section:
    """The section with the event's irregularities counted."""
    for irregularity in event.irregularities:
        names = ("irregular", measure("irregular", "code", irregularity.code))
        section = happened(section, book, body, event.occurred_at, *names)
    return section


_OPEN: dict[str, Any] = {"ended": None, "in_time": None, "lapsed": False}


def _duty(clock: Clock) -> dict[str, Any]:
    """Only the duty of a body of ours has a moment of breach (rule E1)."""
    return {"duty": clock.breach_at is not None}


def _ends(section: Section, event: ClockStopped) -> bool:
    """A stop ends a clock; told again with another verdict, since a start was corrected, it is the later that counts.
    What lapsed stays late in the month of its lapse, whatever was done afterwards."""
    clock = section["clocks"].get(event.clock_id)
    return clock is not None and not clock.get("lapsed", False)


def _is_open(section: Section, clock_id: str) -> bool:
    clock = section["clocks"].get(clock_id)
    return clock is not None and clock["ended"] is None
