"""Killed or frozen at any moment: no command lost, none decided twice, one history."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from schemas import topics
from schemas.decision import Decision
from schemas.envelope import decode_decision, decode_event, encode_command
from services.runtime.arbiter import open_arbiter
from services.runtime.kafka.consumer import TopicReader
from services.runtime.kafka.producer import Appender
from services.runtime.partitioner import partition_of
from tests.runtime.counting_loop import Counting, a_loop, a_record, an_id, until
from tests.runtime.counting_topics import own_topics

__all__ = ["own_topics"]
ROOT = Path(__file__).parents[2]


class Replica:
    """A process that can be killed, frozen and started again on its folder."""

    def __init__(self, kafka: str, installation: str, folder: Path) -> None:
        self._arguments = [sys.executable, "-m", "tests.runtime.counting_replica", kafka, installation, str(folder)]
        self._folder = folder
        folder.mkdir()

    def start(self, fault: str = "") -> None:
        environment = {**os.environ, "MEDIATION_MODE": "test", "MEDIATION_FAULT": fault}
        with (self._folder / "log").open("ab") as log:
            self.process = subprocess.Popen(self._arguments, stdout=log, stderr=log, cwd=ROOT, env=environment)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()

    @property
    def is_ready(self) -> bool:
        return (self._folder / "log").read_bytes().count(b"ready\n") > 0


async def test_two_replicas_under_random_kills_lose_nothing_and_decide_nothing_twice(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    generator, replicas = random.Random(7), [Replica(kafka, own_topics, tmp_path / str(n)) for n in range(2)]
    try:
        for replica in replicas:
            replica.start()
        await until(lambda: all(replica.is_ready for replica in replicas))
        feeding = asyncio.ensure_future(feed(kafka, own_topics, 3000, pause=0.002))
        for _ in range(3):
            await asyncio.sleep(generator.uniform(0.5, 2.5))  # the moment of the kill is what the test is about
            victim = generator.choice(replicas)
            victim.kill()
            victim.start()
        await feeding
    finally:
        for replica in replicas:
            replica.kill()
    async with a_loop(kafka, own_topics, tmp_path / "last") as loop:
        await all_answered(loop, 3000)
    await assert_one_sound_history(kafka, own_topics, tmp_path, 3000)


@pytest.mark.parametrize(
    "fault",
    ["after_reading:40", "after_appending:40", "before_commit:2", "before_publish:40", "after_publishing:3",
     "after_appending:40:pause"],
)  # fmt: skip
async def test_a_replica_that_ends_at_a_fault_point_is_replaced_without_loss(
    kafka: str, own_topics: str, tmp_path: Path, fault: str
) -> None:
    replica = Replica(kafka, own_topics, tmp_path / "first")
    replica.start(fault)
    try:
        await until(lambda: replica.is_ready)
        await feed(kafka, own_topics, 300, pause=0.001)
        if fault.endswith("pause"):
            await until(lambda: state_of(replica.process.pid) == "T")
        else:
            await until(lambda: replica.process.poll() is not None)
            assert replica.process.returncode == -signal.SIGKILL
        async with a_loop(kafka, own_topics, tmp_path / "second") as loop:
            await all_answered(loop, 300)
            replica.process.send_signal(signal.SIGCONT)
            await feed(kafka, own_topics, 400, pause=0.0, start=300)
            await all_answered(loop, 400)
    finally:
        replica.kill()
    await assert_one_sound_history(kafka, own_topics, tmp_path, 400)


def state_of(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


def case_of(number: int) -> str:
    return f"case {number % 97}"


async def feed(kafka: str, installation: str, count: int, pause: float, start: int = 0) -> None:
    """Append commands, every tenth twice."""
    appender = Appender(kafka, 20)
    name = topics.commands("intake").name_in(installation)
    for number in range(start, count):
        case = case_of(number)
        value = encode_command("intake", an_id(case, number), case, a_record("add", {"amount": 1}))
        for _ in range(2 if number % 10 == 0 else 1):
            await appender.append(name, partition_of(case, 6), case, value)
        await asyncio.sleep(pause)
    await appender.stop()


async def all_answered(loop: Counting, count: int) -> None:
    for number in range(count):
        assert await loop.answer(case_of(number), an_id(case_of(number), number), 60) is not None


async def assert_one_sound_history(kafka: str, installation: str, folder: Path, count: int) -> None:
    """Among the decisions, in every fold, and in what was published when nobody else runs any more."""
    async with a_loop(kafka, installation, folder / "fresh") as fresh:
        totals = Counter(case_of(number) for number in range(count))
        assert {case.case_code: case.state.total for case in fresh.cases()} == totals
        publisher, ends = fresh.parts.publisher, await fresh.parts.follower.ends()
        assert publisher is not None
        await until(lambda: publisher.published == ends)
    arbiter = await open_arbiter(kafka, installation, "intake", folder / "arbiter")
    history: list[Decision] = []
    for partition, offset, value in await everything(kafka, topics.decisions("intake").name_in(installation)):
        decision = decode_decision(value)
        if arbiter.applied(partition, offset, decision):
            history.append(decision)
    arbiter.close()
    assert Counter(decision.command_id for decision in history) == Counter(
        an_id(case_of(number), number) for number in range(count)
    )
    published = await everything(kafka, topics.events("intake").name_in(installation))
    assert {decode_event(value).id for _, _, value in published} == {d.events[0].id for d in history}


async def everything(kafka: str, topic: str) -> list[tuple[int, int, bytes]]:
    reader = TopicReader(kafka, topic, 6)
    await reader.start({})
    try:
        ends, found = await reader.end_offsets(), list[tuple[int, int, bytes]]()
        while len(found) < sum(ends.values()):
            found += [(record.partition, record.offset, record.value or b"") for record in await reader.read(1.0)]
    finally:
        await reader.stop()
    return found
