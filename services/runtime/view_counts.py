"""Numbers counted in the views for the metrics: asked of the database now and then, so that a scrape costs nothing."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from services.runtime.mongo import DatabaseUnavailable, counted
from services.runtime.probes import Report
from services.runtime.projector import Projector

COUNT_SECONDS = 60.0
"""Unless the settings say otherwise. A count whose query has no index reads a whole view, and whatever is written then waits."""


@dataclass(frozen=True)
class ViewCount:
    """How many documents of a view match a query; where there must be none, `alarm` says in Chinese what it means."""

    name: str
    view: str
    query: Mapping[str, Any]
    alarm: str = ""


@dataclass
class ViewCounts:
    """Counts in the generations that are read; a probe like any other part. Nothing is counted before a view is built."""

    projector: Projector
    counts: Sequence[ViewCount]
    seconds: float = COUNT_SECONDS
    known: dict[str, int] = field(default_factory=dict)

    async def run(self) -> None:
        """Count again and again; the last numbers stay while the database is away."""
        while True:
            with suppress(*DatabaseUnavailable):
                await self.count()
            await asyncio.sleep(self.seconds)

    async def count(self) -> None:
        """Count once. Raises DatabaseUnavailable."""
        for count in self.counts:
            generation = await self.projector.generations.current(count.view)
            if generation is not None:
                collection = self.projector.database[generation.name]
                self.known[count.name] = await counted(collection, count.query)

    def report(self) -> Report:
        """See Probe. An alarm is told and makes nothing unready: restarting would not heal it."""
        alarms = [f"{count.alarm} {self.known[count.name]} 件" for count in self.counts if self._is_alarming(count)]
        return Report("counts", True, True, notes=tuple(alarms), details=dict(self.known))

    def _is_alarming(self, count: ViewCount) -> bool:
        return bool(count.alarm) and self.known.get(count.name, 0) > 0
