"""Fields of registers as data, what they are filled in with, and conditions on them (profiles/*/registers.yaml)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

ENTERED = "entered"
"""The stage of an entry on which no step was taken, and the trigger of clocks that begin with the entry."""
NAME = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
"""What codes of registers, fields and steps look like: they stand in paths and on the wire."""

Filled = bool | int | float | str | tuple[str, ...]
"""A field as it is filled in: days and moments as ISO text."""
When = Mapping[str, tuple[bool | int | str, ...]]
"""A condition: every field named has one of the values listed (of several chosen words, one of them)."""


class FieldKind(StrEnum):
    """What a field is filled in with."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    AMOUNT = "amount"
    """In yuan."""
    YES_NO = "yes_no"
    DATE = "date"
    """A day in Asia/Shanghai."""
    MOMENT = "moment"
    CHOICE = "choice"
    CHOICES = "choices"
    BODY = "body"
    """Id of a body of the profile."""
    CASE = "case"
    """Code of a case."""


TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT)


class RegisterField(BaseModel):
    """One field of an entry or of a step."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=NAME)
    name_zh: str
    kind: FieldKind
    required: bool = True
    personal: bool = False
    """Tells of a person, as free text does; texts alone can, so that nothing is decided by what tells of a person."""
    choices: Mapping[str, str] = {}
    """Chinese by word."""
    minimum: float | None = None
    maximum: float | None = None
    help_zh: str = ""


def holds(when: When, values: Mapping[str, Filled]) -> bool:
    """Whether a condition holds of these values; a field that is not filled in has no value."""
    return all(_has_one_of(values.get(name), wanted) for name, wanted in when.items())


def _has_one_of(value: Filled | None, wanted: Iterable[bool | int | str]) -> bool:
    if value is None:
        return False
    if isinstance(value, tuple):
        return not set(value).isdisjoint(str(word) for word in wanted)
    return any(type(value) is type(one) and value == one for one in wanted)
