"""Every record of every topic written again, once or five times, while a story is told and once more long after."""

import asyncio
from contextlib import suppress

from deploy.trial.servers import Installation
from schemas.topics import PARTITIONS, Topic, all_topics
from services.runtime.kafka.consumer import BrokerError, TopicReader
from services.runtime.kafka.producer import Appender, AppendUnknown
from services.runtime.kafka.records import LogRecord

COPY = "drill-copy"
"""Header of a copy, so that copies are not copied again."""


class Duplicator:
    """Reads every topic of commands, decisions and events and writes what it reads again, `times` times."""

    def __init__(self, installation: Installation, times: int) -> None:
        self._installation = installation
        self._times = times
        self._appender = Appender(installation.kafka, 20)
        self._topics = [topic for topic in all_topics() if topic.kind != "dead_letters"]
        self._running: list[asyncio.Task[None]] = []
        self.copies = 0

    async def everything(self) -> int:
        """Write everything that is there again; returns how many records were written."""
        before = self.copies
        for topic in self._topics:
            await self._copy_all(topic)
        return self.copies - before

    async def __aenter__(self) -> "Duplicator":
        """From now on copy what comes."""
        self._running = [asyncio.create_task(self._follow(topic)) for topic in self._topics]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._appender.stop()

    async def _follow(self, topic: Topic) -> None:
        reader = self._reader(topic)
        await reader.start({})
        reader.seek(await reader.end_offsets())
        try:
            while True:
                for record in await reader.read(0.2):
                    await self._copy(reader.topic, record)
        finally:
            with suppress(BrokerError):
                await reader.stop()

    async def _copy_all(self, topic: Topic) -> None:
        reader = self._reader(topic)
        await reader.start({})
        try:
            ends = await reader.end_offsets()
            at = dict.fromkeys(ends, 0)
            while any(at[partition] < end for partition, end in ends.items()):
                for record in await reader.read(0.2):
                    at[record.partition] = record.offset + 1
                    if record.offset < ends[record.partition]:
                        await self._copy(reader.topic, record)
        finally:
            await reader.stop()

    async def _copy(self, topic: str, record: LogRecord) -> None:
        if any(name == COPY for name, _ in record.headers):
            return
        for _ in range(self._times):
            with suppress(AppendUnknown):
                key, value = (record.key or b"").decode(), record.value or b""
                await self._appender.append(topic, record.partition, key, value, ((COPY, b"1"),))
                self.copies += 1

    def _reader(self, topic: Topic) -> TopicReader:
        return TopicReader(self._installation.kafka, topic.name_in(self._installation.name), PARTITIONS)
