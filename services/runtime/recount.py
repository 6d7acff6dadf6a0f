"""Clocks counted by rules or a calendar that are no longer in force: the owner of a partition asks for them again (design.md section 4)."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic
from uuid import UUID

from schemas.envelope import CommandRecord
from schemas.identity import recount_command_id
from services.runtime.decider import DueClock, RulesT, State
from services.runtime.fold import Fold

Submit = Callable[[str, UUID, CommandRecord], Awaitable[None]]
Record = Callable[[UUID, DueClock], CommandRecord]
_SEND_AGAIN_AFTER = 30.0
"""Seconds of real time without an answer; the id is the same, so twice is harmless."""
_FAR = 2**62
"""Later than any clock, in microseconds since 1970."""
_BREATH = 50
"""Cases looked at before the loop may do something else."""


class Recount(Generic[State, RulesT]):
    """Asks once for every clock that the rules of this process would count otherwise.

    The law of a process never changes, so each partition is looked through once, whenever it is gained: a replica of older
    rules may have decided in it before. A case without any dated clock is not looked at: nothing of it may lapse.
    """

    def __init__(self, fold: Fold[State, RulesT], submit: Submit, record: Record) -> None:
        self._fold = fold
        self._submit = submit
        self._record = record
        self._swept: set[int] = set()
        self._sent: dict[UUID, float] = {}

    async def sweep(self, owned: Iterable[int]) -> None:
        """Look through the partitions that were gained since the last time. Raises BrokerUnavailable."""
        mine = set(owned)
        self._swept &= mine
        for partition in sorted(mine - self._swept):
            cases = [case_code for _, case_code in self._fold.ledger.due(partition, _FAR)]
            for seen, case_code in enumerate(cases, start=1):
                await self.ask(case_code)
                if seen % _BREATH == 0:
                    await asyncio.sleep(0)
            self._swept.add(partition)

    async def ask(self, case_code: str) -> bool:
        """Send for what is outdated in this case; True while an answer is awaited, so that nothing lapses by an old date."""
        head, service = self._fold.head(case_code), self._fold.service
        if head.parked is not None or head.broken is not None:
            return False
        waits = False
        for due in service.outdated(self._fold.state(case_code)):
            rules = service.rules
            command_id = recount_command_id(
                due.clock_id, rules.rules_version, rules.calendar_version, head.accepted_sequence
            )
            if self._fold.is_answered(case_code, command_id):
                self._sent.pop(command_id, None)
                continue
            waits = True
            now = asyncio.get_running_loop().time()
            if now - self._sent.get(command_id, -_SEND_AGAIN_AFTER) >= _SEND_AGAIN_AFTER:
                await self._submit(case_code, command_id, self._record(command_id, due))
                self._sent[command_id] = now
        return waits
