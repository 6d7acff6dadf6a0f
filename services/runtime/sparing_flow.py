"""Faust hears in small batches and without a task for every record; what tells nothing is not handed to it at all.

Measured with faust 0.15.3: most of what hearing an event cost was Faust's own. For every record it makes two tasks and waits
for the first of them (`Consumer._drain_messages`), and at some hundred events a second every fetch brings one or two.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator, Mapping
from functools import partial
from typing import Any

GATHER_SECONDS = 0.1
"""Before a fetch, so that it brings more than one record; nobody waits for an alert in tenths of a second."""
_FULL = 100
"""Records: after a fetch of so many there is no waiting."""

_HANDLING, _HANDLING_AND_END = "on_message", 2
"""The coroutine that hands a record on, and with how many it is waited for."""

Sift = Callable[[str, bytes], bool]
"""Whether a record of this topic tells anything."""


def flow_sparingly(app: Any, tells: Sift) -> None:
    """`app`: a faust.App that was not started. Beside what `hold_flow` does, which is to be connected before."""
    app.topics.on_message = _sifting(app, app.topics.on_message, tells)

    async def assigned(app: Any, *_: Any, **__: Any) -> None:
        consumer = app.consumer
        if "wait_first" not in vars(consumer):
            consumer._getmany = _gathering(consumer._getmany)
            consumer.wait_first = first_at_once(consumer.wait_first)

    app.on_partitions_assigned.connect(assigned, weak=False)


def _sifting(app: Any, handle: Any, tells: Sift) -> Any:
    async def on_message(message: Any) -> None:
        if message.value is None or tells(message.topic, message.value):
            await handle(message)
        else:
            app.consumer.ack(message)

    return on_message


def _gathering(fetch: Any) -> Any:
    last = _FULL

    async def getmany(active_partitions: Any, timeout: float) -> Any:  # noqa: ASYNC109 - Faust's own signature
        nonlocal last
        if last < _FULL:
            await asyncio.sleep(GATHER_SECONDS)
        records: Mapping[Any, Any] = await fetch(active_partitions, timeout)
        last = sum(map(len, records.values())) if records else 0
        return records

    return getmany


def first_at_once(wait_first: Any) -> Any:
    """mode's `wait_first`, which waits for less where a record is handled at once: of its handling and the end of the flow, nothing is left.

    Every other waiting of the consumer is as it was.
    """

    async def first(*waits: Any, **options: Any) -> Any:
        if options or len(waits) != _HANDLING_AND_END or getattr(waits[0], "__name__", "") != _HANDLING:
            return await wait_first(*waits, **options)
        handling, end = waits
        try:
            waits_for = handling.send(None)
        except StopIteration:
            end.close()
            return None
        except BaseException:
            end.close()
            raise
        return await wait_first(_resumed(_Begun(handling, waits_for)), end)

    return first


async def _resumed(begun: Awaitable[Any]) -> Any:
    return await begun


class _Begun:
    """A coroutine that has run up to its first waiting."""

    def __init__(self, handling: Coroutine[Any, Any, Any], waits_for: Any) -> None:
        self._handling = handling
        self._waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, Any]:
        waits_for: Any = self._waits_for
        step: Callable[[], Any]
        while True:
            try:
                step = partial(self._handling.send, (yield waits_for))
            except BaseException as error:
                step = partial(self._handling.throw, error)
            try:
                waits_for = step()
            except StopIteration as end:
                return end.value
