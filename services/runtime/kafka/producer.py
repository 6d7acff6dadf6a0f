"""Appends records with acks=all. After any failure the producer is replaced, since an idempotent one may be dead.

aiokafka 0.14 answers OutOfOrderSequenceNumber for ever after one MessageSizeTooLarge, and after an expired batch
(design.md section 3, rule 8).
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

_log = structlog.get_logger(__name__)

Headers = Sequence[tuple[str, bytes]]


class AppendUnknown(Exception):
    """The broker has not confirmed the record: it may stand in the log, now or later, or not."""


class Appender:
    """One idempotent producer that is rebuilt when it fails. `timeout` in seconds."""

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

    async def append(self, topic: str, partition: int, key: str, value: bytes, headers: Headers = ()) -> int:
        """Append one record and return its offset. Raises AppendUnknown."""
        producer = await self._current()
        try:
            async with asyncio.timeout(self._timeout):
                delivery = await producer.send(topic, value, key.encode(), partition, None, list(headers))
                metadata = await delivery
        except (KafkaError, TimeoutError) as error:
            self._retire(producer, error)
            raise AppendUnknown(type(error).__name__) from error
        return int(metadata.offset)

    async def send(
        self, topic: str, partition: int, key: str, value: bytes, headers: Headers = ()
    ) -> "asyncio.Future[int]":
        """Put one record on its way; records sent one after the other to a partition keep their order.

        The result is a future with the offset, or with AppendUnknown.
        """
        producer = await self._current()
        try:
            async with asyncio.timeout(self._timeout):
                delivery = await producer.send(topic, value, key.encode(), partition, None, list(headers))
        except (KafkaError, TimeoutError) as error:
            self._retire(producer, error)
            raise AppendUnknown(type(error).__name__) from error
        return asyncio.ensure_future(self._delivered(producer, delivery))

    async def _delivered(self, producer: AIOKafkaProducer, delivery: "asyncio.Future[object]") -> int:
        try:
            async with asyncio.timeout(self._timeout):
                metadata = await delivery
        except (KafkaError, TimeoutError) as error:
            self._retire(producer, error)
            raise AppendUnknown(type(error).__name__) from error
        return int(metadata.offset)  # type: ignore[attr-defined]  # aiokafka's futures are untyped

    async def _current(self) -> AIOKafkaProducer:
        if self._producer is not None:
            return self._producer
        async with self._lock:
            if self._producer is None:
                fresh = AIOKafkaProducer(
                    bootstrap_servers=self._servers, acks="all", enable_idempotence=True, linger_ms=0,
                    request_timeout_ms=int(self._timeout * 1000), retry_backoff_ms=50,
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
