"""Reads one source's decisions and hands the applied ones to lanes: the same batch, in order, until the database has it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from schemas.decision import Decision
from schemas.envelope import EnvelopeError, decode_decision
from schemas.topics import PARTITIONS, decisions
from services.runtime.fault_points import fault_point
from services.runtime.kafka.consumer import BrokerError, TopicReader
from services.runtime.kafka.records import LogRecord
from services.runtime.lanes import Lane
from services.runtime.mongo import DatabaseUnavailable
from services.runtime.pauses import left_of
from services.runtime.projection import Gap, LoggedDecision

POLL_SECONDS = 0.5
MOST_PER_POLL = 2000
LINGER_SECONDS = 0.05
"""After a batch a feed pauses until this much has passed for all of them: what comes meanwhile, from all sources, is written
together, since every batch is one write per view."""
BUSY_PER_SECOND = 200
"""Decisions of one source from which on the pause is longer: fewer writes of more, a moment later."""
BUSY_LINGER_SECONDS = 0.2
A_FULL_BATCH = 200
"""Decisions after which there is no pause: there is more than enough to write together."""
RETRY_SECONDS = (0.1, 0.2, 0.4)
"""Between two attempts; the driver waits for a server in each, so a longer pause only delays the first that succeeds."""

_log = structlog.get_logger(__name__)


class Arbitration(Protocol):
    """Rule 3 for readers outside the service."""

    def applied(self, partition: int, offset: int, decision: Decision) -> bool:
        """Whether this decision is part of the history; the same answer however often it is read."""


class DecisionReader(Protocol):
    """Reads one decisions topic (services/runtime/kafka/consumer.py is the one that does)."""

    async def start(self, positions: Mapping[int, int], /) -> None:
        """Stand at these offsets by partition. Raises BrokerError."""

    async def stop(self) -> None:
        """Let go."""

    async def read(self, wait: float, most: int, /) -> Sequence[LogRecord]:
        """What has come, in the order of each partition, waiting at most `wait` seconds."""

    async def end_offsets(self) -> dict[int, int]:
        """The offset that the next record of each partition will get. Raises BrokerError."""


Readers = Callable[[str], DecisionReader]
"""A fresh reader of a source's decisions."""


def kafka_readers(bootstrap: str, installation: str) -> Readers:
    """Readers of the broker's topics."""

    def reader(source: str) -> DecisionReader:
        topic = decisions(source)
        return TopicReader(bootstrap, topic.name_in(installation), topic.partitions)

    return reader


def applied(source: str, arbiter: Arbitration, records: Sequence[LogRecord]) -> list[LoggedDecision]:
    """The decisions among these records that are history; what cannot be decoded is superseded for every reader alike."""
    found = []
    for record in records:
        try:
            decision = decode_decision(record.value or b"")
        except (EnvelopeError, ValueError) as error:
            _log.error(
                "undecodable_decision", source=source, partition=record.partition, offset=record.offset,
                error_type=type(error).__name__,
            )  # fmt: skip
            continue
        if arbiter.applied(record.partition, record.offset, decision):
            found.append(LoggedDecision(source, record.partition, record.offset, decision))
    return found


