"""What one entry adds to a figure over its register. Pure: a figure is the sum over its entries, so that each is counted once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schemas.clocks import Verdict
from services.jurisdiction.clock_book import SHANGHAI, ClockStatus
from services.jurisdiction.register_fields import holds
from services.jurisdiction.register_forms import FigureKind, Filter, RegisterFigure

Section = Mapping[str, Any]
"""`facts` and `clocks` of an entry."""


@dataclass(frozen=True, slots=True)
class Added:
    """Some numbers of a figure; they count in a period that has every one of the days (Asia/Shanghai; None: without a date)."""

    days: tuple[date | None, ...]
    numerator: float = 0
    denominator: int = 0
    not_yet_due: int = 0
    not_judged: int = 0


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an entry adds to one figure."""

    added: tuple[Added, ...] = ()
    covered: str | None = None
    """Of a coverage: the body that is not missing because of this entry."""


NOTHING = Contribution()


def contribution(figure: RegisterFigure, entry: Section) -> Contribution:
    """A voided entry and a played one are counted nowhere."""
    if entry["facts"]["voided"] or entry["facts"]["story"]:
        return NOTHING
    match figure.kind:
        case FigureKind.ON_TIME:
            return Contribution(tuple(_on_time(figure, entry)))
        case FigureKind.SHARE:
            return Contribution(tuple(_share(figure, entry)))
        case FigureKind.COVERAGE:
            return Contribution(covered=_covered(figure, entry["facts"]))
        case FigureKind.TOTAL:
            return Contribution(tuple(_total(figure, entry)))


def _on_time(figure: RegisterFigure, entry: Section) -> Iterator[Added]:
    """Clocks: kept, missed, not yet over, or without verdict, on their last day."""
    for kept in entry["clocks"].values():
        if kept["clock"]["limit"] not in figure.limits:
            continue
        due = kept["clock"]["due"] or kept["clock"]["lapses_at"]
        days = (_day(due) if due else None,)
        if kept["clock"]["verdict"] == Verdict.NOT_JUDGED.value:
            yield Added(days, not_judged=1)
        elif kept["status"] == ClockStatus.LAPSED.value or kept["in_time"] is not None:
            yield Added(days, numerator=int(kept["in_time"] is True), denominator=1)
        elif kept["status"] == ClockStatus.STOPPED.value:
            yield Added(days, not_judged=1)
        else:
            yield Added(days, not_yet_due=1)


def _share(figure: RegisterFigure, entry: Section) -> Iterator[Added]:
    """What is counted over, and of it what is counted: a record that is counted over itself, or a record of an entry that is."""
    over = {number: day for number, day, _ in _matching(figure.of, entry)}
    for day in over.values():
        yield Added((day,), denominator=1)
    for number, day, _ in _matching(figure.counted, entry):
        if (of := over.get(number, over.get(_ITSELF))) is not None:
            yield Added((day, of), numerator=1)


def _total(figure: RegisterFigure, entry: Section) -> Iterator[Added]:
    for _, day, values in _matching(figure.of, entry):
        told = values.get(figure.sum_of) if figure.sum_of else 1
        if isinstance(told, int | float):
            yield Added((day,), numerator=told)


def _covered(figure: RegisterFigure, facts: Mapping[str, Any]) -> str | None:
    if facts["closed"] or not holds(figure.of.when, _typed(facts["values"])):
        return None
    covered: str | None = facts["values"].get(figure.covers) if figure.covers else facts["owner"]
    return covered


_ITSELF = -1
"""The number of the entry beside those of its records."""


def _matching(wanted: Filter, entry: Section) -> Iterator[tuple[int, date, Mapping[str, Any]]]:
    """The entry or its records of the wanted step, by number, day and values."""
    facts = entry["facts"]
    if wanted.stages and facts["stage"] not in wanted.stages:
        return
    for number, at, values in _items(wanted, facts):
        if holds(wanted.when, _typed(values)):
            yield number, _day(at), values


def _items(wanted: Filter, facts: Mapping[str, Any]) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    if wanted.step is None:
        yield _ITSELF, facts["entered_at"], facts["values"]
        return
    for number, record in enumerate(facts["records"]):
        if record["step"] == wanted.step:
            yield number, record["at"], record["values"]


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _day(text: str) -> date:
    return datetime.fromisoformat(text).astimezone(SHANGHAI).date() if "T" in text else date.fromisoformat(text)
