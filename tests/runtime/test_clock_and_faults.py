"""The movable clock, the points where the drill strikes, and the watch over consumers that stand still."""

import asyncio
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.runtime.clock import Clock, ClockIsFixed
from services.runtime.fault_points import planned_by
from services.runtime.health import ProgressWatch
from services.runtime.watermark import Watermark

NEW_YEAR = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_a_clock_in_production_cannot_be_moved() -> None:
    clock = Clock("production")
    with pytest.raises(ClockIsFixed):
        clock.set(NEW_YEAR)
    with pytest.raises(ClockIsFixed):
        clock.advance(timedelta(days=1))
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_set_clock_stands_still_in_shanghai_and_can_be_advanced() -> None:
    clock = Clock("test")
    clock.set(NEW_YEAR.astimezone(UTC))
    assert clock.now() == clock.now() == NEW_YEAR
    assert clock.now().utcoffset() == timedelta(hours=8)
    clock.advance(timedelta(days=60))
    assert clock.now() == NEW_YEAR + timedelta(days=60)


def test_a_running_clock_goes_on_from_where_it_was_set() -> None:
    clock = Clock("story")
    clock.set(NEW_YEAR, running=True)
    clock.advance(timedelta(hours=1))
    first = clock.now()
    assert timedelta(hours=1) <= first - NEW_YEAR < timedelta(hours=1, minutes=1)
    assert clock.now() >= first


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Clock("test").set(datetime(2026, 1, 1))


async def test_whoever_waits_is_woken_when_the_clock_is_moved_even_if_it_moves_before_the_wait() -> None:
    clock = Clock("test")
    moved = clock.next_move()
    clock.advance(timedelta(seconds=1))
    await asyncio.wait_for(moved.wait(), 5)
    assert not clock.next_move().is_set()


def test_a_fault_strikes_once_at_its_point_and_only_in_test_mode() -> None:
    plan = planned_by({"MEDIATION_MODE": "test", "MEDIATION_FAULT": "after_reading:2"})
    assert plan is not None
    assert [plan.passed("before_commit"), plan.passed("after_reading")] == [None, None]
    assert [plan.passed("after_reading"), plan.passed("after_reading")] == [signal.SIGKILL, None]
    frozen = planned_by({"MEDIATION_MODE": "test", "MEDIATION_FAULT": "after_reading:1:pause"})
    assert frozen is not None
    assert frozen.passed("after_reading") == signal.SIGSTOP
    assert planned_by({"MEDIATION_MODE": "production", "MEDIATION_FAULT": "after_reading:1"}) is None


def test_a_fault_asked_for_in_a_file_is_counted_from_then_and_strikes_nobody_twice(tmp_path: Path) -> None:
    file = tmp_path / "fault"
    environment = {"MEDIATION_MODE": "test", "MEDIATION_FAULT_FILE": str(file)}
    first = planned_by(environment)
    assert first is not None
    assert first.passed("after_reading") is None
    file.write_text("after_reading:2")
    assert [first.passed("after_reading"), first.passed("after_reading")] == [None, signal.SIGKILL]
    assert not file.exists()
    again = planned_by(environment)
    assert again is not None
    assert again.passed("after_reading") is None


def test_a_consumer_that_stands_still_while_its_end_moves_is_noticed() -> None:
    watch = ProgressWatch(15)
    for second in range(0, 40, 10):
        watch.observe("fold", {0: 5, 1: 5, 2: second}, {0: 3, 1: 0, 2: 7}, second)
    assert watch.stalled(30) == ["fold:0"]
    watch.observe("fold", {1: 5}, {}, 31)
    assert watch.stalled(31) == []


@given(st.permutations(range(12)), st.integers(0, 12))
def test_the_committable_offset_is_below_everything_unfinished(order: list[int], finished: int) -> None:
    mark = Watermark(0)
    for offset in range(12):
        mark.taken(offset)
    for offset in order[:finished]:
        mark.finished(offset)
    assert mark.committable == min(order[finished:], default=12)
