"""When something happened, as far as it is known."""

from typing import Any

from pydantic import AwareDatetime

from schemas.base import Event, Value
from schemas.command import Command


class Moment(Value):
    """When something happened, and whether that date was assumed (no verdict rests on it then)."""

    at: AwareDatetime
    assumed: bool = False

    def is_before(self, other: "Moment") -> bool:
        """True when this lay before `other`, as far as both dates are told."""
        return not (self.assumed or other.assumed) and self.at < other.at

    def is_not_before(self, other: "Moment") -> bool:
        """True when this lay at or after `other`, as far as both dates are told."""
        return not (self.assumed or other.assumed) and self.at >= other.at


def moment(command: Command[Any]) -> Moment:
    """When the act of a command happened."""
    return Moment(at=command.occurred_at, assumed=command.body.occurred_at_assumed)


def moment_of(event: Event) -> Moment:
    """When an event happened."""
    return Moment(at=event.occurred_at, assumed=event.occurred_at_assumed)
