"""What the HTTP edge, the reactions and the sweep need of a case loop: one Protocol, so that they can be read and tested alone."""

from typing import Any, Protocol
from uuid import UUID

from schemas.decision import Decision
from schemas.envelope import CommandRecord


class BrokerUnavailable(Exception):
    """The broker has not confirmed a record: it may have it or not. Repeating the same command is always right."""


class AnsweredCommand(Protocol):
    """A decision that was applied, and where it stands in the decisions topic."""

    @property
    def decision(self) -> Decision:
        """What was decided."""

    @property
    def partition(self) -> int:
        """Of the service's decisions topic."""

    @property
    def offset(self) -> int:
        """Of the decision's record."""


class CommandLoop(Protocol):
    """The case loop as its callers see it (services/runtime/case_loop.py is the one that runs)."""

    async def submit(self, case_code: str, command_id: UUID, record: CommandRecord) -> None:
        """Return once the broker has the command. Raises BrokerUnavailable when that is unknown."""

    async def answer(self, case_code: str, command_id: UUID, wait: float, /) -> AnsweredCommand | None:
        """The answer as soon as the fold has it, None when it has not come within `wait` seconds."""

    def answered(self, case_code: str, command_id: UUID) -> AnsweredCommand | None:
        """The answer if the fold of this replica has it now."""

    def state(self, case_code: str) -> tuple[Any, int]:
        """The folded state of the case and the sequence of its last accepted decision (0: none)."""
