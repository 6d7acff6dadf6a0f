"""Reads decisions from their logs for the checks, one partition at a time, each log through an arbiter of its own."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from schemas.envelope import decode_decision
from schemas.topics import Topic, decisions
from services.runtime.arbiter import Arbiter
from services.runtime.kafka.consumer import TopicReader
from services.runtime.kafka.records import LogRecord
from services.runtime.projection import LoggedDecision
from services.runtime.store import RocksStore, Store

POLL_SECONDS = 0.5
MOST_PER_POLL = 2_000


async def records(
    bootstrap: str, installation: str, topic: Topic, start: dict[int, int] | None = None, only: int | None = None
) -> AsyncIterator[Sequence[LogRecord]]:
    """Everything from `start` to where the topic, or its one partition `only`, ended when this began."""
    reader = TopicReader(bootstrap, topic.name_in(installation), topic.partitions)
    at = {partition: 0 for partition in range(topic.partitions) if only in (None, partition)} | (start or {})
    await reader.start(at, only=list(at))
    try:
        ends = {partition: end for partition, end in (await reader.end_offsets()).items() if partition in at}
        while any([await reader.position(partition) < end for partition, end in ends.items()]):
            found = await reader.read(POLL_SECONDS, MOST_PER_POLL)
            yield [record for record in found if record.offset < ends[record.partition]]
    finally:
        await reader.stop()


async def applied(
    bootstrap: str, installation: str, source: str, partition: int | None = None
) -> AsyncIterator[LoggedDecision]:
    """The decisions of a source, or of one partition of it, that are history; in the order of each partition."""
    async with scratch_store() as store:
        arbiter = Arbiter(store, "check")
        async for batch in records(bootstrap, installation, decisions(source), only=partition):
            for record in batch:
                try:
                    decision = decode_decision(record.value or b"")
                except ValueError:  # superseded for every reader alike
                    continue
                if arbiter.applied(record.partition, record.offset, decision):
                    yield LoggedDecision(source, record.partition, record.offset, decision)


@asynccontextmanager
async def scratch_store() -> AsyncIterator[Store]:
    """A store that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mediation-check-") as folder:
        store = RocksStore(Path(folder) / "store")
        try:
            yield store
        finally:
            store.close()
