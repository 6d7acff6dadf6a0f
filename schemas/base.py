"""The two bases of every contract: an immutable value, and an event that happened in the world."""

from typing import Annotated, Any, ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

PERSONAL_MARK = "x-personal"
"""The JSON Schema keyword that masking, field encryption and erasure act on (design.md section 6)."""

Personal = Field(json_schema_extra={PERSONAL_MARK: True})
"""The one annotation for a field that tells of a person; free text is personal."""

PersonalText = Annotated[str, Personal]
"""Text that tells of a person: names, numbers, addresses, free text."""


SAID_MARK = "x-said-in-mediation"
"""What was said or conceded in mediation: shown to the mediation body alone (TY 22; design.md section 5)."""

MediationText = Annotated[str, Field(json_schema_extra={PERSONAL_MARK: True, SAID_MARK: True})]
"""Free text about what was said in mediation."""


class Value(BaseModel):
    """An immutable value. Unknown fields of a newer writer are kept, so that an older reader loses nothing."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Irregularity(Value):
    """A fact that happened although a rule says otherwise: recorded, marked, shown and counted, never refused (design.md section 2)."""

    code: str
    """Stable code such as `agreement_unsealed`."""
    message: str
    """What is irregular and what follows from it, in Chinese."""
    source: str
    """Instrument and article as in domain.md, e.g. `PML 29`."""


class Event(Value):
    """Something that happened. The wire name is `<service>.<snake_case class name>.v<version>` (see schemas.registry)."""

    version: ClassVar[int] = 1

    occurred_at: AwareDatetime
    """When it happened in the world; statutory clocks run on it. When it was recorded stands on the decision."""
    irregularities: tuple[Irregularity, ...] = ()
    """Rules that this fact broke."""
    occurred_at_assumed: bool = False
    """The date was not told by the source (a played public case); no clock verdict rests on it."""


def has_mark(extra: Any, mark: str) -> bool:
    """True when this `json_schema_extra` of a field carries `mark`."""
    return isinstance(extra, dict) and extra.get(mark) is True
