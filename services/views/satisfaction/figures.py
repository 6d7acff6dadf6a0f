"""How satisfied the parties are, per rated body and month: counted once, from the invitations (domain.md section 5).

Every invitation that was not cancelled stands in exactly one series: answered by the demonstration (`simulated`), of a
played public case (`stories`), or real. Only the real series is held against the target.
"""

from collections.abc import Iterable, Mapping, Set
from typing import Any

from pydantic import Field

from schemas.values import PartyRole
from services.views.answers import Answered

Document = Mapping[str, Any]
POSITIVE_FROM = 3
"""5, 4 and 3 are positive (domain.md section 5)."""
STRICT_FROM = 4
"""5 and 4 alone, for the strict rate."""
_ROLES = [role.value for role in PartyRole]


class Count(Answered):
    """Persons asked and their last answers."""

    invitations: int = 0
    responses: int = 0
    positive: int = 0
    strict: int = 0


class Series(Answered):
    """The answers of one kind, together and by the role of who answered."""

    total: Count = Count()
    by_role: dict[str, Count] = Field(default_factory=dict)


class Figure(Answered):
    """One rated body in one month."""

    organisation: str
    month: str
    real: Series = Series()
    simulated: Series = Series()
    stories: Series = Series()
    not_reached: int = 0
    """Persons who could not be asked: shown, never counted as satisfied."""


def figures(documents: Iterable[Document], bodies: Set[str], month: str | None) -> tuple[Figure, ...]:
    """The figures of these rated bodies, of one month or of all, by month and body."""
    invitations: dict[tuple[str, str], list[Document]] = {}
    missed: dict[tuple[str, str], int] = {}
    for document in documents:
        section = document["satisfaction"]
        for row in (*section["invitations"].values(), *section["not_reached"]):
            if row["rated_body"] in bodies and month in (None, row["month"]):
                key = row["month"], row["rated_body"]
                invitations.setdefault(key, [])
                if "persons" in row:
                    missed[key] = missed.get(key, 0) + row["persons"]
                else:
                    invitations[key].append(row)
    return tuple(
        figure(organisation, of_month, rows, missed.get((of_month, organisation), 0))
        for (of_month, organisation), rows in sorted(invitations.items())
    )


def figure(organisation: str, month: str, invitations: Iterable[Document], not_reached: int = 0) -> Figure:
    """The figure of these invitations; cancelled ones count nowhere."""
    by_series: dict[str, list[Document]] = {"real": [], "simulated": [], "stories": []}
    for invitation in invitations:
        if not invitation["cancelled"]:
            by_series[series_of(invitation)].append(invitation)
    return Figure(
        organisation=organisation, month=month, not_reached=not_reached,
        **{name: _series(rows) for name, rows in by_series.items()},
    )  # fmt: skip


def series_of(invitation: Document) -> str:
    """The one series an invitation stands in."""
    if invitation["simulated"]:
        return "simulated"
    return "stories" if invitation["story"] else "real"


def added(organisation: str, month: str, parts: Iterable[Figure]) -> Figure:
    """Several figures as one: a body with those below it, or several months."""
    all_of_them = tuple(parts)
    return Figure(
        organisation=organisation, month=month, not_reached=sum(part.not_reached for part in all_of_them),
        real=_joined(part.real for part in all_of_them), simulated=_joined(part.simulated for part in all_of_them),
        stories=_joined(part.stories for part in all_of_them),
    )  # fmt: skip


def _series(invitations: list[Document]) -> Series:
    roles = sorted({invitation["party_role"] for invitation in invitations}, key=_ROLES.index)
    return Series(
        total=_count(invitations),
        by_role={role: _count([row for row in invitations if row["party_role"] == role]) for role in roles},
    )


def _count(invitations: list[Document]) -> Count:
    grades = [invitation["last"] for invitation in invitations if invitation["last"] is not None]
    return Count(
        invitations=len(invitations), responses=len(grades), positive=sum(grade >= POSITIVE_FROM for grade in grades),
        strict=sum(grade >= STRICT_FROM for grade in grades),
    )  # fmt: skip


def _joined(parts: Iterable[Series]) -> Series:
    series = tuple(parts)
    roles = sorted({role for part in series for role in part.by_role}, key=_ROLES.index)
    return Series(
        total=_sum(part.total for part in series),
        by_role={role: _sum(part.by_role[role] for part in series if role in part.by_role) for role in roles},
    )


def _sum(counts: Iterable[Count]) -> Count:
    rows = tuple(counts)
    return Count(**{name: sum(getattr(row, name) for row in rows) for name in Count.model_fields})
