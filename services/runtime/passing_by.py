"""Events that concern nobody here are acknowledged where Faust hands them over, without the way through its streams.

A service hears whole topics and reacts to few of their events: of the three of a plain registration to none. Through a channel,
a stream and an agent each costs ten times what it takes to read its type off the bytes.
"""

from collections.abc import AsyncIterator, Callable
from typing import Any

from services.runtime.pauses import left_of

LINGER_SECONDS = 0.05
"""After a fetch that brought something the next waits until this much has passed for all: each fetch crosses two threads."""


def pass_by(app: Any, concerns: Callable[[bytes], bool]) -> None:
    """`app`: a faust.App. Let only events through of whose bytes `concerns` says so; the others count as heard, in their order."""

    async def wrap(app: Any, *_: Any, **__: Any) -> None:
        consumer = app.consumer
        if "getmany" not in vars(consumer):
            consumer.getmany = _Passing(consumer, concerns).getmany

    app.on_partitions_assigned.connect(wrap)


class _Passing:
    """A consumer's `getmany`, which `Consumer._drain_messages` asks for one message after the other."""

    def __init__(self, consumer: Any, concerns: Callable[[bytes], bool]) -> None:
        self._consumer = consumer
        self._concerns = concerns
        self._getmany = consumer.getmany
        self._brought = False

    async def getmany(self, **asked: float) -> AsyncIterator[tuple[Any, Any]]:
        """What concerns somebody. The next is asked for only when one has been handed over, so that the order stays."""
        if self._brought:
            await self._consumer.sleep(left_of(LINGER_SECONDS))
        self._brought = False
        async for place, message in self._getmany(**asked):
            self._brought = True
            if self._concerns(message.value) or not self._follows(place, message.offset):
                yield place, message
            else:
                self._consumer.ack(message)
                self._consumer._read_offset[place] = message.offset

    def _follows(self, place: Any, offset: int) -> bool:
        """What was read before or leaves a gap is Faust's own business."""
        read = self._consumer._read_offset[place]
        return bool(read) and offset in (read, read + 1)
