"""Given events, when a command, then events: the three words of every domain test."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid5

from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.registry import decode, encode_data, wire_name

State = TypeVar("State")
LawT = TypeVar("LawT")
EventT = TypeVar("EventT", bound=Event)
Answer = Sequence[Event] | Refused

COMMANDS = UUID("1f0b6d9e-8d0d-4a56-9c9e-6d2a0f2c7b11")
"""Namespace of the commands' ids: the n-th command of every case has the same id in every run."""


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
        command_id = uuid5(COMMANDS, f"{self.code}/{self.given_commands}")
        self.answer = self._decide(self.state, Command(command_id, self.code, by, at, body), self.law)
        if not isinstance(self.answer, Refused):
            self.given(*self.answer)
        return self

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
