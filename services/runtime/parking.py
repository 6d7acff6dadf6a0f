"""What an operator does with cases that stand still: list, inspect, replay in order (design.md section 3, rule 7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from schemas.command import Actor
from schemas.envelope import CommandRecord, digest
from schemas.identity import NAMESPACE
from services.runtime.arbitration import CaseHead
from services.runtime.case_loop import CaseLoop
from services.runtime.case_worker import DISCARD
from services.runtime.deciding import RELEASE
from services.runtime.taken_command import TakenCommand


@dataclass(frozen=True)
class HeldCase:
    """A case that stands still: parked behind a command, or broken in this replica's fold."""

    case_code: str
    head: CaseHead

    @property
    def reason(self) -> str:
        """What went wrong and where; no value of a person."""
        return self.head.broken or (self.head.parked.parked.reason if self.head.parked else "")


@dataclass(frozen=True)
class Inspection:
    """A held case with what waits behind it."""

    held: HeldCase
    parked: TakenCommand | None
    """The parked command; None when the case is not parked or the topic no longer has the record."""
    waiting: tuple[TakenCommand, ...]
    """Its dead letters without an answer, in order, each once."""


class ParkingDesk:
    """Works on the loop of any replica: the release goes through the log like every command."""

    def __init__(self, loop: CaseLoop[Any, Any]) -> None:
        self._loop = loop

    def held(self) -> list[HeldCase]:
        """The cases that stand still, as this replica's fold has them."""
        return [HeldCase(case_code, head) for case_code, head in self._loop.parts.fold.ledger.held()]

    async def inspect(self, case_code: str) -> Inspection:
        """The case with its parked command and the dead letters behind it. Raises BrokerError."""
        head, letters = self._loop.head(case_code), self._loop.parts.letters
        parked = await letters.parked_command(head.parked.parked) if head.parked is not None else None
        found: dict[UUID, TakenCommand] = {}
        for letter in await letters.of_case(case_code):
            if self._waits(letter):
                found.setdefault(letter.command_id, letter)
        return Inspection(HeldCase(case_code, head), parked, tuple(found.values()))

    async def waiting(self) -> dict[str, int]:
        """How many commands wait among the dead letters, by case. Raises BrokerError."""
        waiting: dict[str, set[UUID]] = {}
        for letter in await self._loop.parts.letters.all():
            if self._waits(letter):
                waiting.setdefault(letter.case_code, set()).add(letter.command_id)
        return {case_code: len(ids) for case_code, ids in sorted(waiting.items())}

    async def replay(self, case_code: str, actor: Actor, at: datetime, *, discard_parked: bool = False) -> UUID:
        """Release the case and have what was held back decided, in order, before anything later; asked twice is once.

        `discard_parked` gives the parked command up. Returns the release's command id. Raises BrokerUnavailable.
        """
        sequence = self._loop.head(case_code).sequence
        command_id = uuid5(NAMESPACE, "\x1f".join((RELEASE, case_code, str(sequence), str(discard_parked))))
        body = {DISCARD: discard_parked}
        record = CommandRecord(
            name=RELEASE, body=body, digest=digest(body), actor=actor, recorded_at=at, origin="replay",
            correlation_id=str(command_id), causation_id=str(command_id),
        )  # fmt: skip
        await self._loop.submit(case_code, command_id, record)
        return command_id

    def _waits(self, letter: TakenCommand) -> bool:
        return not self._loop.parts.fold.is_answered(letter.case_code, letter.command_id)
