"""`python -m deploy.bench.generate N`: N cases through `decide`, appended to the logs of the stack that runs, with progress and resume.

What the services decide is computed here as they compute it and appended to their decisions topics; they fold it like any
other record and go on with what follows (surveys, views). Sent twice is harmless: readers skip what was answered.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from aiokafka import AIOKafkaProducer

from deploy.bench.making import Chunk, Record, made_at_once, processes_here
from deploy.bench.population import Population
from deploy.run_state import RunFolder
from schemas.topics import decisions
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.law import Law
from services.runtime.settings import Settings, StackSettings

_PROGRESS_SECONDS = 10.0
_BATCH_BYTES = 512 * 1024


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


async def append(
    settings: Settings,
    population: Population,
    cases: int,
    progress: Progress,
    until: float = float("inf"),
    processes: int = 0,
) -> int:
    """Append what is missing up to `cases`, by all processors unless `processes` says how many; how many decisions that were.

    Ends early at `until` (monotonic seconds), between two chunks; the next call goes on there.
    """
    producer = AIOKafkaProducer(bootstrap_servers=settings.kafka, acks="all", linger_ms=5, max_batch_size=_BATCH_BYTES)
    await producer.start()
    appended, began, first = 0, time.monotonic(), progress.done
    told, chunks = began, made_at_once(population, first, cases, processes or processes_here())
    try:
        async with aclosing(chunks):
            async for chunk in chunks:
                await _send(producer, settings.installation, chunk.records)
                progress.reached(chunk.after, sum(record.events for record in chunk.records))
                appended += len(chunk.records)
                now = time.monotonic()
                if now - told > _PROGRESS_SECONDS or chunk.after == cases:
                    _tell(chunk, cases, (chunk.after - first) / (now - began))
                    told = now
                if now > until:
                    break
    finally:
        await producer.stop()
    return appended


async def _send(producer: AIOKafkaProducer, installation: str, records: Sequence[Record]) -> None:
    """All of them, confirmed; records of one partition in their order."""
    names = {service: decisions(service).name_in(installation) for service in {record.service for record in records}}
    sent = [
        await producer.send(names[record.service], record.value, record.key, partition=record.partition)
        for record in records
    ]
    await asyncio.gather(*sent)


def _tell(chunk: Chunk, cases: int, rate: float) -> None:
    left = (cases - chunk.after) / rate
    print(f"{chunk.after}/{cases} 件，每秒 {rate:.0f} 件，还要 {left / 60:.1f} 分钟", file=sys.stderr)


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
