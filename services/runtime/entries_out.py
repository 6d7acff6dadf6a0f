"""Entries on their way to the windows, which another process may keep: gathered for a moment and appended together.

An event is acknowledged before its entries are confirmed. What a crash takes with it is told again by the retelling, as
what Faust's own acknowledgements lose (design.md section 3).
"""

import asyncio

import structlog

from services.runtime.kafka.producer import Appender, AppendUnknown, Keyed

GATHER_SECONDS = 0.05
RETRY_SECONDS = 0.2
MOST_WAITING = 2_000
"""Entries; whoever has more to tell waits."""

_log = structlog.get_logger(__name__)


class EntriesOut:
    """The entries of one process that the broker has not confirmed."""

    def __init__(self, appender: Appender, topic: str) -> None:
        self._appender = appender
        self._topic = topic
        self._waiting: dict[int, list[Keyed]] = {}
        self._count = 0
        self._room = asyncio.Event()
        self._room.set()

    @property
    def count(self) -> int:
        """How many are not confirmed."""
        return self._count

    async def put(self, partition: int, key: str, value: bytes) -> None:
        """Returns when there is room, not when the broker has it."""
        await self._room.wait()
        self._waiting.setdefault(partition, []).append((key.encode(), value))
        self._count += 1
        if self._count >= MOST_WAITING:
            self._room.clear()

    async def run(self) -> None:
        """Append, for ever."""
        while True:
            await asyncio.sleep(GATHER_SECONDS)
            await self.append()

    async def append(self) -> None:
        """Append what waits, until the broker has it. Appended twice is harmless."""
        waiting, self._waiting = self._waiting, {}
        while waiting:
            try:
                sent = [
                    delivery
                    for partition, entries in waiting.items()
                    for delivery in await self._appender.send_all(self._topic, partition, entries)
                ]
                await asyncio.gather(*sent)
                self._count -= sum(map(len, waiting.values()))
                waiting = {}
            except AppendUnknown as unknown:
                _log.warning("entries_wait", reason=str(unknown))
                await asyncio.sleep(RETRY_SECONDS)
        if self._count < MOST_WAITING:
            self._room.set()
