"""Filling a new generation from the log, with feeds of its own, up to where nobody can tell it from the one that is read."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from services.runtime.decision_feed import DecisionFeed
from services.runtime.lanes import Lane

LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Filling:
    """A lane and the feeds that fill it alone; one is opened only for a source of which something is missing."""

    lane: Lane
    feed: Callable[[str, Lane], DecisionFeed]
    """A feed of a source for a lane, not yet started."""
    _feeds: dict[str, DecisionFeed] = field(default_factory=dict)

    async def reach_the_end(self) -> None:
        """Wait until the lane has what the log had a moment ago. Raises what ended a feed."""
        for source in self.lane.view.sources:
            await self._reach(source, await self._opened(source).end_offsets())

    async def pass_by(self, positions: Mapping[str, Mapping[int, int]]) -> None:
        """Wait until the lane has read as far as the generation that is read."""
        for source, reached in positions.items():
            await self._reach(source, reached)

    async def stop(self) -> None:
        """Stop the feeds, so that others may go on."""
        for feed in self._feeds.values():
            await feed.stop()

    def _opened(self, source: str) -> DecisionFeed:
        if source not in self._feeds:
            self._feeds[source] = self.feed(source, self.lane)
            self._feeds[source].start()
        return self._feeds[source]

    async def _reach(self, source: str, wanted: Mapping[int, int]) -> None:
        while any(self.lane.position(source, partition) < offset for partition, offset in wanted.items()):
            failure = self._opened(source).failure
            if failure is not None:
                raise failure
            await asyncio.sleep(LOOK_SECONDS)


@asynccontextmanager
async def filled(lane: Lane, feed: Callable[[str, Lane], DecisionFeed]) -> AsyncIterator[Filling]:
    """Fill the lane; the feeds are stopped at the end, whatever happens."""
    filling = Filling(lane, feed)
    try:
        yield filling
    finally:
        await filling.stop()
