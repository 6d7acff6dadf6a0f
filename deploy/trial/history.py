"""What was decided in all services, read from the log by rule 3 alone, and which reactions still wait for their answer."""

import asyncio
import importlib
import time
from collections import defaultdict
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

from schemas.decision import Decision
from schemas.envelope import decode_decision, events_of
from schemas.topics import DECIDING_SERVICES, PARTITIONS, decisions
from services.jurisdiction.law import Law
from services.runtime.arbitration import UNKNOWN_CASE, CaseHead, advanced, is_applied, is_final
from services.runtime.decider import DecidingService
from services.runtime.kafka.consumer import BrokerError, TopicReader
from services.runtime.kafka.records import LogRecord
from services.runtime.reacting import own_commands

_LOOK_SECONDS = 0.02


class NotSettled(AssertionError):
    """Reactions stayed without an answer; the text names some."""


def deciding_service(name: str, law: Law) -> DecidingService[Any, Any]:
    """The service of this name under the law of a profile."""
    service: DecidingService[Any, Any] = importlib.import_module(f"services.{name}.worker").service(law)
    return service


class History:
    """The applied decisions by service and case, kept in memory and read on whenever somebody asks."""

    def __init__(self, kafka: str, installation: str, services: tuple[str, ...] = DECIDING_SERVICES) -> None:
        law = Law.load("wuhu")
        self._services = {name: deciding_service(name, law) for name in services}
        self._readers = {
            name: TopicReader(kafka, decisions(name).name_in(installation), PARTITIONS) for name in services
        }
        self._at: dict[str, dict[int, int]] = {name: dict.fromkeys(range(PARTITIONS), 0) for name in services}
        self._heads: dict[tuple[str, str], CaseHead] = {}
        self._final: set[tuple[str, UUID]] = set()
        self.decided: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        """Applied decisions by service and case, in order."""
        self.waiting: dict[tuple[str, UUID], str] = {}
        """Reactions that are without an answer: receiving service and command id, with case and name."""
        self.superseded = 0
        """Records that are no history: what a killed, frozen or repeated writer left."""
        self._closing = AsyncExitStack()

    async def __aenter__(self) -> "History":
        """Connect. Raises BrokerError."""
        for reader in self._readers.values():
            await reader.start({})
            self._closing.push_async_callback(reader.stop)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._closing.aclose()

    async def read(self) -> int:
        """Read to where the logs end now; returns how many records came. Raises BrokerError."""
        return sum([await self._read_source(name) for name in self._readers])

    async def settle(self, seconds: float = 90) -> None:
        """Read until every reaction has its answer. Raises NotSettled."""
        end = time.monotonic() + seconds
        while True:
            try:
                came = await self.read()
            except BrokerError:
                came = 1
            if not came and not self.waiting:
                return
            if time.monotonic() > end:
                some = ", ".join(f"{key[0]}: {told}" for key, told in list(self.waiting.items())[:5])
                raise NotSettled(f"{len(self.waiting)} reactions without an answer: {some}")
            await asyncio.sleep(_LOOK_SECONDS)

    def of_case(self, case_code: str) -> dict[str, list[Decision]]:
        """The case's decisions by service, in a fixed order of services."""
        return {name: self.decided[name, case_code] for name in self._services if (name, case_code) in self.decided}

    def accepted(self, service: str, case_code: str) -> int:
        """The case's ETag in a service."""
        return self._heads.get((service, case_code), UNKNOWN_CASE).accepted_sequence

    def is_answered(self, service: str, command_id: UUID) -> bool:
        """Whether a command has its answer for good."""
        return (service, command_id) in self._final

    async def _read_source(self, name: str) -> int:
        reader, at = self._readers[name], self._at[name]
        ends, came = await reader.end_offsets(), 0
        while any(at[partition] < end for partition, end in ends.items()):
            for record in await reader.read(0.2, 2_000):
                at[record.partition] = record.offset + 1
                self._take(name, record)
                came += 1
        return came

    def _take(self, name: str, record: LogRecord) -> None:
        try:
            decision = decode_decision(record.value or b"")
        except ValueError:  # superseded for every reader alike
            self.superseded += 1
            return
        case, command = (name, decision.case_code), (name, decision.command_id)
        head = self._heads.get(case, UNKNOWN_CASE)
        if not is_applied(head, command in self._final, decision):
            self.superseded += 1
            return
        self._heads[case] = advanced(head, decision)
        self.decided[case].append(decision)
        if is_final(decision):
            self._final.add(command)
            self.waiting.pop(command, None)
        for envelope in events_of(name, decision):
            for receiver, service in self._services.items():
                for own in own_commands(service, envelope):
                    if (receiver, own.command_id) not in self._final:
                        self.waiting[receiver, own.command_id] = f"{own.case_code} {own.reaction}"
