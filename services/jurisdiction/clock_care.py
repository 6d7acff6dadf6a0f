"""What every deciding service does alike about its clocks: reminds, warns, tells a breach (rule E1), and counts again under newer law.

A service declares with `ClockKeeping` where its clocks are and whose duty each is. That tells the scan and a story what is
due next; `decide_care` answers the scan. Reminder, warning and breach act once each, and change neither custody nor any other clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, assert_never

from schemas.base import Event
from schemas.clocks import ClockBreached, ClockReminded, ClockWarned, SupervisionEvent
from schemas.command import Command, Due, Refused
from services.jurisdiction import clock_book, story
from services.jurisdiction.acts import not_found
from services.jurisdiction.clock_book import ClockBook, ClockLaw, ClockStatus, KeptClock
from services.jurisdiction.clock_commands import CareCommand, LapseClock, RecomputeClock, SuperviseClock
from services.jurisdiction.supervision import Step

State = TypeVar("State")
Answer = tuple[Event, ...] | Refused

NEWER_LAW = "节假日安排或者规则有更新，按现行规定重新计算"
"""Why a clock was counted again, as it stands on the event."""

_EVENTS: dict[Step, type[SupervisionEvent]] = {
    Step.REMINDER: ClockReminded,
    Step.WARNING: ClockWarned,
    Step.BREACH: ClockBreached,
}


@dataclass(frozen=True)
class ClockKeeping(Generic[State]):
    """How one service keeps clocks: what the common care needs to know of its state."""

    book: Callable[[State], ClockBook]
    is_story: Callable[[State], bool]
    responsible: Callable[[State, KeptClock], str | None]
    """The body whose duty the clock is; None where that is not known (any more)."""

    def due_for_scan(self, state: State) -> Due | None:
        """What the deadline scan may ask of a case, earliest first: to remind, to warn, to lapse, to tell a breach. Nothing of a story."""
        if self.is_story(state):
            return None
        kept = self.book(state).clocks.values()
        ahead = [due for clock in kept for due in (_lapse_ahead(clock), _step_ahead(clock)) if due is not None]
        return min(ahead, key=_asked_first, default=None)

    def due_in_story(self, state: State) -> Due | None:
        """The running clock of a case that lapses first, also in a story (design.md section 4)."""
        return story.first_due(self.book(state))


def next_step(kept: KeptClock) -> tuple[datetime, Step] | None:
    """What supervision does about this clock next, and when; nothing of one that is paused or has stopped.

    A moment that a pause or an extension moved is read where it now lies. A breach at the full share follows the lapse.
    """
    clock = kept.clock
    if kept.status not in (ClockStatus.RUNNING, ClockStatus.LAPSED) or clock.lapses_at is None:
        return None
    may_breach = kept.status is ClockStatus.LAPSED or (
        clock.breach_at is not None and clock.breach_at < clock.lapses_at
    )
    ahead = (
        (clock.remind_at, kept.reminded_at is None, Step.REMINDER),
        (clock.warn_at, kept.warned_at is None, Step.WARNING),
        (clock.breach_at, kept.breached_at is None and may_breach, Step.BREACH),
    )
    return next(((at, step) for at, is_open, step in ahead if at is not None and is_open), None)


def _lapse_ahead(kept: KeptClock) -> Due | None:
    clock = kept.clock
    if kept.status is not ClockStatus.RUNNING or clock.lapses_at is None:
        return None
    return Due(clock.clock_id, clock.lapses_at, LapseClock(clock_id=clock.clock_id))


def _step_ahead(kept: KeptClock) -> Due | None:
    ahead = next_step(kept)
    if ahead is None:
        return None
    at, step = ahead
    return Due(kept.clock.clock_id, at, SuperviseClock(clock_id=kept.clock.clock_id, step=step))


def _asked_first(due: Due) -> tuple[datetime, bool, str]:
    """What supervision has to say at the very moment of the lapse is said before it; ties by id on every replica alike."""
    return due.lapses_at, isinstance(due.command, LapseClock), due.clock_id


def outdated(keeping: ClockKeeping[State], state: State, law: ClockLaw) -> tuple[Due, ...]:
    """The running clocks of a case that would come to another date or another firmness under `law`, each with its command."""
    if keeping.is_story(state):
        return ()
    return tuple(
        Due(kept.clock.clock_id, again.occurred_at, RecomputeClock(clock_id=kept.clock.clock_id))
        for kept in keeping.book(state).clocks.values()
        if (again := clock_book.recount(law, kept, kept.clock.started_at, NEWER_LAW)) is not None
    )


def decide_care(keeping: ClockKeeping[State], state: State, command: Command[Any], law: ClockLaw) -> Answer:
    """The answer to a CareCommand: one event, or none where there is nothing (any more) to do."""
    if not command.actor.is_system:
        return not_found()
    body: CareCommand = command.body
    kept = keeping.book(state).clocks.get(body.clock_id)
    if kept is None or keeping.is_story(state):
        return ()
    match body:
        case SuperviseClock(step=step):
            return _supervised(keeping, state, kept, step, command, law)
        case RecomputeClock():
            again = clock_book.recount(law, kept, command.occurred_at, NEWER_LAW)
            return () if again is None else (again,)
        case _:
            assert_never(body)


def _supervised(
    keeping: ClockKeeping[State], state: State, kept: KeptClock, step: Step, command: Command[Any], law: ClockLaw
) -> tuple[Event, ...]:
    clock, ahead = kept.clock, next_step(kept)
    if ahead is None or ahead[1] is not step or command.occurred_at < ahead[0] or clock.lapses_at is None:
        return ()
    at, body = ahead[0], keeping.responsible(state, kept)
    above = law.supervisor(body) if body else None
    told = _EVENTS[step](
        occurred_at=at, clock_id=clock.clock_id, limit=clock.limit, limit_name=clock.name, subject=clock.subject, body=body,
        supervisor=above.id if above else None, due=clock.due, lapses_at=clock.lapses_at,
        noticed_late=clock_book.is_noticed_late(at, command.recorded_at),
    )  # fmt: skip
    return (told,)
