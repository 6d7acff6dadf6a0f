"""Services that hear one another without a broker: each event goes over the wire to whoever reacts, until all is quiet."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.envelope import PublishedEvent
from schemas.identity import event_id, reaction_command_id
from schemas.registry import decode, encode_data, wire_name
from services.runtime.decider import Answer, DecidingService


class Exchange:
    """One case in several services; every reaction is delivered twice, as the broker may."""

    def __init__(self, code: str, *services: DecidingService[Any, Any]) -> None:
        self.code = code
        self.services = {service.name: service for service in services}
        self.states = {service.name: service.initial(code) for service in services}
        self.answered: dict[str, list[Any]] = {service.name: [] for service in services}
        self.events: list[tuple[str, Event]] = []
        self.published: list[str] = []
        """Ids of the events in the order in which they were published."""
        self.sequence = 0

    def asks(self, service: str, body: CommandBody, by: Actor, at: datetime) -> Answer:
        """Somebody asks; the answer after everybody has heard of it."""
        answer, unheard = self.asks_unheard(service, body, by, at)
        self.hear(unheard)
        return answer

    def asks_unheard(
        self, service: str, body: CommandBody, by: Actor, at: datetime
    ) -> tuple[Answer, deque[PublishedEvent]]:
        """Somebody asks, and nobody has heard of the answer yet: acts may cross before `hear`."""
        self.sequence += 1
        queue: deque[PublishedEvent] = deque()
        command = Command(uuid5(NAMESPACE_URL, f"{self.code}/{self.sequence}"), self.code, by, at, body)
        return self._decided(service, command, queue), queue

    def hear(self, queue: deque[PublishedEvent]) -> None:
        """Everybody hears these, and what follows from them, until all is quiet."""
        while queue:
            self._heard(queue.popleft(), queue)

    def time_passes(self, until: datetime) -> None:
        """The scans of all services find what is due, earliest first, each found when it lapsed."""
        while due := sorted(self._due(until)):
            lapses_at, _, name = due[0]
            clock = self.services[name].due_clock(self.states[name])
            system = Actor(user=f"system:{name}", organisation=name)
            assert not isinstance(self.asks(name, clock.command, system, lapses_at), Refused)

    def _due(self, until: datetime) -> Iterator[tuple[datetime, str, str]]:
        for name, service in self.services.items():
            clock = service.due_clock(self.states[name])
            if clock is not None and clock.lapses_at <= until:
                yield clock.lapses_at, clock.clock_id, name

    def names(self, service: str) -> list[str]:
        """What happened in a service, by wire name."""
        return [wire_name(type(event)) for source, event in self.events if source == service]

    def _decided(self, name: str, command: Command[Any], queue: deque[PublishedEvent]) -> Answer:
        service = self.services[name]
        if command.id in self.answered[name]:
            return ()
        self.answered[name].append(command.id)
        answer = service.decide(self.states[name], command, service.rules)
        if not isinstance(answer, Refused):
            queue.extend(self._published(name, command, answer))
        return answer

    def _published(self, name: str, command: Command[Any], answer: Sequence[Event]) -> list[PublishedEvent]:
        self.sequence += 1
        service = self.services[name]
        for event in answer:
            evolved = service.evolve(self.states[name], event)
            self.states[name] = service.decode_state(service.encode_state(evolved))
            self.events.append((name, event))
        self.published += [str(event_id(command.id, index)) for index in range(len(answer))]
        return [
            PublishedEvent(
                id=event_id(command.id, index), service=name, name=wire_name(type(event)), version=type(event).version,
                case_code=self.code, sequence=self.sequence, index=index, recorded_at=command.recorded_at,
                actor=command.actor, correlation_id="", causation_id=str(command.id), traceparent=None,
                data=encode_data(event),
            )
            for index, event in enumerate(answer)
        ]  # fmt: skip

    def _heard(self, published: PublishedEvent, queue: deque[PublishedEvent]) -> None:
        event = decode(published.service, published.name, published.version, published.data)
        for service in self.services.values():
            for reaction in service.reactions:
                if reaction.source != published.service or reaction.event is not type(event):
                    continue
                wanted = reaction.react(event, published)
                if wanted is None or wanted.case_code not in (None, self.code):
                    continue
                name = f"{reaction.name}/{published.index}"
                body = type(wanted.body).model_validate(wanted.body.model_dump(mode="json", exclude_none=True))
                command = Command(
                    reaction_command_id(published.service, self.code, published.sequence, name), self.code,
                    Actor(user=f"system:{published.service}", organisation=published.service), published.recorded_at,
                    body,
                )  # fmt: skip
                for _ in range(2):
                    answer = self._decided(service.name, command, queue)
                    assert not isinstance(answer, Refused), f"{service.name} refused {name}: {answer}"
