"""What this process appended is folded as soon as the broker has it, and never before what others wrote below it."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import cast

import pytest

from schemas.envelope import encode_command
from services.runtime.answer_board import AnswerBoard
from services.runtime.case_ledger import CaseLedger
from services.runtime.deciding import prepare
from services.runtime.fold import Fold
from services.runtime.fold_follower import FoldFollower
from services.runtime.kafka.consumer import TopicReader
from services.runtime.kafka.records import OwnRecord
from services.runtime.taken_command import taken
from tests.runtime.counting import Count, CountingRules, counting
from tests.runtime.counting_loop import a_record, an_id
from tests.runtime.simulated_log import MemoryStore, Record, Topic

CASES = ("A", "B", "C")


class ScriptedReader:
    """Brings what a test puts in."""

    def __init__(self) -> None:
        self.batches: asyncio.Queue[Sequence[Record]] = asyncio.Queue()

    async def start(self, positions: Mapping[int, int]) -> None: ...

    async def end_offsets(self) -> dict[int, int]:
        return {}

    async def stop(self) -> None: ...

    async def read(self, wait: float, most: int) -> Sequence[Record]:
        return await self.batches.get()


class BrokenStore(MemoryStore):
    """A disk that is full."""

    def write(self, *_: object) -> None:
        raise OSError("no space left on device")


class Following:
    """A follower over a log of one decision in each of three cases."""

    def __init__(self, store: MemoryStore | None = None) -> None:
        self.reader, self.log = ScriptedReader(), three_decisions()
        self.fold = Fold(counting(), CaseLedger(store or MemoryStore()))
        self.follower: FoldFollower[Count, CountingRules] = FoldFollower(
            self.fold, cast(TopicReader, self.reader), AnswerBoard()
        )

    async def confirms(self, *offsets: int) -> None:
        for record in (self.log.records[offset] for offset in offsets):
            self.follower.confirmed(
                OwnRecord(record.partition, record.offset, record.key, record.value, record.timestamp)
            )
        await asyncio.sleep(0)

    @property
    def totals(self) -> list[int]:
        return [self.fold.state(case).total for case in CASES]


async def test_what_the_broker_confirmed_is_folded_without_being_read() -> None:
    following = Following()
    await following.confirms(1, 0)
    assert (following.totals, following.fold.positions) == ([1, 1, 0], {0: 2})
    await asyncio.wait_for(following.follower.reach(0, 2), 1)


async def test_what_another_wrote_below_it_comes_first() -> None:
    following = Following()
    await following.confirms(1, 2)
    assert (following.totals, following.fold.positions) == ([0, 0, 0], {})
    reading = asyncio.ensure_future(following.follower.run())
    following.reader.batches.put_nowait(following.log.records)
    await asyncio.wait_for(following.follower.reach(0, 3), 1)
    assert following.totals == [1, 1, 1]
    reading.cancel()


async def test_read_after_it_was_confirmed_it_counts_once() -> None:
    following = Following()
    await following.confirms(0, 1)
    reading = asyncio.ensure_future(following.follower.run())
    following.reader.batches.put_nowait(following.log.records)
    await asyncio.wait_for(following.follower.reach(0, 3), 1)
    assert following.totals == [1, 1, 1]
    reading.cancel()


async def test_a_store_that_cannot_be_written_ends_the_fold_where_it_is_noticed() -> None:
    following = Following(BrokenStore())
    reading = asyncio.ensure_future(following.follower.run())
    await following.confirms(0)
    following.reader.batches.put_nowait([])
    with pytest.raises(OSError, match="no space"):
        await asyncio.wait_for(reading, 1)


def three_decisions() -> Topic:
    """One addition in each case."""
    log, fold = Topic(), Fold(counting(), CaseLedger(MemoryStore()))
    for number, case in enumerate(CASES):
        value = encode_command("intake", an_id(case), case, a_record("add", {"amount": 1}))
        command = taken("commands", Record(0, number, case.encode(), value))
        log.append(case, prepare(fold.service, fold.state(case), fold.head(case), command).value)
    return log
