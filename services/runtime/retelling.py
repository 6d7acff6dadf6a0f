"""At start, and after whatever may have lost something: tell the windows again what the sources decided, from the record itself.

Faust's acknowledgements have lost events at a kill -9 (design.md section 3), and a table's log can be lost with them. What
was told twice counts once. The marks lie beside the tables: where these are lost, everything is told again from the start.
Every ten minutes it is asked whether anything was upset (a member of the group came or went, a record was parked); where
nothing was, nothing is told and the marks go on, one interval behind.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from schemas.decision import Decision
from schemas.envelope import decode_decision, encode_events
from schemas.topics import PARTITIONS, retold
from services.runtime.arbiter import Arbiter
from services.runtime.decision_feed import DecisionReader, applied
from services.runtime.kafka.consumer import BrokerError
from services.runtime.kafka.producer import Appender, AppendUnknown, Keyed
from services.runtime.projection import LoggedDecision
from services.runtime.sweep import Watermarks
from services.runtime.trimming import say_trim

INTERVAL = 600.0
"""Seconds between two retellings."""
SOON = 15.0
"""Seconds after an upset, and after what is to be told once more: partitions that move again take some of it with them."""
TRIM_EVERY = timedelta(1)
"""Of the log's time; what is closed is looked for in the whole of the tables."""
MOST_BEHIND = 5_000
"""Records before the windows with which the marks still go on: more may be older than an interval."""
POLL_SECONDS = 0.5
RETRY_SECONDS = 2.0
MOST_PER_POLL = 200

_log = structlog.get_logger(__name__)
_Ends = dict[str, dict[int, int]]


class RetoldReader(DecisionReader, Protocol):
    """Reads a source's decisions, also from another place than where it started."""

    def seek(self, positions: Mapping[int, int], /) -> None:
        """Read on from these offsets by partition."""


Readers = Callable[[str], RetoldReader]
"""A fresh reader of a source's decisions."""


