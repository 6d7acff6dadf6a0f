"""Time in a played public case, and the checks every act passes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from services.jurisdiction.acts import assumed_outside_story, not_found, occurred_in_future, wrong_time
from services.jurisdiction.story import STORYTELLER, decide_story

PLAYED_AT = datetime(2026, 5, 1, tzinfo=UTC)


class Started(Event):
    """A clock of `days` days runs."""

    days: int


class Lapsed(Event):
    """It lapsed."""


class Done(Event):
    """The act itself."""


class Start(CommandBody):
    days: int


class Lapse(CommandBody):
    clock_id: str


class Act(CommandBody):
    refuse: bool = False


@dataclass(frozen=True)
class DueAt:
    clock_id: str
    lapses_at: datetime
    command: CommandBody


State = tuple[DueAt, ...]
Answer = Sequence[Event] | Refused


def decide(state: State, command: Command[Any], law: str) -> Answer:
    match command.body:
        case Start(days=days):
            return (Started(occurred_at=command.occurred_at, days=days),)
        case Lapse():
            assert command.actor == STORYTELLER
            return (Lapsed(occurred_at=command.occurred_at),) if state else ()
        case Act(refuse=True):
            return Refused("refused", "不行")
        case _:
            return (Done(occurred_at=command.occurred_at),)


def evolve(state: State, event: Event) -> State:
    match event:
        case Started(days=days):
            at = event.occurred_at + timedelta(days=days)
            return tuple(
                sorted((*state, DueAt(str(days), at, Lapse(clock_id=str(days)))), key=lambda due: due.lapses_at)
            )
        case Lapsed():
            return state[1:]
        case _:
            return state


def due(state: State) -> DueAt | None:
    return state[0] if state else None


def stubborn(state: State, command: Command[Any], law: str) -> Answer:
    """Decides like `decide`, but no clock ever lapses."""
    return () if isinstance(command.body, Lapse) else decide(state, command, law)


def at(day: int) -> datetime:
    return datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=day)


def act(day: int, body: CommandBody, *, assumed: bool = False) -> Command[Any]:
    dated = body.model_copy(update={"occurred_at": at(day), "occurred_at_assumed": assumed})
    return Command(UUID(int=day), "CASE", Actor(user="player", organisation="demo"), PLAYED_AT, dated)


def running(*days: int) -> State:
    state: State = ()
    for length in days:
        state = evolve(state, Started(occurred_at=at(0), days=length))
    return state


def names(answer: Answer) -> list[str]:
    assert not isinstance(answer, Refused)
    return [type(event).__name__ for event in answer]


def moments(answer: Answer) -> list[datetime]:
    assert not isinstance(answer, Refused)
    return [event.occurred_at for event in answer]


def test_clocks_due_before_an_act_lapse_first_and_in_order() -> None:
    answer = decide_story(decide, evolve, due, running(20, 10, 40), act(30, Act()), "law")
    assert names(answer) == ["Lapsed", "Lapsed", "Done"]
    assert moments(answer) == [at(10), at(20), at(30)]


def test_a_clock_due_at_the_very_moment_of_the_act_has_lapsed() -> None:
    assert names(decide_story(decide, evolve, due, running(30), act(30, Act()), "law")) == ["Lapsed", "Done"]


def test_a_clock_that_is_not_due_yet_goes_on() -> None:
    assert names(decide_story(decide, evolve, due, running(31), act(30, Act()), "law")) == ["Done"]


def test_a_refused_act_lapses_nothing() -> None:
    assert decide_story(decide, evolve, due, running(10), act(30, Act(refuse=True)), "law") == Refused(
        "refused", "不行"
    )


def test_an_act_of_assumed_date_lapses_nothing() -> None:
    assert names(decide_story(decide, evolve, due, running(10), act(30, Act(), assumed=True), "law")) == ["Done"]


def test_a_clock_that_will_not_lapse_does_not_stop_the_story() -> None:
    assert names(decide_story(stubborn, evolve, due, running(10), act(30, Act()), "law")) == ["Done"]


def test_the_same_story_gives_the_same_events() -> None:
    first, second = (decide_story(decide, evolve, due, running(10, 20), act(30, Act()), "law") for _ in range(2))
    assert first == second


def test_nothing_has_occurred_in_the_future_beyond_five_seconds_of_skew() -> None:
    early = Command(UUID(int=1), "CASE", Actor(user="clerk", organisation="demo"), at(3), Act(occurred_at=at(3)))
    assert occurred_in_future(early) is None
    within = Act(occurred_at=at(3) + timedelta(seconds=5))
    beyond = Act(occurred_at=at(3) + timedelta(seconds=6))
    assert occurred_in_future(Command(early.id, "CASE", early.actor, at(3), within)) is None
    refusal = occurred_in_future(Command(early.id, "CASE", early.actor, at(3), beyond))
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("occurred_in_future", "occurred_at")


def test_an_assumed_date_is_taken_in_stories_only() -> None:
    command = act(1, Act(), assumed=True)
    assert assumed_outside_story(command, story=True) is None
    refusal = wrong_time(command, story=False)
    assert refusal is not None
    assert refusal.code == "assumed_date_outside_story"


def test_not_found_is_one_answer_for_unknown_and_foreign_cases() -> None:
    assert not_found() == not_found()
    assert not_found().code == "not_found"
