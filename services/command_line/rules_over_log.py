"""`mediate verify --rules FILE`: what other rules would have changed on every clock of the log.

The logs are read a partition at a time (a case's clocks lie in one), each partition's changes are appended at once to a
position file under the data folder, and an interrupted run goes on with the partitions that are missing. The file is
JSON lines: first {"head": {rules_version, other_rules_version, calendar_version, other_calendar_version, installation,
at}}, then of each partition its changes {case_code, clock_id, limit, started_on, recorded_due, due_now, due_other,
fate_now, fate_other, kinds} and {"done": {source, partition, decisions, clocks}}.
"""

import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from schemas.clocks import CLOCK_EVENTS
from schemas.registry import decode_record, wire_name
from schemas.topics import DECIDING_SERVICES, PARTITIONS
from services.jurisdiction.law import Law
from services.jurisdiction.rule_comparison import Change, ClockLog
from services.runtime.checks.log import applied
from services.runtime.projection import LoggedDecision
from services.runtime.settings import Settings

_CLOCK_EVENTS = frozenset(wire_name(event) for event in CLOCK_EVENTS)
Line = Mapping[str, Any]


@dataclass
class Positions:
    """The position file of one comparison."""

    path: Path
    at: datetime
    """The moment as of which everything is judged; decisions recorded later are left out."""
    done: dict[tuple[str, int], Line] = field(default_factory=dict)
    """Partitions that are compared: (source, partition) -> what was read."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return len(self.done) == len(DECIDING_SERVICES) * PARTITIONS

    def changes(self) -> Iterable[Line]:
        """Every change found so far."""
        with self.path.open(encoding="utf-8") as file:
            for line in map(json.loads, file):
                if "case_code" in line:
                    yield line

    def append(self, source: str, partition: int, changes: Iterable[Change], decisions: int, clocks: int) -> None:
        """Keep one partition whole, or, when this is interrupted, not at all."""
        done = {"source": source, "partition": partition, "decisions": decisions, "clocks": clocks}
        with self.path.open("a", encoding="utf-8") as file:
            for change in changes:
                file.write(json.dumps(_line(change), ensure_ascii=False) + "\n")
            file.write(json.dumps({"done": done}) + "\n")
        self.done[source, partition] = done


def open_positions(folder: Path, now: Law, other: Law, installation: str, at: datetime) -> Positions:
    """The file of this comparison: an interrupted one goes on, a finished or a new one begins."""
    versions = {
        "rules_version": now.rules_version, "other_rules_version": other.rules_version,
        "calendar_version": now.calendar_version, "other_calendar_version": other.calendar_version,
        "installation": installation,
    }  # fmt: skip
    name = sha256(json.dumps(versions, sort_keys=True).encode()).hexdigest()[:16]
    path = folder / "rules-on-trial" / f"{name}.jsonl"
    kept = _kept(path)
    if kept is not None and not kept.is_whole:
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"head": {**versions, "at": at.isoformat()}}) + "\n", encoding="utf-8")
    return Positions(path, at)


async def compare(settings: Settings, now: Law, other: Law, positions: Positions) -> AsyncIterator[Line]:
    """Compare every partition that is missing; yields what was read of each as soon as it is kept."""
    for source in DECIDING_SERVICES:
        for partition in range(PARTITIONS):
            if (source, partition) in positions.done:
                continue
            clocks, decisions = ClockLog(), 0
            async for logged in applied(settings.kafka, settings.installation, source, partition):
                decisions += 1
                if logged.decision.recorded_at <= positions.at:
                    _hear(clocks, logged)
            changes = clocks.changes(now, other, positions.at)
            positions.append(source, partition, changes, decisions, len(clocks.clocks))
            yield positions.done[source, partition]


def summary(changes: Iterable[Line]) -> Mapping[str, Counter[str]]:
    """How many clocks change, by limit and by what changes, e.g. `due`, `lapse`, `breach`, `earlier`, `later`."""
    found: dict[str, Counter[str]] = {}
    for change in changes:
        counts = found.setdefault(change["limit"], Counter())
        counts["clocks"] += 1
        counts.update(change["kinds"])
        if change["due_now"] and change["due_other"] and change["due_now"] != change["due_other"]:
            counts["later" if change["due_other"] > change["due_now"] else "earlier"] += 1
        for kind, fate in (("lapse", "lapsed"), ("breach", "late")):
            if kind in change["kinds"]:
                counts[f"{kind}_{'appears' if change['fate_other'] == fate else 'disappears'}"] += 1
        counts["undetermined"] += "undetermined" in (change["fate_now"], change["fate_other"])
    return found


def _hear(clocks: ClockLog, logged: LoggedDecision) -> None:
    for record in logged.decision.events:
        if record.name in _CLOCK_EVENTS:
            clocks.add(logged.decision.case_code, decode_record(logged.source, record))


def _line(change: Change) -> Line:
    clock, now, other = change.clock, change.now, change.other
    return {
        "case_code": clock.case_code,
        "clock_id": clock.clock_id,
        "limit": clock.limit,
        "started_on": clock.started_at.isoformat(),
        "recorded_due": clock.recorded_due.isoformat() if clock.recorded_due else None,
        "due_now": now.due.isoformat() if now.due else None,
        "due_other": other.due.isoformat() if other.due else None,
        "fate_now": now.fate.value,
        "fate_other": other.fate.value,
        "kinds": [kind.value for kind in change.kinds],
    }


def _kept(path: Path) -> Positions | None:
    """What an earlier run kept, cut after its last whole partition; None where there is nothing to go on with."""
    if not path.exists():
        return None
    at, done, whole, size = None, {}, 0, 0
    with path.open("rb") as file:
        for raw in file:
            size += len(raw)
            try:
                line = json.loads(raw)
            except ValueError:
                break
            if "head" in line:
                at, whole = datetime.fromisoformat(line["head"]["at"]), size
            elif "done" in line:
                done[line["done"]["source"], line["done"]["partition"]] = line["done"]
                whole = size
    if at is None:
        return None
    with path.open("r+b") as file:
        file.truncate(whole)
    return Positions(path, at, done)
