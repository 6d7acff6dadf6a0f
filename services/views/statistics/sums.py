"""What was counted, by body and month, and the sums that reports are made of."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.views.statistics.books.ledger import REAL

Cell = tuple[str, str]
"""Body and month."""


@dataclass(frozen=True)
class Rolled:
    """Sums that were added up before: together, by body and by month."""

    total: Mapping[str, int] = field(default_factory=dict)
    by_body: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    by_month: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def with_differences(self, cells: Iterable[tuple[Cell, Mapping[str, int], Mapping[str, int]]]) -> "Rolled":
        """The sums when each of these cells counts the second instead of the first; these sums stay as they are."""
        total, by_body, by_month = dict(self.total), dict(self.by_body), dict(self.by_month)
        own: set[tuple[int, str]] = set()
        for (body, month), before, now in cells:
            difference = {name: now.get(name, 0) - before.get(name, 0) for name in {**before, **now}}
            for level, (sums, name) in enumerate(((by_body, body), (by_month, month))):
                if (level, name) not in own:
                    own.add((level, name))
                    sums[name] = dict(sums.get(name, {}))
                _add(sums[name], difference)
            _add(total, difference)
        return Rolled(total, by_body, by_month)


def _add(sums: Any, more: Mapping[str, int]) -> None:
    for name, number in more.items():
        if number:
            sums[name] = sums.get(name, 0) + number


@dataclass(frozen=True)
class Counts:
    """`<book>.<measure>` -> number, by body and month."""

    cells: Mapping[Cell, Mapping[str, int]] = field(default_factory=dict)
    rolled: Rolled | None = field(default=None, compare=False)
    """The sums over the cells, where they are kept."""

    @staticmethod
    def of_documents(documents: Iterable[Mapping[str, Any]]) -> "Counts":
        """From the figures' documents as the database has them, all partitions together."""
        rows = ((document["labels"], document["values"]) for document in documents)
        return Counts.of_rows(rows)

    @staticmethod
    def of_rows(rows: Iterable[tuple[Mapping[str, str], Mapping[str, int]]]) -> "Counts":
        """From labels and values."""
        cells: dict[Cell, dict[str, int]] = {}
        for labels, values in rows:
            cell = cells.setdefault((labels["organisation"], labels["month"]), {})
            for name, number in values.items():
                key = f"{labels['book']}.{name}"
                cell[key] = cell.get(key, 0) + number
        return Counts(cells)

    def with_cells(self, more: "Counts") -> "Counts":
        """With these cells beside its own: those of other months."""
        return Counts({**self.cells, **more.cells})

    def total(self) -> dict[str, int]:
        """Everything together."""
        if self.rolled is not None:
            return dict(self.rolled.total)
        return _added(self.cells.values())

    def by_body(self) -> dict[str, dict[str, int]]:
        """Together by body, in the order of their ids."""
        if self.rolled is not None:
            return {body: dict(sums) for body, sums in sorted(self.rolled.by_body.items()) if sums}
        return {body: _added(self._of(0, body)) for body in sorted({cell[0] for cell in self.cells})}

    def by_month(self) -> dict[str, dict[str, int]]:
        """Together by month, in order."""
        if self.rolled is not None:
            return {month: dict(sums) for month, sums in sorted(self.rolled.by_month.items()) if sums}
        return {month: _added(self._of(1, month)) for month in sorted({cell[1] for cell in self.cells})}

    def _of(self, position: int, value: str) -> Iterator[Mapping[str, int]]:
        return (sums for cell, sums in self.cells.items() if cell[position] == value)


def query(bodies: Collection[str], months: Collection[str], series: str = REAL) -> dict[str, Any]:
    """The search for the figures of these bodies and months: as many documents as bodies, months, books and partitions, whatever
    the number of cases."""
    return {
        "labels.organisation": {"$in": sorted(bodies)}, "labels.month": {"$in": sorted(months)},
        "labels.series": series,
    }  # fmt: skip


def before(bodies: Collection[str], months: Collection[str], book: str) -> dict[str, Any]:
    """The search for what a book of changes has of these bodies from before the first of these months."""
    return {
        "labels.organisation": {"$in": sorted(bodies)}, "labels.month": {"$lt": min(months)}, "labels.book": book,
        "labels.series": REAL,
    }  # fmt: skip


def _added(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in rows:
        for name, number in row.items():
            sums[name] = sums.get(name, 0) + number
    return sums
