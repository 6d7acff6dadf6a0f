"""How the tests of the court and of the survey tell a case: acts by the day, and what an answer says."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from schemas import registry
from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.identity import case_code
from services.jurisdiction.clock_book import SHANGHAI
from tests.domain.given_when_then import Case

State = TypeVar("State")
CASE = case_code(uuid5(NAMESPACE_URL, "tests/journey"))


def at(text: str) -> datetime:
    """`2026-03-02` is that day at nine, `2026-03-02 14:30` that minute, in Shanghai."""
    moment = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    return moment if " " in text else moment.replace(hour=9)


class Journey(Case[State, Any]):
    """A case told act by act; its state goes through the local store's form every time."""

    def __init__(
        self,
        service: str,
        decide: Callable[[State, Command[Any], Any], Sequence[Event] | Refused],
        evolve: Callable[[State, Event], State],
        initial: Callable[[str], State],
        law: Any,
        encode: Callable[[State], bytes],
        decode: Callable[[bytes], State],
    ) -> None:
        def certain(state: State, command: Command[Any], rules: Any) -> Sequence[Event] | Refused:
            answer = decide(state, command, rules)
            assert answer == decide(state, command, rules), "the same command on the same state gives the same answer"
            return answer

        super().__init__(service, certain, evolve, initial, law, CASE, lambda state: decode(encode(state)))
        self.encode = encode

    @property
    def events(self) -> list[Event]:
        """Everything that happened, as readers see it."""
        return self.history

    def act(
        self, actor: Actor, body: CommandBody, occurred: datetime, recorded: datetime | None = None
    ) -> tuple[Event, ...] | Refused:
        """The answer to `body`, which happened at `occurred` and was recorded at the same moment unless told."""
        before = len(self.history)
        self.when(body, actor, recorded or occurred, occurred_at=None if recorded is None else occurred)
        return self.answer if isinstance(self.answer, Refused) else tuple(self.history[before:])


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
