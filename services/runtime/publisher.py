"""Publishes the events of applied decisions, in sequence order per case (design.md section 3, rule 5)."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import structlog

from schemas import topics
from schemas.decision import Decision
from schemas.envelope import encode_events
from services.runtime.answer_board import AnswerBoard
from services.runtime.fault_points import fault_point
from services.runtime.fold_follower import FoldFollower
from services.runtime.fold_tail import Judged
from services.runtime.kafka.consumer import BrokerError, GroupReader
from services.runtime.kafka.producer import Appender, AppendUnknown, Keyed
from services.runtime.loop_settings import LoopSettings
from services.runtime.pauses import left_of

_log = structlog.get_logger(__name__)
_IDLE = 0.5
"""Seconds after which somebody who has nothing to do looks around; a group's member has to read now and then."""
_CATCH_UP_WAIT = 0.05
_PAUSE = 0.2
_LINGER = 0.05
"""After publishing the publisher pauses until this much has passed for all of them: whoever hears an event fetches at once, and
nine services hear the window's. What a case decides meanwhile is published, and heard, together."""
_A_FULL_ROUND = 200
"""Decisions after which there is no pause."""


class Publisher:
    """The member of the group `<service>.publisher` on the decisions topic. A crash publishes some events twice: harmless.

    The group tells which partitions are published here and from where. The decisions themselves come from this
    process's fold, which has them decoded and judged; only what is older than the fold's memory is read from the topic.
    """

    def __init__(
        self,
        follower: FoldFollower[Any, Any],
        board: AnswerBoard,
        reader: GroupReader,
        appender: Appender,
        settings: LoopSettings,
    ) -> None:
        self._fold = follower.fold
        self._follower = follower
        self._board = board
        self._reader = reader
        self._appender = appender
        self._service = follower.fold.service.name
        self._events = topics.events(self._service).name_in(settings.installation)
        self._commit_interval = settings.commit_interval
        self.published: dict[int, int] = {}
        """The next decision to publish, by owned partition."""
        self._committed: dict[int, int] = {}
        self._read_from_topic: set[int] = set()
        """Partitions that are behind the fold's memory."""
        self._looked_at = 0.0

    async def start(self) -> None:
        """Join the group."""
        await self._reader.start(self._on_assigned, self._on_revoked)

    async def stop(self) -> None:
        """Commit and leave the group."""
        await self._commit(self.published)
        await self._reader.stop()

    async def run(self) -> None:
        """Publish what is applied, for ever."""
        while True:
            try:
                await self._round()
            except BrokerError as error:
                _log.warning("publisher_waits", error_type=type(error).__name__)
                await asyncio.sleep(_PAUSE)

    async def lag(self) -> dict[int, int]:
        """Per owned partition, how many decisions are not yet published. Raises BrokerError."""
        ends = await self._reader.end_offsets(self.published)
        return {at: max(ends[at] - position, 0) for at, position in self.published.items() if at in ends}

    async def _round(self) -> None:
        moved = self._board.moved()
        found = await self._behind() if self._is_time_to_look() else {}
        for partition, position in list(self.published.items()):
            if partition not in self._read_from_topic and (judged := self._remembered(partition, position)):
                found[partition] = judged
        if found:
            await self._publish(found)
            if sum(len(judged) for judged in found.values()) < _A_FULL_ROUND:
                await asyncio.sleep(left_of(_LINGER))
        elif not self._read_from_topic:
            await asyncio.wait([moved], timeout=_IDLE)

    def _remembered(self, partition: int, position: int) -> Sequence[Judged]:
        """What the fold has and is not published; nothing when the topic must be read for it first."""
        if position >= self._fold.positions.get(partition, 0):
            return ()
        judged = self._fold.tail.since(partition, position)
        if judged is None:
            self._read_from_topic.add(partition)
            self._reader.seek(partition, position)
            self._reader.resume(partition)
            return ()
        return judged

    def _is_time_to_look(self) -> bool:
        return bool(self._read_from_topic) or asyncio.get_running_loop().time() - self._looked_at > _IDLE

    async def _behind(self) -> dict[int, Sequence[Judged]]:
        """Records of the topic for partitions that are behind the fold's memory; commits now and then."""
        now = asyncio.get_running_loop().time()
        if now - self._looked_at > self._commit_interval:
            self._looked_at = now
            await self._commit(self.published)
        found: dict[int, list[Judged]] = {}
        for record in await self._reader.read(_CATCH_UP_WAIT if self._read_from_topic else 0.0):
            if record.partition in self._read_from_topic and record.offset >= self.published[record.partition]:
                await self._follower.reach(record.partition, record.offset + 1)
                found.setdefault(record.partition, []).append((record.offset, self._fold.judged(record)))
        for partition in list(self._read_from_topic):
            position = found[partition][-1][0] + 1 if partition in found else self.published[partition]
            folded = self._fold.positions.get(partition, 0)
            if position >= folded or self._fold.tail.since(partition, position) is not None:
                self._read_from_topic.discard(partition)
                self._reader.pause(partition)
        return dict(found)

    async def _publish(self, found: Mapping[int, Sequence[Judged]]) -> None:
        """All of it, as often as it takes; begun anew from the first after a failure, so that the order holds."""
        events = {partition: self._events_of(judged) for partition, judged in found.items()}
        while True:
            try:
                deliveries = [
                    delivery
                    for partition, records in events.items()
                    for delivery in await self._appender.send_all(self._events, partition, records)
                ]
                fault_point("after_publishing")
                for delivery in deliveries:
                    await delivery
            except AppendUnknown as unknown:
                _log.warning("publish_unknown", reason=str(unknown))
                await asyncio.sleep(_PAUSE)
            else:
                break
        for partition, judged in found.items():
            if partition in self.published:
                self.published[partition] = position = judged[-1][0] + 1
                self._fold.tail.let_go(partition, position)

    def _events_of(self, judged: Sequence[Judged]) -> list[Keyed]:
        applied = [decision for _, decision in judged if decision is not None]
        return [record for decision in applied for record in self._records(decision)]

    def _records(self, decision: Decision) -> list[Keyed]:
        fault_point("before_publish")
        key = decision.case_code.encode()
        return [(key, value) for value in encode_events(self._service, decision)]

    async def _commit(self, positions: Mapping[int, int]) -> None:
        due = {at: position for at, position in positions.items() if position > self._committed.get(at, 0)}
        if not due:
            return
        try:
            await self._reader.commit(due)
            self._committed.update(due)
        except BrokerError as error:
            _log.info("publisher_commit_lost", error_type=type(error).__name__)

    async def _on_assigned(self, positions: Mapping[int, int]) -> None:
        self.published, self._committed = dict(positions), dict(positions)
        self._read_from_topic.clear()

    async def _on_revoked(self, partitions: Iterable[int]) -> None:
        given = {at: position for at in partitions if (position := self.published.pop(at, None)) is not None}
        self._read_from_topic.difference_update(given)
        await self._commit(given)
