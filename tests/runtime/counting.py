"""A small deciding service for the runtime's own tests: it counts, refuses, reminds, and can be made to crash."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import orjson

from schemas.base import Event
from schemas.command import Command, CommandBody, Refused
from schemas.decision import EventRecord
from services.runtime.decider import Answer, DecidingService, DueClock


class Add(CommandBody):
    amount: int = 1
    text: str = ""


class AddTwice(CommandBody):
    amount: int = 1


class Remind(CommandBody):
    at: datetime


class LapseReminder(CommandBody):
    lapses_at: datetime


class Crash(CommandBody):
    where: str = "decide"


class Added(Event):
    amount: int
    text: str = ""


class ReminderSet(Event):
    lapses_at: datetime


class ReminderLapsed(Event):
    pass


class Shattered(Event):
    pass


EVENTS: Mapping[str, type[Event]] = {
    "added": Added, "reminder_set": ReminderSet, "reminder_lapsed": ReminderLapsed, "shattered": Shattered,
}  # fmt: skip
LIMIT = 1_000_000


@dataclass(frozen=True)
class Count:
    case_code: str
    total: int = 0
    additions: int = 0
    lapsed: int = 0
    lapses_at: datetime | None = None


@dataclass(frozen=True)
class CountingRules:
    rules_version: str = "1"
    calendar_version: str = "1"
    crashes: bool = True
    """Whether `Crash` crashes; repaired rules count it instead."""
    factor: int = 1


def decide(state: Count, command: Command[CommandBody], rules: CountingRules) -> Answer:
    match command.body:
        case Add(amount=amount) if amount < 0:
            return Refused("negative", "数目不能小于零。", field="amount")
        case Add(amount=amount, text=text):
            return [Added(occurred_at=command.occurred_at, amount=amount * rules.factor, text=text)]
        case AddTwice(amount=amount):
            return [Added(occurred_at=command.occurred_at, amount=part * rules.factor) for part in (amount, amount)]
        case Remind(at=at):
            return [ReminderSet(occurred_at=command.occurred_at, lapses_at=at)]
        case LapseReminder(lapses_at=lapses_at):
            if state.lapses_at != lapses_at or command.recorded_at < lapses_at:
                return Refused("not_due", "提醒尚未到期。")
            return [ReminderLapsed(occurred_at=lapses_at)]
        case Crash(where="decide") if rules.crashes:
            raise ZeroDivisionError("the rules are broken")
        case Crash(where="evolve") if rules.crashes:
            return [Added(occurred_at=command.occurred_at, amount=1), Shattered(occurred_at=command.occurred_at)]
        case Crash():
            return [Added(occurred_at=command.occurred_at, amount=100)]
    raise TypeError(type(command.body).__name__)


def evolve(state: Count, event: Event) -> Count:
    match event:
        case Added(amount=amount):
            return replace(state, total=state.total + amount, additions=state.additions + 1)
        case ReminderSet(lapses_at=lapses_at):
            return replace(state, lapses_at=lapses_at)
        case ReminderLapsed():
            again = state.lapses_at + timedelta(days=1) if state.lapses_at and state.lapsed < 2 else None
            return replace(state, lapsed=state.lapsed + 1, lapses_at=again)
    raise TypeError(type(event).__name__)


def encode_state(state: Count) -> bytes:
    return orjson.dumps(state)


def decode_state(value: bytes) -> Count:
    found = orjson.loads(value)
    lapses_at = found.pop("lapses_at")
    return Count(**found, lapses_at=lapses_at and datetime.fromisoformat(lapses_at))


def due_clock(state: Count) -> DueClock | None:
    if state.lapses_at is None:
        return None
    return DueClock("reminder", state.lapses_at, LapseReminder(lapses_at=state.lapses_at))


def decode_event(record: EventRecord) -> Event:
    return EVENTS[record.name].model_validate(record.data)


def counting(rules: CountingRules | None = None, name: str = "intake") -> DecidingService[Count, CountingRules]:
    """The service under the name of a real one, so that its topics exist."""
    return DecidingService(
        name=name, rules=rules or CountingRules(crashes=os.environ.get("COUNTING_REPAIRED") != "1"), initial=Count,
        decide=decide, evolve=evolve, encode_state=encode_state, decode_state=decode_state,
        commands={
            "add": Add, "add_twice": AddTwice, "remind": Remind, "lapse_reminder": LapseReminder, "crash": Crash,
        },
        due_clock=due_clock, decode_event=decode_event,
    )  # fmt: skip
