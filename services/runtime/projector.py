"""All views of a process: which generations are filled, from which sources, and how a rebuilt one takes over."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import structlog

from services.runtime.checkpoints import Checkpoints
from services.runtime.decision_feed import Arbitration, DecisionFeed, Readers
from services.runtime.filling import filled
from services.runtime.generations import Generations
from services.runtime.head_start import HeadStarts
from services.runtime.lanes import Lane
from services.runtime.mongo import Database, DatabaseUnavailable, patiently
from services.runtime.projection import View

GRACE_SECONDS = 60.0
"""How long a replaced generation is kept for requests that still read it."""
FOLLOW_SECONDS = 2.0
"""How often the pointers are looked at, since another replica may have moved one."""
SAVE_SECONDS = 1.0

_log = structlog.get_logger(__name__)


@dataclass
class Projector:
    """Fills every view's current generation; builds a new one where the current is not what today's code would make."""

    views: Sequence[View]
    database: Database
    readers: Readers
    arbiters: dict[str, Arbitration] = field(default_factory=dict)
    """By source; there before `start`."""
    epoch: str = ""
    """Of the embedded database and the logs together: what was filled under another epoch is rebuilt."""
    grace: float = GRACE_SECONDS
    _feeds: dict[str, DecisionFeed] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _building: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.generations = Generations(self.database)
        self.checkpoints = Checkpoints(self.database)
        self.lanes: dict[str, Lane] = {}
        self._head_starts = HeadStarts(self.readers, self.arbiters)

    async def start(self) -> None:
        """Open what is current and begin to build what is not; waits for the database as long as it takes."""
        current = await patiently(self.generations.all_current)
        for view in self.views:
            generation = current.get(view.name)
            if generation is not None and generation.serves(view, self.epoch):
                lane = Lane(view, generation, self.database)
                await patiently(lane.open)
                self.lanes[view.name] = lane
        self._feeds = {source: self._feed(source, list(self.lanes.values())) for source in self.sources}
        for feed in self._feeds.values():
            feed.start()
        for view in self.views:
            if view.name not in self.lanes:
                self.rebuild(view.name, afresh=False)
        self._spawn(self._follow_pointers())
        self._spawn(self._save_often())

    async def stop(self) -> None:
        """Stop between two batches and store the positions."""
        for task in [*self._tasks, *self._building.values()]:
            task.cancel()
        await asyncio.gather(*self._tasks, *self._building.values(), return_exceptions=True)
        for feed in self._feeds.values():
            await feed.stop()
        with suppress(*DatabaseUnavailable):
            for lane in self.lanes.values():
                await lane.save()

    def rebuild(self, view_name: str, *, afresh: bool = True) -> None:
        """Begin to fill a new generation from the log; readers notice nothing until it takes over."""
        running = self._building.get(view_name)
        if running is None or running.done():
            view = next(view for view in self.views if view.name == view_name)
            self._building[view_name] = asyncio.create_task(self._rebuild(view, afresh), name=f"rebuild {view_name}")

    async def rebuilt(self, view_name: str) -> None:
        """Wait until the rebuild that runs, if any, has taken over. Raises what ended it."""
        if view_name in self._building:
            await asyncio.shield(self._building[view_name])

    @property
    def sources(self) -> tuple[str, ...]:
        """Every service whose decisions are read."""
        return tuple(sorted({source for view in self.views for source in view.sources}))

    @property
    def is_ready(self) -> bool:
        """True when every view has a current generation of today's code and no feed has ended."""
        failed = any(feed.failure for feed in self._feeds.values())
        return bool(self._feeds) and len(self.lanes) == len(self.views) and not failed

    @property
    def building(self) -> tuple[str, ...]:
        """Views that are being rebuilt."""
        return tuple(name for name, task in self._building.items() if not task.done())

    @property
    def feeds(self) -> Mapping[str, DecisionFeed]:
        """The feeds by source, for health."""
        return self._feeds

    async def _rebuild(self, view: View, afresh: bool) -> None:
        generation = await patiently(lambda: self.generations.begin(view, self.epoch, afresh=afresh))
        lane = Lane(view, generation, self.database)
        await patiently(lane.open)
        is_at_the_end = await self._head_starts.join(lane)
        async with filled(lane, lambda source, lane: self._feed(source, [lane])) as filling:
            if not is_at_the_end:
                await filling.reach_the_end()
            await filling.pass_by(self._read_up_to(view))
            async with self._standing(view):
                await filling.pass_by(self._read_up_to(view))
                await filling.stop()
                await patiently(lane.save)
                await patiently(lambda: self.generations.take_over(generation))
                self._use(lane)
        _log.info("view_taken_over", view=view.name, generation=generation.number)
        self._spawn(self._drop_after_grace(view.name))

    def _read_up_to(self, view: View) -> dict[str, dict[int, int]]:
        """How far the feeds of the generations that are read have come with the view's sources."""
        return {source: dict(self._feeds[source].positions) for source in view.sources}

    @asynccontextmanager
    async def _standing(self, view: View) -> AsyncIterator[None]:
        """Within it the feeds of the view stand between two batches."""
        async with AsyncExitStack() as held:
            for source in sorted(view.sources):
                await held.enter_async_context(self._feeds[source].turn)
            yield

    def _use(self, lane: Lane) -> None:
        """The feeds go on with this lane in place of the view's last one, from where it stands."""
        replaced = self.lanes.get(lane.view.name)
        self.lanes[lane.view.name] = lane
        for source in lane.view.sources:
            feed = self._feeds[source]
            feed.lanes = [other for other in feed.lanes if other is not replaced] + [lane]
            feed.reopen = feed.reopen or feed.is_beyond(lane)

    async def _follow_pointers(self) -> None:
        """Another replica may have let a generation take over: fill that one from now on. A lost pointer: build anew."""
        while True:
            await asyncio.sleep(FOLLOW_SECONDS)
            current = await patiently(self.generations.all_current)
            for view in self.views:
                generation = current.get(view.name)
                mine = self.lanes.get(view.name)
                if generation is None and mine is not None and view.name not in self.building:
                    _log.error("view_pointer_lost", view=view.name, generation=mine.generation.number)
                    self.rebuild(view.name)
                if generation and mine and generation.number > mine.generation.number:
                    lane = Lane(view, generation, self.database)
                    await patiently(lane.open)
                    async with self._standing(view):
                        self._use(lane)

    async def _save_often(self) -> None:
        while True:
            await asyncio.sleep(SAVE_SECONDS)
            for lane in list(self.lanes.values()):
                with suppress(*DatabaseUnavailable):
                    await lane.save()

    async def _drop_after_grace(self, view_name: str) -> None:
        await asyncio.sleep(self.grace)
        await patiently(lambda: self.generations.drop_unused(view_name, self.checkpoints))

    def _feed(self, source: str, lanes: list[Lane]) -> DecisionFeed:
        return DecisionFeed(self.readers, source, self.arbiters[source], lanes)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
