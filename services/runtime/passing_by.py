"""Events that concern nobody here are acknowledged where Faust hands them over, without the way through its streams.

A service hears whole topics and reacts to few of their events: of the three of a plain registration to none. Through a channel,
a stream and an agent each costs ten times what it takes to read its type off the bytes.
"""

from collections.abc import AsyncIterator, Callable
from typing import Any

from services.runtime.pauses import left_of

LINGER_SECONDS, BUSY_LINGER_SECONDS = 0.05, 0.2
"""After a fetch that brought something the next waits until this much has passed for all: each fetch crosses two threads."""
BUSY = 10
"""So many messages at once that concern nobody here, and the next ones will hardly either: they are fetched less often."""


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
        self._passed = self._handed = 0
        """Messages of the last fetch that concern nobody, and the others."""

    async def getmany(self, **asked: float) -> AsyncIterator[tuple[Any, Any]]:
        """What concerns somebody. The next is asked for only when one has been handed over, so that the order stays."""
        if self._passed or self._handed:
            is_busy_for_others = self._passed >= BUSY and not self._handed
            await self._consumer.sleep(left_of(BUSY_LINGER_SECONDS if is_busy_for_others else LINGER_SECONDS))
        self._passed = self._handed = 0
        async for place, message in self._getmany(**asked):
            if self._concerns(message.value) or not self._follows(place, message.offset):
                self._handed += 1
                yield place, message
            else:
                self._passed += 1
                self._consumer.ack(message)
                self._consumer._read_offset[place] = message.offset

    def _follows(self, place: Any, offset: int) -> bool:
        """What was read before or leaves a gap is Faust's own business."""
        read = self._consumer._read_offset[place]
        return bool(read) and offset in (read, read + 1)
