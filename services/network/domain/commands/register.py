"""Commands of the register: a body, its committee, its mediators."""

from datetime import date

from pydantic import Field

from schemas.values import DisputeType
from services.network.domain.commands.base import RegisterCommand


class RegisterBody(RegisterCommand):
    """Enter what a body can do, for the first time or anew."""

    dispute_types: tuple[DisputeType, ...] = ()
    languages: tuple[str, ...] = ()
    invited_by: tuple[str, ...] = ()
    """Ids of the courts on whose roll it stands."""
    approval: str = ""
    conditions_met: bool | None = None
    multi_ethnic: bool = False


class ComposeCommittee(RegisterCommand):
    """Enter the committee of a new term, as numbers."""

    members: int = Field(ge=1)
    women: int = Field(ge=0)
    minority_members: int = Field(default=0, ge=0)
    term_began_on: date


class RegisterMediator(RegisterCommand):
    """Enter a mediator, for the first time, anew, or for a new term."""

    mediator: str = Field(min_length=1)
    """Office and number, ending in the body's id."""
    title: str = Field(min_length=1)
    full_time: bool
    dispute_types: tuple[DisputeType, ...] = ()
    languages: tuple[str, ...] = ()
    load_limit: int = Field(ge=1)
    unit: str = ""
    account: str = ""
    adjudication_qualified: bool = False
    term_began_on: date


class RemoveMediator(RegisterCommand):
    """A mediator leaves the register."""

    mediator: str = Field(min_length=1)
    reason: str = Field(min_length=1)


class RecordTraining(RegisterCommand):
    """A mediator took part in a training."""

    mediator: str = Field(min_length=1)
    course: str = Field(min_length=1)
    hours: int = Field(ge=1)
    on: date
