"""At start and every ten minutes: tell the windows again what the sources decided, from the record itself.

Faust's acknowledgements have lost events at a kill -9 (design.md section 3), and a table's log can be lost with them. What
was told twice counts once. The marks lie beside the tables: where these are lost, everything is told again from the start.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from schemas.envelope import encode_events
from schemas.topics import decisions, retold
from services.runtime.decision_feed import Arbitration, applied
from services.runtime.kafka.consumer import BrokerError, TopicReader
from services.runtime.kafka.producer import Appender, AppendUnknown, Keyed
from services.runtime.projection import LoggedDecision
from services.runtime.sweep import Watermarks
from services.runtime.trimming import say_trim

INTERVAL = 600.0
"""Seconds between two retellings."""
SOON = 15.0
"""Seconds between the first and the second: partitions that move again just after a start take some of the first with them."""
TRIM_EVERY = timedelta(1)
"""Of the log's time; what is closed is looked for in the whole of the tables."""
POLL_SECONDS = 0.5
RETRY_SECONDS = 2.0
MOST_PER_POLL = 200

_log = structlog.get_logger(__name__)
_Ends = dict[str, dict[int, int]]


@dataclass
class Retelling:
    """Tells from where the retelling before the last one ended: what the last one told may be lost, with the process or
    with a partition that moved while it was told. So everything is told at least twice."""

    bootstrap: str
    installation: str
    service: str
    sources: tuple[str, ...]
    watermarks: Watermarks
    appender: Appender
    arbiters: dict[str, Arbitration] = field(default_factory=dict)
    interval: float = INTERVAL
    soon: float = SOON
    real_time: Callable[[], float] = time.time
    told: int = 0
    """Decisions told again since the start of the process."""
    finished_at: float | None = None
    _ends: _Ends = field(default_factory=dict)
    """Where the last retelling of this process ended."""
    _recorded: datetime | None = None
    """When the latest decision that was told was recorded."""
    _trimmed: datetime | None = None
    """Up to when the windows were last told that they have heard everything."""

    async def first(self) -> None:
        """The retelling at start; the broker being away only delays it."""
        await self._once()

    async def run(self) -> None:
        """Tell again soon, then every `interval` seconds, for ever."""
        await asyncio.sleep(self.soon)
        while True:
            await self._once()
            await asyncio.sleep(self.interval)

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
        """One pass over all sources; how many decisions were told. Raises BrokerError or AppendUnknown."""
        before = self.watermarks.read()
        ends: _Ends = {}
        count = 0
        for source in self.sources:
            told, ends[source] = await self._retell(source, before.get(source, {}))
            count += told
        if self._ends:
            self.watermarks.write(self._ends)
            await self._trim()
        self._ends = ends
        return count

    async def _trim(self) -> None:
        """Once everything was told at least twice, and the log is a day further than when the windows last heard of it."""
        latest = self._recorded
        if latest is not None and (self._trimmed is None or latest - self._trimmed >= TRIM_EVERY):
            await say_trim(self.appender, self.installation, self.service, latest)
            self._trimmed = latest

    async def _retell(self, source: str, start: Mapping[int, int]) -> tuple[int, dict[int, int]]:
        topic = decisions(source)
        reader = TopicReader(self.bootstrap, topic.name_in(self.installation), topic.partitions)
        count = 0
        await reader.start(start)
        try:
            ends = await reader.end_offsets()
            at = {partition: start.get(partition, 0) for partition in ends}
            while any(at[partition] < end for partition, end in ends.items()):
                records = await reader.read(POLL_SECONDS, MOST_PER_POLL)
                count += await self._tell(source, applied(source, self.arbiters[source], records))
                for record in records:
                    at[record.partition] = record.offset + 1
                if not records:
                    await reader.end_offsets()  # says so when the broker is away
            return count, ends
        finally:
            with suppress(BrokerError):
                await reader.stop()

    async def _tell(self, source: str, decided: Sequence[LoggedDecision]) -> int:
        """Put their events, in order, where the windows hear them; a case has the same partition in every topic."""
        name = retold(self.service).name_in(self.installation)
        records: dict[int, list[Keyed]] = {}
        for logged in decided:
            recorded = logged.decision.recorded_at
            self._recorded = recorded if self._recorded is None else max(self._recorded, recorded)
            key = logged.decision.case_code.encode()
            values = encode_events(source, logged.decision)
            records.setdefault(logged.partition, []).extend((key, value) for value in values)
        for partition, told in records.items():
            await asyncio.gather(*await self.appender.send_all(name, partition, told))
        return len(decided)
