"""The table of contents of registers: every command and the function that decides it."""

from typing import Any, assert_never

from schemas.base import Event
from schemas.command import Command, Refused
from services.jurisdiction import clock_book
from services.jurisdiction.acts import not_found, wrong_time_where_known
from services.jurisdiction.clock_care import decide_care
from services.jurisdiction.clock_commands import CareCommand, RecomputeClock
from services.jurisdiction.register_law import RegisterLaw
from services.jurisdiction.story import decide_story
from services.jurisdiction.told_date import is_told
from services.registers.domain import correcting, entering, extending, limits, oversight, stepping
from services.registers.domain.commands import (
    AssignOwner,
    CloseOrder,
    CorrectEntry,
    EnterRecord,
    ExtendLimit,
    LapseClock,
    NoteCaseRegistered,
    RegisterCommand,
    ReplyToOrder,
    SendOrderBack,
    TakeStep,
    VoidEntry,
)
from services.registers.domain.evolve import evolve
from services.registers.domain.state import Entry, Unentered

Answer = tuple[Event, ...] | Refused


def decide(state: Unentered | Entry, command: Command[Any], law: RegisterLaw) -> Answer:
    """The answer to one command. In a story, what was due before the act lapses first (design.md section 4)."""
    if isinstance(command.body, CareCommand):
        return _cared_for(state, command, law)
    story = _is_story(state, command)
    if not command.actor.is_system:
        refused = wrong_time_where_known(command, story, lambda now: decide_act(state, now, law))
        if refused is not None:
            return refused
    if not story or isinstance(command.body, LapseClock):
        return decide_act(state, command, law)
    answer = decide_story(decide_act, evolve, limits.CLOCKS.due_in_story, state, command, law)
    return answer if isinstance(answer, Refused) else tuple(answer)


def decide_act(state: Unentered | Entry, command: Command[Any], law: RegisterLaw) -> Answer:
    """The answer to one command on the entry as it is."""
    body: RegisterCommand = command.body
    match body:
        case EnterRecord():
            return entering.enter(state, command, law)
        case TakeStep():
            return stepping.take(state, command, law)
        case CorrectEntry():
            return correcting.correct(state, command, law)
        case AssignOwner():
            return correcting.assign_owner(state, command, law)
        case ExtendLimit():
            return extending.extend(state, command, law)
        case VoidEntry():
            return correcting.void(state, command, law)
        case ReplyToOrder() | SendOrderBack() | CloseOrder():
            return oversight.decide_order(state, command, law)
        case NoteCaseRegistered():
            return stepping.note_case(state, command, law)
        case LapseClock():
            return _lapse(state, command, law)
        case _:
            assert_never(body)


def _lapse(state: Unentered | Entry, command: Command[LapseClock], law: RegisterLaw) -> Answer:
    """The last day in time of a clock has passed; a stale scan changes nothing."""
    if not command.actor.is_system:
        return not_found()
    kept = state.clocks.clocks.get(command.body.clock_id) if isinstance(state, Entry) else None
    if kept is None or isinstance(state, Unentered):
        return ()
    consequence = limits.consequence_of(law.catalogue.find(state.register_code), kept.clock.limit)
    lapsed = clock_book.lapse(kept, command.occurred_at, consequence)
    return () if lapsed is None else (lapsed,)


def _cared_for(state: Unentered | Entry, command: Command[Any], law: RegisterLaw) -> Answer:
    """Reminded, warned, told as a breach with the order that follows; a day that a document set is counted again by no law."""
    kept = state.clocks.clocks.get(command.body.clock_id) if isinstance(state, Entry) else None
    if kept is not None and isinstance(command.body, RecomputeClock) and is_told(kept.clock):
        return () if command.actor.is_system else not_found()
    told = decide_care(limits.CLOCKS, state, command, law)
    if isinstance(told, Refused) or isinstance(state, Unentered):
        return told
    return *told, *oversight.follow(state, told, command, law)


def _is_story(state: Unentered | Entry, command: Command[Any]) -> bool:
    """A played entry; the act that makes it one may carry an assumed date already."""
    if isinstance(state, Entry):
        return state.story
    return isinstance(command.body, EnterRecord) and command.body.story
