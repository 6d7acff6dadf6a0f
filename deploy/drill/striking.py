"""A telling during which processes are killed or frozen; after every act the history must be that of the undisturbed telling."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from deploy.drill.strikes import Strike
from deploy.trial.fleet import SESSION_TIMEOUT_MS, Fleet
from deploy.trial.history import History, NotSettled
from deploy.trial.story import Story, Told
from deploy.trial.tellings import Telling
from schemas.topics import PARTITIONS
from services.runtime.checks.difference import first_difference
from services.runtime.partitioner import partition_of

STRIKE_SECONDS = 20.0
MOVE_SECONDS = 60.0
SETTLE_SECONDS = 120.0
_LOOK_SECONDS = 0.05


@dataclass
class Struck:
    """How a telling with strikes went."""

    wanted: int
    done: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Every strike happened and nothing differed."""
        return self.done == self.wanted and not self.problems


class Striker:
    """Strikes as planned, around the acts of one telling."""

    def __init__(self, fleet: Fleet, history: History, undisturbed: Told, telling: Telling | None = None) -> None:
        self._telling = telling
        self._fleet = fleet
        self._history = history
        self._undisturbed = undisturbed

    async def tell(self, tag: str, strikes: Sequence[Strike]) -> Struck:
        """Tell the whole story; every strike is followed by a comparison with the undisturbed one."""
        struck = Struck(len(strikes))
        by_act = {strike.act: strike for strike in strikes}

        async def before(story: Story, act: int) -> None:
            if act in by_act:
                await self._ask_for(by_act[act], story)

        async def after(story: Story, act: int) -> None:
            if act in by_act:
                await self._carried_out(by_act[act], struck)
                await self._history.settle(SETTLE_SECONDS)
            await self._compare(story, act, by_act.get(act), struck)

        async with self._fleet.kept_running():
            await self._fleet.wait_ready()
            story = Story(self._fleet, self._history, tag, self._telling)
            try:
                told = await story.tell(before, after)
            except (AssertionError, NotSettled, RuntimeError) as error:
                struck.problems.append(f"{tag}: {error}"[:600])
            else:
                if (where := first_difference(self._undisturbed.file, told.file)) is not None:
                    struck.problems.append(f"{tag}: the case file differs at {where}")
        return struck

    async def _ask_for(self, strike: Strike, story: Story) -> None:
        replica = "0"
        if strike.freeze:
            replica = await self._owner(strike.service, story)
            other = "1" if replica == "0" else "0"
            story.interface.addresses = dict(self._fleet.addresses) | {
                strike.service: self._fleet.of(strike.service, other).url
            }
        self._replica = replica
        self._pid = self._fleet.of(strike.service, replica).process.pid
        self._file(strike, replica).write_text(strike.text, encoding="utf-8")

    async def _carried_out(self, strike: Strike, struck: Struck) -> None:
        file = self._file(strike, self._replica)
        end = time.monotonic() + STRIKE_SECONDS
        while not self._is_struck(strike) and time.monotonic() < end:
            await asyncio.sleep(_LOOK_SECONDS)
        if not self._is_struck(strike):
            file.unlink(missing_ok=True)
            struck.problems.append(f"{strike.label}: the point was not passed")
            return
        struck.done += 1
        if strike.freeze:
            await self._sit_out(strike)
        await self._fleet.wait_ready()

    def _is_struck(self, strike: Strike) -> bool:
        """Frozen, or killed and already started again."""
        process = self._fleet.of(strike.service, self._replica).process
        if strike.freeze:
            return psutil.Process(process.pid).status() == psutil.STATUS_STOPPED
        return process.pid != self._pid

    async def _sit_out(self, strike: Strike) -> None:
        """Frozen until everything that waits was answered by the other replica; then it goes on where it stood."""
        self._fleet.excuse(strike.service, self._replica)
        frozen = self._fleet.of(strike.service, self._replica)
        try:
            await self._moved(strike.service, "1" if self._replica == "0" else "0")
            await self._history.settle(SETTLE_SECONDS)
        finally:
            frozen.resume()
            self._fleet.expect(strike.service, self._replica)

    async def _moved(self, service: str, replica: str) -> None:
        """Until this replica owns every partition."""
        end = time.monotonic() + MOVE_SECONDS
        began = time.monotonic()
        while len(await self._owned(service, replica)) < PARTITIONS or (
            time.monotonic() - began < SESSION_TIMEOUT_MS / 1000
        ):
            if time.monotonic() > end:
                raise AssertionError(f"the partitions of {service} did not move to replica {replica}")
            await asyncio.sleep(_LOOK_SECONDS)

    async def _owner(self, service: str, story: Story) -> str:
        """The replica that owns the case's partition."""
        end = time.monotonic() + MOVE_SECONDS
        while time.monotonic() < end:
            owned = {replica: await self._owned(service, replica) for replica in ("0", "1")}
            if sum(map(len, owned.values())) == PARTITIONS and owned["0"] and owned["1"]:
                partition = partition_of(story.case_code, PARTITIONS)
                return next(at for at, parts in owned.items() if partition in parts)
            await asyncio.sleep(_LOOK_SECONDS)
        raise AssertionError(f"the partitions of {service} are not shared by two replicas")

    async def _owned(self, service: str, replica: str) -> set[int]:
        try:
            answer = await self._fleet.operator.get(f"{self._fleet.of(service, replica).url}/health")
        except httpx.TransportError:
            return set()
        parts = answer.json()["parts"]["case_loop"]["partitions"]
        return {part["partition"] for part in parts if part["owned"]}

    async def _compare(self, story: Story, act: int, strike: Strike | None, struck: Struck) -> None:
        await self._history.settle(SETTLE_SECONDS)
        where = first_difference(self._undisturbed.after[act], story.now())
        if where is not None:
            raise AssertionError(f"after act {act} ({strike.label if strike else 'no strike'}): {where} differs")

    def _file(self, strike: Strike, replica: str) -> Path:
        return Path(self._fleet.fault_file(strike.service, replica))
