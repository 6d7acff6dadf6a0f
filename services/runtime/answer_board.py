"""Who waits on this replica for what: for the answer to a command, or for the fold to reach an offset."""

import asyncio
import heapq
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import count
from uuid import UUID

from services.runtime.case_ledger import Answered


class AnswerBoard:
    """Wakes waiting tasks when the fold has gone on."""

    def __init__(self) -> None:
        self._answers: dict[tuple[str, UUID], list[asyncio.Future[Answered | None]]] = {}
        self._reached: dict[int, list[tuple[int, int, asyncio.Future[None]]]] = defaultdict(list)
        self._number = count()
        self._moved: asyncio.Future[None] | None = None
        self.listeners: list[Callable[[set[UUID]], None]] = []
        """Told the ids of the commands that were answered."""

    def tell(self, answers: Sequence[Answered], positions: dict[int, int]) -> None:
        """These decisions were applied, and the next offsets to fold are these."""
        for answered in answers:
            decision = answered.decision
            for answer in self._answers.pop((decision.case_code, decision.command_id), ()):
                if not answer.done():
                    answer.set_result(answered)
        if answers:
            for listener in self.listeners:
                listener({answered.decision.command_id for answered in answers})
        if self._moved is not None and not self._moved.done():
            self._moved.set_result(None)
        for partition, waiting in self._reached.items():
            while waiting and waiting[0][0] <= positions.get(partition, 0):
                reached = heapq.heappop(waiting)[2]
                if not reached.done():
                    reached.set_result(None)

    async def answer(self, case_code: str, command_id: UUID, wait: float) -> Answered | None:
        """The answer if it comes within `wait` seconds. The caller has looked it up before."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[Answered | None] = loop.create_future()
        key = (case_code, command_id)
        self._answers.setdefault(key, []).append(waiting)
        timer = loop.call_later(wait, _give_up, waiting)  # a third of what asyncio.timeout costs
        try:
            return await waiting
        finally:
            timer.cancel()
            self._leave(key, waiting)

    def reached(self, partition: int, position: int) -> asyncio.Future[None]:
        """Done when the next offset to fold of `partition` is at least `position`. The caller has checked it is not yet."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._reached[partition], (position, next(self._number), future))
        return future

    def moved(self) -> asyncio.Future[None]:
        """Done when the fold goes on from where it stands now."""
        if self._moved is None or self._moved.done():
            self._moved = asyncio.get_running_loop().create_future()
        return self._moved

    def _leave(self, key: tuple[str, UUID], waiting: "asyncio.Future[Answered | None]") -> None:
        others = self._answers.get(key, [])
        if waiting in others:
            others.remove(waiting)
        if not others:
            self._answers.pop(key, None)


def _give_up(waiting: "asyncio.Future[Answered | None]") -> None:
    if not waiting.done():
        waiting.set_result(None)
