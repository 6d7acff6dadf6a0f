"""What a producer of Faust's holds back goes out at one moment for all partitions (issue 3, the figures of a busy system)."""

import asyncio
import time
from types import SimpleNamespace

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition

from services.runtime.kafka.sent_together import send_together

EVERY = 0.2
APART = 0.01
"""Seconds: what the machine's timers tell apart."""


async def test_batches_begun_at_different_moments_end_their_waiting_at_the_same_one():
    made = AIOKafkaProducer(bootstrap_servers="localhost:1")
    app = SimpleNamespace(producer=SimpleNamespace(_new_producer=lambda: made))
    send_together(app, EVERY)
    accumulator = app.producer._new_producer()._message_accumulator
    ends = []
    for partition in range(3):
        batch = accumulator._append_batch(accumulator.create_builder(), TopicPartition("rows", partition))
        ends.append(time.monotonic() + (batch.remaining_linger() or 0.0))
        await asyncio.sleep(0.03)
    await made.stop()
    assert all(end == pytest.approx(round(end / EVERY) * EVERY, abs=APART) for end in ends)
    assert max(ends) - min(ends) < EVERY + APART  # one moment, or the next where a multiple passed between
