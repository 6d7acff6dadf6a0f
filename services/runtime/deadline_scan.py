"""Lapses clocks: the owner of a partition lists what is due and sends it as ordinary commands (design.md section 4)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic
from uuid import UUID

import structlog

from schemas import registry
from schemas.command import Actor
from schemas.envelope import CommandRecord, digest
from schemas.identity import clock_command_id
from services.runtime.clock import Clock
from services.runtime.decider import DueClock, RulesT, State
from services.runtime.deciding import microseconds
from services.runtime.fold import Fold
from services.runtime.ports import BrokerUnavailable
from services.runtime.recount import Recount

_log = structlog.get_logger(__name__)
_SEND_AGAIN_AFTER = 30.0
"""Seconds of real time without an answer; the id is the same, so twice is harmless."""

Submit = Callable[[str, UUID, CommandRecord], Awaitable[None]]
OwnedPartitions = Callable[[], list[int]]


@dataclass(frozen=True, slots=True)
class _Sent:
    command_id: UUID
    at: float


class DeadlineScan(Generic[State, RulesT]):
    """One lapse per case at a time, earliest first, of the partitions that are owned and folded to the end."""

    def __init__(
        self, fold: Fold[State, RulesT], clock: Clock, submit: Submit, owned: OwnedPartitions, interval: float
    ) -> None:
        self._fold = fold
        self._clock = clock
        self._submit = submit
        self._owned = owned
        self._interval = interval
        self._sent: dict[str, _Sent] = {}
        self._recount = Recount(fold, submit, self._record)
        self._waiting: set[UUID] = set()
        """The ids in `_sent`: asked whenever anything is answered, however many clocks lapse at once."""
        self._answered = asyncio.Event()

    async def run(self) -> None:
        """Scan at every interval, when the clock was moved, and when a lapse was answered; for ever."""
        while True:
            self._answered.clear()
            moved = self._clock.next_move()
            try:
                await self.scan()
            except BrokerUnavailable as error:
                _log.warning("scan_waits", error_type=type(error).__name__)
            waits = [asyncio.ensure_future(moved.wait()), asyncio.ensure_future(self._answered.wait())]
            try:
                await asyncio.wait(waits, timeout=self._interval, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for wait in waits:
                    wait.cancel()

    def tell(self, command_ids: set[UUID]) -> None:
        """These commands were answered: a case whose lapse is among them may have a next clock due."""
        if not self._waiting.isdisjoint(command_ids):
            self._answered.set()

    async def scan(self) -> None:
        """Send what is due now. Raises BrokerUnavailable."""
        self._sent = {case: sent for case, sent in self._sent.items() if not self._is_answered(case, sent)}
        self._waiting = {sent.command_id for sent in self._sent.values()}
        until = microseconds(self._clock.now())
        due = sorted(found for partition in self._owned() for found in self._fold.ledger.due(partition, until))
        for _, case_code in due:
            if not await self._recount.ask(case_code):
                await self._lapse(case_code)
        await self._recount.sweep(self._owned())

    async def _lapse(self, case_code: str) -> None:
        head = self._fold.head(case_code)
        if head.parked is not None or head.broken is not None:
            return
        due = self._fold.service.due_clock(self._fold.state(case_code))
        if due is None:
            return
        command_id = clock_command_id(due.clock_id, due.lapses_at, head.accepted_sequence)
        now, sent = asyncio.get_running_loop().time(), self._sent.get(case_code)
        if sent is not None and sent.command_id == command_id and now - sent.at < _SEND_AGAIN_AFTER:
            return
        if self._fold.is_answered(case_code, command_id):
            return
        # The answer may be heard before the broker's acknowledgement.
        self._waiting.add(command_id)
        await self._submit(case_code, command_id, self._record(command_id, due))
        self._sent[case_code] = _Sent(command_id, now)

    def _record(self, command_id: UUID, due: DueClock) -> CommandRecord:
        return lapse_record(self._fold.service.name, command_id, due, self._clock.now())

    def _is_answered(self, case_code: str, sent: _Sent) -> bool:
        return self._fold.is_answered(case_code, sent.command_id)


def lapse_record(service: str, command_id: UUID, due: DueClock, now: datetime) -> CommandRecord:
    """The command by which a service lapses its own clock."""
    body = due.command.model_dump(mode="json")
    return CommandRecord(
        name=command_name(type(due.command)), body=body, digest=digest(body),
        actor=Actor(user=f"system:{service}", organisation=service), recorded_at=now,
        origin="clock", correlation_id=str(command_id), causation_id=str(command_id),
    )  # fmt: skip


def command_name(body_type: type) -> str:
    """The wire name of a command body: the snake case of its class."""
    return registry.wire_name(body_type)
