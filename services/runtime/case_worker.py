"""What the owner of a case does with one command, step by step, without touching anything outside.

A generator that asks for effects and is told how they went; the case loop carries them out on the broker, the simulation
of the tests on a simulated log. One runs per case at a time.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from schemas.decision import Parked
from services.runtime.arbitration import CaseHead, Turn, turn_of
from services.runtime.case_ledger import Answered
from services.runtime.decider import DecidingService, RulesT, State
from services.runtime.deciding import RELEASE, Prepared, discard, prepare
from services.runtime.taken_command import TakenCommand


@dataclass(frozen=True, slots=True)
class Append(Generic[State]):
    """Append the decision and fold at least that far. Answered with whether the broker confirmed it."""

    prepared: Prepared[State]


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Fold to the end of the case's partition as the broker tells it now."""

    case_code: str


@dataclass(frozen=True, slots=True)
class HoldBack:
    """Append the command to the dead letters, surely."""

    command: TakenCommand


@dataclass(frozen=True, slots=True)
class Recall:
    """Read again what was held back: the parked command, if any, then the case's dead letters in order."""

    case_code: str
    parked: Parked | None


DISCARD = "discard_parked"
"""Field of a release's body: true gives the parked command up (it is refused) and has only the dead letters decided."""

State_co = TypeVar("State_co", covariant=True)

Decide = Callable[[DecidingService[State, RulesT], State, CaseHead, TakenCommand], Prepared[State]]
Effect = Append[Any] | CatchUp | HoldBack | Recall
Told = bool | Sequence[TakenCommand] | None
Steps = Generator[Effect, Told, None]


class FoldView(Protocol[State_co]):
    """The fold of this replica as it stands at the moment of asking."""

    def head(self, case_code: str) -> CaseHead:
        """Where the case stands."""

    def state(self, case_code: str) -> State_co:
        """What the case is."""

    def is_answered(self, case_code: str, command_id: UUID) -> bool:
        """Whether a command has its answer for good; a parked one has not."""

    def answer(self, case_code: str, command_id: UUID) -> Answered | None:
        """The answer to a command, also that it is parked."""


def handle(service: DecidingService[State, RulesT], view: FoldView[State], command: TakenCommand) -> Steps:
    """Bring `command` to its end: answered by anybody, parked, or held back."""
    yield from _answer(service, view, command)
    if command.record is not None and command.record.name == RELEASE:
        yield from _send_again(service, view, command)


def _answer(
    service: DecidingService[State, RulesT],
    view: FoldView[State],
    command: TakenCommand,
    decide: Decide[State, RulesT] = prepare,
) -> Steps:
    releases = command.record is not None and command.record.name == RELEASE
    unconfirmed: Prepared[State] | None = None
    while True:
        head = view.head(command.case_code)
        answered = view.is_answered(command.case_code, command.command_id)
        turn = turn_of(head, answered, command.command_id, releases=releases)
        if turn is Turn.DONE:
            return
        if turn is Turn.HOLD_BACK:
            yield HoldBack(command)
            return
        if unconfirmed is None or unconfirmed.decision.sequence != head.sequence + 1:
            unconfirmed = decide(service, view.state(command.case_code), head, command)
        if (yield Append(unconfirmed)):
            unconfirmed = None
        else:
            yield CatchUp(command.case_code)


def _send_again(service: DecidingService[State, RulesT], view: FoldView[State], release: TakenCommand) -> Steps:
    """Before any later command of the case: what was held back, each once. If one parks again, the rest is held back again."""
    answer = view.answer(release.case_code, release.command_id)
    if answer is None or release.record is None:
        return
    parked = answer.decision.parked
    letters = yield Recall(release.case_code, parked)
    assert isinstance(letters, Sequence)
    given_up = parked and (parked.topic, parked.partition, parked.offset)
    discards = release.record.body.get(DISCARD) is True
    seen: set[UUID] = set()
    for letter in letters:
        if letter.command_id not in seen:
            seen.add(letter.command_id)
            decide = discard if discards and (letter.topic, letter.partition, letter.offset) == given_up else prepare
            yield from _answer(service, view, letter, decide)
