"""Putting a field right, giving an entry to another owner, and voiding a mistaken entry."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.registers import EntryOwnerAssigned, EntryVoided, RegisterEntryCorrected, RegisterValue
from services.jurisdiction.acts import not_found
from services.jurisdiction.register_fields import FieldKind, Filled, RegisterField
from services.jurisdiction.register_forms import Register, Taker
from services.jurisdiction.register_law import RegisterLaw
from services.registers.domain import limits, oversight
from services.registers.domain.commands import AssignOwner, CorrectEntry, VoidEntry
from services.registers.domain.entering import owner_refusal, wrong_values
from services.registers.domain.evolve import evolve
from services.registers.domain.filled import as_filled, told_apart
from services.registers.domain.forms import annotation_of
from services.registers.domain.refusals import refuse
from services.registers.domain.rights import acts_as, is_concerned
from services.registers.domain.state import Entry, Unentered

Answer = tuple[Event, ...] | Refused
_OWN = frozenset({Taker.ENTERING, Taker.OWNER})


def correct(state: Unentered | Entry, command: Command[CorrectEntry], law: RegisterLaw) -> Answer:
    """The right value beside the former one; the clocks that rest on it are counted again."""
    found = _own_entry(state, command, law)
    if isinstance(found, Refused):
        return found
    entry, register = found
    field = register.field(command.body.field)
    if field is None or field.name == register.hidden_from:
        fields = "、".join(one.name for one in register.all_fields if one.name != register.hidden_from)
        return refuse("field_unknown", "field", fields=fields)
    if not _is_filled(register, entry, field):
        return refuse("field_not_filled", "field")
    filled = _typed(field, command.body.new_value)
    if isinstance(filled, Refused):
        return filled
    refused = wrong_values(register, filled, command.recorded_at, law)
    if refused is not None:
        return Refused(refused.code, refused.message, "new_value", refused.source)
    if not field.personal and entry.values.get(field.name) == filled.get(field.name):
        return refuse("value_unchanged", "new_value")
    return _corrected(register, entry, field, filled, command, law)


def assign_owner(state: Unentered | Entry, command: Command[AssignOwner], law: RegisterLaw) -> Answer:
    """The entering body, or one above the owner, lets another body answer; clocks run on."""
    body = command.body
    if isinstance(state, Unentered) or not is_concerned(state, command.actor.organisation, law):
        return not_found()
    register = law.catalogue.find(state.register_code)
    if register is None:
        return not_found()
    if not state.goes_on:
        return refuse("entry_closed")
    if acts_as(state, command.actor.organisation, law).isdisjoint({Taker.ENTERING, Taker.SUPERIOR}):
        return refuse("not_its_owner_to_assign")
    if body.owner == state.owner:
        return refuse("owner_unchanged", "owner")
    refused = owner_refusal(register, body.owner, state.entered_by, command.occurred_at, law, state.hidden_from)
    if refused is not None:
        return refused
    assigned = EntryOwnerAssigned(
        occurred_at=command.occurred_at, register_code=state.register_code, former_owner=state.owner, owner=body.owner,
        owner_office=body.owner_office, reason=body.reason,
    )  # fmt: skip
    return (assigned,)


def void(state: Unentered | Entry, command: Command[VoidEntry], law: RegisterLaw) -> Answer:
    """The entry was a mistake: its clocks end without verdict, its orders with it."""
    found = _own_entry(state, command, law)
    if isinstance(found, Refused):
        return found
    entry, at = found[0], command.occurred_at
    voided = EntryVoided(occurred_at=at, register_code=entry.register_code, reason=command.body.reason)
    return voided, *oversight.all_closed(entry, at), *limits.all_released(entry, at, "登记已作废")


def _own_entry(state: Unentered | Entry, command: Command[Any], law: RegisterLaw) -> tuple[Entry, Register] | Refused:
    if isinstance(state, Unentered) or not is_concerned(state, command.actor.organisation, law):
        return not_found()
    register = law.catalogue.find(state.register_code)
    if register is None:
        return not_found()
    if state.voided:
        return refuse("entry_voided")
    if acts_as(state, command.actor.organisation, law).isdisjoint(_OWN):
        return refuse("corrected_by_entering")
    return state, register


def _is_filled(register: Register, entry: Entry, field: RegisterField) -> bool:
    """Whether the act that this field belongs to has happened: the entry itself, or one of its steps."""
    if field in register.fields:
        return True
    return any(step.code in entry.taken for step in register.steps if field in step.fields)


def _typed(field: RegisterField, text: str | None) -> dict[str, Filled] | Refused:
    """The text as a value of the field; nothing for a field that is emptied."""
    given: Any = (
        [line.strip() for line in text.splitlines() if line.strip()] if _is_list(field, text) and text else text
    )
    try:
        value = TypeAdapter(annotation_of(field)).validate_python(given)
    except ValidationError:
        return refuse("value_invalid", "new_value", why=_what_would_be_right(field))
    return {} if value is None else {field.name: as_filled(value)}


def _is_list(field: RegisterField, text: str | None) -> bool:
    return field.kind is FieldKind.CHOICES and text is not None


def _what_would_be_right(field: RegisterField) -> str:
    match field.kind:
        case FieldKind.DATE:
            return f"“{field.name_zh}”应为日期，例如 2026-03-02"
        case FieldKind.MOMENT:
            return f"“{field.name_zh}”应为带时区的日期和时刻，例如 2026-03-02T09:30:00+08:00"
        case FieldKind.INTEGER | FieldKind.AMOUNT:
            return f"“{field.name_zh}”应为{'整数' if field.kind is FieldKind.INTEGER else '金额'}，并在允许的范围内"
        case FieldKind.CHOICE | FieldKind.CHOICES:
            return f"“{field.name_zh}”应为下列之一：{'、'.join(field.choices)}"
        case FieldKind.YES_NO:
            return f"“{field.name_zh}”应为 true（是）或者 false（否）"
        case _:
            return f"“{field.name_zh}”必须填写，且不能过长"


def _corrected(
    register: Register,
    entry: Entry,
    field: RegisterField,
    filled: dict[str, Filled],
    command: Command[CorrectEntry],
    law: RegisterLaw,
) -> tuple[Event, ...]:
    values, personal = told_apart(register, filled)
    before = entry.values.get(field.name)
    corrected = RegisterEntryCorrected(
        occurred_at=command.occurred_at, register_code=entry.register_code, field=field.name, field_name=field.name_zh,
        values=values, personal=personal, reason=command.body.reason,
        former=() if before is None else (RegisterValue(field=field.name, value=before),),
    )  # fmt: skip
    after = evolve(entry, corrected)
    assert isinstance(after, Entry)  # an entry stays one
    why = f"“{field.name_zh}”更正"
    again = tuple(limits.counted_again(register, after, law, field.name, command.occurred_at, why))
    return corrected, *again, *oversight.withdrawn(entry, again, command.occurred_at)
