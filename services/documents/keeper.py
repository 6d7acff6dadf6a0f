"""Ends bytes whose keeping is over: looks through what is kept once a day, and when the clock was moved (issue 8, item 3).

The end is decided in the log first, by the pure rule and with its record, and carried out then. Whatever is interrupted is
finished by the next look: what was decided and is still there goes without a second decision.
"""

import asyncio
from collections.abc import Callable
from uuid import UUID

import structlog

from schemas.command import Actor
from schemas.envelope import CommandRecord, digest
from schemas.identity import NAMESPACE, named_id
from schemas.registry import wire_name
from services.documents.domain.commands import DestroyContent
from services.documents.domain.law import DocumentsLaw
from services.documents.domain.retention import Kept, ended, period_of, was_decided
from services.documents.domain.state import State
from services.runtime.clock import Clock
from services.runtime.contents import Contents, Entry
from services.runtime.logs import CaseContext
from services.runtime.mongo import DatabaseUnavailable
from services.runtime.ports import BrokerUnavailable, CommandLoop

EVERY_SECONDS = 24 * 3600.0
AGAIN_SECONDS = 60.0
"""After a look that an outage ended, and until the process has heard what others told."""
LOOK_SECONDS = 0.5
"""How often a process that is not ready yet is asked again."""
ANSWER_SECONDS = 10.0
_AT_ONCE = 100
"""Entries after which others get their turn."""
_log = structlog.get_logger(__name__)


class Keeper:
    """One per process; what two replicas find has one id and one answer."""

    def __init__(
        self, service: str, loop: CommandLoop, contents: Contents, clock: Clock, law: DocumentsLaw,
        may_look: Callable[[str], bool],
    ) -> None:  # fmt: skip
        """`may_look`: whether everything that others told about this key (empty: about any) has been heard."""
        self._service, self._loop, self._contents = service, loop, contents
        self._clock, self._law, self._may_look = clock, law, may_look
        self.waits = False
        """Whether the last look was ended by an outage."""

    async def run(self) -> None:
        """Look at every interval and when the clock was moved; for ever."""
        while True:
            moved = self._clock.next_move()
            while not self._may_look(""):
                await asyncio.sleep(LOOK_SECONDS)
            try:
                gone = await self.look()
                self.waits = False
                if gone:
                    _log.info("contents_ended", count=gone)
            except (*DatabaseUnavailable, BrokerUnavailable) as error:
                self.waits = True
                _log.warning("keeper_waits", error_type=type(error).__name__)
            try:
                await asyncio.wait_for(moved.wait(), AGAIN_SECONDS if self.waits else EVERY_SECONDS)
            except TimeoutError:
                continue

    async def look(self) -> int:
        """End what is over; how many. Raises DatabaseUnavailable, BrokerUnavailable."""
        gone, over, seen = await self._contents.finish_ending(), list[Entry](), 0
        async for entry in self._contents.entries():
            seen += 1
            if seen % _AT_ONCE == 0:
                await asyncio.sleep(0)
            if self._may_look(entry.under) and self._is_over(entry):
                over.append(entry)
        for entry in over:
            if await self._is_to_go(entry):
                gone += await self._contents.end(entry)
        return gone

    def _is_over(self, entry: Entry) -> bool:
        """Whether the end of these bytes is due, decided already or not."""
        kept = Kept(entry.content_hash, entry.handed_in_at)
        return ended(self._known(entry.under)[0], kept, self._clock.now(), self._law.retention) is not None

    async def _is_to_go(self, entry: Entry) -> bool:
        """Whether the end of these bytes stands in the log, after it was decided where it was not. What stands meanwhile stays."""
        kept = Kept(entry.content_hash, entry.handed_in_at)
        state, sequence = self._known(entry.under)
        if not was_decided(state, kept):
            await self._decided(entry, sequence)
            state, _ = self._known(entry.under)
        return was_decided(state, kept) and period_of(state, kept, self._law.retention) is not None

    async def _decided(self, entry: Entry, sequence: int) -> None:
        told = DestroyContent(
            content_hash=entry.content_hash, size=entry.size, handed_in_at=entry.handed_in_at,
            handed_in_by=entry.handed_in_by,
        ).model_dump(mode="json", exclude_none=True)  # fmt: skip
        identity = _command_id(entry, sequence)
        record = CommandRecord(
            name=wire_name(DestroyContent), body=told, digest=digest(told), recorded_at=self._clock.now(), origin="clock",
            actor=Actor(user=f"system:{self._service}", organisation=self._service), correlation_id=str(identity),
            causation_id=str(identity),
        )  # fmt: skip
        with CaseContext(entry.under, str(identity)):
            await self._loop.submit(entry.under, identity, record)
            await self._loop.answer(entry.under, identity, ANSWER_SECONDS)

    def _known(self, key: str) -> tuple[State, int]:
        found: tuple[State, int] = self._loop.state(key)
        return found


def _command_id(entry: Entry, sequence: int) -> UUID:
    """The same for every replica that finds these bytes at this state of the key."""
    told = ("retention", entry.under, entry.content_hash, entry.handed_in_at.isoformat(), str(sequence))
    return named_id(NAMESPACE, "\x1f".join(told))
