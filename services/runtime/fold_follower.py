"""Keeps the fold at the end of the decisions topic, on every replica, always."""

import asyncio
from typing import Generic

import structlog

from services.runtime.answer_board import AnswerBoard
from services.runtime.decider import RulesT, State
from services.runtime.fold import Fold
from services.runtime.kafka.consumer import BrokerError, TopicReader

_log = structlog.get_logger(__name__)
_READ_WAIT = 0.5
_MOST_RECORDS = 2_000


class FoldFollower(Generic[State, RulesT]):
    """Reads the decisions topic without a group, folds, and wakes who waits."""

    def __init__(self, fold: Fold[State, RulesT], reader: TopicReader, board: AnswerBoard) -> None:
        self.fold = fold
        self._reader = reader
        self._board = board

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
            try:
                records = await self._reader.read(_READ_WAIT, _MOST_RECORDS)
            except BrokerError as error:
                _log.warning("fold_waits", error_type=type(error).__name__)
                await asyncio.sleep(0.2)
                continue
            if records:
                self._board.tell(self.fold.apply(records), self.fold.positions)
                await asyncio.sleep(0)

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
