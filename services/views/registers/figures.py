"""Figures over a register: what was due, what was kept, and whether the target was reached. Pure; an open limit counts as neither."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schemas.clocks import Verdict
from services.jurisdiction.clock_book import SHANGHAI, ClockStatus
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.parameters import Parameter
from services.jurisdiction.register_fields import holds
from services.jurisdiction.register_forms import FigureKind, Filter, Register, RegisterFigure
from services.views.registers.answers import FigureRow

Section = Mapping[str, Any]
"""`facts` and `clocks` of an entry."""
VERDICTS = {"met": "达到目标", "missed": "未达到目标", "none_due": "没有应计事项", "no_target": "没有设定目标"}
_ENOUGH = 1e-9
"""“以上”includes the figure, whatever binary fractions make of it."""


@dataclass(frozen=True)
class Period:
    """From one day to another (Asia/Shanghai), both inside; open where None."""

    first: date | None = None
    last: date | None = None

    def has(self, day: date | None) -> bool:
        """Whether the day lies inside."""
        if day is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Counted:
    """What a figure comes to."""

    numerator: float | None
    denominator: int | None
    not_yet_due: int = 0
    not_judged: int = 0
    missing: tuple[str, ...] = ()


def figure_row(
    register: Register,
    figure: RegisterFigure,
    entries: Iterable[Section],
    organisation: str,
    bodies: Iterable[Organisation],
    period: Period,
    parameters: Mapping[str, Parameter],
) -> FigureRow:
    """One figure over these entries; `bodies` are those the asked body stands for, of which a coverage is."""
    counted = _counted(figure, [one for one in entries if _counts(one)], bodies, period)
    target = parameters[figure.target] if figure.target else None
    rate = counted.numerator / counted.denominator if counted.denominator and counted.numerator is not None else None
    verdict = _verdict(rate, counted.denominator, target)
    return FigureRow(
        register_code=register.code, register_name=register.name_zh, figure=figure.code, name=figure.name_zh,
        kind=figure.kind.value, numerator=counted.numerator, denominator=counted.denominator, rate=rate,
        not_yet_due=counted.not_yet_due, not_judged=counted.not_judged, target=target.value if target else None,
        target_source=target.source if target else "", target_mark=target.mark.value if target else "",
        verdict=verdict, verdict_name=VERDICTS[verdict], organisation=organisation, from_day=period.first,
        to_day=period.last, missing=counted.missing,
    )  # fmt: skip


def _verdict(rate: float | None, denominator: int | None, target: Parameter | None) -> str:
    if denominator == 0:
        return "none_due"
    if target is None or rate is None:
        return "no_target"
    return "met" if rate + _ENOUGH >= target.value else "missed"


def _counted(
    figure: RegisterFigure, entries: Collection[Section], bodies: Iterable[Organisation], period: Period
) -> Counted:
    match figure.kind:
        case FigureKind.ON_TIME:
            return _on_time(figure, entries, period)
        case FigureKind.SHARE:
            of = list(_matching(figure.of, entries, period))
            return Counted(len(list(_matching(figure.counted, entries, period, within=of))), len(of))
        case FigureKind.COVERAGE:
            return _coverage(figure, entries, bodies)
        case FigureKind.TOTAL:
            of = list(_matching(figure.of, entries, period))
            told = [values.get(figure.sum_of) if figure.sum_of else 1 for _, _, values in of]
            return Counted(sum(value for value in told if isinstance(value, int | float)), None)


def _on_time(figure: RegisterFigure, entries: Iterable[Section], period: Period) -> Counted:
    """Clocks whose last day lies in the period: kept, missed, not yet over, or without verdict."""
    kept = ended = ahead = unjudged = 0
    for one in _clocks(figure, entries):
        due = one["clock"]["due"] or one["clock"]["lapses_at"]
        if not period.has(_day(due) if due else None):
            continue
        if one["clock"]["verdict"] == Verdict.NOT_JUDGED.value:
            unjudged += 1
        elif one["status"] == ClockStatus.LAPSED.value or one["in_time"] is not None:
            ended += 1
            kept += one["in_time"] is True
        elif one["status"] == ClockStatus.STOPPED.value:
            unjudged += 1
        else:
            ahead += 1
    return Counted(kept, ended, ahead, unjudged)


def _clocks(figure: RegisterFigure, entries: Iterable[Section]) -> Iterator[Mapping[str, Any]]:
    for entry in entries:
        yield from (kept for kept in entry["clocks"].values() if kept["clock"]["limit"] in figure.limits)


Match = tuple[int, int, Mapping[str, Any]]
"""Place of the entry, place of the record (-1: the entry itself), values."""


def _matching(
    wanted: Filter, entries: Collection[Section], period: Period, within: list[Match] | None = None
) -> Iterator[Match]:
    allowed = None if within is None else {(entry, record) for entry, record, _ in within}
    for place, entry in enumerate(entries):
        facts = entry["facts"]
        for number, at, values in _items(wanted, facts):
            inside = allowed is None or (place, number) in allowed or (place, -1) in allowed
            right_stage = not wanted.stages or facts["stage"] in wanted.stages
            if inside and right_stage and period.has(_day(at)) and holds(wanted.when, _typed(values)):
                yield place, number, values


def _items(wanted: Filter, facts: Mapping[str, Any]) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    if wanted.step is None:
        yield -1, facts["entered_at"], facts["values"]
        return
    for number, record in enumerate(facts["records"]):
        if record["step"] == wanted.step:
            yield number, record["at"], record["values"]


def _coverage(figure: RegisterFigure, entries: Iterable[Section], bodies: Iterable[Organisation]) -> Counted:
    wanted = {
        body.id: body.name_zh
        for body in bodies
        if body.kind in figure.kinds and (not figure.tiers or body.tier in figure.tiers)
    }
    covered = {
        facts["values"].get(figure.covers) if figure.covers else facts["owner"]
        for facts in (entry["facts"] for entry in entries)
        if not facts["closed"] and holds(figure.of.when, _typed(facts["values"]))
    }
    missing = tuple(name for body, name in wanted.items() if body not in covered)
    return Counted(len(wanted) - len(missing), len(wanted), missing=missing)


def _counts(entry: Section) -> bool:
    """A voided entry and a played one are counted nowhere."""
    return not (entry["facts"]["voided"] or entry["facts"]["story"])


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _day(text: str) -> date:
    return datetime.fromisoformat(text).astimezone(SHANGHAI).date() if "T" in text else date.fromisoformat(text)
