"""At start and every ten minutes: recompute the reactions to the sources' decisions, send again those without an answer."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import structlog

from schemas.envelope import EnvelopeError, decode_decision, events_of
from schemas.topics import decisions
from services.runtime.decision_feed import Arbitration
from services.runtime.kafka.consumer import BrokerError, TopicReader
from services.runtime.kafka.records import LogRecord
from services.runtime.listener import Listener
from services.runtime.reacting import OwnCommand, own_commands, sources_of

INTERVAL = 600.0
"""Seconds between two sweeps."""
SETTLE = 30.0
"""Seconds in which a reaction is left to the agents; the sweep at start leaves none."""
POLL_SECONDS = 0.5
RETRY_SECONDS = 2.0
MOST_PER_POLL = 200

_log = structlog.get_logger(__name__)


@dataclass
class Watermarks:
    """Offsets below which every reaction of a source partition has its answer, in a file of this replica."""

    path: Path
    identities: dict[str, str] = field(default_factory=dict)
    """Topic id by source: marks of another topic under the same name are worth nothing."""

    def read(self) -> dict[str, dict[int, int]]:
        """Next offset by source and partition; empty when the file is missing or damaged: everything is swept again."""
        with suppress(OSError, orjson.JSONDecodeError, KeyError, ValueError):
            stored = orjson.loads(self.path.read_bytes())
            return {
                source: {int(partition): int(offset) for partition, offset in mark["offsets"].items()}
                for source, mark in stored.items()
                if mark["identity"] == self.identities.get(source)
            }
        return {}

    def write(self, offsets: dict[str, dict[int, int]]) -> None:
        """Replace the file as a whole."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        content = {
            source: {"identity": self.identities.get(source), "offsets": {str(key): at for key, at in marks.items()}}
            for source, marks in offsets.items()
        }
        temporary = self.path.with_suffix(".new")
        temporary.write_bytes(orjson.dumps(content))
        temporary.replace(self.path)


@dataclass
class Sweep:
    """Every replica sweeps; a reaction sent twice has one id and one answer."""

    bootstrap: str
    installation: str
    listener: Listener
    watermarks: Watermarks
    arbiters: dict[str, Arbitration] = field(default_factory=dict)
    interval: float = INTERVAL
    real_time: Callable[[], float] = time.time
    sent: int = 0
    """Reactions sent again since the start of the process."""
    finished_at: float | None = None
    _low: dict[int, int] = field(default_factory=dict)

    async def first(self) -> None:
        """The sweep at start: everything without an answer, however young; the broker being away only delays it."""
        await self._once(settle=0.0)

    async def run(self) -> None:
        """Sweep every `interval` seconds, for ever."""
        while True:
            await asyncio.sleep(self.interval)
            await self._once(settle=SETTLE)

    async def _once(self, settle: float) -> None:
        while True:
            try:
                self.sent += await self.sweep(settle)
                self.finished_at = self.real_time()
                return
            except BrokerError as error:
                _log.warning("sweep_interrupted", error_type=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    async def sweep(self, settle: float = 0.0) -> int:
        """One pass over all sources; how many reactions were sent again. Raises BrokerError."""
        marks = self.watermarks.read()
        sent = 0
        for source in sources_of(self.listener.service):
            sent += await self._sweep_source(source, marks.get(source, {}), settle)
            marks[source] = dict(self._low)
            self.watermarks.write(marks)
        if sent:
            _log.warning("reactions_sent_again", count=sent)
        return sent

    async def _sweep_source(self, source: str, start: dict[int, int], settle: float) -> int:
        topic = decisions(source)
        reader = TopicReader(self.bootstrap, topic.name_in(self.installation), topic.partitions)
        still: set[str] = set()
        sent = 0
        await reader.start(start)
        try:
            ends = await reader.end_offsets()
            at = {partition: start.get(partition, 0) for partition in ends}
            self._low = dict(ends)
            youngest = (self.real_time() - settle) * 1000
            while any(at[partition] < end for partition, end in ends.items()):
                records = await reader.read(POLL_SECONDS, MOST_PER_POLL)
                for record in records:
                    at[record.partition] = record.offset + 1
                    if record.offset < ends[record.partition]:
                        sent += await self._sweep_record(source, record, still, record.timestamp <= youngest)
                if not records:
                    await reader.end_offsets()  # says so when the broker is away
        finally:
            with suppress(BrokerError):
                await reader.stop()
        self._no_longer_parked(source, still)
        return sent

    async def _sweep_record(self, source: str, record: LogRecord, still: set[str], settled: bool) -> int:
        """Reactions to one decision, in order; a case that stands still keeps the watermark before it."""
        sent = 0
        try:
            for case_code, command in self._commands(source, record):
                if self.listener.loop.answered(command.case_code, command.command_id) is not None:
                    continue
                self._keep(record)
                if settled and case_code not in still:
                    await self.listener.send(command)
                    sent += 1
        except Exception as error:  # the case stands still, its neighbours go on
            case_code = (record.key or b"").decode("utf-8", "backslashreplace")
            self._keep(record)
            if case_code not in still:
                still.add(case_code)
                self.listener.park(source, case_code, error)
        return sent

    def _commands(self, source: str, record: LogRecord) -> Iterator[tuple[str, OwnCommand]]:
        try:
            decision = decode_decision(record.value or b"")
        except (EnvelopeError, ValueError):
            return  # superseded for every reader alike
        if self.arbiters[source].applied(record.partition, record.offset, decision):
            for envelope in events_of(source, decision):
                for command in own_commands(self.listener.service, envelope):
                    yield decision.case_code, command

    def _keep(self, record: LogRecord) -> None:
        """The next sweep begins no later than here."""
        self._low[record.partition] = min(self._low[record.partition], record.offset)

    def _no_longer_parked(self, source: str, still: set[str]) -> None:
        """What a new version of the program can react to is heard again."""
        for key in [key for key in self.listener.parked if key[0] == source and key[1] not in still]:
            del self.listener.parked[key]
