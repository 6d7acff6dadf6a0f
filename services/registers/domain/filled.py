"""Values of fields between a form, an event and the state."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from schemas.registers import PersonalRegisterValue, RegisterValue
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.register_fields import Filled
from services.jurisdiction.register_forms import Register


def as_filled(value: Any) -> Filled:
    """A typed value of a form as it is kept: days and moments as ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int | float | str):
        return value
    return tuple(str(word) for word in value)


def told_apart(
    register: Register, filled: Mapping[str, Filled]
) -> tuple[tuple[RegisterValue, ...], tuple[PersonalRegisterValue, ...]]:
    """The values as an event carries them: those that tell of nobody, and the others."""
    personal = {field.name for field in register.all_fields if field.personal}
    plain = tuple(RegisterValue(field=name, value=value) for name, value in filled.items() if name not in personal)
    kept_apart = tuple(
        PersonalRegisterValue(field=name, value=str(value)) for name, value in filled.items() if name in personal
    )
    return plain, kept_apart


def by_field(values: Iterable[RegisterValue]) -> dict[str, Filled]:
    """The values of an event by field."""
    return {one.field: tuple(one.value) if isinstance(one.value, list) else one.value for one in values}


def moment_of(value: Filled | None) -> datetime | None:
    """The moment that a date or moment field tells: of a day its beginning in Shanghai."""
    if not isinstance(value, str):
        return None
    if "T" in value or " " in value:
        return datetime.fromisoformat(value)
    return datetime.combine(date.fromisoformat(value), time(), SHANGHAI)


def day_of(value: Filled | None) -> date | None:
    """The day that a date field tells."""
    return date.fromisoformat(value) if isinstance(value, str) else None
