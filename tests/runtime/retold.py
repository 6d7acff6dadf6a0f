"""One process that tells its windows again what was decided, without broker and clock."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from uuid import uuid5

import orjson

from schemas.command import Actor
from schemas.decision import Decision, EventRecord, Refusal
from schemas.envelope import encode_decision
from schemas.identity import NAMESPACE, event_id
from schemas.topics import PARTITIONS
from services.runtime.arbiter import Arbiter
from services.runtime.kafka.producer import Appender, Keyed
from services.runtime.retelling import Retelling
from services.runtime.sweep import Watermarks
from tests.runtime.simulated_log import MemoryStore, Record

SOURCE = "intake"
MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)
CLERK = Actor(user="clerk.fangcun", organisation="wuhu.jinghu.fangcun.pmc")
SYSTEM = Actor(user="system:intake", organisation="intake")


def listens(name: str) -> bool:
    """The windows hear of registrations and of dangers."""
    return name in ("case_registered", "risk_raised")


def decided(number: int, *events: str, actor: Actor = CLERK, at: datetime = MONDAY) -> Decision:
    """The first decision of the n-th case; a refusal where it has no events."""
    command = uuid5(NAMESPACE, f"retold/{number}")
    return Decision(
        case_code=f"case-{number}", sequence=1, command_id=command, command_digest="d", command_name="register",
        actor=actor, recorded_at=at, rules_version="1", calendar_version="1",
        outcome="accepted" if events else "refused", refusal=None if events else Refusal(code="no", message="不"),
        events=tuple(
            EventRecord(id=event_id(command, place), name=name, version=1, data={}) for place, name in enumerate(events)
        ),
        correlation_id="c", causation_id="c",
    )  # fmt: skip


class Log:
    """The decisions of the source, all in the first partition."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def append(self, decision: Decision) -> None:
        value = encode_decision(SOURCE, decision)
        self.records.append(Record(0, len(self.records), decision.case_code.encode(), value))

    def registered(self, *numbers: int, at: datetime = MONDAY) -> None:
        """These cases are registered."""
        for number in numbers:
            self.append(decided(number, "case_registered", at=at))


class LogReader:
    """Reads the log one record at a time, so that nothing beyond what is asked for is told by the way."""

    def __init__(self, log: Log) -> None:
        self._log, self._at = log, 0

    async def start(self, positions: Mapping[int, int], /) -> None:
        self._at = positions[0]

    async def stop(self) -> None:
        self._at = -1

    def seek(self, positions: Mapping[int, int], /) -> None:
        self._at = positions.get(0, self._at)

    async def read(self, wait: float, most: int, /) -> Sequence[Record]:
        found = self._log.records[self._at : self._at + 1]
        self._at += len(found)
        return found

    async def end_offsets(self) -> dict[int, int]:
        return {0: len(self._log.records)} | dict.fromkeys(range(1, PARTITIONS), 0)


class Heard:
    """What reaches the windows, as the broker would have it."""

    def __init__(self) -> None:
        self.cases: list[str] = []
        self.words: list[dict[str, Any]] = []
        self.something = asyncio.Event()

    async def send_all(self, topic: str, partition: int, records: Sequence[Keyed]) -> list["asyncio.Future[None]"]:
        assert topic == "t.early_warning.retold"
        self.cases += [key.decode() for key, _ in records]
        self.something.set()
        done = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return [done]

    async def append(self, topic: str, partition: int, key: str, value: bytes) -> None:
        assert topic == "t.early_warning.entries"
        if partition == 0:
            self.words.append(orjson.loads(value))

    def taken(self) -> list[str]:
        """The cases told since this was last asked."""
        self.cases, told = [], self.cases
        return told


class Process:
    """One process that watches, without broker and clock."""

    def __init__(self, folder: Path) -> None:
        self.log, self.heard, self.upsets, self.lag = Log(), Heard(), 0, 0
        self.marks = Watermarks(folder / "marks.json")
        self.retelling = Retelling(
            lambda source: LogReader(self.log), "t", "early_warning", (SOURCE,), self.marks, cast(Appender, self.heard), listens,
            lambda: self.upsets, lambda: self.lag, {SOURCE: Arbiter(MemoryStore(), "log")},
        )  # fmt: skip

    async def tells(self) -> list[str]:
        """The cases that one retelling tells."""
        count = await self.retelling.retell()
        told = self.heard.taken()
        assert count == len(told)
        return told

    @property
    def mark(self) -> int:
        """From where a later life of the process tells."""
        return self.marks.read().get(SOURCE, {}).get(0, 0)
