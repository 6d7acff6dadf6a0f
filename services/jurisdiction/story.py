"""Which clock of a case time asks about next, and how time passes in a story, a played public case: no scan watches it, its own
acts make due clocks lapse (design.md section 4)."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from schemas.base import Event
from schemas.command import Actor, Command, Due, Refused
from services.jurisdiction.clock_commands import LapseClock
from services.jurisdiction.clock_values import ClockBook

State = TypeVar("State")
LawT = TypeVar("LawT")
Answer = Sequence[Event] | Refused

STORYTELLER = Actor(user="system:story", organisation="story")
"""Who lapses a clock inside a story; the decision as a whole stays the actor's whose act it answers."""


def first_due(book: ClockBook) -> Due | None:
    """The running clock that lapses first, story or not; ties by id, so that every replica names the same one."""
    kept = book.first_due()
    if kept is None or kept.clock.lapses_at is None:
        return None
    return Due(kept.clock.clock_id, kept.clock.lapses_at, LapseClock(clock_id=kept.clock.clock_id))


def decide_story(
    decide: Callable[[State, Command[Any], LawT], Answer],
    evolve: Callable[[State, Event], State],
    due: Callable[[State], Due | None],
    state: State,
    command: Command[Any],
    law: LawT,
) -> Answer:
    """Decide `command` on a story's `state` after lapsing, earliest first, what was due before it occurred.

    `due` names the story's earliest clock (a service's scan function answers None for stories, so this is another one).
    The lapses' events stand before the act's own. A refused act lapses nothing: the next accepted one will. An act whose
    date is assumed lapses nothing either, since no verdict rests on an assumed date (issue 3, item 6).
    """
    lapsed, state = (
        ((), state) if command.body.occurred_at_assumed else _lapse(decide, evolve, due, state, command, law)
    )
    answer = decide(state, command, law)
    return answer if isinstance(answer, Refused) else (*lapsed, *answer)


def _lapse(
    decide: Callable[[State, Command[Any], LawT], Answer],
    evolve: Callable[[State, Event], State],
    due: Callable[[State], Due | None],
    state: State,
    command: Command[Any],
    law: LawT,
) -> tuple[tuple[Event, ...], State]:
    events: tuple[Event, ...] = ()
    while (clock := due(state)) is not None and clock.lapses_at <= command.occurred_at:
        answer = decide(state, _lapse_command(clock, command), law)
        if isinstance(answer, Refused) or not answer:
            break  # a clock that does not lapse when told to would be named again for ever
        for event in answer:
            state = evolve(state, event)
        events = (*events, *answer)
    return events, state


def _lapse_command(clock: Due, command: Command[Any]) -> Command[Any]:
    """The lapse as the scan would have sent it at that moment; its id derives from the act that made time pass."""
    return Command(
        id=command.derived_id(f"lapse/{clock.clock_id}/{clock.lapses_at.isoformat()}"),
        case_code=command.case_code,
        actor=STORYTELLER,
        recorded_at=command.recorded_at,
        body=clock.command.model_copy(update={"occurred_at": clock.lapses_at}),
    )
