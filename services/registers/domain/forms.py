"""The commands of every register, made from the catalogue: one typed body for entering, one for each step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints, create_model

from schemas.base import PERSONAL_MARK
from schemas.command import CommandBody
from services.jurisdiction.register_fields import FieldKind, RegisterField
from services.jurisdiction.register_forms import Register, RegisterStep
from services.jurisdiction.register_law import RegisterLaw
from services.registers.domain.commands import COMMON_COMMANDS, EnterRecord, TakeStep

SHORT_TEXT, LONG_TEXT, CODE_TEXT = 500, 4000, 100
"""Characters that a text of each kind may have."""
CHOICE_NAMES = "x-choice-names"
"""The JSON Schema keyword that tells the Chinese of every word to choose from."""
_ONE_OF: Any = Literal
"""Literal of words that are known when the catalogue is read."""
_SEVERAL: Any = tuple


@dataclass(frozen=True)
class RegisterForms:
    """The commands of one register."""

    register: Register
    enter: type[EnterRecord]
    steps: Mapping[str, type[TakeStep]]
    """By step; a step that follows from an event has none."""


@cache
def forms_of(law: RegisterLaw) -> Mapping[str, RegisterForms]:
    """The commands of every register that is kept under this law, by register."""
    return {code: _forms(register) for code, register in law.catalogue.by_code.items()}


@cache
def commands_of(law: RegisterLaw) -> Mapping[str, type[CommandBody]]:
    """Every command of registers by wire name: `enter_patrols`, `patrols_reported` …"""
    made: dict[str, type[CommandBody]] = {}
    for code, forms in forms_of(law).items():
        made[f"enter_{code}"] = forms.enter
        made |= {f"{code}_{step}": body for step, body in forms.steps.items()}
    return {**made, **COMMON_COMMANDS}


def annotation_of(field: RegisterField) -> Any:
    """The type a field is filled in with, optional where it may be left out."""
    extra: dict[str, Any] = {PERSONAL_MARK: True} if field.personal else {}
    if field.choices:
        extra[CHOICE_NAMES] = dict(field.choices)
    told = Field(title=field.name_zh, description=field.help_zh or None, json_schema_extra=extra or None)
    kind = _kind(field)
    return Annotated[kind, told] if field.required else Annotated[kind | None, told]


def _forms(register: Register) -> RegisterForms:
    steps = {step.code: _step_body(register, step) for step in register.steps if not step.heard}
    return RegisterForms(register, _enter_body(register), steps)


def _enter_body(register: Register) -> type[EnterRecord]:
    body = create_model(
        _camel("enter", register.code), __base__=EnterRecord, __doc__=f"登记：{register.name_zh}",
        **_definitions(register.fields),
    )  # fmt: skip
    body.of_register = register.code
    body.form_fields = tuple(field.name for field in register.fields)
    return body


def _step_body(register: Register, step: RegisterStep) -> type[TakeStep]:
    body = create_model(
        _camel(register.code, step.code), __base__=TakeStep, __doc__=f"{register.name_zh}：{step.name_zh}",
        **_definitions(step.fields),
    )  # fmt: skip
    body.of_register, body.of_step = register.code, step.code
    body.form_fields = tuple(field.name for field in step.fields)
    return body


def _definitions(fields: tuple[RegisterField, ...]) -> dict[str, Any]:
    return {field.name: (annotation_of(field), ... if field.required else None) for field in fields}


def _kind(field: RegisterField) -> Any:
    match field.kind:
        case FieldKind.TEXT:
            return Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SHORT_TEXT)]
        case FieldKind.LONG_TEXT:
            return Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONG_TEXT)]
        case FieldKind.INTEGER:
            return Annotated[int, Field(ge=field.minimum, le=field.maximum)]
        case FieldKind.AMOUNT:
            return Annotated[float, Field(ge=field.minimum, le=field.maximum, allow_inf_nan=False)]
        case FieldKind.YES_NO:
            return bool
        case FieldKind.DATE:
            return date
        case FieldKind.MOMENT:
            return AwareDatetime
        case FieldKind.CHOICE:
            return _ONE_OF[tuple(field.choices)]
        case FieldKind.CHOICES:
            return Annotated[_SEVERAL[_ONE_OF[tuple(field.choices)], ...], Field(min_length=1)]
        case FieldKind.BODY | FieldKind.CASE:
            return Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=CODE_TEXT)]


def _camel(*parts: str) -> str:
    return "".join(word.capitalize() for part in parts for word in part.split("_"))
