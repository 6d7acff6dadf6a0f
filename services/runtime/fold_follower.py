"""Keeps the fold at the end of the decisions topic, on every replica, always."""

import asyncio
from collections.abc import Sequence
from typing import Generic

import structlog

from services.runtime.answer_board import AnswerBoard
from services.runtime.decider import RulesT, State
from services.runtime.fold import Fold
from services.runtime.kafka.consumer import BrokerError, TopicReader
from services.runtime.kafka.records import LogRecord, OwnRecord

_log = structlog.get_logger(__name__)
_READ_WAIT = 0.5
_MOST_RECORDS = 2_000
_KNOWN_PAUSE = 0.05
"""Seconds without a fetch after one that brought only what this process wrote itself: that comes back at every decision."""


class FoldFollower(Generic[State, RulesT]):
    """Reads the decisions topic without a group, folds, and wakes who waits."""

    def __init__(self, fold: Fold[State, RulesT], reader: TopicReader, board: AnswerBoard) -> None:
        self.fold = fold
        self._reader = reader
        self._board = board
        self._confirmed: list[OwnRecord] = []
        self._failure: Exception | None = None

    async def start(self) -> None:
        """Stand where the store ends. A store beyond the end of the log is of another past: it is folded again.

        Raises BrokerError.
        """
        await self._reader.start(self.fold.positions)
        ends = await self._reader.end_offsets()
        if any(self.fold.positions.get(partition, 0) > end for partition, end in ends.items()):
            _log.error("store_beyond_log", service=self.fold.service.name)
            self.fold.forget()
            self._reader.seek(dict.fromkeys(ends, 0))

    async def stop(self) -> None:
        """Disconnect."""
        await self._reader.stop()

    async def run(self) -> None:
        """Fold what comes, for ever."""
        while True:
            if self._failure is not None:
                raise self._failure
            try:
                records = await self._reader.read(_READ_WAIT, _MOST_RECORDS)
            except BrokerError as error:
                _log.warning("fold_waits", error_type=type(error).__name__)
                await asyncio.sleep(0.2)
                continue
            if records:
                is_new = any(record.offset >= self.fold.positions.get(record.partition, 0) for record in records)
                self._apply(records)
                await asyncio.sleep(0 if is_new else _KNOWN_PAUSE)

    def confirmed(self, record: OwnRecord) -> None:
        """The broker has our record at this place: what is next there need not be read back to be folded.

        Those that it confirmed together are folded together. A record that is not the next one waits for the reader,
        which brings what others wrote before it; so the fold is of the log, in its order, either way.
        """
        if not self._confirmed:
            asyncio.get_running_loop().call_soon(self._fold_confirmed)
        self._confirmed.append(record)

    def _fold_confirmed(self) -> None:
        records, self._confirmed = sorted(self._confirmed, key=lambda record: record.offset), []
        following, folded = dict(self.fold.positions), list[OwnRecord]()
        for record in records:
            if record.offset == following.get(record.partition, 0):
                following[record.partition] = record.offset + 1
                folded.append(record)
        try:
            if folded and self._failure is None:
                self._apply(folded)
        except Exception as error:  # a store that cannot be written ends the fold, in the task that is watched
            self._failure = error

    def _apply(self, records: Sequence[LogRecord]) -> None:
        self._board.tell(self.fold.apply(records), self.fold.positions)

    async def reach(self, partition: int, position: int) -> None:
        """Wait until everything below `position` is folded."""
        if self.fold.positions.get(partition, 0) < position:
            await self._board.reached(partition, position)

    async def catch_up(self, partition: int) -> None:
        """Fold to the end that the broker tells now; as long as no broker answers, wait for one."""
        await self.reach(partition, await self.end(partition))

    async def end(self, partition: int) -> int:
        """The end of a partition; as long as no broker answers, wait for one."""
        while True:
            try:
                return await self._reader.end_offset(partition)
            except BrokerError as error:
                _log.warning("end_unknown", partition=partition, error_type=type(error).__name__)
                await asyncio.sleep(0.2)

    async def ends(self) -> dict[int, int]:
        """The end of every partition. Raises BrokerError."""
        return await self._reader.end_offsets()
