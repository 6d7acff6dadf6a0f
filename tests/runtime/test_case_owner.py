"""An owner takes every command once and in order, whatever the client library hands over around a rebalance."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from services.runtime.case_owner import CaseOwner
from services.runtime.effects import Effects
from services.runtime.fold_follower import FoldFollower
from services.runtime.kafka.consumer import Assigned, GroupReader, Revoked
from services.runtime.loop_settings import LoopSettings
from services.runtime.taken_command import taken
from tests.runtime.counting import Count, CountingRules, counting
from tests.runtime.counting_loop import until
from tests.runtime.simulated_log import Record


class FoldAtTheEnd:
    """A fold that has nothing to catch up with, once it is let go."""

    def __init__(self) -> None:
        self.fold = self
        self.service = counting()
        self.reached = asyncio.Event()

    async def catch_up(self, partition: int) -> None:
        await self.reached.wait()


class Handled:
    """Every command ends at once."""

    async def carry_out(self, steps: Any) -> None:
        steps.close()


class ScriptedReader:
    """A group that gives partition 0 from offset 10, and hands over the batches of a script."""

    topic = "commands"

    def __init__(self) -> None:
        self.batches: asyncio.Queue[list[int]] = asyncio.Queue()
        self.sought: list[int] = []
        self.committed: list[int] = []

    async def start(self, assigned: Assigned, revoked: Revoked) -> None:
        await assigned({0: 10})

    async def stop(self) -> None: ...

    async def read(self, wait: float) -> Sequence[Record]:
        return [Record(0, offset, b"A", b"") for offset in await self.batches.get()]

    async def commit(self, positions: Mapping[int, int]) -> None:
        self.committed.append(positions[0])

    def seek(self, partition: int, offset: int) -> None:
        self.sought.append(offset)

    def pause(self, *partitions: int) -> None: ...

    def resume(self, *partitions: int) -> None: ...

    async def end_offsets(self, partitions: Iterable[int]) -> dict[int, int]:
        return {}


class Owned:
    """A running owner of the script's partition."""

    def __init__(self) -> None:
        self.reader, self.follower = ScriptedReader(), FoldAtTheEnd()
        self.owner: CaseOwner[Count, CountingRules] = CaseOwner(
            cast(FoldFollower[Count, CountingRules], self.follower), cast(GroupReader, self.reader),
            cast(Effects[Count, CountingRules], Handled()), LoopSettings("nowhere", Path("nowhere"), commit_interval=0.01),
        )  # fmt: skip

    async def __aenter__(self) -> "Owned":
        await self.owner.start()
        self.tasks = [asyncio.ensure_future(work) for work in (self.owner.run(), self.owner.run_commits())]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self.tasks:
            task.cancel()
        await self.owner.stop()

    async def hears(self, *offsets: int) -> None:
        self.reader.batches.put_nowait(list(offsets))
        await until(self.reader.batches.empty)
        await asyncio.sleep(0)

    def confirms(self, *offsets: int) -> None:
        """The broker confirms commands that this process submitted."""
        for offset in offsets:
            self.owner.confirmed(taken("commands", Record(0, offset, b"A", b"")))

    async def opens(self) -> None:
        self.follower.reached.set()
        await until(self.owner.open_partitions)


async def test_nothing_is_taken_before_the_fold_has_reached_the_end_and_nothing_is_left_out_then() -> None:
    async with Owned() as own:
        await own.hears(10, 11)
        assert own.owner.owned[0].watermark.next_offset == 10
        await own.opens()
        assert own.reader.sought == [10]
        await own.hears(10, 11, 12)
        await until(lambda: own.reader.committed == [13])


async def test_a_record_fetched_before_the_seek_is_not_taken_before_those_below_it() -> None:
    async with Owned() as own:
        await own.opens()
        await own.hears(12, 13)
        assert own.reader.sought == [10, 10]
        assert own.owner.owned[0].watermark.next_offset == 10
        await own.hears(10, 11, 12, 13)
        await until(lambda: own.reader.committed and own.reader.committed[-1] == 14)


async def test_a_gap_that_is_still_there_after_going_back_is_the_topics_own() -> None:
    async with Owned() as own:
        await own.opens()
        await own.hears(15)
        await own.hears(15, 16)
        await until(lambda: own.reader.committed and own.reader.committed[-1] == 17)


async def test_what_was_taken_already_is_not_taken_again() -> None:
    async with Owned() as own:
        await own.opens()
        await own.hears(10, 11)
        await own.hears(10, 11, 12)
        await until(lambda: own.reader.committed and own.reader.committed[-1] == 13)
        assert own.owner.owned[0].watermark.in_hand == 0


async def test_a_command_of_this_process_is_taken_as_soon_as_it_stands_next_in_the_log() -> None:
    async with Owned() as own:
        await own.opens()
        own.confirms(10, 11)
        await until(lambda: own.reader.committed == [12])
        await own.hears(10, 11, 12)
        await until(lambda: own.reader.committed == [12, 13])


async def test_behind_what_another_wrote_it_waits_for_the_reader() -> None:
    async with Owned() as own:
        await own.opens()
        own.confirms(11, 12)
        assert own.owner.owned[0].watermark.next_offset == 10
        await own.hears(10, 11, 12)
        await until(lambda: own.reader.committed == [13])


async def test_nothing_of_this_process_is_taken_before_the_partition_is_open() -> None:
    async with Owned() as own:
        own.confirms(10)
        assert own.owner.owned[0].watermark.next_offset == 10
        await own.opens()
        await own.hears(10)
        await until(lambda: own.reader.committed == [11])
