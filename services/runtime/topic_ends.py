"""Where topics end, asked of the broker every few seconds, so that asking for health costs nothing."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack

from schemas.topics import Topic
from services.runtime.kafka.consumer import BrokerError, TopicReader

WATCH_SECONDS = 2.0


class TopicEnds:
    """The ends of some topics by a name of the caller's, as last known."""

    def __init__(self, bootstrap: str, installation: str, topics: Mapping[str, Topic]) -> None:
        self._bootstrap = bootstrap
        self._installation = installation
        self._topics = topics
        self.known: dict[str, dict[int, int]] = {}
        """Name -> partition -> offset of the next record."""

    async def run(self) -> None:
        """Ask, for ever; while the broker is away the last ends stay known."""
        while True:
            try:
                await self._ask()
            except BrokerError:
                await asyncio.sleep(WATCH_SECONDS)

    async def _ask(self) -> None:
        async with AsyncExitStack() as opened:
            readers = {}
            for name, topic in self._topics.items():
                reader = TopicReader(self._bootstrap, topic.name_in(self._installation), topic.partitions)
                opened.push_async_callback(reader.stop)
                await reader.start({}, only=())
                readers[name] = reader
            while True:
                for name, reader in readers.items():
                    self.known[name] = await reader.end_offsets()
                await asyncio.sleep(WATCH_SECONDS)
