"""Services composed in memory over many cases: each hears the others late, twice, and in any order between two sources.

Events of one source about one case arrive in their order, as a partition brings them; every other order is the test's to choose
(design.md section 3, rule 5). Nothing of the services is replaced: the functions that run here are those that run.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.envelope import PublishedEvent
from schemas.identity import clock_command_id, event_id
from schemas.registry import decode, encode_data, wire_name
from services.runtime.decider import DecidingService
from services.runtime.reacting import own_commands
from tests.properties.spared import spared_in_vain

Answer = Sequence[Event] | Refused
Place = tuple[str, str]
"""A service and a case."""
Pipe = tuple[str, str, str]
"""Source, case, receiver: what lies in one arrives in its order."""


@dataclass(frozen=True)
class Told:
    """An event as it was written, with the state it was decided on."""

    place: Place
    before: Any
    event: Event


@dataclass
class Composition:
    """States, logs and what is still under way. `copy` shares nothing that changes."""

    services: dict[str, DecidingService[Any, Any]]
    states: dict[Place, Any] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    pipes: dict[Pipe, deque[PublishedEvent]] = field(default_factory=dict)
    delivered: list[tuple[str, PublishedEvent]] = field(default_factory=list)
    answered: set[tuple[Place, UUID]] = field(default_factory=set)
    sequences: dict[Place, int] = field(default_factory=dict)
    asked: int = 0

    @staticmethod
    def of(*services: DecidingService[Any, Any]) -> "Composition":
        """Nothing has happened yet."""
        return Composition({service.name: service for service in services})

    def copy(self) -> "Composition":
        """The same, to try something on."""
        return replace(
            self, states=dict(self.states), told=list(self.told), answered=set(self.answered),
            pipes={pipe: deque(events) for pipe, events in self.pipes.items()}, delivered=list(self.delivered),
            sequences=dict(self.sequences),
        )  # fmt: skip

    def state(self, service: str, code: str) -> Any:
        """What the case is to this service."""
        return self.states.get((service, code), self.services[service].initial(code))

    def asks(self, service: str, code: str, body: CommandBody, by: Actor, at: datetime) -> Answer:
        """A person asks; nobody else has heard of the answer yet."""
        self.asked += 1
        return self._decided((service, code), Command(uuid5(NAMESPACE_URL, f"asked/{self.asked}"), code, by, at, body))

    def waiting(self) -> list[Pipe]:
        """Pipes with something under way, in a fixed order."""
        return sorted(pipe for pipe, events in self.pipes.items() if events)

    def deliver(self, pipe: Pipe) -> None:
        """The receiver hears the next event of this pipe."""
        envelope = self.pipes[pipe].popleft()
        self.delivered.append((pipe[2], envelope))
        self._hears(pipe[2], envelope)

    def deliver_again(self, nth: int) -> None:
        """Something that was heard long ago comes once more."""
        self._hears(*self.delivered[nth])

    def hear_everything(self) -> None:
        """Until all is quiet."""
        while pipes := self.waiting():
            self.deliver(pipes[0])

    def scan(self, service: str, code: str, now: datetime) -> None:
        """One round of the deadline scan of a service: the first clock that is due by `now`."""
        due = self.services[service].due_clock(self.state(service, code))
        if due is None or due.lapses_at > now:
            return
        system = Actor(user=f"system:{service}", organisation=service)
        place = service, code
        command_id = clock_command_id(due.clock_id, due.lapses_at, self.sequences.get(place, 0))
        answer = self._decided(place, Command(command_id, code, system, now, due.command))
        assert not isinstance(answer, Refused), answer

    def events(self, service: str, code: str) -> Iterator[Event]:
        """The log of one service about one case."""
        return (told.event for told in self.told if told.place == (service, code))

    def codes(self, service: str) -> list[str]:
        """Cases this service has heard of."""
        return sorted(code for name, code in self.states if name == service)

    def _hears(self, receiver: str, envelope: PublishedEvent) -> None:
        service = self.services[receiver]
        spared = spared_in_vain(service, self.state(receiver, envelope.case_code), envelope)
        assert not spared, f"{receiver} should have heard {envelope.name}: {spared}"
        for own in own_commands(service, envelope):
            body = service.commands[own.record.name].model_validate(own.record.body)
            command = Command(own.command_id, own.case_code, own.record.actor, own.record.recorded_at, body)
            answer = self._decided((receiver, own.case_code), command)
            assert not isinstance(answer, Refused), f"{receiver} refused {own.reaction}: {answer}"

    def _decided(self, place: Place, command: Command[Any]) -> Answer:
        if (place, command.id) in self.answered:
            return ()
        service, code = self.services[place[0]], place[1]
        answer = service.decide(self.state(*place), command, service.rules)
        self.answered.add((place, command.id))
        if isinstance(answer, Refused) or not answer:
            return answer
        sequence = self.sequences[place] = self.sequences.get(place, 0) + 1
        for index, event in enumerate(answer):
            before = self.state(*place)
            written = decode(place[0], wire_name(type(event)), type(event).version, encode_data(event))
            self.states[place] = service.decode_state(service.encode_state(service.evolve(before, written)))
            self.told.append(Told(place, before, written))
            self._publish(place, command, sequence, index, written)
        assert self.state(*place) is not None, code
        return answer

    def _publish(self, place: Place, command: Command[Any], sequence: int, index: int, event: Event) -> None:
        source, code = place
        envelope = PublishedEvent(
            id=event_id(command.id, index), service=source, name=wire_name(type(event)), version=type(event).version,
            case_code=code, sequence=sequence, index=index, recorded_at=command.recorded_at, actor=command.actor,
            correlation_id="", causation_id=str(command.id), traceparent=None, data=encode_data(event),
        )  # fmt: skip
        for receiver, service in self.services.items():
            if any(one.source == source and wire_name(one.event) == envelope.name for one in service.reactions):
                self.pipes.setdefault((source, code, receiver), deque()).append(envelope)
