"""Publishing on a real broker: every event of every applied decision, in order, and nothing else."""

import asyncio
from pathlib import Path

from schemas import topics
from schemas.envelope import PublishedEvent, decode_event, encode_decision
from services.runtime.kafka.consumer import TopicReader
from services.runtime.kafka.producer import Appender
from services.runtime.partitioner import partition_of
from tests.runtime.counting_loop import Counting, a_loop, an_id, ask, until
from tests.runtime.counting_topics import own_topics

__all__ = ["own_topics"]


async def test_events_are_published_in_the_order_of_their_case(kafka: str, own_topics: str, tmp_path: Path) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        await asyncio.gather(*(ask(loop, f"case {n % 7}", n, "add_twice") for n in range(140)))
        await everything_is_published(loop)
    published = await all_events(kafka, own_topics)
    assert len(published) == 280
    for case in range(7):
        places = [(event.sequence, event.index) for event in published if event.case_code == f"case {case}"]
        assert places == [(sequence, index) for sequence in range(1, 21) for index in (0, 1)]


async def test_a_refusal_publishes_nothing(kafka: str, own_topics: str, tmp_path: Path) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        await ask(loop, "A", 1, body={"amount": -1})
        await everything_is_published(loop)
    assert await all_events(kafka, own_topics) == []


async def test_a_superseded_decision_is_not_published(kafka: str, own_topics: str, tmp_path: Path) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        answer = await ask(loop, "A", 1, body={"amount": 3})
        rival = answer.decision.model_copy(update={"command_id": an_id("A", "rival")})
        again = answer.decision.model_copy(update={"sequence": 2})
        appender = Appender(kafka, 10)
        for decision in (rival, again, answer.decision):
            name = topics.decisions("intake").name_in(own_topics)
            await appender.append(name, partition_of("A", 6), "A", encode_decision("intake", decision))
        await appender.stop()
        await ask(loop, "A", 2, body={"amount": 4})
        await everything_is_published(loop)
        assert loop.state("A")[0].total == 7
    assert [event.data["amount"] for event in await all_events(kafka, own_topics)] == [3, 4]


async def test_publishing_goes_on_where_it_stopped(kafka: str, own_topics: str, tmp_path: Path) -> None:
    async with a_loop(kafka, own_topics, tmp_path, publishes=False) as loop:
        await asyncio.gather(*(ask(loop, f"case {n}", n) for n in range(20)))
    assert await all_events(kafka, own_topics) == []
    for _ in range(2):
        async with a_loop(kafka, own_topics, tmp_path) as loop:
            await everything_is_published(loop)
        assert sorted(event.case_code for event in await all_events(kafka, own_topics)) == sorted(
            f"case {n}" for n in range(20)
        )


async def everything_is_published(loop: Counting) -> None:
    """Wait until the publisher stands at the end of every partition."""
    publisher = loop.parts.publisher
    assert publisher is not None
    ends = await loop.parts.follower.ends()
    await until(lambda: publisher.published == ends)


async def all_events(kafka: str, installation: str) -> list[PublishedEvent]:
    topic = topics.events("intake")
    reader = TopicReader(kafka, topic.name_in(installation), topic.partitions)
    await reader.start({})
    try:
        ends, found = await reader.end_offsets(), list[PublishedEvent]()
        while len(found) < sum(ends.values()):
            found += [decode_event(record.value or b"") for record in await reader.read(1.0)]
    finally:
        await reader.stop()
    return found
