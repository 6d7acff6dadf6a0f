"""`python -m deploy.bench.generate N`: N cases through `decide`, appended to the logs of the stack that runs, with progress and resume.

What the services decide is computed here as they compute it and appended to their decisions topics; they fold it like any
other record and go on with what follows (surveys, views). Sent twice is harmless: readers skip what was answered.
"""

import argparse
import asyncio
import importlib
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from aiokafka import AIOKafkaProducer

from deploy.bench.population import Population
from deploy.run_state import RunFolder
from schemas.topics import decisions
from schemas.values import Channel
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.law import Law
from services.reproduce.cases import mediated_by_agency, mediated_by_committee
from services.reproduce.machine import Machine
from services.runtime.projection import LoggedDecision
from services.runtime.settings import Settings, StackSettings

CHUNK = 500
"""Cases between two notes of the progress."""
SERVICES = ("intake", "people_mediation", "administrative_mediation", "satisfaction")
PLAYS = {Channel.PEOPLE_MEDIATION: mediated_by_committee, Channel.ADMIN_MEDIATION: mediated_by_agency}
Records = list[tuple[LoggedDecision, bytes]]


def chunks(population: Population, begin: int, end: int) -> Iterator[tuple[int, Records]]:
    """The decisions about the cases from `begin` on, a chunk at a time, with the number of the next case. Raises NotDecided."""
    services = [importlib.import_module(f"services.{name}.worker").service(population.law) for name in SERVICES]
    records: Records = []
    machine = Machine(services, lambda logged, value: records.append((logged, value)))
    for start in range(begin, end, CHUNK):
        after = min(start + CHUNK, end)
        for number in range(start, after):
            channel, told = population.told(number)
            PLAYS[channel](machine, told)
        yield after, records.copy()
        records.clear()


class Progress:
    """How many cases are appended for good: one file in the data folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def done(self) -> int:
        """The number of the first case that is missing."""
        return int(json.loads(self._path.read_text())["cases"]) if self._path.exists() else 0

    @property
    def events(self) -> int:
        """How many events the cases appended so far have."""
        return int(json.loads(self._path.read_text()).get("events", 0)) if self._path.exists() else 0

    def reached(self, cases: int, events: int = 0) -> None:
        """Everything before this number is in the logs, `events` more than before."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".part")
        partial.write_text(json.dumps({"cases": cases, "events": self.events + events}))
        partial.replace(self._path)


async def append(settings: Settings, population: Population, cases: int, progress: Progress) -> int:
    """Append what is missing; how many decisions that were."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka, acks="all", linger_ms=20, max_batch_size=256 * 1024)
    await producer.start()
    appended, began, first = 0, time.monotonic(), progress.done
    try:
        for after, records in chunks(population, first, cases):
            sent = [
                await producer.send(
                    decisions(logged.source).name_in(settings.installation), value,
                    logged.decision.case_code.encode(), partition=logged.partition,
                )
                for logged, value in records
            ]  # fmt: skip
            await asyncio.gather(*sent)
            progress.reached(after, sum(len(logged.decision.events) for logged, _ in records))
            appended += len(records)
            rate = (after - first) / (time.monotonic() - began)
            print(f"{after}/{cases} 件，{rate:.0f} 件/秒", file=sys.stderr)
    finally:
        await producer.stop()
    return appended


def main() -> None:
    """Exit status 0 when all cases are in the logs."""
    parser = argparse.ArgumentParser(description="按公布的分布造案，走完办理规则，追加到正在运行的系统的日志")
    parser.add_argument("cases", type=int, help="一共多少件；再次执行从停下的地方接着造")
    parser.add_argument("--name", default="bench", help="同名的接着造，不同名的另造")
    parser.add_argument("--year", type=int, default=2025, help="案件发生的年份")
    asked = parser.parse_args()
    settings = Settings.from_environment()
    state = RunFolder(StackSettings.from_environment().data).read()
    if state is not None:
        settings = replace(settings, kafka=state.kafka, mongodb=state.mongodb)
    population = Population(asked.name, Law.load(settings.profile), datetime(asked.year, 1, 2, 9, tzinfo=SHANGHAI))
    progress = Progress(settings.data / "bench" / f"{asked.name}-{asked.year}.json")
    appended = asyncio.run(append(settings, population, asked.cases, progress))
    print(f"追加决定 {appended} 项，现有案件 {progress.done} 件。")


if __name__ == "__main__":
    main()
