"""When an act happened, as every event of its decision says it."""

from datetime import datetime
from typing import Any, TypedDict

from schemas.command import Command


class Told(TypedDict):
    """The time fields of an event."""

    occurred_at: datetime
    occurred_at_assumed: bool


def told(command: Command[Any]) -> Told:
    """As the command told it."""
    return Told(occurred_at=command.occurred_at, occurred_at_assumed=command.body.occurred_at_assumed)
