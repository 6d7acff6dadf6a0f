"""Broker and database of the population's bench, which outlast a run; how much they hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.embedded.heap import heap_mib_here
from deploy.embedded.jars import ensure_jars
from deploy.embedded.kafka import Kafka
from deploy.embedded.mongodb import Database
from deploy.embedded.ports import free_ports
from deploy.trial.servers import JARS
from schemas.topics import decisions
from services.runtime.kafka.consumer import TopicReader
from services.runtime.settings import Settings, StackSettings


def bytes_below(folder: Path) -> int:
    """On the disk: the broker's files are as long as they may become."""
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())


async def ends_of(settings: Settings, service: str) -> dict[int, int]:
    """Offsets at the end of a service's decisions, by partition."""
    topic = decisions(service)
    reader = TopicReader(settings.kafka, topic.name_in(settings.installation), topic.partitions)
    await reader.start({})
    try:
        return await reader.end_offsets()
    finally:
        await reader.stop()


@contextmanager
def servers(folder: Path) -> Iterator[tuple[Kafka, Database]]:
    """Broker and database as an operator has them, on free ports; stopped in order, so that the next run finds everything."""
    ensure_jars(JARS)
    broker = Kafka(folder / "kafka", JARS, free_ports(2), folder / "kafka.txt")
    heap = heap_mib_here(StackSettings.from_environment().database_heap_mib)
    database = Database(folder / "mongodb", JARS, free_ports(1), folder / "mongodb.txt", heap)
    try:
        broker.start()
        database.start()
        broker.wait_ready()
        database.wait_ready()
        yield broker, database
    finally:
        database.stop()
        broker.stop()
