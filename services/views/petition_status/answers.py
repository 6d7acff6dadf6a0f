"""What the status query and the case file tell of a petition."""

from datetime import date

from pydantic import AwareDatetime, BaseModel, ConfigDict


class StatusStep(BaseModel):
    """One thing that happened with the petition, as its petitioner is told."""

    model_config = ConfigDict(frozen=True)

    on: date
    """Day in Asia/Shanghai."""
    event: str
    """Wire name."""
    said: str
    """In Chinese; names no person."""


class PetitionStatus(BaseModel):
    """The whole answer of the status query: nothing of it tells who anybody is, nor which case it is."""

    model_config = ConfigDict(frozen=True)

    registered_on: date
    kind_name: str
    stage_name: str
    since: date
    body_name: str
    """Who has to act now."""
    due: date | None
    """Until when, where a limit runs; None otherwise."""
    steps: tuple[StatusStep, ...]
    """Registration, transfers, notices, acceptance or its rejection, extensions, opinions."""


class PetitionRow(BaseModel):
    """The petition in the case file, for staff."""

    model_config = ConfigDict(frozen=True)

    kind: str
    kind_name: str
    sealed: bool
    stage: str
    stage_name: str
    since: AwareDatetime
    registered_at: AwareDatetime
    office_name: str
    unit_name: str
    first_handler_name: str
    leader: str | None
    simple: bool
