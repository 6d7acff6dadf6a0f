"""A case step by step through a service's pure functions: each act decided, its events sent over the wire, folded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import NAMESPACE_URL, uuid5

from schemas import registry
from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.identity import case_code
from services.jurisdiction.clock_book import SHANGHAI

State = TypeVar("State")
CASE = case_code(uuid5(NAMESPACE_URL, "tests/journey"))


def at(text: str) -> datetime:
    """`2026-03-02` is that day at nine, `2026-03-02 14:30` that minute, in Shanghai."""
    moment = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    return moment if " " in text else moment.replace(hour=9)


@dataclass
class Journey(Generic[State]):
    """What happened so far. `act` answers the events or the refusal, and folds events as every reader will."""

    service: str
    decide: Callable[[State, Command[Any], Any], Sequence[Event] | Refused]
    evolve: Callable[[State, Event], State]
    state: State
    law: Any
    encode: Callable[[State], bytes]
    decode: Callable[[bytes], State]
    events: list[Event] = field(default_factory=list)
    number: int = 0

    def act(
        self, actor: Actor, body: CommandBody, occurred: datetime, recorded: datetime | None = None
    ) -> tuple[Event, ...] | Refused:
        """The answer to `body`, which happened at `occurred` and was recorded at the same moment unless told."""
        self.number += 1
        if body.occurred_at is None and recorded is not None:
            body = body.model_copy(update={"occurred_at": occurred})
        command = Command(uuid5(NAMESPACE_URL, f"tests/journey/{self.number}"), CASE, actor, recorded or occurred, body)
        answer = self.decide(self.state, command, self.law)
        again = self.decide(self.state, command, self.law)
        assert answer == again, "the same command on the same state gives the same answer"
        if isinstance(answer, Refused):
            return answer
        return tuple(self._folded(event) for event in answer)

    def _folded(self, event: Event) -> Event:
        read = registry.decode(
            self.service, registry.wire_name(type(event)), type(event).version, registry.encode_data(event)
        )
        self.state = self.decode(self.encode(self.evolve(self.state, read)))
        self.events.append(read)
        return read


def names(answer: Sequence[Event] | Refused) -> list[str]:
    """The wire names of the events; a refusal fails the test with its sentence."""
    assert not isinstance(answer, Refused), f"{answer.code}: {answer.message}"
    return [registry.wire_name(type(event)) for event in answer]


def irregularities(answer: Sequence[Event] | Refused) -> list[str]:
    """Codes of the irregularities on the events of an answer."""
    assert not isinstance(answer, Refused), f"{answer.code}: {answer.message}"
    return [irregularity.code for event in answer for irregularity in event.irregularities]


def refusal(answer: Sequence[Event] | Refused) -> str:
    """The code of a refusal; events fail the test."""
    assert isinstance(answer, Refused), f"not refused: {answer}"
    assert answer.message
    assert "{" not in answer.message
    return answer.code
