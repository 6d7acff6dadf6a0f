"""Reads topics: a whole topic without a group, or a group's share of one. Every read starts at an explicit offset."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import KafkaError
from aiokafka.protocol.offset import OffsetRequest

from services.runtime.kafka.records import LogRecord

FETCH_WAIT_MS = 500
"""How long the broker keeps a fetch for which it has nothing. A system at rest does little else than fetch: at 50 ms, with
some forty readers, that took a quarter of a core."""
BrokerError = KafkaError
"""Whatever the broker or the way to it did wrong; trying again later is right."""
_ASKING: Any = 2
"""A group of connections beside aiokafka's own two."""


def _consumer(**told: Any) -> Any:
    """Asks for offsets on a connection of its own: the broker answers a connection's requests in turn, and a fetch may wait."""
    consumer: Any = AIOKafkaConsumer(
        enable_auto_commit=False, auto_offset_reset="earliest", fetch_max_wait_ms=FETCH_WAIT_MS, **told
    )
    send = consumer._client.send

    async def beside_fetches(node_id: Any, request: Any, **way: Any) -> Any:
        return await send(node_id, request, **({"group": _ASKING} if isinstance(request, OffsetRequest) else way))

    consumer._client.send = beside_fetches
    return consumer


class TopicReader:
    """Reads every partition of one topic, in order, from where it is told."""

    def __init__(self, bootstrap_servers: str, topic: str, partitions: int) -> None:
        self.topic = topic
        self._all = [TopicPartition(topic, partition) for partition in range(partitions)]
        self._consumer = _consumer(bootstrap_servers=bootstrap_servers)

    async def start(self, positions: Mapping[int, int], only: Iterable[int] | None = None) -> None:
        """Connect and stand at `positions` (next offset by partition); partitions left out start at the earliest offset."""
        await self._consumer.start()
        wanted = [at for at in self._all if only is None or at.partition in set(only)]
        self._consumer.assign(wanted)
        self._consumer.pause(*wanted)  # aiokafka fetches on its own while the offsets are asked for
        earliest = await self._consumer.beginning_offsets(wanted)
        self.seek({at.partition: max(positions.get(at.partition, 0), earliest[at]) for at in wanted})
        self._consumer.resume(*wanted)

    def seek(self, positions: Mapping[int, int]) -> None:
        """Read on from these offsets."""
        for partition, offset in positions.items():
            self._consumer.seek(self._all[partition], offset)

    async def stop(self) -> None:
        """Disconnect."""
        await self._consumer.stop()

    async def read(self, wait: float, most: int | None = None) -> Sequence[LogRecord]:
        """What has come, at most `most` records, waiting at most `wait` seconds for the first."""
        batches = await self._consumer.getmany(timeout_ms=int(wait * 1000), max_records=most)
        return [record for batch in batches.values() for record in batch]

    async def position(self, partition: int) -> int:
        """The offset that will be read next."""
        return int(await self._consumer.position(self._all[partition]))

    async def end_offsets(self) -> dict[int, int]:
        """The offset that the next record of each partition will get. Raises BrokerError."""
        ends = await self._consumer.end_offsets(self._all)
        return {at.partition: offset for at, offset in ends.items()}

    async def end_offset(self, partition: int) -> int:
        """The offset that the next record of `partition` will get. Raises BrokerError."""
        return int(next(iter((await self._consumer.end_offsets([self._all[partition]])).values())))


Assigned = Callable[[Mapping[int, int]], Awaitable[None]]
"""Called with the partitions a group gave to this process and the next offset of each; they are paused until resumed."""
Revoked = Callable[[Iterable[int]], Awaitable[None]]
"""Called with the partitions it takes back, before anybody else gets them."""


class GroupReader(ConsumerRebalanceListener):
    """Reads a group's share of one topic. Offsets are committed only when told."""

    def __init__(self, bootstrap_servers: str, topic: str, group: str, session_timeout_ms: int) -> None:
        self.topic = topic
        self._consumer = _consumer(
            bootstrap_servers=bootstrap_servers, group_id=group, session_timeout_ms=session_timeout_ms,
            heartbeat_interval_ms=max(session_timeout_ms // 6, 300),
        )  # fmt: skip
        self._assigned: Assigned | None = None
        self._revoked: Revoked | None = None

    async def start(self, assigned: Assigned, revoked: Revoked) -> None:
        """Connect and join the group; `assigned` and `revoked` are awaited at every change."""
        self._assigned, self._revoked = assigned, revoked
        self._consumer.subscribe([self.topic], listener=self)
        await self._consumer.start()

    async def stop(self) -> None:
        """Leave the group and disconnect."""
        await self._consumer.stop()

    async def read(self, wait: float) -> Sequence[LogRecord]:
        """What has come on the partitions that are not paused, waiting at most `wait` seconds for the first."""
        batches = await self._consumer.getmany(timeout_ms=int(wait * 1000))
        return [record for batch in batches.values() for record in batch]

    async def commit(self, positions: Mapping[int, int]) -> None:
        """Commit the next offset of each partition. Raises BrokerError, also when the group moved on."""
        await self._consumer.commit({TopicPartition(self.topic, at): offset for at, offset in positions.items()})

    def seek(self, partition: int, offset: int) -> None:
        """Read this partition from `offset` on."""
        for at in self._owned([partition]):
            self._consumer.seek(at, offset)

    def pause(self, *partitions: int) -> None:
        """Read no more from these partitions until they are resumed."""
        self._consumer.pause(*(self._owned(partitions)))

    def resume(self, *partitions: int) -> None:
        """Read these partitions again."""
        self._consumer.resume(*(self._owned(partitions)))

    async def end_offsets(self, partitions: Iterable[int]) -> dict[int, int]:
        """The offset that the next record of each partition will get. Raises BrokerError."""
        ends = await self._consumer.end_offsets([TopicPartition(self.topic, partition) for partition in partitions])
        return {at.partition: offset for at, offset in ends.items()}

    async def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        """Stand at the committed offset, or at the earliest one where nothing was committed or it has been deleted."""
        self._consumer.pause(*assigned)  # aiokafka fetches on its own while the offsets are asked for
        positions: dict[int, int] = {}
        while assigned:
            try:
                earliest = await self._consumer.beginning_offsets(list(assigned))
                committed = {at: await self._consumer.committed(at) for at in assigned}
            except KafkaError:
                await asyncio.sleep(0.2)
                continue
            positions = {at.partition: max(committed[at] or 0, earliest[at]) for at in assigned}
            for partition, offset in positions.items():
                self.seek(partition, offset)
            break
        if self._assigned is not None:
            await self._assigned(positions)

    async def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        """Tell who works on them to stop."""
        if self._revoked is not None:
            await self._revoked([at.partition for at in revoked])

    def _owned(self, partitions: Iterable[int]) -> list[TopicPartition]:
        owned = self._consumer.assignment()
        wanted = (TopicPartition(self.topic, partition) for partition in partitions)
        return [at for at in wanted if at in owned]
