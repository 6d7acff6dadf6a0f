"""Looks at a running loop once a second, so that asking for its health costs nothing."""

import asyncio
import time
from typing import Any

from services.runtime.health import LoopHealth, PartitionHealth, ProgressWatch
from services.runtime.kafka.consumer import BrokerError
from services.runtime.loop_parts import LoopParts
from services.runtime.loop_settings import LoopSettings

_INTERVAL = 1.0


class LoopWatch:
    """Asks the broker for the ends and compares them with where the consumers stand."""

    def __init__(self, parts: LoopParts[Any, Any], settings: LoopSettings) -> None:
        self._parts = parts
        self._settings = settings
        self._progress = ProgressWatch(settings.stall_after)
        self._ends: dict[int, int] = {}
        self._commands: dict[int, int] = {}
        self._publisher: dict[int, int] = {}
        self._looked_at = 0.0
        self._broker_answers = False
        self._caught_up = False

    async def run(self) -> None:
        """Look, for ever."""
        while True:
            try:
                async with asyncio.timeout(5 * _INTERVAL):
                    await self._look()
                self._broker_answers = True
            except (BrokerError, TimeoutError):
                self._broker_answers = False
            await asyncio.sleep(_INTERVAL if self._caught_up else _INTERVAL / 10)

    def health(self, failed: str | None) -> LoopHealth:
        """The loop as last looked at; positions as they are now."""
        owner, now = self._parts.owner, asyncio.get_running_loop().time()
        stalled = tuple(self._progress.stalled(self._looked_at))
        opened = all(mine.is_open for mine in owner.owned.values())
        ready = self._broker_answers and self._caught_up and opened and owner.joined and not stalled and not failed
        return LoopHealth(
            ready=ready, stalled=stalled, failed=failed or owner.failed, broker_answers=self._broker_answers,
            partitions=tuple(self._partition(at, now) for at in range(self._settings.partitions)),
            held=dict(self._parts.fold.ledger.held()),
        )  # fmt: skip

    def _partition(self, partition: int, now: float) -> PartitionHealth:
        position, end = self._parts.fold.positions.get(partition, 0), self._ends.get(partition)
        mine = self._parts.owner.owned.get(partition)
        oldest = mine.oldest() if mine is not None else None
        moved = self._progress.last_progress("fold", partition)
        return PartitionHealth(
            partition=partition, owned=mine is not None and mine.is_open, fold_position=position, fold_end=end,
            fold_lag=None if end is None else max(end - position, 0), commands_lag=self._commands.get(partition),
            commands_in_hand=mine.watermark.in_hand if mine is not None else 0,
            oldest_unanswered_seconds=None if oldest is None else max(time.time() - oldest.received_at.timestamp(), 0.0),
            publisher_lag=self._publisher.get(partition),
            seconds_since_progress=None if moved is None else now - moved,
        )  # fmt: skip

    async def _look(self) -> None:
        parts = self._parts
        self._ends = await parts.follower.ends()
        self._commands = await parts.owner.lag()
        self._publisher = await parts.publisher.lag() if parts.publisher is not None else {}
        now = self._looked_at = asyncio.get_running_loop().time()
        folded = parts.fold.positions
        lags = {at: max(end - folded.get(at, 0), 0) for at, end in self._ends.items()}
        self._caught_up = self._caught_up or not any(lags.values())
        watch = self._progress
        watch.observe("fold", {at: folded.get(at, 0) for at in self._ends}, lags, now)
        taken = {at: mine.watermark.committable for at, mine in parts.owner.owned.items()}
        watch.observe("commands", taken, self._commands, now)
        if parts.publisher is not None:
            watch.observe("publisher", dict(parts.publisher.published), self._publisher, now)
