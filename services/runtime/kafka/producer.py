"""Appends records with acks=all. After any failure the producer is replaced, since an idempotent one may be dead.

aiokafka 0.14 answers OutOfOrderSequenceNumber for ever after one MessageSizeTooLarge, and after an expired batch
(design.md section 3, rule 8).
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

_log = structlog.get_logger(__name__)

Headers = Sequence[tuple[str, bytes]]
Keyed = tuple[bytes, bytes]
"""Key and value of a record."""
_BATCH_BYTES = 256 * 1024
"""Of records for one partition that go out together; aiokafka's 16 KiB held ten events, and an eleventh waited for their way there and back."""


class AppendUnknown(Exception):
    """The broker has not confirmed the record: it may stand in the log, now or later, or not."""


@dataclass(frozen=True, slots=True)
class Appended:
    """Where a record stands, and since when (milliseconds since 1970, its own time as every reader sees it)."""

    offset: int
    timestamp: int


class Appender:
    """One idempotent producer that is rebuilt when it fails. `timeout` in seconds.

    aiokafka bounds its waiting for metadata and for room by the same time; only the confirmation needs a timer of ours.
    """

    def __init__(self, bootstrap_servers: str, timeout: float) -> None:
        self._servers = bootstrap_servers
        self._timeout = timeout
        self._producer: AIOKafkaProducer | None = None
        self._lock = asyncio.Lock()
        self._retired: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Connect. Raises AppendUnknown when no broker answers."""
        await self._current()

    async def stop(self) -> None:
        """Send what waits and disconnect."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await self._close(producer)
        if self._retired:
            await asyncio.gather(*self._retired, return_exceptions=True)

    async def append(self, topic: str, partition: int, key: str, value: bytes, headers: Headers = ()) -> Appended:
        """Append one record and tell where it stands. Raises AppendUnknown."""
        producer = await self._current()
        try:
            delivery = await producer.send(topic, value, key.encode(), partition, None, list(headers))
            return await self._delivered(delivery)
        except (KafkaError, TimeoutError) as error:
            self._retire(producer, error)
            raise AppendUnknown(type(error).__name__) from error

    async def send(self, topic: str, partition: int, key: str, value: bytes) -> "asyncio.Future[Appended]":
        """Put one record on its way; records sent one after the other to a partition keep their order.

        The result is a future with the place, or with AppendUnknown.
        """
        producer = await self._current()
        try:
            delivery = await producer.send(topic, value, key.encode(), partition)
        except (KafkaError, TimeoutError) as error:
            self._retire(producer, error)
            raise AppendUnknown(type(error).__name__) from error
        return asyncio.ensure_future(self._confirmed(producer, delivery))

    async def send_all(self, topic: str, partition: int, records: Sequence[Keyed]) -> "list[asyncio.Future[Appended]]":
        """Put records of one partition on their way together, in order: one future per batch, with the place of its first.

        Raises AppendUnknown, also from the futures.
        """
        producer = await self._current()
        deliveries = list[asyncio.Future[Appended]]()
        try:
            waiting = list(reversed(records))
            while waiting:
                batch = producer.create_batch()
                while waiting and batch.append(key=waiting[-1][0], value=waiting[-1][1], timestamp=None) is not None:
                    waiting.pop()
                delivery = await producer.send_batch(batch, topic, partition=partition)
                deliveries.append(asyncio.ensure_future(self._confirmed(producer, delivery)))
        except (KafkaError, TimeoutError) as error:
            self._retire(producer, error)
            raise AppendUnknown(type(error).__name__) from error
        return deliveries

    async def _confirmed(self, producer: AIOKafkaProducer, delivery: "asyncio.Future[Any]") -> Appended:
        try:
            return await self._delivered(delivery)
        except (KafkaError, TimeoutError) as error:
            self._retire(producer, error)
            raise AppendUnknown(type(error).__name__) from error

    async def _delivered(self, delivery: "asyncio.Future[Any]") -> Appended:
        """Raises TimeoutError, and KafkaError also when the broker has the record but cannot say any more where."""
        timer = asyncio.get_running_loop().call_later(self._timeout, _expire, delivery)
        try:
            told = await delivery
        finally:
            timer.cancel()
        if told.log_start_offset is not None and told.log_start_offset < 0:
            raise KafkaError("appended at an unknown place")
        return Appended(int(told.offset), int(told.timestamp))

    async def _current(self) -> AIOKafkaProducer:
        if self._producer is not None:
            return self._producer
        async with self._lock:
            if self._producer is None:
                fresh = AIOKafkaProducer(
                    bootstrap_servers=self._servers, acks="all", enable_idempotence=True, linger_ms=0,
                    request_timeout_ms=int(self._timeout * 1000), retry_backoff_ms=50, max_batch_size=_BATCH_BYTES,
                )  # fmt: skip
                try:
                    async with asyncio.timeout(self._timeout):
                        await fresh.start()
                except (KafkaError, TimeoutError) as error:
                    with suppress(KafkaError, TimeoutError):
                        await fresh.stop()
                    raise AppendUnknown(type(error).__name__) from error
                self._producer = fresh
            return self._producer

    def _retire(self, producer: AIOKafkaProducer, error: BaseException) -> None:
        if self._producer is not producer:
            return
        _log.warning("producer_replaced", error_type=type(error).__name__)
        self._producer = None
        task = asyncio.ensure_future(self._close(producer))
        self._retired.add(task)
        task.add_done_callback(self._retired.discard)

    async def _close(self, producer: AIOKafkaProducer) -> None:
        with suppress(KafkaError, TimeoutError):
            async with asyncio.timeout(self._timeout):
                await producer.stop()


def _expire(delivery: "asyncio.Future[Any]") -> None:
    if not delivery.done():
        delivery.set_exception(TimeoutError())
