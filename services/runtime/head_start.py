"""The head start of generations that are rebuilt together: the logs are read once for all of them, far and fast.

It only saves work. Where it ends, for whatever reason, each generation is filled on by feeds of its own
(services/runtime/filling.py), which also meet whatever stopped a lane here.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack

import structlog

from schemas.topics import PARTITIONS
from services.runtime.checkpoints import Positions
from services.runtime.decision_feed import Arbitration, DecisionReader, Readers, applied
from services.runtime.kafka.consumer import BrokerError
from services.runtime.kafka.records import LogRecord
from services.runtime.lanes import Lane
from services.runtime.mongo import patiently
from services.runtime.projection import LoggedDecision

MOST_PER_ROUND = 12_000
"""Records of all sources in memory at once, undecoded: about 2 KiB each."""
MOST_AT_ONCE = 250
"""Decisions that are decoded before others in the process get their turn."""
PARTITIONS_AT_ONCE = 2
"""Partitions that are decoded or written at the same time: this process and the database take turns otherwise."""
READ_SECONDS = 0.5
GATHER_SECONDS = 0.1
"""How long the first waits for others: `mediate rebuild` asks for one view after the other."""

_log = structlog.get_logger(__name__)

Remaining = dict[str, int]
"""Records up to the end of the log as it was at the beginning, by source."""


class HeadStarts:
    """Lets generations whose rebuild begins at about the same time have their head start together."""

    def __init__(self, readers: Readers, arbiters: Mapping[str, Arbitration]) -> None:
        self._readers = readers
        self._arbiters = arbiters
        self._gathering: list[Lane] = []
        self._run: asyncio.Task[Sequence[Lane]] | None = None

    async def join(self, lane: Lane) -> bool:
        """Wait for others to join, and for the head start of all; whoever comes later has another. See `head_start`."""
        if not self._gathering:
            self._run = asyncio.create_task(self._start(), name="head start")
        self._gathering.append(lane)
        assert self._run is not None
        return lane in await self._run

    async def _start(self) -> Sequence[Lane]:
        await asyncio.sleep(GATHER_SECONDS)
        lanes, self._gathering = self._gathering, []
        return await head_start(lanes, self._readers, self._arbiters)


async def head_start(lanes: Sequence[Lane], readers: Readers, arbiters: Mapping[str, Arbitration]) -> Sequence[Lane]:
    """Fill these lanes from the logs; those that got as far as the logs reached when this began, none where the broker fails.

    A round takes as much of each source as corresponds to what is left of it, so that a case's decisions of all
    sources come together: its document is then written once.
    """
    sources = sorted({source for lane in lanes for source in lane.view.sources})
    try:
        async with AsyncExitStack() as opened:
            logs = {}
            for source in sources:
                logs[source] = readers(source)
                opened.push_async_callback(logs[source].stop)
            left = {source: await _open(logs[source], source, lanes) for source in sources}
            running = list(lanes)
            while running and any(left.values()):
                found = await _round(logs, left)
                if not any(found.values()):
                    return ()
                running = await _round_written(running, found, arbiters)
            return running
    except BrokerError as error:
        _log.warning("head_start_interrupted", error_type=type(error).__name__)
        return ()


async def _open(log: DecisionReader, source: str, lanes: Sequence[Lane]) -> int:
    """Stand at the lowest position of the lanes that read the source; how many records lie before its end."""
    mine = [lane for lane in lanes if source in lane.view.sources]
    start = {partition: min(lane.position(source, partition) for lane in mine) for partition in range(PARTITIONS)}
    await log.start(start)
    return sum(max(end - start[partition], 0) for partition, end in (await log.end_offsets()).items())


async def _round(logs: Mapping[str, DecisionReader], left: Remaining) -> dict[str, list[LogRecord]]:
    """Records of each source in the order of each partition; `left` is less by them."""
    total = sum(left.values())
    shares = {source: -(-MOST_PER_ROUND * count // total) for source, count in left.items() if count}
    found = await asyncio.gather(*(_share(logs[source], min(most, left[source])) for source, most in shares.items()))
    rounds = dict(zip(shares, found, strict=True))
    for source, records in rounds.items():
        left[source] = max(left[source] - len(records), 0)
    return rounds


async def _share(log: DecisionReader, most: int) -> list[LogRecord]:
    """`most` records, fewer where the log has no more."""
    found: list[LogRecord] = []
    while len(found) < most:
        came = await log.read(READ_SECONDS, most - len(found))
        if not came:
            return found
        found += came
    return found


async def _round_written(
    lanes: Sequence[Lane], found: Mapping[str, Sequence[LogRecord]], arbiters: Mapping[str, Arbitration]
) -> list[Lane]:
    """Write a round to every lane; the lanes that have all of it. While one partition is written, the next is decoded."""
    turns = asyncio.Semaphore(PARTITIONS_AT_ONCE)

    async def written(partition: int) -> list[Lane]:
        async with turns:
            return await _written(lanes, partition, found, arbiters)

    went_on = await asyncio.gather(*(written(partition) for partition in range(PARTITIONS)))
    return [lane for lane in lanes if all(lane in some for some in went_on)]


async def _written(
    lanes: Sequence[Lane], partition: int, found: Mapping[str, Sequence[LogRecord]], arbiters: Mapping[str, Arbitration]
) -> list[Lane]:
    """Write one partition of a round to every lane; the lanes that have it."""
    batch: list[LoggedDecision] = []
    ends: Positions = {}
    for source, records in found.items():
        mine = [record for record in records if record.partition == partition]
        for start in range(0, len(mine), MOST_AT_ONCE):
            batch += applied(source, arbiters[source], mine[start : start + MOST_AT_ONCE])
            await asyncio.sleep(0)
        if mine:
            ends[source, partition] = mine[-1].offset + 1
    written = await asyncio.gather(*(_patiently(lane, batch, ends) for lane in lanes), return_exceptions=True)
    for lane, outcome in zip(lanes, written, strict=True):
        if isinstance(outcome, asyncio.CancelledError):
            raise outcome
        if outcome is not None:
            _log.warning("head_start_lost", view=lane.generation.name, error_type=type(outcome).__name__)
    return [lane for lane, outcome in zip(lanes, written, strict=True) if outcome is None]


async def _patiently(lane: Lane, batch: Sequence[LoggedDecision], ends: Positions) -> None:
    await patiently(lambda: lane.write(batch, ends))
