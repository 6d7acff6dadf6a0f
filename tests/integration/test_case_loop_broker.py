"""The broker dies and comes back: nothing is confirmed that is not durable, and the loop serves again by itself."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.bootstrap import create_topics
from deploy.embedded.kafka import Kafka
from services.runtime.ports import BrokerUnavailable
from tests.runtime.counting_loop import Counting, a_loop, a_record, an_id, ask, until
from tests.servers import own_kafka, restart


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Kafka]:
    """A broker of this test's own, to be killed."""
    with own_kafka(tmp_path / "broker") as own:
        yield own


async def test_what_was_confirmed_survives_and_the_loop_serves_again_within_a_minute(
    broker: Kafka, tmp_path: Path
) -> None:
    await create_topics(broker.address, "x")
    async with a_loop(broker.address, "x", tmp_path / "loop", append_timeout=3.0) as loop:
        confirmed = {number for number in range(50) if (await ask(loop, f"case {number}", number)).offset >= 0}
        feeding = asyncio.ensure_future(feed_until_refused(loop, confirmed))
        await asyncio.sleep(0.2)  # in the middle of the feeding
        broker.process.kill9()
        unsure = await feeding
        with pytest.raises(BrokerUnavailable):
            await loop.submit("later", an_id("later"), a_record("add", {}))
        await asyncio.to_thread(restart, broker)
        back = time.monotonic()
        await until(lambda: loop.health().broker_answers)
        for number in [*unsure, -1]:
            await repeat_until_confirmed(loop, number)
        assert time.monotonic() - back < 60
        for number in confirmed | unsure:
            answer = await loop.answer(f"case {number}", an_id(f"case {number}", number), 30)
            assert answer is not None
            assert loop.state(f"case {number}")[0].total == 1
        await until(lambda: loop.health().ready)


async def feed_until_refused(loop: Counting, confirmed: set[int]) -> set[int]:
    """Submit until the broker is gone; returns the commands of which nobody knows."""
    for number in range(50, 100_000):
        try:
            await loop.submit(f"case {number}", an_id(f"case {number}", number), a_record("add", {}))
            confirmed.add(number)
        except BrokerUnavailable:
            return {number}
    raise AssertionError("the broker was never gone")


async def repeat_until_confirmed(loop: Counting, number: int) -> None:
    for _ in range(30):
        try:
            await loop.submit(f"case {number}", an_id(f"case {number}", number), a_record("add", {}))
            return
        except BrokerUnavailable:
            await asyncio.sleep(0.1)
    raise AssertionError("the broker does not answer")
