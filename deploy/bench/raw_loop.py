"""What the broker gives to Python at best: consume, fold into a dictionary, produce with acks=all; no rules, no store, no HTTP."""

import asyncio
import time
import uuid

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from schemas.topics import PARTITIONS, commands, decisions

MESSAGES = 60_000
BYTES = 400
AT_ONCE = 2_000


async def raw_loop(kafka: str, installation: str) -> float:
    """Messages per second through the loop, from `people_mediation.commands` to its decisions, which nobody reads then."""
    source = commands("people_mediation").name_in(installation)
    target = decisions("people_mediation").name_in(installation)
    producer = AIOKafkaProducer(bootstrap_servers=kafka, acks="all", enable_idempotence=True, linger_ms=0)
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, enable_auto_commit=False, auto_offset_reset="earliest")
    await producer.start()
    await consumer.start()
    try:
        await _fill(producer, source)
        consumer.assign([TopicPartition(source, partition) for partition in range(PARTITIONS)])
        return await _fold(consumer, producer, target)
    finally:
        await consumer.stop()
        await producer.stop()


async def _fill(producer: AIOKafkaProducer, topic: str) -> None:
    value = uuid.uuid4().hex.encode() * (BYTES // 32)
    for first in range(0, MESSAGES, AT_ONCE):
        sent = [
            await producer.send(topic, value, b"case %d" % (number % 997), number % PARTITIONS)
            for number in range(first, first + AT_ONCE)
        ]
        await asyncio.gather(*sent)


async def _fold(consumer: AIOKafkaConsumer, producer: AIOKafkaProducer, topic: str) -> float:
    state: dict[bytes, int] = {}
    done, began = 0, time.monotonic()
    while done < MESSAGES:
        batches = await consumer.getmany(timeout_ms=1000, max_records=AT_ONCE)
        deliveries = []
        for record in (record for batch in batches.values() for record in batch):
            case = record.key or b""
            state[case] = state.get(case, 0) + 1
            deliveries.append(await producer.send(topic, record.value, case, record.partition))
        await asyncio.gather(*deliveries)
        done += len(deliveries)
    return MESSAGES / (time.monotonic() - began)
