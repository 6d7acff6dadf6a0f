"""Every printed figure as a claim, and what the report of our own log says to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from services.jurisdiction.indicators import By, Catalogue, Figure, figure, rounded
from services.views.statistics.sums import Counts


class Verdict(StrEnum):
    """How a printed figure comes out."""

    EQUAL = "equal"
    TRUNCATED = "equal if truncated"
    NOT_REPRODUCIBLE = "not reproducible (denominator not printed)"
    INCONSISTENT = "inconsistent in the source"
    NOT_HELD = "not held by the system yet"
    DIFFERENT = "different"


VERDICTS_ZH = {
    Verdict.EQUAL: "相等",
    Verdict.TRUNCATED: "截尾后相等",
    Verdict.NOT_REPRODUCIBLE: "无法复算（分母未公布）",
    Verdict.INCONSISTENT: "原表自相矛盾",
    Verdict.NOT_HELD: "本系统尚未登记此类事项",
    Verdict.DIFFERENT: "不相等",
}


@dataclass(frozen=True)
class Asked:
    """Which figure of ours a claim is held against."""

    indicator: str
    by: By | None = None
    values: tuple[str, ...] = ("",)
    """Several where the table printed them as one line."""
    bodies: frozenset[str] | None = None
    months: frozenset[str] | None = None
    minus: int = 0
    """Cases of the same type that the table prints under a name of its own."""


@dataclass(frozen=True)
class Claim:
    """A figure as it was printed."""

    where: str
    """Its place in the file, e.g. `by_type.NEIGHBOR.pct`."""
    name: str
    """What the table calls it."""
    printed: Decimal
    ours: Asked | None = None
    base: Asked | None = None
    """For a change: what it is the change of, in percent or, where `absolute`, in number."""
    absolute: bool = False
    scale: Decimal = Decimal(1)
    """The printed unit in ours, e.g. 10,000 yuan."""
    tag: str = ""
    """A kind of the table's own, counted by the name it was printed with."""
    fixed: Verdict | None = None
    """For what no log can settle."""
    why: str = ""


@dataclass(frozen=True)
class Result:
    """A claim with what our report says."""

    claim: Claim
    computed: Decimal | None
    verdict: Verdict


def results(claims: Iterable[Claim], counts: Counts, tags: dict[str, int], catalogue: Catalogue) -> tuple[Result, ...]:
    """Every claim held against the counts; `tags`: accepted cases by the kind's printed name."""
    return tuple(_result(claim, counts, tags, catalogue) for claim in claims)


def _result(claim: Claim, counts: Counts, tags: dict[str, int], catalogue: Catalogue) -> Result:
    if claim.fixed is not None:
        return Result(claim, None, claim.fixed)
    if claim.tag:
        return _compared(claim, _tagged(claim, counts, tags, catalogue))
    assert claim.ours is not None
    found = _value(claim.ours, counts, catalogue)
    if claim.base is not None:
        base = _value(claim.base, counts, catalogue)
        if found is None or not base:
            return Result(claim, None, Verdict.DIFFERENT)
        found = found - base if claim.absolute else (found - base) * 100 / base
    return _compared(claim, None if found is None else found / claim.scale)


def _tagged(claim: Claim, counts: Counts, tags: dict[str, int], catalogue: Catalogue) -> Decimal | None:
    """The number of a kind by its printed name; in percent where the claim has a base."""
    number = Decimal(tags.get(claim.tag, 0))
    if claim.base is None:
        return number
    base = _value(claim.base, counts, catalogue)
    return number * 100 / base if base else None


def _compared(claim: Claim, found: Decimal | None) -> Result:
    decimals = -int(claim.printed.as_tuple().exponent)
    if found is None:
        return Result(claim, None, Verdict.DIFFERENT)
    for verdict, truncated in ((Verdict.EQUAL, False), (Verdict.TRUNCATED, True)):
        if rounded(found, decimals, truncated=truncated) == claim.printed:
            return Result(claim, found, verdict)
    return Result(claim, found, Verdict.DIFFERENT)


def _value(asked: Asked, counts: Counts, catalogue: Catalogue) -> Decimal | None:
    """Our figure in the indicator's unit, unrounded."""
    indicator = catalogue.indicators[asked.indicator]
    months = [cell for cell in counts.cells if asked.months is None or cell[1] in asked.months]
    whole = Counts({cell: counts.cells[cell] for cell in months}).total()
    own = [cell for cell in months if asked.bodies is None or cell[0] in asked.bodies]
    sums = Counts({cell: counts.cells[cell] for cell in own}).total()
    parts = [figure(indicator, sums, whole, asked.by, value) for value in asked.values]
    count = sum(part.count for part in parts) - asked.minus
    return Figure(count, parts[0].of).value(indicator)
