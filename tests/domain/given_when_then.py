"""Given events, when a command, then events: the three words of every domain test."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid5

from schemas.base import Event
from schemas.clocks import ClockEvent
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.registry import decode, encode_data, wire_name
from services.jurisdiction.clock_book import SHANGHAI

State = TypeVar("State")
LawT = TypeVar("LawT")
EventT = TypeVar("EventT", bound=Event)
Answer = Sequence[Event] | Refused

COMMANDS = UUID("1f0b6d9e-8d0d-4a56-9c9e-6d2a0f2c7b11")
"""Namespace of the commands' ids: the n-th command of every case has the same id in every run."""


def at(text: str) -> datetime:
    """`2026-03-02` is that day at nine, `2026-03-02 14:30` that minute, in Shanghai."""
    moment = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    return moment if " " in text else moment.replace(hour=9)


def names(answer: Answer) -> list[str]:
    """The wire names of the events; a refusal fails the test with its sentence."""
    assert not isinstance(answer, Refused), f"{answer.code}: {answer.message}"
    return [wire_name(type(event)) for event in answer]


def irregularities(answer: Answer) -> list[str]:
    """Codes of the irregularities on the events of an answer."""
    assert not isinstance(answer, Refused), f"{answer.code}: {answer.message}"
    return [mark.code for event in answer for mark in event.irregularities]


def refusal(answer: Answer) -> str:
    """The code of a refusal in Chinese; events fail the test."""
    assert isinstance(answer, Refused), f"not refused: {answer}"
    assert any("一" <= sign <= "鿿" for sign in answer.message)
    assert "{" not in answer.message
    return answer.code


def clock_events(answer: Answer) -> list[tuple[str, str]]:
    """(name, limit) of the clock events of an answer."""
    assert not isinstance(answer, Refused), answer
    return [(name, e.limit) for name, e in zip(names(answer), answer, strict=True) if isinstance(e, ClockEvent)]


class Case(Generic[State, LawT]):
    """One case of one service, driven as its case loop would: decide, put every event on the wire and back, fold."""

    def __init__(
        self,
        service: str,
        decide: Callable[[State, Command[Any], LawT], Answer],
        evolve: Callable[[State, Event], State],
        initial: Callable[[str], State],
        law: LawT,
        code: str,
        store: Callable[[State], State] = lambda state: state,
    ) -> None:
        """`store` writes the state and reads it back, as a local store does."""
        self.service, self.law, self.code = service, law, code
        self._decide, self._evolve, self._store = decide, evolve, store
        self.state = initial(code)
        self.history: list[Event] = []
        self.answer: Answer = ()
        self.given_commands = 0

    def given(self, *events: Event) -> "Case[State, LawT]":
        """These happened before."""
        for event in events:
            event = decode(self.service, wire_name(type(event)), event.version, encode_data(event))
            self.state = self._store(self._evolve(self.state, event))
            self.history.append(event)
        return self

    def when(
        self, body: CommandBody, by: Actor, at: datetime, occurred_at: datetime | None = None
    ) -> "Case[State, LawT]":
        """Somebody asks for this: recorded `at`, having occurred then or at `occurred_at`. An accepted answer is folded."""
        self.given_commands += 1
        if occurred_at is not None:
            body = body.model_copy(update={"occurred_at": occurred_at})
        command = Command(uuid5(COMMANDS, f"{self.code}/{self.given_commands}"), self.code, by, at, body)
        self.answer = self._decide(self.state, command, self.law)
        assert self.answer == self._decide(self.state, command, self.law), "the same command, the same answer"
        if not isinstance(self.answer, Refused):
            self.given(*self.answer)
        return self

    def act(self, by: Actor, body: CommandBody, occurred: datetime, recorded: datetime | None = None) -> Answer:
        """The answer to `body`, which happened at `occurred` and was recorded at the same moment unless told."""
        before = len(self.history)
        self.when(body, by, recorded or occurred, occurred if recorded else None)
        return self.answer if isinstance(self.answer, Refused) else tuple(self.history[before:])

    @property
    def events(self) -> list[Event]:
        """Everything that happened so far, as readers see it."""
        return self.history

    def then(self, *types: type[Event]) -> "Case[State, LawT]":
        """Exactly these happened, in this order; none means that nothing changed."""
        assert not isinstance(self.answer, Refused), self.answer
        assert [type(event).__name__ for event in self.answer] == [kind.__name__ for kind in types]
        return self

    def then_refused(self, code: str, field: str | None = None) -> Refused:
        """It was refused with this code (and for this field), in Chinese."""
        assert isinstance(self.answer, Refused), self.answer
        assert (self.answer.code, self.answer.field if field else None) == (code, field)
        assert any("\u4e00" <= character <= "\u9fff" for character in self.answer.message)
        return self.answer

    def happened(self, kind: type[EventT]) -> EventT:
        """The one event of this type in the last answer."""
        assert not isinstance(self.answer, Refused), self.answer
        found = [event for event in self.answer if isinstance(event, kind)]
        assert len(found) == 1, f"{len(found)} of {kind.__name__}"
        return found[0]
