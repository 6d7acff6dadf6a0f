"""Publishes the events of applied decisions, in sequence order per case (design.md section 3, rule 5)."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import structlog

from schemas import topics
from schemas.decision import Decision
from schemas.envelope import decode_decision, encode_event, events_of
from services.runtime.fault_points import fault_point
from services.runtime.fold_follower import FoldFollower
from services.runtime.kafka.consumer import BrokerError, GroupReader
from services.runtime.kafka.producer import Appender, AppendUnknown
from services.runtime.kafka.records import LogRecord
from services.runtime.loop_settings import LoopSettings
from services.runtime.taken_command import case_of

_log = structlog.get_logger(__name__)
_READ_WAIT = 0.5
_PAUSE = 0.2


class Publisher:
    """The member of the group `<service>.publisher` on the decisions topic. A crash publishes some events twice: harmless."""

    def __init__(
        self, follower: FoldFollower[Any, Any], reader: GroupReader, appender: Appender, settings: LoopSettings
    ) -> None:
        self._follower = follower
        self._reader = reader
        self._appender = appender
        self._service = follower.fold.service.name
        self._events = topics.events(self._service).name_in(settings.installation)
        self.published: dict[int, int] = {}
        """The next decision to publish, by owned partition."""

    async def start(self) -> None:
        """Join the group."""
        await self._reader.start(self._on_assigned, self._on_revoked)

    async def stop(self) -> None:
        """Leave the group."""
        await self._reader.stop()

    async def run(self) -> None:
        """Publish what is applied, for ever."""
        while True:
            try:
                records = await self._reader.read(_READ_WAIT)
                if records:
                    await self._publish(records)
                    await self._commit(records)
            except BrokerError as error:
                _log.warning("publisher_waits", error_type=type(error).__name__)
                await asyncio.sleep(_PAUSE)

    async def lag(self) -> dict[int, int]:
        """Per owned partition, how many decisions are not yet published. Raises BrokerError."""
        ends = await self._reader.end_offsets(self.published)
        return {at: max(ends[at] - position, 0) for at, position in self.published.items() if at in ends}

    async def _publish(self, records: Sequence[LogRecord]) -> None:
        """All of them, as often as it takes; begun anew from the first after a failure, so that their order holds."""
        while True:
            try:
                deliveries = [delivery for record in records for delivery in await self._send(record)]
                fault_point("after_publishing")
                for delivery in deliveries:
                    await delivery
            except AppendUnknown as unknown:
                _log.warning("publish_unknown", reason=str(unknown))
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _send(self, record: LogRecord) -> list["asyncio.Future[int]"]:
        await self._follower.reach(record.partition, record.offset + 1)
        decision = self._applied(record)
        if decision is None:
            return []
        fault_point("before_publish")
        return [
            await self._appender.send(self._events, record.partition, decision.case_code, encode_event(event))
            for event in events_of(self._service, decision)
        ]

    def _applied(self, record: LogRecord) -> Decision | None:
        """The decision if the fold applied it at this very place, else None."""
        try:
            decision = decode_decision(record.value or b"")
        except ValueError:  # pydantic's and our own: the fold has marked the case as broken
            return None
        place = self._follower.fold.ledger.place(case_of(record), decision.command_id)
        return decision if place == (record.partition, record.offset) else None

    async def _commit(self, records: Sequence[LogRecord]) -> None:
        positions = {record.partition: record.offset + 1 for record in records}
        try:
            await self._reader.commit(positions)
        except BrokerError as error:
            _log.info("publisher_commit_lost", error_type=type(error).__name__)
        self.published.update({at: position for at, position in positions.items() if at in self.published})

    async def _on_assigned(self, positions: Mapping[int, int]) -> None:
        self.published = dict(positions)
        self._reader.resume(*positions)

    async def _on_revoked(self, partitions: Iterable[int]) -> None:
        for partition in partitions:
            self.published.pop(partition, None)
