"""Figures over a register: what was due, what was kept, and whether the target was reached. Pure; an open limit counts as neither."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.jurisdiction.organisations import Organisation
from services.jurisdiction.parameters import Parameter
from services.jurisdiction.register_forms import FigureKind, Register, RegisterFigure
from services.views.registers.answers import FigureRow
from services.views.registers.contributions import Contribution

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
    found: Collection[Contribution],
    organisation: str,
    bodies: Iterable[Organisation],
    period: Period,
    parameters: Mapping[str, Parameter],
) -> FigureRow:
    """One figure of what entries add to it; `bodies` are those the asked body stands for, of which a coverage is."""
    counted = _counted(figure, found, bodies, period)
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
    figure: RegisterFigure, found: Collection[Contribution], bodies: Iterable[Organisation], period: Period
) -> Counted:
    if figure.kind is FigureKind.COVERAGE:
        return _coverage(figure, {one.covered for one in found}, bodies)
    inside = [added for one in found for added in one.added if all(map(period.has, added.days))]
    return Counted(
        sum(one.numerator for one in inside),
        None if figure.kind is FigureKind.TOTAL else sum(one.denominator for one in inside),
        sum(one.not_yet_due for one in inside), sum(one.not_judged for one in inside),
    )  # fmt: skip


def _coverage(figure: RegisterFigure, covered: Collection[str | None], bodies: Iterable[Organisation]) -> Counted:
    wanted = {
        body.id: body.name_zh
        for body in bodies
        if body.kind in figure.kinds and (not figure.tiers or body.tier in figure.tiers)
    }
    missing = tuple(name for body, name in wanted.items() if body not in covered)
    return Counted(len(wanted) - len(missing), len(wanted), missing=missing)
