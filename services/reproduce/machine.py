"""The deciding services in memory: every act is prepared as the running services prepare it, and what it decides goes to a log.

Nothing is replaced but the broker: commands, decisions, events and reactions are those of the running system, so that the
views fold this log as any other.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from schemas.base import Event
from schemas.command import Actor, CommandBody
from schemas.decision import Decision
from schemas.envelope import CommandRecord, PublishedEvent, digest, events_of
from schemas.identity import NAMESPACE, clock_command_id, named_id
from schemas.registry import decode_record, wire_name
from schemas.topics import PARTITIONS
from services.runtime.arbitration import UNKNOWN_CASE, CaseHead, advanced
from services.runtime.deadline_scan import lapse_record
from services.runtime.decider import DecidingService, DueClock
from services.runtime.deciding import prepare
from services.runtime.partitioner import partition_of
from services.runtime.projection import LoggedDecision
from services.runtime.reacting import heard_types, own_commands
from services.runtime.taken_command import TakenCommand

Sink = Callable[[LoggedDecision, bytes], None]
"""What takes a decision with the bytes that a decisions topic would hold."""
Place = tuple[str, str]
"""Service and case."""


class NotDecided(Exception):
    """An act that a script took for lawful was refused or parked; the message names service, act and reason."""


class Machine:
    """Some services that hear one another at once, and the log of what they decided."""

    def __init__(self, services: Iterable[DecidingService[Any, Any]], sink: Sink) -> None:
        self._services = {service.name: service for service in services}
        self._heard = {name: heard_types(service) for name, service in self._services.items()}
        self._sink = sink
        self._states: dict[Place, Any] = {}
        self._heads: dict[Place, CaseHead] = {}
        self._offsets: dict[tuple[str, int], int] = {}

    def ask(self, service: str, code: str, body: CommandBody, by: Actor, at: datetime, key: str) -> tuple[Event, ...]:
        """The events of a person's act, after everybody has heard of it. `key` makes it the same act whenever it is repeated.

        Raises NotDecided.
        """
        data = body.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        command_id = act_id(code, key)
        record = CommandRecord(
            name=wire_name(type(body)), body=data, digest=digest(data), actor=by, recorded_at=at, origin="http",
            correlation_id=str(command_id), causation_id=str(command_id),
        )  # fmt: skip
        queue: deque[PublishedEvent] = deque()
        decision = self._decide(service, code, command_id, record, queue)
        self._hear(queue)
        return tuple(decode_record(service, event) for event in decision.events)

    def state(self, service: str, code: str) -> Any:
        """What the case is to a service."""
        return self._states.get((service, code)) or self._services[service].initial(code)

    def rules(self, service: str) -> Any:
        """The law of a service, where a script needs what it says."""
        return self._services[service].rules

    def lapse(self, code: str, until: datetime) -> None:
        """Let every clock of the case that is due before `until` lapse, the earliest first, as the services do. Raises NotDecided."""
        while due := min(self._due(code, until), key=lambda one: one[1].lapses_at, default=None):
            name, clock = due
            head = self._heads.get((name, code), UNKNOWN_CASE)
            command_id = clock_command_id(clock.clock_id, clock.lapses_at, head.accepted_sequence)
            queue: deque[PublishedEvent] = deque()
            self._decide(name, code, command_id, lapse_record(name, command_id, clock, clock.lapses_at), queue)
            self._hear(queue)

    def _due(self, code: str, until: datetime) -> Iterator[tuple[str, DueClock]]:
        for name, service in self._services.items():
            if (name, code) in self._states:
                clock = service.due_clock(self._states[name, code])
                if clock is not None and clock.lapses_at < until:
                    yield name, clock

    def forget(self, code: str) -> None:
        """The case is told to its end; a million of them do not stay in memory."""
        for service in self._services:
            self._states.pop((service, code), None)
            self._heads.pop((service, code), None)

    def _hear(self, queue: deque[PublishedEvent]) -> None:
        while queue:
            envelope = queue.popleft()
            heard = f"{envelope.service}.{envelope.name}"
            for name in (name for name, types in self._heard.items() if heard in types):
                for own in own_commands(self._services[name], envelope):
                    self._decide(name, own.case_code, own.command_id, own.record, queue)

    def _decide(
        self, name: str, code: str, command_id: UUID, record: CommandRecord, queue: deque[PublishedEvent]
    ) -> Decision:
        place, service = (name, code), self._services[name]
        head = self._heads.get(place, UNKNOWN_CASE)
        partition = partition_of(code, PARTITIONS)
        taken = TakenCommand(code, command_id, record, None, b"", "", partition, 0, record.recorded_at)
        prepared = prepare(service, self.state(name, code), head, taken)
        decision = prepared.decision
        if decision.outcome != "accepted":
            why = decision.refusal.code if decision.refusal else decision.parked
            raise NotDecided(f"{name}.{record.name}: {why}")
        self._heads[place] = advanced(head, decision)
        if prepared.evolved is not None:
            self._states[place] = prepared.evolved.state
        offset = self._offsets.get((name, partition), 0)
        self._offsets[name, partition] = offset + 1
        self._sink(LoggedDecision(name, partition, offset, decision), prepared.value)
        queue.extend(events_of(name, decision))
        return decision


def act_id(code: str, key: str) -> UUID:
    """The command id of an act of a scripted case."""
    return named_id(NAMESPACE, f"scripted/{code}/{key}")
