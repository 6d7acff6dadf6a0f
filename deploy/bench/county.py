"""A county with so many generated cases, in a folder of its own: its log is made once and kept, its views are filled from it,
its services are started over it.
"""

import asyncio
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil

from deploy.bench.filled import Filled, share_read
from deploy.bench.generate import Progress, append
from deploy.bench.lasting_servers import bytes_below, ends_of
from deploy.bench.population import Population
from deploy.bootstrap import create_topics
from deploy.embedded.kafka import Kafka
from deploy.embedded.mongodb import Database
from deploy.services import SERVICES
from deploy.trial.fleet import Fleet
from deploy.trial.servers import Installation
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.law import Law
from services.runtime.checkpoints import Checkpoints
from services.runtime.mongo import connect
from services.runtime.settings import Settings

NAME = "population"
YEAR = 2025
VIEWS, CONSOLE = "views", "console"
DECIDING = tuple(service.name for service in SERVICES if service.name not in (VIEWS, CONSOLE))
READY_SECONDS = 600.0
"""A service reads its whole log before it is ready."""
AS_AN_OPERATORS = {"MEDIATION_FAULT_FILE": "", "MEDIATION_SESSION_TIMEOUT_MS": "", "MEDIATION_MODE": "production"}
_LOOK_SECONDS, _STILL_SECONDS, _PROGRESS_SECONDS = 0.5, 4.0, 15.0


class County:
    """One folder's log, views and services on running servers."""

    def __init__(self, folder: Path, cases: int, broker: Kafka, database: Database) -> None:
        self._broker, self._database, self._cases = broker, database, cases
        self._progress = Progress(folder / "progress.json")
        self._settings = replace(
            Settings.from_environment(), kafka=broker.address, mongodb=database.uri, installation=NAME
        )
        self.population = Population(
            NAME, Law.load(self._settings.profile), datetime(YEAR, 1, 2, 9, tzinfo=SHANGHAI)
        )  # fmt: skip
        self.fleet = Fleet(Installation(NAME, broker.address, database.uri, folder))
        self._told = {**AS_AN_OPERATORS, "MEDIATION_DATABASE_EPOCH": database.epoch}

    async def log_made(self, until: float) -> bool:
        """Append what is missing in the log until `until` (monotonic seconds); whether all is there."""
        await create_topics(self._broker.address, NAME)
        if self._progress.done < self._cases:
            await append(self._settings, self.population, self._cases, self._progress, until)
        return self._progress.done >= self._cases

    async def views_filled(self, until: float) -> Filled | None:
        """Start the views and wait until they have the log; None where the time was over before."""
        began, before = time.monotonic(), await self._folded()
        try:
            await self.fleet.start(VIEWS, environment=self._told, seconds=until - began)
        except AssertionError:
            return None  # Views are ready when they are filled.
        if not await self._caught_up(until):
            return None
        events = round(self._progress.events * share_read(before, await self._folded()))
        seconds, worked = time.monotonic() - began, self._worked(VIEWS)
        return Filled(events, seconds, worked * 1e6 / events if events else 0.0)

    async def started(self, everything: bool, until: float) -> bool:
        """Start the console, and where wanted every service, which go on with what follows from the log; whether they came to rest."""
        if everything:
            await self._start(*DECIDING)
        addresses = " ".join(f"{name}={url}" for name, url in self.fleet.addresses.items())
        await self._start(CONSOLE, MEDIATION_ADDRESSES=addresses)
        return await self._at_rest(until)

    @property
    def processes(self) -> Mapping[str, int]:
        """Ids of what a page is made by, by name."""
        return {
            **{name: process.process.pid for (name, _), process in self.fleet.processes.items()},
            "数据库": self._database.process.pid, "消息服务器": self._broker.process.pid,
        }  # fmt: skip

    @property
    def memory(self) -> Mapping[str, int]:
        """Bytes in memory of what grows with the cases."""
        shown = {"视图": VIEWS, "工作台": CONSOLE, "数据库": "数据库", "消息服务器": "消息服务器"}
        found = self.processes
        return {said: psutil.Process(found[name]).memory_info().rss for said, name in shown.items() if name in found}

    @property
    def events(self) -> int:
        """In the log."""
        return self._progress.events

    @property
    def database_bytes(self) -> int:
        """On the disk."""
        return bytes_below(self._database.folder)

    @property
    def log_bytes(self) -> int:
        """On the disk."""
        return bytes_below(self._broker.folder)

    async def _folded(self) -> Mapping[str, int]:
        """How many decisions each generation of a view has read."""
        checkpoints = Checkpoints(connect(self._settings.mongodb, self._settings.database))
        return {name: sum(positions.values()) for name, positions in (await checkpoints.all()).items()}

    async def _start(self, *names: str, **more: str) -> None:
        print(f"启动 {'、'.join(names)}", file=sys.stderr)
        await self.fleet.start(*names, environment={**self._told, **more}, seconds=READY_SECONDS)

    async def _caught_up(self, until: float) -> bool:
        """Wait until the views have everything that is in the log."""
        told = time.monotonic()
        while behind := await self._behind(await self._ends()):
            if time.monotonic() > until:
                return False
            if time.monotonic() - told > _PROGRESS_SECONDS:
                print(f"视图还差：{behind}", file=sys.stderr)
                told = time.monotonic()
            await asyncio.sleep(_LOOK_SECONDS)
        return True

    async def _at_rest(self, until: float) -> bool:
        """Wait until no service has anything to do and nothing was decided for a while."""
        still, told, last = time.monotonic(), time.monotonic(), await self._ends()
        while time.monotonic() - still < _STILL_SECONDS:
            if time.monotonic() > until:
                return False
            await asyncio.sleep(_LOOK_SECONDS)
            now, lag = await self._ends(), await self._lag()
            if now != last or lag or await self._behind(now):
                still, last = time.monotonic(), now
            if time.monotonic() - told > _PROGRESS_SECONDS:
                print(f"各服务还有 {lag} 项未处理", file=sys.stderr)
                told = time.monotonic()
        return True

    async def _lag(self) -> int:
        """What the services have not handled or published."""
        lag = 0
        for (name, _), process in self.fleet.processes.items():
            if name not in (VIEWS, CONSOLE):
                parts = (await self._ask(process.url, "/health"))["parts"]
                lag += sum(part["lag"] for part in parts.values())
                loop = parts.get("case_loop", {}).get("partitions", ())
                lag += sum(one["publisher_lag"] or 0 for one in loop)
        return lag

    async def _ends(self) -> Mapping[str, Mapping[int, int]]:
        return {service: await ends_of(self._settings, service) for service in DECIDING}

    async def _behind(self, ends: Mapping[str, Mapping[int, int]]) -> str:
        """What the views do not have yet; empty where they have everything."""
        part = (await self._ask(self.fleet.of(VIEWS).url, "/health"))["parts"]["views"]
        if building := part.get("building"):
            return f"{len(building)} 个视图"
        known: Mapping[str, Any] = part.get("positions", {})
        lag = sum(
            max(end - known.get(service, {}).get(str(at), 0), 0)
            for service, offsets in ends.items()
            for at, end in offsets.items()
            if service in known
        )
        return f"{lag} 项决定" if lag or not known else ""

    async def _ask(self, url: str, path: str) -> Any:
        return (await self.fleet.operator.get(url + path, timeout=60)).json()

    def _worked(self, *names: str) -> float:
        """Seconds of processor time of these processes and of the database so far."""
        wanted: Sequence[str] = (*names, "数据库")
        return sum(sum(psutil.Process(self.processes[name]).cpu_times()[:2]) for name in wanted)
