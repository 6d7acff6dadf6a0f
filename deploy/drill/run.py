"""Runs scenarios one after the other on the drill's own servers, each once per drill, with a line of progress."""

import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from deploy.bootstrap import create_topics
from deploy.drill.book import Book, Row
from deploy.embedded.kafka import Kafka
from deploy.embedded.mongodb import Database
from deploy.trial.fleet import Fleet
from deploy.trial.history import History
from deploy.trial.servers import Installation
from schemas.topics import DECIDING_SERVICES
from services.runtime.kafka.consumer import BrokerError


@dataclass(frozen=True)
class Found:
    """What a scenario came to: problems (none: it holds) and what was measured, in Chinese."""

    problems: list[str]
    told: str = ""


Work = Callable[[], Awaitable[Found]]


@dataclass
class Run:
    """One start of the drill."""

    book: Book
    folder: Path
    broker: Kafka
    database: Database
    only: tuple[str, ...] = ()
    """Beginnings of the scenarios to run; all when empty."""
    console: Console = field(default_factory=lambda: Console(width=None if Console().is_terminal else 160))

    def wants(self, *scenarios: str) -> bool:
        """Whether any of these is still to be run."""
        return any(self._wanted(scenario) for scenario in scenarios)

    async def scenario(self, name: str, done: str, invariant: str, work: Work) -> None:
        """Run it unless it held already; whatever it raises is its result."""
        if not self._wanted(name):
            return
        self.console.print(f"▶ {name}：{done}")
        began = time.monotonic()
        try:
            found = await work()
        except (AssertionError, RuntimeError, TimeoutError, OSError, BrokerError) as error:
            found = Found([f"{type(error).__name__}: {error}"[:800]])
        told = "；".join([*found.problems, *([found.told] if found.told else [])])
        row = Row(name, done, invariant, not found.problems, time.monotonic() - began, told)
        self.book.add(row)
        self.console.print(f"  {'成立' if row.holds else '不成立'}，{row.seconds:.0f} 秒 {told}")

    @asynccontextmanager
    async def world(self, services: tuple[str, ...] = DECIDING_SERVICES) -> AsyncIterator[tuple[Fleet, History]]:
        """An installation of its own with nothing running, and its history; everything is gone afterwards."""
        name = f"drill{uuid.uuid4().hex[:8]}"
        installation = Installation(name, self.broker.address, self.database.uri, self.folder / name)
        await create_topics(self.broker.address, name)
        fleet = Fleet(installation)
        try:
            async with History(installation.kafka, name, services) as history:
                yield fleet, history
        finally:
            await fleet.stop()

    def _wanted(self, scenario: str) -> bool:
        return not self.book.holds(scenario) and (not self.only or scenario.startswith(self.only))
