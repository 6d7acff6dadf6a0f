"""The kinds of messages that a courier brings: what asks for one, how the log is told of it, and what it says."""

from dataclasses import dataclass
from typing import Protocol

from schemas.command import CommandBody
from services.satisfaction.delivery.message import Message
from services.satisfaction.domain.delivery_commands import Outcome
from services.satisfaction.domain.situations import DeliverySituation
from services.satisfaction.domain.state import State


class Attempt(Protocol):
    """One attempt to bring one message, as the case keeps it."""

    @property
    def delivery_id(self) -> str:
        """Named to the channel, so that the same message sent twice is one."""

    @property
    def situation(self) -> DeliverySituation:
        """Where it stands."""


@dataclass(frozen=True)
class Unsent:
    """Nothing is sent, and this is recorded."""

    outcome: Outcome
    reason: str


class Post(Protocol):
    """One kind of message."""

    @property
    def asked_by(self) -> str:
        """How the type of the event begins that asks for a message."""

    @property
    def settled_by(self) -> tuple[str, ...]:
        """How the types of the events begin after which a case may wait for no message any more."""

    def attempt(self, state: State, delivery_id: str) -> Attempt | None:
        """The attempt of this id; None where the case has none."""

    def start(self, state: State, delivery_id: str, courier: str, via: str) -> CommandBody:
        """The command by which a courier asks for the message."""

    def record(self, delivery_id: str, via: str, outcome: Outcome, reason: str, reference: str) -> CommandBody:
        """The command that tells what became of it."""

    def write(self, case_code: str, state: State, delivery_id: str) -> Message | Unsent | None:
        """The message, or why there is none; None while what it needs was not heard yet."""

    def tidy(self, case_code: str, state: State) -> None:
        """Forget the contacts of a case that waits for no message."""
