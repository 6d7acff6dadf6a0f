"""`make bench-population`: the pages and the rebuild among more and more cases, unattended, within a time budget, resumable.

A broker, a database, the views and the console of its own, in a folder of its own. Cases are generated through `decide` and
appended to the log; ended early, it goes on there when it is started again.
"""

import argparse
import asyncio
import os
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console

from deploy.bench.flat_report import Book, Carried, tables
from deploy.bench.generate import SERVICES as GENERATING
from deploy.bench.generate import Progress, append
from deploy.bench.lasting_servers import bytes_below, ends_of, servers
from deploy.bench.pages import Measured, Visitor, measured, pages
from deploy.bench.population import STILL_OPEN, Population
from deploy.bootstrap import create_topics
from deploy.embedded.kafka import Kafka
from deploy.embedded.mongodb import Database
from deploy.trial.fleet import Fleet
from deploy.trial.servers import Installation
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.law import Law
from services.runtime.local_issuer import LocalIssuer
from services.runtime.settings import Settings, data_folder
from services.views.all_views import VIEWS

NAME = "population"
YEAR = 2025
KEPT_BACK = 0.45
"""Of the time left: kept back for views that have to catch up, the last measurement and the rebuild."""
STEP = 500
"""Cases between two looks at the time."""
LEAST_REBUILD_SECONDS = 120.0
_LOOK_SECONDS = 0.5
_PROGRESS_SECONDS = 15.0
AS_AN_OPERATORS = {"MEDIATION_FAULT_FILE": "", "MEDIATION_SESSION_TIMEOUT_MS": "", "MEDIATION_MODE": "production"}


class Bench:
    """One run on running servers."""

    def __init__(self, fleet: Fleet, broker: Kafka, database: Database, folder: Path, until: float) -> None:
        self._fleet, self._broker, self._database, self._until = fleet, broker, database, until
        self._progress = Progress(folder / "progress.json")
        law = Law.load(Settings.from_environment().profile)
        self._population = Population(NAME, law, datetime(YEAR, 1, 2, 9, tzinfo=SHANGHAI))
        self._settings = replace(
            Settings.from_environment(), kafka=broker.address, mongodb=database.uri, installation=NAME
        )
        self.book = Book(folder / "measured.json")
        self.rebuilt = ""

    async def run(self, wanted: Sequence[int], rebuild: bool) -> None:
        """Measure among one case and among each of `wanted`, as far as the time goes; then build all views anew."""
        for cases in sorted({1, *wanted}):
            if cases < self._progress.done:
                continue  # A log cannot be made shorter: what an earlier run went past is not measured again.
            await self._add_and_measure(cases)
            if self._progress.done < cases:
                break
        if rebuild:
            await self._rebuild()

    async def _add_and_measure(self, cases: int) -> None:
        began, events = time.monotonic(), self._progress.events
        worked = self._worked()
        await self._carry(cases)
        await self._caught_up()
        seconds, grown = time.monotonic() - began, self._progress.events - events
        cost = (self._worked() - worked) / grown * 1_000_000 if grown else 0.0
        carried = self._size_now(self._progress.done, grown / seconds, cost)
        self.book.add(await self._measure(self._progress.done), carried)

    async def _carry(self, cases: int) -> None:
        """Append up to `cases`, as many as the time allows."""
        until = self._until - (self._until - time.monotonic()) * KEPT_BACK
        while self._progress.done < cases and (time.monotonic() < until or not self._progress.done):
            await append(self._settings, self._population, min(cases, self._progress.done + STEP), self._progress)

    async def _measure(self, cases: int) -> list[Measured]:
        views, console = self._fleet.of("views"), self._fleet.of("console")
        number = STILL_OPEN if cases > STILL_OPEN else 0
        told = self._population.told(number)[1]
        visitor = Visitor(views.url, console.url, LocalIssuer(self._fleet.installation.data / "issuer"))
        try:
            wanted = pages(told.code, told.body, told.phones[0], YEAR)
            rows = await measured(visitor, wanted, cases, self._processes())
        finally:
            await visitor.close()
        print(f"{cases} 件：{len(wanted)} 个页面已测", file=sys.stderr)
        return rows

    async def _caught_up(self) -> None:
        """Wait until the views have everything that is in the log."""
        ends = {service: await ends_of(self._settings, service) for service in GENERATING}
        told = 0.0
        while behind := await self._behind(ends):
            if time.monotonic() - told > _PROGRESS_SECONDS:
                print(f"视图还差 {behind} 项决定", file=sys.stderr)
                told = time.monotonic()
            await asyncio.sleep(_LOOK_SECONDS)

    async def _behind(self, ends: Mapping[str, Mapping[int, int]]) -> int:
        part = (await self._ask("GET", "/health"))["parts"]["views"]
        known = part.get("positions", {})
        lag = sum(
            max(end - known.get(service, {}).get(str(at), 0), 0)
            for service, offsets in ends.items()
            for at, end in offsets.items()
        )
        return int(lag + len(part.get("building", ())))

    async def _rebuild(self) -> None:
        """All views at once from the log, until every new generation has taken over or the time is over."""
        began = time.monotonic()
        before = (await self._ask("GET", "/admin/views"))["generations"]
        for view in VIEWS:
            await self._ask("POST", f"/admin/views/{view.name}/rebuild")
        while time.monotonic() < max(self._until, began + LEAST_REBUILD_SECONDS):
            now = (await self._ask("GET", "/admin/views"))["generations"]
            if all(now.get(name, 0) > number for name, number in before.items()):
                seconds = time.monotonic() - began
                self.rebuilt = f"{self._progress.events} 个事件、{len(VIEWS)} 个视图同时重建 {seconds:.0f} 秒，每秒 {self._progress.events / seconds:,.0f} 个事件"
                return
            await asyncio.sleep(_LOOK_SECONDS)
        self.rebuilt = "重建在限定的时间内没有完成"

    async def _ask(self, method: str, path: str) -> Any:
        answer = await self._fleet.operator.request(method, self._fleet.of("views").url + path, timeout=60)
        return answer.json()

    def _processes(self) -> dict[str, int]:
        return {
            "视图": self._fleet.of("views").process.pid, "数据库": self._database.process.pid,
            "工作台": self._fleet.of("console").process.pid, "消息服务器": self._broker.process.pid,
        }  # fmt: skip

    def _worked(self) -> float:
        """Seconds of processor time of views and database so far."""
        processes = self._processes()
        return sum(sum(psutil.Process(processes[name]).cpu_times()[:2]) for name in ("视图", "数据库"))

    def _size_now(self, cases: int, per_second: float, microseconds: float) -> Carried:
        files = bytes_below(self._database.folder)
        memory = {name: psutil.Process(pid).memory_info().rss for name, pid in self._processes().items()}
        return Carried(
            cases, self._progress.events, files, bytes_below(self._broker.folder), memory, per_second, microseconds
        )


