"""The case loop of a process: commands in, decisions out, the fold of every partition, publishing, clocks (design.md section 3)."""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any, Generic
from uuid import UUID

import structlog

from schemas import topics
from schemas.envelope import CommandRecord, encode_command
from services.runtime.arbitration import CaseHead
from services.runtime.case_ledger import Answered
from services.runtime.clock import Clock
from services.runtime.decider import DecidingService, RulesT, State
from services.runtime.deciding import RELEASE
from services.runtime.fold import FoldedCase
from services.runtime.health import LoopHealth
from services.runtime.kafka.producer import AppendUnknown
from services.runtime.loop_parts import LoopParts
from services.runtime.loop_settings import LoopSettings
from services.runtime.loop_watch import LoopWatch
from services.runtime.partitioner import partition_of
from services.runtime.ports import BrokerUnavailable
from services.runtime.taken_command import TakenCommand, received_at

_log = structlog.get_logger(__name__)
LARGEST_COMMAND = 512 * 1024
"""Bytes of a record, like a decision's."""


class CommandTooLarge(ValueError):
    """The command's record would be larger than LARGEST_COMMAND; nothing was sent."""


class CaseLoop(Generic[State, RulesT]):
    """One per process. Every replica answers for every case; each decides for the partitions that the group gave it."""

    def __init__(self, service: DecidingService[State, RulesT], settings: LoopSettings, clock: Clock) -> None:
        if RELEASE in service.commands:
            raise ValueError(f"{RELEASE} is the runtime's own command name")
        self.service = service
        self.settings = settings
        self._clock = clock
        self._commands = topics.commands(service.name).name_in(settings.installation)
        self._tasks: list[asyncio.Task[None]] = []
        self._parts: LoopParts[State, RulesT] | None = None
        self._watch: LoopWatch | None = None
        self._failed: str | None = None

    async def start(self) -> None:
        """Open or refold the store, join the groups. Raises BrokerError or AppendUnknown when no broker answers."""
        parts = self._parts = await LoopParts.of(self.service, self.settings, self._clock, self.submit)
        self._watch = LoopWatch(parts, self.settings)
        try:
            await parts.start()
        except BaseException:
            await self.stop()
            raise
        self._run("fold", parts.follower.run())
        self._run("commands", parts.owner.run())
        self._run("commits", parts.owner.run_commits())
        self._run("watch", self._watch.run())
        if parts.publisher is not None:
            self._run("publisher", parts.publisher.run())
        if parts.scan is not None:
            self._run("scan", parts.scan.run())

    async def stop(self) -> None:
        """Stop where it stands: what was taken and not answered is taken again by whoever owns it next."""
        parts, self._parts = self._parts, None
        if parts is None:
            return
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        await parts.stop()

    async def submit(self, case_code: str, command_id: UUID, record: CommandRecord) -> None:
        """Return once the broker has the command on all its replicas.

        Raises BrokerUnavailable when that is unknown: repeat with the same id. Raises CommandTooLarge.
        """
        value = encode_command(self.service.name, command_id, case_code, record)
        if len(value) > LARGEST_COMMAND:
            raise CommandTooLarge(f"{len(value)} bytes")
        partition = partition_of(case_code, self.settings.partitions)
        try:
            place = await self.parts.submitter.append(self._commands, partition, case_code, value)
        except AppendUnknown as unknown:
            raise BrokerUnavailable(str(unknown)) from unknown
        self.parts.owner.confirmed(
            TakenCommand(
                case_code, command_id, record, None, value, self._commands, partition, place.offset,
                received_at(place.timestamp),
            )
        )  # fmt: skip

    async def answer(self, case_code: str, command_id: UUID, wait: float, /) -> Answered | None:
        """The answer as soon as this replica's fold has it, None when it has not come within `wait` seconds.

        A parked command's answer is the decision that parked it, until it is released and decided.
        """
        found = self.answered(case_code, command_id)
        return found or await self.parts.board.answer(case_code, command_id, wait)

    def answered(self, case_code: str, command_id: UUID) -> Answered | None:
        """The answer if this replica's fold has it now."""
        return self.parts.fold.answer(case_code, command_id)

    def state(self, case_code: str) -> tuple[State, int]:
        """The folded state and the case's ETag: the sequence of its last accepted decision (0: none)."""
        return self.parts.fold.state(case_code), self.head(case_code).accepted_sequence

    def head(self, case_code: str) -> CaseHead:
        """Where the case's history stands in this replica's fold, and whether it is parked or broken."""
        return self.parts.fold.head(case_code)

    def cases(self) -> Iterator[FoldedCase[State]]:
        """Every case of this replica's fold with head and state, in order of the codes."""
        return self.parts.fold.cases()

    def positions(self) -> dict[int, int]:
        """The next decision to fold, by partition; what `cases` shows is the fold of everything below."""
        return dict(self.parts.fold.positions)

    async def folded_to(self, partition: int, offset: int, wait: float) -> bool:
        """Wait until this replica's fold has passed `offset`, at most `wait` seconds; False when it has not."""
        try:
            async with asyncio.timeout(wait):
                await self.parts.follower.reach(partition, offset + 1)
        except TimeoutError:
            return False
        return True

    def health(self) -> LoopHealth:
        """How the loop is, as last looked at (once a second)."""
        if self._parts is None or self._watch is None:
            return LoopHealth(ready=False, stalled=(), partitions=(), failed=self._failed)
        return self._watch.health(self._failed)

    @property
    def parts(self) -> "LoopParts[State, RulesT]":
        """The running parts. Raises RuntimeError before `start` and after `stop`."""
        if self._parts is None:
            raise RuntimeError("the case loop is not running")
        return self._parts

    def _run(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        task.set_name(f"{self.service.name}.{name}")
        task.add_done_callback(lambda done: self._ended(name, done))
        self._tasks.append(task)

    def _ended(self, name: str, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed = name
            _log.error("loop_part_failed", reason=name, error_type=type(error).__name__, exc_info=error)