@dataclass
class Retelling:
    """Tells what was decided since the marks, and once more at the next time what was decided since the last one: what was told
    may be lost, with the process or with a partition that moved meanwhile. The marks stand where the time before the last one
    ended, so that what was under way when something was upset lies behind them; and as long as one upset follows the other they
    stay where they are, since each may have lost what was told after the one before."""

    readers: Readers
    installation: str
    service: str
    sources: tuple[str, ...]
    watermarks: Watermarks
    appender: Appender
    listens: Callable[[str], bool]
    """Whether events of this name tell the windows anything but the day on which somebody did it."""
    upsets: Callable[[], int] = lambda: 0
    """How often so far something may have been lost; grows."""
    lag: Callable[[], int] = lambda: 0
    """Records that the windows have before them."""
    arbiters: dict[str, Arbiter] = field(default_factory=dict)
    interval: float = INTERVAL
    soon: float = SOON
    real_time: Callable[[], float] = time.time
    told: int = 0
    """Decisions told again since the start of the process."""
    finished_at: float | None = None
    _ends: _Ends = field(default_factory=dict)
    """Where the decisions ended at the last time."""
    _upsets: int = -1
    """As counted when the last time began."""
    _once_more: _Ends = field(default_factory=dict)
    """Up to where something was told at the last time, and is to be told once more."""
    _recorded: datetime | None = None
    """When the latest decision that was seen was recorded."""
    _trimmed: datetime | None = None
    """Up to when the windows were last told that they have heard everything."""

    async def first(self) -> None:
        """The retelling at start; the broker being away only delays it."""
        await self._once()

    async def run(self) -> None:
        """Tell again soon after every upset, and ask every `interval` seconds, for ever."""
        while True:
            waited = 0.0
            while waited < self.interval:
                await asyncio.sleep(self.soon)
                waited += self.soon
                if self._once_more or self.upsets() != self._upsets:
                    break
            await self._once()

    async def _once(self) -> None:
        while True:
            try:
                self.told += await self.retell()
                self.finished_at = self.real_time()
                return
            except (BrokerError, AppendUnknown) as error:
                _log.warning("retelling_interrupted", error_type=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    async def retell(self) -> int:
        """One time over all sources; how many decisions were told. Raises BrokerError or AppendUnknown."""
        upsets = self.upsets()
        is_calm = upsets == self._upsets
        before, ends, count = self.watermarks.read(), _Ends(), 0
        for source in self.sources:
            until = self._once_more.get(source, {}) if is_calm else None
            told, ends[source] = await self._retell(source, before.get(source, {}), until)
            count += told
        if is_calm and self.lag() <= MOST_BEHIND:
            self.watermarks.write(self._ends)
            await self._trim()
        self._ends, self._upsets, self._once_more = ends, upsets, ({} if is_calm else ends)
        return count

    async def _trim(self) -> None:
        """Once everything was told at least twice, and the log is a day further than when the windows last heard of it."""
        latest = self._recorded
        if latest is not None and (self._trimmed is None or latest - self._trimmed >= TRIM_EVERY):
            await say_trim(self.appender, self.installation, self.service, latest)
            self._trimmed = latest

    async def _retell(
        self, source: str, start: Mapping[int, int], until: Mapping[int, int] | None
    ) -> tuple[int, dict[int, int]]:
        """Tell what lies from `start` up to `until`, or to the end where that is None; how many decisions, and where the end is."""
        reader, arbiter = self.readers(source), self.arbiters[source]
        count = 0
        at = {partition: min(start.get(partition, 0), arbiter.position(partition)) for partition in range(PARTITIONS)}
        await reader.start(at)
        try:
            ends = await reader.end_offsets()
            stops = ends if until is None else {partition: until.get(partition, 0) for partition in ends}
            while any(at[partition] < stop for partition, stop in stops.items()):
                records = await reader.read(POLL_SECONDS, MOST_PER_POLL)
                decided = applied(source, arbiter, records)
                count += await self._tell(source, [one for one in decided if one.offset >= start.get(one.partition, 0)])
                for record in records:
                    at[record.partition] = record.offset + 1
                if not records:
                    await reader.end_offsets()  # says so when the broker is away
            await self._look_at_the_end(reader, {one: end for one, end in ends.items() if at[one] < end})
            return count, ends
        finally:
            with suppress(BrokerError):
                await reader.stop()

    async def _look_at_the_end(self, reader: RetoldReader, ends: Mapping[int, int]) -> None:
        """When the last decision was recorded, also where nothing is told: the time of the log goes on."""
        missing = dict(ends)
        reader.seek({partition: end - 1 for partition, end in ends.items()})
        while missing:
            for record in await reader.read(POLL_SECONDS, MOST_PER_POLL):
                if record.offset + 1 >= missing.get(record.partition, record.offset + 2):
                    del missing[record.partition]
                    with suppress(ValueError):  # what nobody can decode has no time
                        self._was_recorded(decode_decision(record.value or b"").recorded_at)
            await reader.end_offsets()  # says so when the broker is away

    def _was_recorded(self, at: datetime) -> None:
        self._recorded = at if self._recorded is None else max(self._recorded, at)

    async def _tell(self, source: str, decided: Sequence[LoggedDecision]) -> int:
        """Put their events, in order, where the windows hear them; a case has the same partition in every topic."""
        name = retold(self.service).name_in(self.installation)
        records: dict[int, list[Keyed]] = {}
        for logged in decided:
            self._was_recorded(logged.decision.recorded_at)
            key = logged.decision.case_code.encode()
            values = worth_telling(source, logged.decision, self.listens)
            records.setdefault(logged.partition, []).extend((key, value) for value in values)
        for partition, told in records.items():
            await asyncio.gather(*await self.appender.send_all(name, partition, told))
        return len(decided)


def worth_telling(source: str, decision: Decision, listens: Callable[[str], bool]) -> list[bytes]:
    """The events that are listened to; where there is none, one for the day on which a person did it."""
    heard = [place for place, event in enumerate(decision.events) if listens(event.name)]
    if not heard and decision.events and not decision.actor.is_system:
        heard = [0]
    values = encode_events(source, decision) if heard else []
    return [values[place] for place in heard]
