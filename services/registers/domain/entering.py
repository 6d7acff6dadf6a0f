"""Entering something in a register."""

from collections.abc import Mapping
from datetime import datetime

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.identity import is_case_code
from schemas.registers import RegisterEntryMade
from services.jurisdiction.acts import ALLOWED_SKEW, not_found
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.register_fields import ENTERED, FieldKind, Filled
from services.jurisdiction.register_forms import OwnerScope, Register
from services.jurisdiction.register_law import RegisterLaw
from services.jurisdiction.roles import Role
from services.registers.domain import limits
from services.registers.domain.commands import EnterRecord
from services.registers.domain.filled import moment_of, told_apart
from services.registers.domain.refusals import refuse
from services.registers.domain.rights import stands_under
from services.registers.domain.state import Entry, Unentered

Answer = tuple[Event, ...] | Refused


def enter(state: Unentered | Entry, command: Command[EnterRecord], law: RegisterLaw) -> Answer:
    """The entry with its owner and the clocks that begin with it."""
    body, register = command.body, law.catalogue.find(command.body.of_register)
    if isinstance(state, Entry):
        return refuse("already_entered") if command.actor.organisation == state.entered_by else not_found()
    if register is None:
        return not_found()
    filled = body.filled()
    refused = _cannot_enter(register, command, law) or wrong_values(register, filled, command.recorded_at, law)
    if refused is not None:
        return refused
    hidden_from = filled.get(register.hidden_from) if register.hidden_from else None
    owner = _owner(register, body.owner, command, law, hidden_from)
    if isinstance(owner, Refused):
        return owner
    values, personal = told_apart(register, filled)
    made = RegisterEntryMade(
        occurred_at=command.occurred_at, occurred_at_assumed=body.occurred_at_assumed, register_code=register.code,
        register_name=register.name_zh, entered_by=command.actor.organisation, owner=owner, owner_office=body.owner_office,
        values=values, personal=personal, case_code=body.case_code, story=body.story,
        hidden_from=str(hidden_from) if hidden_from else None,
    )  # fmt: skip
    clocks = limits.begun(
        register, law, state, ENTERED, command.occurred_at, filled, filled, assumed=body.occurred_at_assumed
    )
    return made, *clocks


def wrong_values(
    register: Register, filled: Mapping[str, Filled], recorded_at: datetime, law: RegisterLaw
) -> Refused | None:
    """What only the law can say of the values: bodies that do not exist, codes that are none, limits that begin in the future."""
    starts = {clock.from_field for clock in register.clocks}
    for name, value in filled.items():
        field = register.field(name)
        if field is None:
            continue
        if field.kind is FieldKind.BODY and law.organisation(str(value)) is None:
            return refuse("body_unknown", name)
        if field.kind is FieldKind.CASE and not is_case_code(str(value)):
            return refuse("linked_code_invalid", name)
        begins = moment_of(value) if name in starts else None
        if begins is not None and begins > recorded_at + ALLOWED_SKEW:
            return refuse("starts_in_future", name)
    return None


def owner_refusal(
    register: Register, owner: str, entered_by: str, at: datetime, law: RegisterLaw, hidden_from: Filled | None
) -> Refused | None:
    """Why this body cannot answer for an entry of `entered_by`."""
    known = law.organisation(owner)
    if known is None:
        return refuse("owner_unknown", "owner")
    if not known.acts_on(at.astimezone(SHANGHAI).date()):
        return refuse("owner_abolished", "owner")
    if hidden_from and stands_under(owner, str(hidden_from), law):
        return refuse("owner_is_concerned", "owner")
    match register.owning.scope:
        case OwnerScope.SELF:
            possible = owner == entered_by
        case OwnerScope.BELOW:
            possible = stands_under(owner, entered_by, law)
        case OwnerScope.ANY:
            possible = True
    right_kind = not register.owning.kinds or known.kind in register.owning.kinds
    return None if possible and right_kind else refuse("owner_not_possible", "owner")


def _cannot_enter(register: Register, command: Command[EnterRecord], law: RegisterLaw) -> Refused | None:
    body, known, may = command.body, law.organisation(command.actor.organisation), register.entering
    right_kind = known is not None and (not may.kinds or known.kind in may.kinds)
    if known is None or not right_kind or (may.tiers and known.tier not in may.tiers):
        return refuse("body_cannot_enter")
    if body.story and Role.DEMONSTRATOR not in command.actor.roles:
        return refuse("story_needs_demonstrator", "story")
    if body.case_code is not None and not is_case_code(body.case_code):
        return refuse("linked_code_invalid", "case_code")
    return None


def _owner(
    register: Register, named: str | None, command: Command[EnterRecord], law: RegisterLaw, hidden_from: Filled | None
) -> str | Refused:
    if named is None and register.owning.must_be_named:
        return refuse("owner_missing", "owner")
    entered_by = command.actor.organisation
    owner = named or entered_by
    return owner_refusal(register, owner, entered_by, command.occurred_at, law, hidden_from) or owner
