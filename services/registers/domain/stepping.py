"""Steps of an entry: taken by people, or following from a case being registered that names the entry."""

from collections.abc import Mapping
from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.registers import Noted, RegisterStepTaken
from services.jurisdiction.acts import not_found
from services.jurisdiction.register_fields import Filled
from services.jurisdiction.register_forms import Register, RegisterStep
from services.jurisdiction.register_law import RegisterLaw
from services.registers.domain import irregularities, limits, oversight
from services.registers.domain.commands import NoteCaseRegistered, TakeStep
from services.registers.domain.entering import wrong_values
from services.registers.domain.evolve import evolve
from services.registers.domain.filled import told_apart
from services.registers.domain.refusals import refuse
from services.registers.domain.rights import WHOSE, acts_as, is_concerned, stands_under
from services.registers.domain.state import Entry, Unentered

Answer = tuple[Event, ...] | Refused
_HEARD = "case_registered"


def take(state: Unentered | Entry, command: Command[TakeStep], law: RegisterLaw) -> Answer:
    """A fact is recorded at whatever stage, with its mark; only a step that is another body's, or taken already, is refused."""
    body, register = command.body, law.catalogue.find(command.body.of_register)
    if isinstance(state, Unentered) or not is_concerned(state, command.actor.organisation, law):
        return not_found()
    step = register.step(body.of_step) if register else None
    if register is None or step is None or register.code != state.register_code:
        return not_found()
    refused = _cannot_take(step, state, command, law)
    filled = body.filled()
    refused = refused or wrong_values(register, filled, command.recorded_at, law)
    if refused is not None:
        return refused
    return _taken(register, step, state, command, law, filled, command.actor.organisation)


def note_case(state: Unentered | Entry, command: Command[NoteCaseRegistered], law: RegisterLaw) -> Answer:
    """A case was registered from this lead: the lead is settled. What cannot be settled by it is noted, never refused."""
    if not command.actor.is_system:
        return not_found()
    if isinstance(state, Unentered):
        return _noted(command, "登记的案件写明的线索编号不在本系统的台账中")
    register = law.catalogue.find(state.register_code)
    step = register.heard_step if register else None
    if register is None or step is None:
        return _noted(command, "登记的案件写明的编号不是线索")
    if not state.goes_on:
        return _noted(command, "线索此前已经办结或者作废，案件照常登记")
    if not _has_to_do_with(state, command.body.told_by, law):
        return _noted(command, "登记案件的机构与这一线索无关，线索不因此办结")
    return _taken(register, step, state, command, law, {}, limits.SERVICE, command.body.registered_code or None)


def _has_to_do_with(entry: Entry, registering: str, law: RegisterLaw) -> bool:
    """Whether the body that registered the case may settle the lead: one that knows of it, or one below the bodies it lies with."""
    below = any(stands_under(registering, body, law) for body in entry.bodies)
    return below or is_concerned(entry, registering, law)


def _cannot_take(step: RegisterStep, entry: Entry, command: Command[TakeStep], law: RegisterLaw) -> Refused | None:
    if not entry.goes_on:
        return refuse("entry_closed")
    if acts_as(entry, command.actor.organisation, law).isdisjoint(step.by):
        return refuse("not_its_step", whose="或者".join(WHOSE[taker] for taker in step.by))
    if step.code in entry.taken and not step.again:
        return refuse("step_taken_already")
    return None


def _taken(
    register: Register,
    step: RegisterStep,
    entry: Entry,
    command: Command[Any],
    law: RegisterLaw,
    filled: Mapping[str, Filled],
    by_body: str,
    case_code: str | None = None,
) -> tuple[Event, ...]:
    at, assumed = command.occurred_at, command.body.occurred_at_assumed
    values, personal = told_apart(register, filled)
    marks = tuple(irregularities.of_step(register, step, entry, filled, at, law, assumed=assumed))
    taken = RegisterStepTaken(
        occurred_at=at, occurred_at_assumed=assumed, irregularities=marks, register_code=register.code,
        register_name=register.name_zh, step=step.code, step_name=step.name_zh, by_body=by_body, closes=step.closes,
        values=values, personal=personal, case_code=case_code,
    )  # fmt: skip
    ended = tuple(limits.ended(register, entry, step.code, step.name_zh, at, closes=step.closes, assumed=assumed))
    after = entry
    for event in (taken, *ended):
        changed = evolve(after, event)
        assert isinstance(changed, Entry)  # an entry stays one
        after = changed
    told = {**after.values, **filled}
    begun = limits.begun(register, law, after, step.code, at, filled, told, assumed=assumed)
    begun = tuple(one for one in begun if after.clocks.running(one.limit) is None)
    return taken, *ended, *oversight.withdrawn(entry, ended, at), *begun


def _noted(command: Command[NoteCaseRegistered], reason: str) -> tuple[Event, ...]:
    noted = Noted(
        occurred_at=command.occurred_at, source="intake", what=_HEARD, reason=reason,
        case_code=command.body.registered_code or None,
    )  # fmt: skip
    return (noted,)
