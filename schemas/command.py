"""What a deciding function receives and what it may answer besides events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict

from schemas.base import Value
from schemas.identity import named_id


class Actor(Value):
    """Who acts, copied at the edge from a signed token. Reactions act as `system:<service>`."""

    user: str
    """Account id, e.g. `clerk.fangcun`, or `system:intake`."""
    organisation: str
    """Id of the body the actor acts for, e.g. `wuhu.jinghu.fangcun.pmc`; the service's name for reactions."""
    roles: tuple[str, ...] = ()

    @property
    def is_system(self) -> bool:
        """True for reactions and clocks, which act for the system and not for a body."""
        return self.user.startswith("system:")


class CommandBody(BaseModel):
    """What somebody asks a service to do. Unknown fields are refused with their name, so that a typing error is not lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    occurred_at: AwareDatetime | None = None
    """When the act happened in the world; the time of recording when left out. Never in the future (5 s of skew apart)."""
    occurred_at_assumed: bool = False
    """The date was assumed (played public cases only)."""


BodyT_co = TypeVar("BodyT_co", bound=CommandBody, covariant=True)


@dataclass(frozen=True)
class Command(Generic[BodyT_co]):
    """A body with everything else a pure decision may know: id, case, actor and time. `decide` trusts nothing else."""

    id: UUID
    case_code: str
    actor: Actor
    recorded_at: datetime
    """Aware; when the system received it. Ids and times derived in `decide` come from here."""
    body: BodyT_co

    @property
    def occurred_at(self) -> datetime:
        """When the act happened: as told, else the time of recording."""
        return self.body.occurred_at or self.recorded_at

    def derived_id(self, name: str) -> UUID:
        """A deterministic id for something this command creates, e.g. `derived_id("party/0")`."""
        return named_id(self.id, name)


@dataclass(frozen=True)
class Due:
    """What time itself asks of a case next: about which clock, when (aware), and the command that answers it."""

    clock_id: str
    """The clock's id within the case."""
    lapses_at: datetime
    """The moment that has to pass; of a lapse, 00:00 after the last day in time (Asia/Shanghai)."""
    command: CommandBody


@dataclass(frozen=True)
class Refused:
    """A refusal by the domain: a stable code, a Chinese sentence for the person, the field it is about, and data for programs."""

    code: str
    message: str
    field: str | None = None
    source: str | None = None
    """Instrument and article the refusal rests on, if any, e.g. `PML 17`."""
    parameters: dict[str, Any] | None = None
