"""Batches of several feeds in one write of a view: together when they wait together, alone when something goes wrong."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from services.runtime.projection import LoggedDecision
from services.runtime.written_together import WrittenTogether


class Notebook:
    """A view's writer that takes its time; what stands in `refuses` it does not take."""

    def __init__(self, *refuses: str) -> None:
        self.refuses = refuses
        self.writes: list[list[Any]] = []
        self.go_on = asyncio.Event()

    async def write(self, batch: Sequence[LoggedDecision]) -> None:
        """See ViewWriter."""
        await self.go_on.wait()
        self.go_on.clear()
        if any(str(one) in self.refuses for one in batch):
            raise LookupError(*batch)
        self.writes.append(list(batch))


def said(letters: str) -> Any:
    """A batch: the writer under test only hands it on."""
    return list(letters)


async def brought(together: WrittenTogether, *batches: str) -> list[BaseException | None]:
    """What each feed hears, all of them asking before the first write is done."""
    asked: Any = [asyncio.create_task(together.write(said(batch))) for batch in batches]
    await asyncio.sleep(0)
    return [
        one if isinstance(one, BaseException) else None for one in await asyncio.gather(*asked, return_exceptions=True)
    ]


async def pumped(notebook: Notebook, waited_for: "asyncio.Future[Any]") -> Any:
    """Let one write after the other go on until this is done."""
    while not waited_for.done():
        notebook.go_on.set()
        await asyncio.sleep(0)
    return await waited_for


def written(notebook: Notebook, *batches: str, stop_first: bool = False) -> list[BaseException | None]:
    """The outcome for each feed, the first of which may be stopped while it writes."""

    async def run() -> list[BaseException | None]:
        together = WrittenTogether(notebook)
        first: Any = asyncio.create_task(together.write(said("1")))
        await asyncio.sleep(0)
        others = asyncio.create_task(brought(together, *batches))
        await asyncio.sleep(0.01)
        if stop_first:
            first.cancel()
        outcomes = await pumped(notebook, others)
        return [*await asyncio.gather(first, return_exceptions=True), *outcomes]

    return asyncio.run(run())


def test_what_comes_while_a_view_is_written_goes_into_the_next_write_together() -> None:
    notebook = Notebook()
    assert written(notebook, "ab", "c", "de") == [None] * 4
    assert notebook.writes == [["1"], ["a", "b", "c", "d", "e"]]


def test_a_fault_is_told_to_the_feed_whose_it_is_and_the_others_are_written() -> None:
    notebook = Notebook("c")
    outcomes = written(notebook, "ab", "c", "de")
    assert [type(one) for one in outcomes] == [type(None), type(None), LookupError, type(None)]
    assert notebook.writes == [["1"], ["a", "b"], ["d", "e"]]


def test_a_feed_that_is_stopped_while_it_writes_takes_nobody_with_it() -> None:
    notebook = Notebook()
    outcomes = written(notebook, "ab", "c", stop_first=True)
    assert [type(one) for one in outcomes] == [asyncio.CancelledError, type(None), type(None)]
    assert notebook.writes == [["a", "b", "c"]]


@pytest.mark.parametrize("stopped", [0, 1, 2])
def test_whoever_is_stopped_while_several_are_written_the_others_are_written(stopped: int) -> None:
    notebook = Notebook()

    async def run() -> list[Any]:
        together = WrittenTogether(notebook)
        first = asyncio.create_task(together.write(said("1")))
        await asyncio.sleep(0)
        tasks: Any = [asyncio.create_task(together.write(said(batch))) for batch in "abc"]
        await asyncio.sleep(0)
        await pumped(notebook, first)
        await asyncio.sleep(0)
        tasks[stopped].cancel()
        await pumped(notebook, asyncio.gather(*tasks, return_exceptions=True))
        return list(await asyncio.gather(*tasks, return_exceptions=True))

    outcomes = asyncio.run(run())
    others = [letter for place, letter in enumerate("abc") if place != stopped]
    assert [one is None for one in outcomes] == [place != stopped for place in range(3)]
    assert set(others) <= {one for write in notebook.writes for one in write}


def test_batches_that_come_within_the_pause_before_a_write_go_into_it() -> None:
    notebook = Notebook()

    async def run() -> list[Any]:
        together = WrittenTogether(notebook, gather=0.05)
        tasks: Any = [asyncio.create_task(together.write(said("1")))]
        await asyncio.sleep(0)
        tasks += [asyncio.create_task(together.write(said(batch))) for batch in ("ab", "c")]
        outcomes: list[Any] = await pumped(notebook, asyncio.gather(*tasks))
        return outcomes

    assert asyncio.run(run()) == [None] * 3
    assert notebook.writes == [["1", "a", "b", "c"]]


def test_nothing_to_write_writes_nothing() -> None:
    notebook = Notebook()
    asyncio.run(WrittenTogether(notebook).write(said("")))
    assert notebook.writes == []
