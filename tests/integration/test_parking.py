"""A poison record parks one case, its neighbours go on, and replay brings everything back in order."""

from pathlib import Path

from schemas import topics
from services.runtime.kafka.producer import Appender
from services.runtime.parking import ParkingDesk
from services.runtime.partitioner import partition_of
from tests.runtime.counting import CountingRules
from tests.runtime.counting_loop import CLERK, Counting, a_loop, a_record, an_id, ask, until
from tests.runtime.counting_topics import own_topics

__all__ = ["own_topics"]

NEIGHBOUR = next(case for case in map(str, range(100)) if partition_of(case, 6) == partition_of("A", 6))
NOW = a_record("add", {}).recorded_at


async def test_a_crash_of_the_rules_parks_the_case_and_its_neighbour_goes_on(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        await ask(loop, "A", 1)
        parked = await ask(loop, "A", 2, "crash")
        assert parked.decision.outcome == "parked"
        await hold_back(loop, 3, 4)
        assert (await ask(loop, NEIGHBOUR, 1)).decision.outcome == "accepted"
        desk = ParkingDesk(loop)
        assert [(held.case_code, held.reason.split(",")[0]) for held in desk.held()] == [
            ("A", "ZeroDivisionError in tests.runtime.counting.decide")
        ]
        inspection = await desk.inspect("A")
        assert inspection.parked is not None
        assert inspection.parked.command_id == an_id("A", 2)
        assert [letter.command_id for letter in inspection.waiting] == [an_id("A", 3), an_id("A", 4)]
        assert await desk.waiting() == {"A": 2}


async def test_replay_with_repaired_rules_decides_everything_in_order_and_before_anything_later(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        await ask(loop, "A", 2, "crash")
        await hold_back(loop, 3, 4)
    async with a_loop(kafka, own_topics, tmp_path, CountingRules(rules_version="2", crashes=False)) as loop:
        desk = ParkingDesk(loop)
        release = await desk.replay("A", CLERK, NOW)
        assert await desk.replay("A", CLERK, NOW) == release
        await ask(loop, "A", 5)
        order = [found.decision.sequence for key in (2, 3, 4, 5) if (found := loop.answered("A", an_id("A", key)))]
        assert order == [3, 4, 5, 6]
        assert (loop.state("A")[0].total, desk.held(), await desk.waiting()) == (103, [], {})


async def test_replay_with_the_fault_still_there_parks_again_and_keeps_the_order(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        await ask(loop, "A", 2, "crash", {"where": "evolve"})
        await hold_back(loop, 3, 4)
        desk = ParkingDesk(loop)
        release = await desk.replay("A", CLERK, NOW)
        assert await loop.answer("A", release, 10) is not None
        await until(lambda: loop.head("A").sequence == 3 and loop.head("A").parked)
        waiting = (await desk.inspect("A")).waiting
        assert [letter.command_id for letter in waiting] == [an_id("A", 3), an_id("A", 4)]
        assert loop.state("A")[0].total == 0


async def test_a_record_that_cannot_be_decoded_is_parked_and_can_be_given_up(
    kafka: str, own_topics: str, tmp_path: Path
) -> None:
    async with a_loop(kafka, own_topics, tmp_path) as loop:
        appender = Appender(kafka, 10)
        name = topics.commands("intake").name_in(own_topics)
        await appender.append(name, partition_of("A", 6), "A", b"\xff poison")
        await appender.stop()
        await until(lambda: loop.head("A").parked)
        assert (await ask(loop, NEIGHBOUR, 1)).decision.outcome == "accepted"
        await hold_back(loop, 3)
        desk = ParkingDesk(loop)
        parked = (await desk.inspect("A")).parked
        assert parked is not None
        assert parked.value == b"\xff poison"
        await desk.replay("A", CLERK, NOW, discard_parked=True)
        assert (await ask(loop, "A", 4)).decision.outcome == "accepted"
        given_up = loop.answered("A", parked.command_id)
        assert given_up is not None
        assert given_up.decision.refusal is not None
        assert given_up.decision.refusal.code == "discarded"
        assert (loop.state("A")[0].total, desk.held()) == (2, [])


async def hold_back(loop: Counting, *keys: int) -> None:
    """Send commands to the parked case and wait until they lie among the dead letters."""
    for key in keys:
        await loop.submit("A", an_id("A", key), a_record("add", {}))
    for _ in range(100):
        if len(await loop.parts.letters.of_case("A")) >= len(keys):
            return
    raise AssertionError("nothing was held back")
