"""The rows a case is counted in: book, body, month, measure, number. All of it JSON, so that a database keeps it as it is."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from schemas.intake import CaseSummary
from schemas.values import PartyRole
from services.jurisdiction.periods import month_of
from services.runtime.projection import Counted, Section

Row = tuple[str, str, str, str, int]
"""Book, body, month (Asia/Shanghai), measure, number."""
REAL = "real"
STORIES = "stories"
"""Series of played public cases, which no report adds to the real ones."""
FEN = 100
"""Amounts are counted in fen (分), so that sums are exact."""


def figure_id(book: str, organisation: str, month: str, series: str) -> str:
    """The id of the figure in which a book counts a body's month."""
    return f"{book}/{organisation}/{month}/{series}"


def measure(name: str, dimension: str | None = None, value: str | None = None) -> str:
    """The name of a measure, broken down or whole: `accepted`, `accepted/type/NEIGHBOR`."""
    return name if dimension is None else f"{name}/{dimension}/{value}"


def happened(section: Section, book: str, body: str | None, at: datetime, *names: str, number: int = 1) -> Section:
    """The section with so many more of these at this body in the month of `at`; nothing without a body."""
    if not body:
        return section
    rows = {tuple(row[:4]): row[4] for row in section["happened"]}
    for name in names:
        key = (book, body, month_of(at), name)
        rows[key] = rows.get(key, 0) + number
    return {**section, "happened": [[*key, value] for key, value in rows.items()]}


def happened_rows(section: Section) -> Iterator[Row]:
    """The rows of what only ever happens, and is not derived from what stands on file."""
    yield from (tuple(row) for row in section["happened"])


def counted_in(rows: Iterable[Row], *, story: bool) -> tuple[Counted, ...]:
    """The rows as figures."""
    series = STORIES if story else REAL
    sums: dict[tuple[str, str, str], dict[str, int]] = {}
    for book, body, month, name, number in rows:
        values = sums.setdefault((book, body, month), {})
        values[name] = values.get(name, 0) + number
    return tuple(
        Counted(
            figure_id(book, body, month, series),
            {name: number for name, number in values.items() if number},
            {"book": book, "organisation": body, "month": month, "series": series},
        )
        for (book, body, month), values in sums.items()
    )


def case_facts(case: CaseSummary) -> dict[str, Any]:
    """What the figures need of a case: nothing personal."""
    parties = sum(party.headcount for party in case.parties if party.role is not PartyRole.THIRD_PARTY)
    return {
        "type": case.dispute_type.value, "source": case.source.value, "difficulty": case.difficulty.value,
        "amount_fen": round((case.amount_cny or 0) * FEN), "persons": case.headcount or parties,
        "story": case.story, "sealed": case.sealed,
    }  # fmt: skip


def with_entry(section: Section, table: str, key: str, changes: Mapping[str, Any]) -> Section:
    """The section with these changes to one entry of one of its tables."""
    entries = section[table]
    return {**section, table: {**entries, key: {**entries.get(key, {}), **changes}}}
