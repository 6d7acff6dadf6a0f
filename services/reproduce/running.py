"""Playing a table's cases in chunks, on every processor, so that an interrupted run goes on with the chunks that are missing."""

import importlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from services.jurisdiction.indicators import load_catalogue
from services.jurisdiction.law import Law
from services.reproduce.claims import Result, results
from services.reproduce.machine import Machine
from services.reproduce.plans import plan_of
from services.reproduce.plans.plan import Plan
from services.reproduce.reading import Figures, Reading, added
from services.reproduce.tables import read_tables
from services.views.statistics.projection import StatisticsView

CHUNK = 2_000
"""Cases that are played and kept together."""
PROFILE = "wuhu"
"""Whose bodies stand for those of the tables."""
Progress = Callable[[str, int, int], None]
"""(table, cases played, cases of the table)."""


@dataclass(frozen=True)
class Played:
    """What became of some cases."""

    figures: Figures
    tags: dict[str, int]
    decisions: int
    """How many were appended to the log."""


@dataclass(frozen=True)
class Reproduced:
    """A table with what came out."""

    plan: Plan
    decisions: int
    results: tuple[Result, ...]


def reproduced(
    path: Path, only: tuple[str, ...], most_cases: int | None, kept: Path | None, workers: int, progress: Progress
) -> Iterator[Reproduced]:
    """Every table of the file whose id begins with one of `only` (all where empty) and that has at most `most_cases` cases.

    `kept`: a folder in which finished chunks are kept; without it nothing is. Raises ProfileMistake for a broken file.
    """
    for table in read_tables(path):
        if only and not table.id.startswith(only):
            continue
        plan = plan_of(table)
        if most_cases is None or plan.cases <= most_cases:
            yield _reproduced(path, plan, kept, workers, progress)


def _reproduced(path: Path, plan: Plan, kept: Path | None, workers: int, progress: Progress) -> Reproduced:
    chunks = Chunks(kept / f"{plan.table.id}-{_version(path)}.jsonl" if kept else None)
    missing = [start for start in range(0, plan.cases, CHUNK) if start not in chunks.done]
    played = min(len(chunks.done) * CHUNK, plan.cases)
    progress(plan.table.id, played, plan.cases)
    for start, part in _parts(path, plan, missing, workers):
        chunks.keep(start, part)
        played += min(CHUNK, plan.cases - start)
        progress(plan.table.id, played, plan.cases)
    parts = [chunks.done[start] for start in sorted(chunks.done)]
    tags: dict[str, int] = {}
    for part in parts:
        for tag, number in part.tags.items():
            tags[tag] = tags.get(tag, 0) + number
    counts = added([part.figures for part in parts])
    found = results(plan.claims, counts, tags, load_catalogue())
    return Reproduced(plan, sum(part.decisions for part in parts), found)


def _parts(path: Path, plan: Plan, starts: list[int], workers: int) -> Iterator[tuple[int, Played]]:
    if workers <= 1 or len(starts) <= 1:
        for start in starts:
            yield start, played(plan, start, min(start + CHUNK, plan.cases))
        return
    with ProcessPoolExecutor(workers) as pool:
        running = {pool.submit(_in_a_process, path, plan.table.id, start): start for start in starts}
        for done in as_completed(running):
            yield running[done], done.result()


def _in_a_process(path: Path, table_id: str, start: int) -> Played:
    table = next(table for table in read_tables(path) if table.id == table_id)
    plan = plan_of(table)
    return played(plan, start, min(start + CHUNK, plan.cases))


def played(plan: Plan, start: int, end: int) -> Played:
    """These cases of a plan, through `decide` and the views' fold. Raises NotDecided where an act was refused."""
    law, reading = Law.load(PROFILE), Reading()
    services = [importlib.import_module(f"services.{name}.worker").service(law) for name in plan.services]
    machine = Machine(services, reading.take)
    for number in range(start, end):
        told = plan.told(number)
        plan.play(machine, told)
        reading.forget(told.code)
    return Played(reading.figures(), reading.tags, reading.decisions)


class Chunks:
    """Finished chunks of one table, one JSON line each; a line that was cut off is played again."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.done: dict[int, Played] = {}
        if path is not None and path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._read(line)

    def keep(self, start: int, part: Played) -> None:
        """One chunk more."""
        self.done[start] = part
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            row = {"start": start, "figures": part.figures, "tags": part.tags, "decisions": part.decisions}
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def _read(self, line: str) -> None:
        try:
            row: dict[str, Any] = json.loads(line)
        except json.JSONDecodeError:
            return
        figures = {key: (labels, values) for key, (labels, values) in row["figures"].items()}
        self.done[row["start"]] = Played(figures, row["tags"], row["decisions"])


def _version(path: Path) -> str:
    """Of everything that decides what a chunk counts."""
    law = Law.load(PROFILE)
    told = f"{law.rules_version}/{law.calendar_version}/{StatisticsView.version}/{CHUNK}"
    return sha256(told.encode() + path.read_bytes()).hexdigest()[:12]


def sizes_of(path: Path) -> dict[str, int]:
    """The tables of a file with how many cases each takes. Raises ProfileMistake."""
    return {table.id: plan_of(table).cases for table in read_tables(path)}
