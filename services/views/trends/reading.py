"""Figures of some months laid out: by month with the change to the month before, and the hottest types, places and bodies."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from services.jurisdiction.law import Law
from services.jurisdiction.vocabulary import Tier
from services.views.answered import Answered
from services.views.trends.projection import ALERTS, BOOKS, DISPUTES, NUMBER, of_value
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


@dataclass
class Tallied:
    """Numbers of one book over the months asked for, by what they are of."""

    by_month: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Month and what."""
    by_kind: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_body: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, body: str, month: str, kind: str, what: str, number: int) -> None:
        """One number more."""
        self.by_month[month, what] += number
        self.by_kind[kind, what] += number
        self.by_body[body, what] += number


def trends(
    documents: Iterable[Mapping[str, Any]],
    months: Collection[str],
    organisation: str,
    law: Law,
    words: Words,
    rule_name: Callable[[str], str],
) -> Trends:
    """Laid out from the figures' documents; months without anything stand as zero."""
    told = _tallied(documents, frozenset(months))
    disputes, alerts = told[DISPUTES], told[ALERTS]
    areas: Counter[tuple[str, str]] = Counter()
    for (body, what), number in disputes.by_body.items():
        areas[_area(body, law), what] += number
    return Trends(
        organisation=organisation, organisation_name=words.body(organisation),
        months=tuple(_months(sorted(months), disputes.by_month, alerts.by_month)),
        types=_hot(disputes.by_kind, words.word), places=_hot(areas, words.body),
        bodies=_hot(disputes.by_body, words.body), alerts=_hot(alerts.by_kind, rule_name), cannot_know=CANNOT_KNOW,
    )  # fmt: skip


def _tallied(documents: Iterable[Mapping[str, Any]], months: Set[str]) -> Mapping[str, Tallied]:
    told = {book: Tallied() for book in BOOKS}
    for document in documents:
        labels = document["labels"]
        book, body = told[labels["book"]], labels["organisation"]
        for name, number in document["values"].items():
            month, kind, what = of_value(name)
            if month in months:
                book.add(body, month, kind, what, number)
    return told


def _months(
    months: Iterable[str], disputes: Counter[tuple[str, str]], alerts: Counter[tuple[str, str]]
) -> Iterable[MonthRow]:
    before: int | None = None
    for month in months:
        number = disputes[month, NUMBER]
        yield MonthRow(
            month=month, disputes=number, high_risk=disputes[month, "high_risk"],
            change=(number - before) / before if before else None, alerts=alerts[month, NUMBER],
            open_alerts=alerts[month, "open"],
        )  # fmt: skip
        before = number


def _hot(numbers: Counter[tuple[str, str]], said: Callable[[str], str]) -> tuple[HotRow, ...]:
    """Most first; what stands at nothing is left out."""
    counted = {code: number for (code, what), number in numbers.items() if what == NUMBER}
    total = sum(counted.values())
    ranked = sorted((-number, code) for code, number in counted.items() if number)
    return tuple(
        HotRow(
            code=code, name=said(code), number=-number, high_risk=numbers[code, "high_risk"], share=-number / total
        )
        for number, code in ranked[:MOST_HOT]
    )  # fmt: skip


def _area(body: str, law: Law) -> str:
    found = law.organisation(body)
    if found is None:
        return body
    line = (found, *law.ancestors(found))
    return next((one.id for one in line if one.tier.rank >= Tier.TOWNSHIP.rank), body)