async def bench(broker: Kafka, database: Database, folder: Path, wanted: Sequence[int], minutes: float) -> Bench:
    """Start views and console, run, end them."""
    until = time.monotonic() + minutes * 60
    await create_topics(broker.address, NAME)
    fleet = Fleet(Installation(NAME, broker.address, database.uri, folder))
    try:
        told = {**AS_AN_OPERATORS, "MEDIATION_DATABASE_EPOCH": database.epoch}
        await fleet.start("views", environment=told)
        await fleet.start("console", environment={**told, "MEDIATION_ADDRESSES": f"views={fleet.of('views').url}"})
        run = Bench(fleet, broker, database, folder, until)
        await run.run(wanted, rebuild=True)
    finally:
        await fleet.stop()
    return run


def main() -> None:
    """The tables on standard output, progress on standard error."""
    parser = argparse.ArgumentParser(
        description="在越来越多的案件中测量各页面和视图重建；中断后再次执行从停下的地方接着造"
    )
    parser.add_argument("cases", type=int, nargs="*", default=[10_000, 100_000], help="在多少件案件中测量")
    parser.add_argument("--minutes", type=float, default=20, help="最多用多少分钟")
    parser.add_argument(
        "--folder", type=Path, default=data_folder(os.environ) / "bench-population", help="数据放在哪里"
    )
    parser.add_argument("--afresh", action="store_true", help="删去以前造的，从头开始")
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    if asked.afresh:
        shutil.rmtree(folder, ignore_errors=True)
    with servers(folder) as (broker, database):
        run = asyncio.run(bench(broker, database, folder, asked.cases, asked.minutes))
    console = Console(width=None if Console().is_terminal else 170)
    for table in tables(run.book.rows, run.book.carried):
        console.print(table)
    console.print(run.rebuilt)


if __name__ == "__main__":
    main()
