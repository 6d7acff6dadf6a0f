"""When an act happened, and in which round, as every event of its decision says it. Pure."""

from datetime import datetime
from typing import Any, Protocol, TypedDict

from schemas.base import Event
from schemas.command import Command


class Told(TypedDict):
    """The time fields of an event."""

    occurred_at: datetime
    occurred_at_assumed: bool


class Stamp(Told):
    """The time fields of an event of a round, with those that name the round."""

    track_id: str
    custody_number: int


class Round(Protocol):
    """A round, or a matter that is handled in one."""

    @property
    def track_id(self) -> str:
        """`schemas.identity.track_id`."""
        ...

    @property
    def custody_number(self) -> int:
        """Under which it is handled."""
        ...


def told(command: Command[Any]) -> Told:
    """As the command told it."""
    return Told(occurred_at=command.occurred_at, occurred_at_assumed=command.body.occurred_at_assumed)


def when(event: Event) -> Told:
    """As an event told it, for what follows from the event at once."""
    return Told(occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed)


def stamp(command: Command[Any], round_: Round) -> Stamp:
    """As the command told it, in this round."""
    return Stamp(**told(command), track_id=round_.track_id, custody_number=round_.custody_number)
