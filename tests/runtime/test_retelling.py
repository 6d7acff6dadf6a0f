"""What is told again to the windows, and when: once more after every upset, nothing in the calm (design.md section 3)."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from schemas.decision import Decision
from schemas.envelope import decode_event
from services.runtime import retelling
from services.runtime.retelling import worth_telling
from tests.runtime.retold import MONDAY, SOURCE, SYSTEM, Process, decided, listens


def told_of(decision: Decision) -> list[str]:
    return [decode_event(value).name for value in worth_telling(SOURCE, decision, listens)]


def test_of_a_decision_what_is_listened_to_is_told_in_its_order() -> None:
    told = decided(1, "case_registered", "route_recommended", "clock_started", "risk_raised")
    assert told_of(told) == ["case_registered", "risk_raised"]
    by_system = decided(1, "clock_started", "risk_raised", actor=SYSTEM)
    assert told_of(by_system) == ["risk_raised"]


def test_where_nothing_is_listened_to_a_persons_day_is_told_by_one_event_and_the_systems_by_none() -> None:
    assert told_of(decided(1, "note_recorded", "clock_stopped")) == ["note_recorded"]
    assert told_of(decided(1, "clock_lapsed", "custody_moved", actor=SYSTEM)) == []


def test_a_refusal_tells_nothing() -> None:
    assert told_of(decided(1)) == []


@pytest.fixture
def process(tmp_path: Path) -> Process:
    return Process(tmp_path)


async def test_at_start_everything_is_told_and_once_more_at_the_next_time_and_then_nothing(process: Process) -> None:
    process.log.registered(1, 2, 3)
    assert await process.tells() == ["case-1", "case-2", "case-3"]
    process.log.registered(4)
    assert await process.tells() == ["case-1", "case-2", "case-3"], "what came in the calm was heard as it came"
    assert await process.tells() == []
    assert await process.tells() == []


async def test_the_marks_stand_one_time_behind(process: Process) -> None:
    process.log.registered(1, 2)
    await process.tells()
    assert process.mark == 0
    process.log.registered(3)
    await process.tells()
    assert process.mark == 2
    await process.tells()
    assert process.mark == 3


async def test_after_an_upset_all_since_the_time_before_the_last_is_told_and_once_more_in_the_calm(
    process: Process,
) -> None:
    process.log.registered(1, 2)
    for _ in range(3):
        await process.tells()
    process.log.registered(3)
    assert await process.tells() == []
    process.log.registered(4)
    process.upsets += 1
    assert await process.tells() == ["case-3", "case-4"]
    process.log.registered(5)
    assert await process.tells() == ["case-3", "case-4"]
    assert await process.tells() == []


async def test_while_one_upset_follows_the_other_everything_since_the_calm_is_told_each_time_and_once_more(
    process: Process,
) -> None:
    process.log.registered(1)
    await process.tells()
    process.log.registered(2)
    process.upsets += 1
    assert await process.tells() == ["case-1", "case-2"]
    process.log.registered(3)
    process.upsets += 1
    assert await process.tells() == ["case-1", "case-2", "case-3"]
    assert process.mark == 0
    assert await process.tells() == ["case-1", "case-2", "case-3"], "now it was calm"
    assert await process.tells() == []
    assert process.mark == 3


async def test_the_marks_wait_while_the_windows_are_far_behind(process: Process) -> None:
    process.log.registered(1, 2)
    await process.tells()
    process.lag = retelling.MOST_BEHIND + 1
    await process.tells()
    assert process.mark == 0
    process.lag = retelling.MOST_BEHIND
    await process.tells()
    assert process.mark == 2


async def test_another_life_of_the_process_begins_at_the_marks(process: Process, tmp_path: Path) -> None:
    process.log.registered(1, 2)
    await process.tells()
    await process.tells()
    after = Process(tmp_path)
    after.log = process.log
    after.log.registered(3)
    assert await after.tells() == ["case-3"]


async def test_the_windows_hear_up_to_when_all_was_told_once_a_day_of_the_logs_time(process: Process) -> None:
    process.log.registered(1)
    await process.tells()
    assert process.heard.words == [], "it was told once only"
    await process.tells()
    first = {"recorded_until": (MONDAY - timedelta(31)).isoformat()}
    assert process.heard.words == [first]
    process.log.registered(2, at=MONDAY + timedelta(hours=23))
    await process.tells()
    assert process.heard.words == [first]
    process.log.registered(3, at=MONDAY + timedelta(days=1))
    await process.tells()
    assert process.heard.words == [first, {"recorded_until": (MONDAY - timedelta(30)).isoformat()}]


async def test_an_upset_is_answered_soon_and_not_after_the_whole_interval(process: Process) -> None:
    process.retelling.soon, process.retelling.interval = 0.001, 3600.0
    for _ in range(2):
        await process.tells()
    process.log.registered(1)
    at_work = asyncio.create_task(process.retelling.run())
    try:
        await asyncio.sleep(0)
        process.upsets += 1
        async with asyncio.timeout(5):
            await process.heard.something.wait()
    finally:
        at_work.cancel()
        with suppress(asyncio.CancelledError):
            await at_work
    assert process.heard.taken() == ["case-1"]
