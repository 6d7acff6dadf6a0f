"""Windows are kept by steps: every window reads its own steps, out of a real table of Faust, and is reported once when it rests."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.runtime.reactions import ReactionSettings, bare_app
from services.runtime.sparing_flow import first_at_once
from services.runtime.window_reports import WindowReports
from services.runtime.window_steps import Steps, stored
from services.runtime.windowing import WindowShape
from services.runtime.windows_tables import table
from tests.domain.early_warning.county import WATCH, starts

moments = st.datetimes(datetime(1995, 1, 1), datetime(2060, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))


@settings(max_examples=30)
@given(moments, st.sampled_from([shape.name for shape in WATCH.shapes]))
def test_the_windows_over_a_moments_step_are_those_that_hold_the_moment(moment: datetime, name: str) -> None:
    shape = next(one for one in WATCH.shapes if one.name == name)
    step = shape.step_at(moment)
    assert list(shape.windows_over(step)) == starts(name, moment)
    assert all(step in shape.steps_of(start) for start in shape.windows_over(step))


def rows(tmp_path: Path, shape: WindowShape) -> tuple[Any, Any]:
    """A table as the windows make it, without a broker, and one partition of it."""
    app = bare_app("steps", ReactionSettings("127.0.0.1:1", "", tmp_path), "rocksdb://")
    made = table(app, f"{shape.name}_steps", "log").tumbling(shape.step_days * 86_400).table
    return made, made.data._db_for_partition(0)


def test_what_a_key_holds_is_read_by_steps_and_nothing_of_its_neighbours(tmp_path: Path) -> None:
    shape = WindowShape("month", 62, 31)
    made, partition = rows(tmp_path, shape)
    first, second = shape.step_at(datetime(2026, 3, 2, tzinfo=UTC)), shape.step_at(datetime(2026, 4, 20, tzinfo=UTC))
    steps, store = Steps(made, shape), made.data
    for key, entry, step in (("k", "a", first), ("k", "b", second), ("ka", "c", first), ("芜湖", "d", first)):
        partition[store._encode_key((f"{key}\x1d{entry}", steps._range(step)))] = store._encode_value({"id": entry})
    partition[store.offset_key] = b"7"
    assert steps.of(0, "k") == {first: {"a": {"id": "a"}}, second: {"b": {"id": "b"}}}
    assert steps.of(0, "芜湖") == {first: {"d": {"id": "d"}}}
    assert steps.of(1, "k") == {}, "another process has the partition"
    assert len(list(stored(made, 0))) == 4


class Kept:
    """Steps that hold what they are told to hold."""

    def __init__(self) -> None:
        self.read = 0

    def of(self, partition: int, key: str) -> dict[datetime, Any]:
        self.read += 1
        if key == "broken":
            raise ValueError("unreadable")
        return {}


async def test_a_window_that_is_told_much_is_read_once_and_a_broken_one_stops_nobody() -> None:
    upsets, kept, shape = [0], Kept(), WATCH.shapes[0]

    async def submit(command: Any) -> None:
        raise AssertionError("an empty window gives no occasion")

    async def upset() -> None:
        upsets[0] += 1

    reports = WindowReports(WATCH, submit, upset)
    step = shape.step_at(datetime(2026, 3, 2, tzinfo=UTC))
    for key in ("EW-1\x1ea", "broken", "EW-1\x1ea", "EW-1\x1eb") * 10:
        reports.touched(0, shape, key, step)
    await reports.report({shape.name: cast(Steps, kept)})
    assert (kept.read, list(reports.failed), upsets[0]) == (3, ["broken"], 1)
    reports.touched(0, shape, "broken", step)
    await reports.report({shape.name: cast(Steps, kept)})
    assert upsets[0] == 1, "what stands still does not have everything told for ever"


async def slow_first(*coroutines: Any) -> None:
    """As mode waits: the first of two that ends ends the waiting."""
    tasks = [asyncio.ensure_future(one) for one in coroutines]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("turns", [0, 1, 5])
async def test_a_record_is_handled_to_its_end_whether_or_not_that_has_to_wait(turns: int) -> None:
    done: list[int] = []

    async def on_message() -> None:
        for turn in range(turns):
            await asyncio.wait_for(asyncio.sleep(0.001 * turn), 1)
        done.append(turns)

    ended = asyncio.Event()
    await first_at_once(slow_first)(on_message(), ended.wait())
    assert done == [turns]


async def test_handling_that_waits_ends_with_the_flow() -> None:
    reached: list[str] = []

    async def on_message() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            reached.append("let go")

    ended = asyncio.Event()
    asyncio.get_running_loop().call_later(0.01, ended.set)
    await first_at_once(slow_first)(on_message(), ended.wait())
    assert reached == ["let go"]


async def test_what_handling_raises_is_raised_and_other_waiting_is_left_to_mode() -> None:
    asked: list[Any] = []

    async def on_message() -> None:
        raise KeyError("partition")

    async def waits(*coroutines: Any, **options: Any) -> str:
        asked.append(options)
        for one in coroutines:
            one.close()
        return "mode's own answer"

    with pytest.raises(KeyError):
        await first_at_once(waits)(on_message(), asyncio.Event().wait())
    assert await first_at_once(waits)(asyncio.Event().wait(), timeout=1.0) == "mode's own answer"
    assert asked == [{"timeout": 1.0}]


def test_a_step_is_over_when_the_last_window_over_it_is() -> None:
    shape = WindowShape("month", 62, 31, keep_days=10)
    step = shape.step_at(datetime(2026, 3, 2, tzinfo=UTC))
    last = max(shape.windows_over(step))
    assert not shape.is_closed(step, last + timedelta(days=71))
    assert shape.is_closed(step, last + timedelta(days=72))
