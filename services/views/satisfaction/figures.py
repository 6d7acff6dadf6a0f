"""How satisfied the parties are, read from the sums: one body or several, one period, in whole or split (domain.md section 5).

Only the real series is held against the target; what the demonstration answered and what was asked about played public
cases stand apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import Field

from schemas.values import PartyRole
from services.views.answers import Answered

Document = Mapping[str, Any]
POSITIVE_FROM = 3
"""5, 4 and 3 are positive (domain.md section 5)."""
STRICT_FROM = 4
"""5 and 4 alone, for the strict rate."""
GRADES = (5, 4, 3, 2, 1)
_ROLES = [role.value for role in PartyRole]
_SERIES = ("real", "simulated", "stories")


class Count(Answered):
    """Persons asked and their last answers."""

    invitations: int = 0
    responses: int = 0
    positive: int = 0
    strict: int = 0
    first_positive: int = 0
    """Positive by the first answers, which stay on file when a person changes the answer."""
    after_rectification: int = 0
    """Answers given anew after a bad review was put right."""
    marked: int = 0
    """Answers that are part of an improbable pattern: counted all the same."""
    set_aside: int = 0
    """Answers that an appeal held to be malicious or mistaken: counted all the same."""
    not_reached: int = 0
    """Persons who could not be asked: shown, never counted as satisfied."""
    grades: dict[str, int] = Field(default_factory=dict)
    """Last answers by grade, 5 to 1."""


class Series(Answered):
    """The answers of one kind, together and by the role of who answered."""

    total: Count = Count()
    by_role: dict[str, Count] = Field(default_factory=dict)


class Figure(Answered):
    """One body, or one part of a body's figure, in one period."""

    organisation: str
    month: str
    """The period: `all`, a year, a quarter `2026Q1` or a month `2026-03`."""
    key: str = ""
    """What it is split by: a channel, a type of dispute or a result; empty for the whole."""
    real: Series = Series()
    simulated: Series = Series()
    stories: Series = Series()
    not_reached: int = 0
    """Persons of real cases who could not be asked."""
    lacking: bool = False
    """Answers were left out that would tell who answered what (cells.py)."""


def summed(documents: Iterable[Document]) -> Counter[str]:
    """The values of several figures together: the partitions of one, or several bodies."""
    values: Counter[str] = Counter()
    for document in documents:
        values.update(document["values"])
    return values


def figure(
    organisation: str,
    period: str,
    values: Mapping[str, int],
    key: str = "",
    *,
    lacking: bool = False,
    roles: bool = True,
) -> Figure:
    """The figure of these sums; `lacking`: answers were left out; not `roles`: the real ones are not told by role."""
    by_series = _by_series(values)
    series = {name: _series(by_series.get(name, {})) for name in _SERIES}
    if not roles:
        series["real"] = Series(total=series["real"].total)
    return Figure(
        organisation=organisation, month=period, key=key, not_reached=series["real"].total.not_reached, lacking=lacking,
        **series,
    )  # fmt: skip


def is_empty(values: Mapping[str, int]) -> bool:
    """True where nothing is counted (any more)."""
    return not any(values.values())


@cache
def told_apart(name: str) -> tuple[str, str, str]:
    """Series, role (empty where it is not told) and measure of a number in a figure; there are few names and very many numbers."""
    series, _, rest = name.partition("/")
    role, _, measure = rest.partition("/")
    return series, role, measure


def _by_series(values: Mapping[str, int]) -> dict[str, dict[str, dict[str, int]]]:
    """The numbers by series, role and measure."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for name, number in values.items():
        series, role, measure = told_apart(name)
        found.setdefault(series, {}).setdefault(role, {})[measure] = number
    return found


def _series(roles: Mapping[str, Mapping[str, int]]) -> Series:
    by_role = {role: _count(found) for role in _ROLES if any((found := roles.get(role, {})).values())}
    return Series(total=_sum((*by_role.values(), _count(roles.get("", {})))), by_role=by_role)


def _count(values: Mapping[str, int]) -> Count:
    last = {grade: values.get(f"grade_{grade}", 0) for grade in GRADES}
    plain = {
        name: values.get(name, 0)
        for name in ("invitations", "after_rectification", "marked", "set_aside", "not_reached")
    }
    return Count(
        **plain, responses=sum(last.values()), positive=_from(last, POSITIVE_FROM), strict=_from(last, STRICT_FROM),
        first_positive=_from({grade: values.get(f"first_{grade}", 0) for grade in GRADES}, POSITIVE_FROM),
        grades={str(grade): number for grade, number in last.items()},
    )  # fmt: skip


def _from(grades: Mapping[int, int], lowest: int) -> int:
    return sum(number for grade, number in grades.items() if grade >= lowest)


def _sum(counts: Iterable[Count]) -> Count:
    rows = tuple(counts)
    names = [name for name in Count.model_fields if name != "grades"]
    grades = {str(grade): sum(row.grades.get(str(grade), 0) for row in rows) for grade in GRADES} if rows else {}
    return Count(grades=grades, **{name: sum(getattr(row, name) for row in rows) for name in names})
