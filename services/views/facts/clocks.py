"""The clocks of a case in one source, as its events tell them: folded by the deciding services' own `clock_book.evolve`."""

from collections.abc import Callable, Collection
from typing import Any

from schemas.base import Event
from schemas.clocks import ClockEvent, ClockLapsed, ClockStarted, ClockStopped, LapseWithdrawn
from services.jurisdiction.clock_book import ClockBook, ClockStatus, KeptClock, evolve

Clocks = dict[str, Any]
"""KeptClock as JSON by clock id, with `organisation` (whose duty it is), `in_time`, `ended_because` and `consequence`."""

ON_THE_BOARD = (ClockStatus.RUNNING.value, ClockStatus.PAUSED.value, ClockStatus.LAPSED.value)
"""What a deadline board shows; a stopped clock asks nothing of anybody."""


def fold(clocks: Clocks | None, event: Event, owner: Callable[[ClockStarted], str | None]) -> Clocks:
    """The clocks after `event`; `owner` names the body whose duty a clock is when it starts."""
    known = clocks or {}
    if not isinstance(event, ClockEvent):
        return known
    kept = known.get(event.clock_id)
    book = ClockBook(clocks={event.clock_id: KeptClock.model_validate(kept)} if kept else {})
    after = evolve(book, event).clocks.get(event.clock_id)
    if after is None:
        return known
    return {**known, event.clock_id: {**after.model_dump(mode="json"), **_beside(kept, event, owner)}}


def fold_apart(
    on_board: Clocks, stopped: Clocks, event: Event, owner: Callable[[ClockStarted], str | None]
) -> tuple[Clocks, Clocks]:
    """As `fold`, with the clocks that ask nothing of anybody any more beside those that stand on a board."""
    if not isinstance(event, ClockEvent):
        return on_board, stopped
    after = fold(on_board | stopped, event, owner)
    apart = {key: clock for key, clock in after.items() if clock["status"] not in ON_THE_BOARD}
    return {key: clock for key, clock in after.items() if key not in apart}, apart


def organisations(clocks: Clocks, statuses: Collection[str] = ON_THE_BOARD) -> list[str]:
    """Whose boards these clocks stand on, as far as they have one of these statuses."""
    shown = (clock for clock in clocks.values() if clock["status"] in statuses)
    return sorted({clock["organisation"] for clock in shown if clock["organisation"]})


def _beside(kept: Clocks | None, event: ClockEvent, owner: Callable[[ClockStarted], str | None]) -> dict[str, Any]:
    """What the book does not keep and a reader wants to know."""
    match event:
        case ClockStarted():
            return {
                "organisation": owner(event), "in_time": None, "ended_because": "", "consequence": "",
                "started_assumed": event.occurred_at_assumed,
            }  # fmt: skip
        case ClockStopped():
            return {"in_time": event.in_time, "ended_because": event.reason, "consequence": ""}
        case ClockLapsed():
            return {"consequence": event.consequence}
        case LapseWithdrawn():
            return {"consequence": ""}
        case _:
            return {}
