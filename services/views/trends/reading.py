"""Figures of some months laid out: by month with the change to the month before, and the hottest types, places and bodies."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from services.jurisdiction.law import Law
from services.jurisdiction.vocabulary import Tier
from services.views.answered import Answered
from services.views.trends.projection import ALERTS, DISPUTES
from services.views.words import Words

MOST_HOT = 20
"""Rows of each ranking."""
CANNOT_KNOW = "按登记日期和登记机构统计，不是纠纷发生地；只含已登记的案件，不含作废、并入、封存的登记和公开案例演示；登记多可能是排查多。"


class MonthRow(Answered):
    """One month."""

    month: str
    disputes: int
    high_risk: int
    change: float | None
    """Against the month before, as a share; None for the first month and where there was nothing to compare with."""
    alerts: int
    open_alerts: int


class HotRow(Answered):
    """Something that is counted, with its share of the whole."""

    code: str
    name: str
    number: int
    high_risk: int
    share: float


class Trends(Answered):
    """The answer of GET /trends."""

    organisation: str
    organisation_name: str
    months: tuple[MonthRow, ...]
    types: tuple[HotRow, ...]
    places: tuple[HotRow, ...]
    """By the township, street or county of the registering body."""
    bodies: tuple[HotRow, ...]
    alerts: tuple[HotRow, ...]
    """By rule."""
    cannot_know: str


def trends(documents: Iterable[Mapping[str, Any]], months: Iterable[str], organisation: str, law: Law, words: Words, rule_name: Callable[[str], str]) -> Trends:  # fmt: skip
    """Laid out from the figures' documents; months without anything stand as zero."""
    rows = [(document["labels"], document["values"]) for document in documents]
    disputes = [(labels, values) for labels, values in rows if labels["book"] == DISPUTES]
    raised = [(labels, values) for labels, values in rows if labels["book"] == ALERTS]
    return Trends(
        organisation=organisation, organisation_name=words.body(organisation),
        months=tuple(_months(sorted(months), disputes, raised)),
        types=_hot(disputes, lambda labels: labels["kind"], words.word),
        places=_hot(disputes, lambda labels: _area(labels["organisation"], law), words.body),
        bodies=_hot(disputes, lambda labels: labels["organisation"], words.body),
        alerts=_hot(raised, lambda labels: labels["kind"], rule_name), cannot_know=CANNOT_KNOW,
    )  # fmt: skip


Row = tuple[Mapping[str, str], Mapping[str, int]]


def _months(months: Iterable[str], disputes: list[Row], raised: list[Row]) -> Iterable[MonthRow]:
    before: int | None = None
    for month in months:
        number = _sum(disputes, month, "number")
        yield MonthRow(
            month=month, disputes=number, high_risk=_sum(disputes, month, "high_risk"),
            change=(number - before) / before if before else None, alerts=_sum(raised, month, "number"),
            open_alerts=_sum(raised, month, "open"),
        )  # fmt: skip
        before = number


def _sum(rows: list[Row], month: str, name: str) -> int:
    return sum(values.get(name, 0) for labels, values in rows if labels["month"] == month)


def _hot(rows: list[Row], of: Callable[[Mapping[str, str]], str], said: Callable[[str], str]) -> tuple[HotRow, ...]:
    """Most first; what stands at nothing is left out."""
    numbers: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for labels, values in rows:
        numbers[of(labels)] += values.get("number", 0)
        high[of(labels)] += values.get("high_risk", 0)
    total = numbers.total()
    ranked = sorted((-number, code) for code, number in numbers.items() if number)
    return tuple(
        HotRow(code=code, name=said(code), number=-number, high_risk=high[code], share=-number / total)
        for number, code in ranked[:MOST_HOT]
    )


def _area(body: str, law: Law) -> str:
    found = law.organisation(body)
    if found is None:
        return body
    line = (found, *law.ancestors(found))
    return next((one.id for one in line if one.tier.rank >= Tier.TOWNSHIP.rank), body)
