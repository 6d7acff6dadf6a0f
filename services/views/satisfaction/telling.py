"""The documents of a report of ratings without what must not be told (cells.py): answers are left out, invitations stay.

A county, and what stands above it, has its own sums for every period that has enough answers. What stands below is the sum of
the bodies that may be told. `lacking` on a document says that answers were left out of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.jurisdiction.law import Law
from services.jurisdiction.vocabulary import Tier
from services.views.satisfaction.cells import Answers, Level, Told, told
from services.views.satisfaction.figures import told_apart
from services.views.satisfaction.keys import keys_told
from services.views.satisfaction.tally import ALL, ANSWERED

Document = Mapping[str, Any]
WHOLE = ("whole", ALL)
REAL = "real"
NOBODYS = ""
"""The role of answers whose role is not told."""
_ALWAYS = ("invitations", "not_reached")
"""Who was asked and who could not be: no answers."""
PARAMETER = "smallest_cell"
_QUARTER = 3


@dataclass(frozen=True)
class Chosen:
    """What may be told of a body with those below it, of one period."""

    documents: frozenset[tuple[str, str]]
    """Body and period of the documents that it adds up."""
    level: Level
    lacking: bool
    """Somebody answered whose answer is not in it."""


class Telling:
    """What may be told of one period of one body with those below it; `shape`: the whole figures of its year, or of all time, of
    every body of the profile."""

    def __init__(self, shape: Iterable[Document], bodies: Collection[str], period: str, law: Law) -> None:
        self._answers = answers_of(shape)
        self._bodies, self._period = frozenset(bodies), period
        self._least = int(law.parameter(PARAMETER).value)
        answering = {body for body, _, _ in self._answers}
        self._area_of = {body: area_of(body, law) for body in answering}
        self._told = told(self._answers, self._area_of, self._least)
        self._bodies_answered: dict[str, set[str]] = {}
        for body, month, _ in self._answers:
            self._bodies_answered.setdefault(body, set()).add(month)
        self._months_answered = frozenset[str]().union(*self._bodies_answered.values())
        self._years = sorted({month[:4] for month in self._months_answered})

    @property
    def years(self) -> Sequence[str]:
        """The years whose whole figures are wanted beside those of the period."""
        return self._years if self._period == ALL else ()

    def whole(self, documents: Iterable[Document]) -> list[Document]:
        """For the total: of a county everything, of a smaller body what its bodies may tell."""
        return _kept(documents, self._period, self._of_node(self._period))

    def bodies(self, documents: Iterable[Document], *, split: bool = False) -> list[Document]:
        """For the rows by body; of a part of the figures (`split`) no body tells its answers."""
        found: list[Document] = []
        for body, several in _by(documents, "body").items():
            chosen = self._of_body(body, self._period) if not split else self._nothing([body], self._period)
            found += _kept(several, self._period, chosen)
        return found

    def months(self, documents: Iterable[Document]) -> list[Document]:
        """For the rows by month of the total."""
        by_month = _by(documents, "period").items()
        return [one for month, several in by_month for one in _kept(several, month, self._of_node(month))]

    def keys(self, documents: Sequence[Document]) -> list[Document]:
        """For the rows by channel, type or result, and for one of them: of counties alone. `documents` of the period and, where
        it is a part of a year, of the year too."""
        counted = {
            (body, month, key): number
            for key, several in _by(documents, "key").items()
            for (body, month, _), number in _summed(answers_of(several)).items()
        }
        split = keys_told(counted, self._told, self._area_of, self._least)
        answered: dict[str, set[tuple[str, str]]] = {}
        for body, month, key in counted:
            answered.setdefault(key, set()).add((body, month))
        found: list[Document] = []
        for key, several in _by(documents, "key").items():
            mine = [one for one in several if one["labels"]["period"] == self._period]
            found += _kept(mine, self._period, self._of_key(key, split, answered.get(key, ())))
        return found

    def _of_key(self, key: str, split: Told, answered: Collection[tuple[str, str]]) -> Chosen:
        months = self._months(self._period)
        mine = {body for body, month in answered if body in self._bodies and month in months}
        areas = {self._area_of[body] for body in mine}
        telling = {
            area for area in areas if area in self._bodies and split.of_area(f"{area}/{key}", months) > Level.NOTHING
        }
        documents = frozenset((body, self._period) for body in mine if self._area_of[body] in telling)
        return Chosen(documents, Level.TOTAL, lacking=bool(areas - telling))

    def _of_node(self, period: str) -> Chosen:
        if period == ALL:
            return self._over_years([self._of_node(year) for year in self._years])
        months = self._months(period)
        mine = {
            body
            for body, answered in self._bodies_answered.items()
            if body in self._bodies and not months.isdisjoint(answered)
        }
        telling, levels = set[str](), [Level.BY_ROLE]
        for area in sorted({self._area_of[body] for body in mine}):
            if area in self._bodies and (level := self._told.of_area(area, months)):
                telling |= {body for body in mine if self._area_of[body] == area}
                levels.append(level)
        for body in mine - telling:
            if level := self._told.of_body(body, months):
                telling.add(body)
                levels.append(level)
        return Chosen(frozenset((body, period) for body in telling), min(levels), lacking=bool(mine - telling))

    def _of_body(self, body: str, period: str) -> Chosen:
        if period == ALL:
            return self._over_years([self._of_body(body, year) for year in self._years])
        level = self._told.of_body(body, self._months(period))
        return Chosen(frozenset({(body, period)}), level, lacking=False) if level else self._nothing([body], period)

    def _nothing(self, bodies: Collection[str], period: str) -> Chosen:
        months = self._months(period)
        lacking = any(not months.isdisjoint(self._bodies_answered.get(body, ())) for body in bodies)
        return Chosen(frozenset(), Level.TOTAL, lacking)

    @staticmethod
    def _over_years(years: Sequence[Chosen]) -> Chosen:
        return Chosen(
            frozenset().union(*(one.documents for one in years)), min((one.level for one in years), default=Level.BY_ROLE),
            lacking=any(one.lacking for one in years),
        )  # fmt: skip

    def _months(self, period: str) -> frozenset[str]:
        return frozenset(month for month in self._months_answered if period in (ALL, month, month[:4], _quarter(month)))


def answers_of(documents: Iterable[Document]) -> Answers:
    """Real answers by body, month and role."""
    found: dict[tuple[str, str, str], int] = {}
    for document in documents:
        for name, number in document["values"].items():
            series, role, measure = told_apart(name)
            if series == REAL and measure.startswith(ANSWERED) and number:
                cell = document["labels"]["body"], measure.removeprefix(ANSWERED), role
                found[cell] = found.get(cell, 0) + number
    return found


def area_of(body: str, law: Law) -> str:
    """The hub of the county a body belongs to, or what stands at the top of its tree; the city is an area beside its counties."""
    found = law.organisation(body)
    if found is None:
        return body
    line = (found, *law.ancestors(found))
    at_least = next((one for one in line if one.tier.rank >= Tier.COUNTY.rank), line[-1])
    return [one for one in line if one.tier.rank == at_least.tier.rank][-1].id


def shape_period(period: str) -> str:
    """The period whose figures tell how many answered in which month: the year, or all time."""
    return period if period == ALL else period[:4]


def _kept(documents: Iterable[Document], period: str, chosen: Chosen) -> list[Document]:
    """The documents of the period with the answers that may be told, and of the chosen ones of other periods the answers alone."""
    found: list[Document] = []
    for document in documents:
        labels, values = document["labels"], document["values"]
        is_chosen, is_asked = (labels["body"], labels["period"]) in chosen.documents, labels["period"] == period
        shown: dict[str, int] = {}
        for name, number in values.items():
            series, _, measure = told_apart(name)
            if is_asked and (series != REAL or measure in _ALWAYS):
                shown[name] = shown.get(name, 0) + number
            elif is_chosen and series == REAL and measure not in _ALWAYS:
                told_as = name if chosen.level is Level.BY_ROLE else f"{REAL}/{NOBODYS}/{measure}"
                shown[told_as] = shown.get(told_as, 0) + number
        if shown:
            found.append({"labels": {**labels, "period": period}, "values": shown, "lacking": chosen.lacking,
                          "roles": chosen.level is Level.BY_ROLE and not chosen.lacking})  # fmt: skip
    return found


def _summed(answers: Answers) -> Answers:
    found: dict[tuple[str, str, str], int] = {}
    for (body, month, _), number in answers.items():
        found[body, month, ""] = found.get((body, month, ""), 0) + number
    return found


def _by(documents: Iterable[Document], label: str) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(document["labels"][label], []).append(document)
    return found


def _quarter(month: str) -> str:
    return f"{month[:4]}Q{(int(month[5:]) + _QUARTER - 1) // _QUARTER}"
