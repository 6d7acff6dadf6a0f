"""Filling a new generation from the log, with feeds of its own, up to where nobody can tell it from the one that is read."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from services.runtime.decision_feed import DecisionFeed
from services.runtime.lanes import Lane

LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Filling:
    """A lane and the feeds that fill it alone."""

    lane: Lane
    feeds: Sequence[DecisionFeed]

    async def reach_the_end(self) -> None:
        """Wait until the lane has what the log had a moment ago. Raises what ended a feed."""
        for feed in self.feeds:
            await self._reach(feed.source, await feed.end_offsets())

    async def pass_by(self, positions: Mapping[str, Mapping[int, int]]) -> None:
        """Wait until the lane has read as far as the generation that is read; then stop, so that others may go on."""
        for source, reached in positions.items():
            await self._reach(source, reached)
        for feed in self.feeds:
            await feed.stop()

    async def _reach(self, source: str, wanted: Mapping[int, int]) -> None:
        while any(self.lane.position(source, partition) < offset for partition, offset in wanted.items()):
            for feed in self.feeds:
                if feed.failure is not None:
                    raise feed.failure
            await asyncio.sleep(LOOK_SECONDS)


@asynccontextmanager
async def filled(lane: Lane, feeds: Sequence[DecisionFeed]) -> AsyncIterator[Filling]:
    """Run the feeds; they are stopped at the end, whatever happens."""
    for feed in feeds:
        feed.start()
    try:
        yield Filling(lane, feeds)
    finally:
        for feed in feeds:
            await feed.stop()