@dataclass
class DecisionFeed:
    """One source for some lanes. Stands still while `turn` is held, between two batches."""

    readers: Readers
    source: str
    arbiter: Arbitration
    lanes: list[Lane]
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    positions: dict[int, int] = field(default_factory=dict)
    """Next offset to read, by partition."""
    ends: dict[int, int] = field(default_factory=dict)
    """End of the topic by partition, as last asked."""
    reopen: bool = False
    """Set, while `turn` is held, to read again from the lowest position of the lanes."""
    _reader: DecisionReader | None = None
    _task: asyncio.Task[None] | None = None
    _from_start: set[tuple[str, int]] = field(default_factory=set)

    def start(self) -> None:
        """Begin reading at the lowest position of the lanes."""
        self._task = asyncio.create_task(self._run(), name=f"feed {self.source}")

    async def stop(self) -> None:
        """Stop between two batches."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        await self._close()

    @property
    def failure(self) -> BaseException | None:
        """Why the feed has ended by itself, if it has."""
        task = self._task
        return task.exception() if task is not None and task.done() and not task.cancelled() else None

    def is_beyond(self, lane: Lane) -> bool:
        """True when this has read what the lane lacks; a lane that is further leaves out what it has."""
        return any(lane.position(self.source, partition) < at for partition, at in self.positions.items())

    async def end_offsets(self) -> dict[int, int]:
        """The offset that the next decision of each partition will get. Raises BrokerError."""
        while self._reader is None:
            await asyncio.sleep(POLL_SECONDS)
        return await self._reader.end_offsets()

    async def _run(self) -> None:
        while True:
            try:
                while not self._mine():
                    await asyncio.sleep(POLL_SECONDS)
                await self._open()
                linger = LINGER_SECONDS
                while True:
                    came = await self._poll()
                    linger = BUSY_LINGER_SECONDS if came > BUSY_PER_SECOND * linger else LINGER_SECONDS
                    if 0 < came < A_FULL_BATCH:
                        await asyncio.sleep(left_of(linger))
            except BrokerError as error:
                _log.warning("feed_interrupted", source=self.source, error_type=type(error).__name__)
                await self._close()
                await asyncio.sleep(RETRY_SECONDS[-1])

    async def _open(self) -> None:
        self.reopen = False
        self.positions = {
            partition: min((lane.position(self.source, partition) for lane in self._mine()), default=0)
            for partition in range(PARTITIONS)
        }
        await self._close()
        reader = self.readers(self.source)
        await reader.start(self.positions)
        self._reader = reader

    async def _close(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            with suppress(BrokerError):
                await reader.stop()

    def _mine(self) -> Sequence[Lane]:
        return [lane for lane in self.lanes if self.source in lane.view.sources]

    async def _poll(self) -> int:
        """Read and write what has come; how many records that were."""
        assert self._reader is not None
        records = await self._reader.read(POLL_SECONDS, MOST_PER_POLL)
        async with self.turn:
            if self.reopen:
                await self._open()
                return 0
            if not records:
                self.ends = await self._reader.end_offsets()
                return 0
            batch = applied(self.source, self.arbiter, records)
            reached = {record.partition: record.offset + 1 for record in records}
            if await self._written(batch, reached):
                fault_point("view_written")
                self.positions.update(reached)
            else:
                await self._open()
        return len(records)

    async def _written(self, batch: Sequence[LoggedDecision], reached: dict[int, int]) -> bool:
        """Again and again until the database takes it; False when a lane lacks what came before the batch."""
        attempt = 0
        while True:
            complete = await asyncio.gather(
                *(self._lane_complete(lane, batch, reached) for lane in self._mine()), return_exceptions=True
            )
            failures = [outcome for outcome in complete if isinstance(outcome, BaseException)]
            if not failures:
                return all(complete)
            for failure in failures:
                if not isinstance(failure, DatabaseUnavailable):
                    raise failure
            _log.warning("views_wait_for_database", source=self.source, error_type=type(failures[0]).__name__)
            await asyncio.sleep(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)])
            attempt += 1

    async def _lane_complete(self, lane: Lane, batch: Sequence[LoggedDecision], reached: dict[int, int]) -> bool:
        if any(lane.position(self.source, partition) < self.positions[partition] for partition in reached):
            return False
        return await self._lane_written(lane, batch, reached)

    async def _lane_written(self, lane: Lane, batch: Sequence[LoggedDecision], reached: dict[int, int]) -> bool:
        """False after a gap: the lane goes back to its stored checkpoint, and if that is not far enough, to the start."""
        try:
            await lane.write(batch, {(self.source, partition): end for partition, end in reached.items()})
        except Gap as gap:
            place = (self.source, gap.logged.partition)
            stored = 0 if place in self._from_start else await lane.stored_position(*place)
            lane.rewind(*place, stored if stored <= gap.logged.offset else 0)
            self._from_start.add(place)
            _log.warning("gap_in_view", view=lane.generation.name, source=place[0], partition=place[1])
            return False
        return True
