"""Owning partitions: taking their commands once the fold is at the end, one per case at a time, many cases in parallel."""

import asyncio
from collections import deque
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Generic

import structlog

from services.runtime.case_worker import handle
from services.runtime.decider import RulesT, State
from services.runtime.effects import Effects
from services.runtime.fault_points import fault_point
from services.runtime.fold_follower import FoldFollower
from services.runtime.kafka.consumer import BrokerError, GroupReader
from services.runtime.kafka.records import LogRecord
from services.runtime.logs import CaseContext
from services.runtime.loop_settings import LoopSettings
from services.runtime.taken_command import TakenCommand, taken
from services.runtime.watermark import Watermark

_log = structlog.get_logger(__name__)
_READ_WAIT = 0.5
_KNOWN_PAUSE = 0.05
"""Seconds without a fetch after one that brought only commands of this process, which were taken when the broker had them."""


class OwnedPartition:
    """A partition of the commands topic in this process's hands."""

    def __init__(self, partition: int, position: int) -> None:
        self.partition = partition
        self.watermark = Watermark(position)
        self.committed = position
        self.is_open = False
        """Whether the fold has reached the end seen at the assignment, so that commands are taken."""
        self.is_full = False
        self.sent_back_to: int | None = None
        self.lanes: dict[str, deque[TakenCommand]] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    def oldest(self) -> TakenCommand | None:
        """The command that waits longest for its end."""
        lowest = self.watermark.committable
        return next((lane[0] for lane in self.lanes.values() if lane and lane[0].offset == lowest), None)


class CaseOwner(Generic[State, RulesT]):
    """The member of the service's group on the commands topic."""

    def __init__(
        self,
        follower: FoldFollower[State, RulesT],
        reader: GroupReader,
        effects: Effects[State, RulesT],
        settings: LoopSettings,
    ) -> None:
        self._follower = follower
        self._reader = reader
        self._effects = effects
        self._settings = settings
        self.owned: dict[int, OwnedPartition] = {}
        self.joined = False
        """Whether the group has given this process its share once, be it none."""
        self.failed: str | None = None
        """What ended by an error that nobody expected."""

    async def start(self) -> None:
        """Join the group."""
        await self._reader.start(self._on_assigned, self._on_revoked)

    async def stop(self) -> None:
        """Stop where it stands, commit, leave the group."""
        await self._on_revoked(list(self.owned))
        await self._reader.stop()

    async def run(self) -> None:
        """Take what comes, for ever."""
        while True:
            try:
                records = await self._reader.read(_READ_WAIT)
            except BrokerError as error:
                _log.warning("commands_wait", error_type=type(error).__name__)
                await asyncio.sleep(0.2)
                continue
            if records and not self._take_all(records):
                await asyncio.sleep(_KNOWN_PAUSE)

    async def run_commits(self) -> None:
        """Commit the lowest unanswered offsets from time to time, for ever."""
        while True:
            await asyncio.sleep(self._settings.commit_interval)
            await self._commit(self.owned.values())

    def open_partitions(self) -> list[int]:
        """The partitions whose commands are taken here."""
        return [at for at, mine in self.owned.items() if mine.is_open]

    async def lag(self) -> dict[int, int]:
        """Per owned partition, the commands in the topic without an end. Raises BrokerError."""
        ends = await self._reader.end_offsets(self.owned)
        return {at: max(ends[at] - mine.watermark.committable, 0) for at, mine in self.owned.items() if at in ends}

    async def _on_assigned(self, positions: Mapping[int, int]) -> None:
        for partition, position in positions.items():
            mine = self.owned[partition] = OwnedPartition(partition, position)
            self._start(mine, self._open(mine))
        self.joined = True
        _log.info("partitions_assigned", count=len(positions))

    async def _on_revoked(self, partitions: Iterable[int]) -> None:
        given = [mine for at in partitions if (mine := self.owned.pop(at, None)) is not None]
        running = [task for mine in given for task in mine.tasks]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._commit(given)

    async def _open(self, mine: OwnedPartition) -> None:
        """Only then: whatever earlier owners appended is known before anything is decided."""
        await self._follower.catch_up(mine.partition)
        mine.is_open = True
        self._reader.seek(mine.partition, mine.watermark.next_offset)
        self._reader.resume(mine.partition)

    def _take_all(self, records: Sequence[LogRecord]) -> bool:
        """Take what follows; False when nothing did. Nothing may be left out: everything below what is taken counts as taken.

        A record fetched before a seek can still come after it. After a gap the reader is sent back once; a gap that
        is still there is the topic's own.
        """
        sent_back, is_new = set[int](), False
        for record in records:
            mine = self.owned.get(record.partition)
            if mine is None or not mine.is_open or record.partition in sent_back:
                continue
            wanted = mine.watermark.next_offset
            if record.offset > wanted and mine.sent_back_to != wanted:
                _log.warning("commands_gap", partition=mine.partition, offset=record.offset, position=wanted)
                mine.sent_back_to = wanted
                sent_back.add(record.partition)
                self._reader.seek(record.partition, wanted)
            elif record.offset >= wanted:
                fault_point("after_reading")
                self._take(mine, taken(self._reader.topic, record))
                is_new = True
        return is_new or bool(sent_back)

    def confirmed(self, command: TakenCommand) -> None:
        """The broker has a command of this process at its place: if it is what is to be taken next, take it.

        Nothing is decided that does not stand in the log, and in its order; only the way back is spared. The reader
        brings it once more and it is passed over like anything that lies below what was taken.
        """
        mine = self.owned.get(command.partition)
        if mine is not None and mine.is_open and not mine.is_full and command.offset == mine.watermark.next_offset:
            fault_point("after_reading")
            self._take(mine, command)

    def _take(self, mine: OwnedPartition, command: TakenCommand) -> None:
        mine.watermark.taken(command.offset)
        if (lane := mine.lanes.get(command.case_code)) is not None:
            lane.append(command)
        else:
            mine.lanes[command.case_code] = deque([command])
            self._start(mine, self._work(mine, command.case_code))
        if mine.watermark.in_hand >= self._settings.most_in_hand and not mine.is_full:
            mine.is_full = True
            self._reader.pause(mine.partition)

    async def _work(self, mine: OwnedPartition, case_code: str) -> None:
        lane = mine.lanes[case_code]
        while lane:
            command = lane[0]
            record = command.record
            with CaseContext(case_code, record.correlation_id if record else None):
                await self._effects.carry_out(handle(self._follower.fold.service, self._follower.fold, command))
            lane.popleft()
            mine.watermark.finished(command.offset)
            if mine.is_full and mine.watermark.in_hand < self._settings.most_in_hand // 2:
                mine.is_full = False
                self._reader.resume(mine.partition)
        del mine.lanes[case_code]

    def _start(self, mine: OwnedPartition, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        mine.tasks.add(task)
        task.add_done_callback(lambda done: self._ended(mine, done))

    def _ended(self, mine: OwnedPartition, task: "asyncio.Task[None]") -> None:
        mine.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.failed = f"lane of partition {mine.partition}"
            _log.error("lane_failed", partition=mine.partition, error_type=type(error).__name__, exc_info=error)

    async def _commit(self, partitions: Iterable[OwnedPartition]) -> None:
        due = {mine.partition: mine for mine in partitions if mine.watermark.committable > mine.committed}
        if not due:
            return
        positions = {at: mine.watermark.committable for at, mine in due.items()}
        fault_point("before_commit")
        with suppress(BrokerError):
            await self._reader.commit(positions)
            for at, mine in due.items():
                mine.committed = positions[at]
