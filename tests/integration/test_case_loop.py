"""The case loop on a real broker, with a small counting service."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemas import topics
from schemas.envelope import encode_command
from services.runtime.case_ledger import Draft
from services.runtime.case_loop import LARGEST_COMMAND, CommandTooLarge
from services.runtime.clock import Clock
from services.runtime.kafka.consumer import BrokerError
from services.runtime.kafka.producer import Appender
from services.runtime.partitioner import partition_of
from tests.runtime.counting_loop import a_loop, a_record, an_id, ask, until
from tests.runtime.counting_topics import own_topics

__all__ = ["own_topics"]


async def test_many_commands_at_once_are_each_decided_once_and_in_order_per_case(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        answers = await asyncio.gather(*(ask(loop, f"case {n % 17}", n) for n in range(510)))
        assert {answer.decision.outcome for answer in answers} == {"accepted"}
        for case in range(17):
            assert loop.state(f"case {case}")[0].total == 30
            assert sorted(a.decision.sequence for a in answers if a.decision.case_code == f"case {case}") == list(
                range(1, 31)
            )


async def test_ten_retries_of_a_command_are_one_decision(kafka: str, own_topics: str, tmp_path: Path) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        answers = await asyncio.gather(*(ask(loop, "A", "the same") for _ in range(10)))
        await ask(loop, "A", "another")
        assert len({(answer.partition, answer.offset) for answer in answers}) == 1
        assert loop.state("A")[0].total == 2


async def test_a_used_key_with_another_body_has_no_effect_and_shows_the_first_digest(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        first = await ask(loop, "A", "key", body={"amount": 1})
        second = await ask(loop, "A", "key", body={"amount": 5})
        assert second == first
        assert second.decision.command_digest != a_record("add", {"amount": 5}).digest
        await ask(loop, "A", "afterwards", body={"amount": 1})
        assert loop.state("A")[0].total == 2


async def test_of_two_clerks_at_once_one_wins_and_the_other_learns_the_current_sequence(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        await ask(loop, "A", "first")
        answers = await asyncio.gather(ask(loop, "A", "left", expected=1), ask(loop, "A", "right", expected=1))
        won, lost = sorted((answer.decision for answer in answers), key=lambda decision: decision.outcome)
        assert (won.outcome, won.sequence) == ("accepted", 2)
        assert lost.refusal is not None
        assert (lost.refusal.code, lost.refusal.parameters) == ("stale", {"current_sequence": 2})
        assert loop.state("A")[1] == 2


async def test_a_refusal_takes_a_number_but_does_not_move_the_etag(kafka: str, own_topics: str, tmp_path: Path) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        await ask(loop, "A", 1)
        refused = await ask(loop, "A", 2, body={"amount": -1})
        assert refused.decision.refusal is not None
        assert (refused.decision.refusal.code, refused.decision.sequence) == ("negative", 2)
        assert loop.state("A")[1] == 1
        assert (await ask(loop, "A", 3, expected=1)).decision.outcome == "accepted"


async def test_every_replica_answers_for_every_case(kafka: str, own_topics: str, tmp_path: Path) -> None:
    async with a_loop(kafka, own_topics, tmp_path / "0") as first, a_loop(kafka, own_topics, tmp_path / "1") as second:
        await until(lambda: {len(loop.parts.owner.open_partitions()) for loop in (first, second)} == {3})
        for number in range(12):
            answer = await ask(first, f"case {number}", 1)
            assert await second.answer(f"case {number}", an_id(f"case {number}", 1), 10) == answer
            assert second.state(f"case {number}") == first.state(f"case {number}")


async def test_a_deleted_store_is_folded_again_to_the_same_content(kafka: str, own_topics: str, tmp_path: Path) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        answers = await asyncio.gather(*(ask(loop, f"case {n % 5}", n) for n in range(50)))
        before = list(loop.cases())
        content = list(loop.parts.store.scan(b""))
    shutil.rmtree(tmp_path / "store")
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        assert list(loop.cases()) == before
        assert list(loop.parts.store.scan(b"")) == content
        assert await ask(loop, "case 1", 1) == answers[1]


async def test_an_oversized_decision_is_refused_and_the_partition_stays_writable(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        envelope = len(encode_command("intake", an_id("A", "big"), "A", a_record("add", {"text": ""})))
        text = "x" * (LARGEST_COMMAND - envelope)
        refusal = (await ask(loop, "A", "big", body={"text": text})).decision.refusal
        assert refusal is not None
        assert refusal.code == "decision_too_large"
        assert (await ask(loop, "A", "small")).decision.outcome == "accepted"
        with pytest.raises(CommandTooLarge):
            await ask(loop, "A", "bigger", body={"text": text + "x"})


async def test_clocks_lapse_one_after_the_other_when_the_clock_is_moved(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    clock, start = Clock("test"), datetime(2026, 3, 1, tzinfo=UTC)
    clock.set(start)
    async with a_loop(kafka, own_topics, tmp_path, clock=clock, scan_interval=3600.0) as loop:
        for case in ("A", "B"):
            await ask(loop, case, "remind", "remind", {"at": (start + timedelta(days=1)).isoformat()})
        clock.advance(timedelta(hours=23, minutes=59))
        await ask(loop, "A", "in time")
        assert loop.state("A")[0].lapsed == 0
        clock.advance(timedelta(minutes=1))
        await until(lambda: all(loop.state(case)[0].lapsed == 1 for case in ("A", "B")))
        clock.advance(timedelta(days=10))
        await until(lambda: all(loop.state(case)[0].lapsed == 3 for case in ("A", "B")))
        assert loop.state("A")[0].lapses_at is None
        assert not list(loop.parts.fold.ledger.due(partition_of("A", 6), 2**62))


async def test_a_decision_that_nobody_can_read_breaks_its_case_alone(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        await ask(loop, "A", 1)
        appender = Appender(kafka, 10)
        partition = partition_of("A", 6)
        name = topics.decisions("intake").name_in(own_topics)
        offset = (await appender.append(name, partition, "A", b"not a decision")).offset
        await appender.stop()
        assert await loop.folded_to(partition, offset, 10)
        assert set(loop.health().held) == {"A"}
        neighbours = [case for case in map(str, range(40)) if partition_of(case, 6) == partition]
        for case in neighbours:
            assert (await ask(loop, case, 1)).decision.outcome == "accepted"
        await loop.submit("A", an_id("A", 2), a_record("add", {}))
        await until(lambda: loop.health().partitions[partition].commands_lag == 0)
        letters = await loop.parts.letters.of_case("A")
        assert [letter.command_id for letter in letters] == [an_id("A", 2)]


async def test_a_producer_that_the_broker_has_refused_is_replaced(kafka: str, own_topics: str) -> None:
    from aiokafka.admin import AIOKafkaAdminClient, NewTopic

    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    name = f"{own_topics}.narrow"
    await admin.create_topics([NewTopic(name, 1, 1, topic_configs={"max.message.bytes": "2000"})])
    appender = Appender(kafka, 10)
    try:
        assert (await appender.append(name, 0, "A", b"x")).offset == 0
        with pytest.raises(Exception, match="MessageSizeTooLarge"):
            await appender.append(name, 0, "A", b"x" * 5000)
        assert (await appender.append(name, 0, "A", b"x")).offset == 1
    finally:
        await appender.stop()
        await admin.delete_topics([name])
        await admin.close()


async def test_a_store_that_is_ahead_of_the_log_is_folded_again(kafka: str, own_topics: str, tmp_path: Path) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        await ask(loop, "A", 1)
        before = list(loop.parts.store.scan(b""))
        draft = Draft()
        draft.position(0, 1_000_000)
        loop.parts.fold.ledger.write(draft)
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        assert list(loop.parts.store.scan(b"")) == before


async def test_a_loop_that_cannot_reach_its_topics_lets_go_of_its_store(kafka: str, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(BrokerError):
            async with a_loop(kafka, "nowhere", tmp_path):
                raise AssertionError("there are no topics to start on")
