"""The dead letters of a service: commands held back behind a parked or broken case, with where they came from."""

from collections.abc import Sequence

from schemas import topics
from schemas.decision import Parked
from services.runtime.kafka.consumer import TopicReader
from services.runtime.kafka.records import LogRecord
from services.runtime.loop_settings import LoopSettings
from services.runtime.partitioner import partition_of
from services.runtime.taken_command import TakenCommand, held_back


class DeadLetters:
    """Reads what was held back; the topics keep it for 90 days."""

    def __init__(self, service: str, settings: LoopSettings) -> None:
        self._settings = settings
        self.topic = topics.dead_letters(service).name_in(settings.installation)

    async def of_case(self, case_code: str) -> list[TakenCommand]:
        """Every dead letter of a case in order, those sent again since included. Raises BrokerError."""
        partition = partition_of(case_code, self._settings.partitions)
        return [letter for letter in await self._read(partition) if letter.case_code == case_code]

    async def all(self) -> list[TakenCommand]:
        """Every dead letter of the service, partition by partition in order. Raises BrokerError."""
        return [letter for partition in range(self._settings.partitions) for letter in await self._read(partition)]

    async def parked_command(self, parked: Parked) -> TakenCommand | None:
        """The parked record itself; None when its topic no longer has it. Raises BrokerError."""
        for record in await self._records(parked.topic, parked.partition, parked.offset, parked.offset + 1):
            return held_back(parked.topic, record)
        return None

    async def _read(self, partition: int) -> list[TakenCommand]:
        return [held_back(self.topic, record) for record in await self._records(self.topic, partition, 0, None)]

    async def _records(self, topic: str, partition: int, start: int, before: int | None) -> Sequence[LogRecord]:
        reader = TopicReader(self._settings.bootstrap_servers, topic, self._settings.partitions)
        try:
            await reader.start({partition: start}, only=[partition])
            end = min(await reader.end_offset(partition), before if before is not None else 2**63)
            found: list[LogRecord] = []
            while await reader.position(partition) < end:
                found += [record for record in await reader.read(1.0, 500) if start <= record.offset < end]
            return found
        finally:
            await reader.stop()
