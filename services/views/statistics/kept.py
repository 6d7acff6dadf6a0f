"""Figures that were read once and are read again only where they moved, with the sums over them (docs/decisions/statistics-kept.md).

A year of a county is a document for every body, month, book and partition. They are kept in the memory of the process, added up by
body, by month and together; the next question reads the positions of what may have moved, the documents of the cells that
did, and adds the difference. Where no log went on since, nothing is read. Nothing is written for it and nothing survives a restart.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import Any

from services.views.statistics.sums import Counts, Rolled, query

Place = tuple[str, int]
"""Source and partition."""
Reached = Mapping[Place, int]
"""The offset before which everything was counted."""
Document = Mapping[str, Any]
Find = Callable[[Mapping[str, Any], bool], Awaitable[Sequence[Document]]]
"""Asks the database: the query, and whether positions alone are wanted."""
Key = tuple[str, str, str]
"""Body, month, series."""
MOST_CELLS = 4_000
"""Bodies times months that are kept: two years of a county of 150 bodies, some 15 kB each when it is full."""
MOST_SUMS = 64
"""Questions (bodies, months, series) whose sums are kept."""
MOST_IDS = 2_000
"""Documents that are asked for by their ids; more of them are asked for by what they are about."""


@dataclass(frozen=True)
class Cell:
    """What is counted of a body in a month."""

    values: Mapping[str, int] = field(default_factory=dict)
    """`<book>.<measure>` -> number."""
    positions: Mapping[str, int] = field(default_factory=dict)
    """By document: the place in its log up to which it counts."""


NOTHING = Cell()


class KeptFigures:
    """What one process keeps of one generation of the view."""

    def __init__(self) -> None:
        self._cells: OrderedDict[Key, Cell] = OrderedDict()
        self._at: dict[Key, Reached | None] = {}
        self._sums: OrderedDict[tuple[Any, ...], _Sums] = OrderedDict()
        self._reached: Reached = {}

    async def counts(
        self, find: Find, bodies: Collection[str], months: Collection[str], series: str, reached: Reached
    ) -> tuple[Counts, tuple[str, int, int] | None]:
        """The figures, and source, partition and position of one that counts what `reached` does not say yet."""
        if reached == self._reached:
            reached = self._reached
        self._reached = reached
        keys = [(body, month, series) for body in sorted(bodies) for month in sorted(months)]
        moved = [key for key in keys if self._at.get(key) is not reached]
        ahead = await self._refresh(find, moved, reached) if moved else None
        now = {key: self._cells.get(key, NOTHING) for key in keys}
        counts = self._added(tuple(keys), now)
        self._forget()
        return counts, ahead

    async def _refresh(self, find: Find, keys: Sequence[Key], reached: Reached) -> tuple[str, int, int] | None:
        wanted = query({key[0] for key in keys}, {key[1] for key in keys}, keys[0][2])
        known = [key for key in keys if key in self._cells]
        if len(known) < len(keys):
            self._take(keys, await find(wanted, False))
        else:
            heads = await find({**wanted, **_of_moved_sources([self._at.get(key) for key in keys], reached)}, True)
            changed = self._changed(set(keys), heads)
            if changed:
                self._take(changed, await find(self._documents_of(changed, heads), False))
        return self._mark(keys, reached)

    def _changed(self, keys: Collection[Key], heads: Iterable[Document]) -> list[Key]:
        """The cells of which a document moved or is new."""
        found: dict[Key, None] = {}
        for head in heads:
            key = key_of(head["_id"])
            if key in keys and self._cells[key].positions.get(head["_id"]) != head["position"]:
                found[key] = None
        return list(found)

    def _documents_of(self, changed: Sequence[Key], heads: Iterable[Document]) -> Mapping[str, Any]:
        keys = set(changed)
        ids = {name for key in changed for name in self._cells[key].positions}
        ids |= {head["_id"] for head in heads if key_of(head["_id"]) in keys}
        if len(ids) > MOST_IDS:
            return query({key[0] for key in changed}, {key[1] for key in changed}, changed[0][2])
        return {"_id": {"$in": sorted(ids)}}

    def _take(self, keys: Sequence[Key], documents: Iterable[Document]) -> None:
        values: dict[Key, dict[str, int]] = {key: {} for key in keys}
        positions: dict[Key, dict[str, int]] = {key: {} for key in keys}
        for document in documents:
            key = key_of(document["_id"])
            if key not in values:
                continue
            positions[key][document["_id"]] = int(document["position"])
            sums, book = values[key], document["labels"]["book"]
            for name, number in document["values"].items():
                measure = intern(f"{book}.{name}")
                sums[measure] = sums.get(measure, 0) + number
        for key in keys:
            known = self._cells.get(key)
            if known is None or known.positions != positions[key]:
                self._cells[key] = Cell(values[key], positions[key])
            self._cells.move_to_end(key)

    def _mark(self, keys: Sequence[Key], reached: Reached) -> tuple[str, int, int] | None:
        """Remember up to where the cells were looked at; those that are ahead of it are looked at again."""
        ahead: tuple[str, int, int] | None = None
        for key in keys:
            self._at[key] = reached
            for name, position in self._cells[key].positions.items():
                _, source, partition = name.rsplit("|", 2)
                if position >= reached.get((source, int(partition)), 0):
                    self._at[key] = None
                    ahead = max(ahead or ("", 0, -1), (source, int(partition), position), key=lambda one: one[2])
        return ahead

    def _added(self, keys: tuple[Key, ...], now: Mapping[Key, Cell]) -> Counts:
        sums = self._sums.get(keys) or _Sums({}, Rolled())
        sums = self._sums[keys] = sums.brought_to(now)
        self._sums.move_to_end(keys)
        cells = {key[:2]: cell.values for key, cell in now.items() if cell.positions}
        return Counts(cells, sums.rolled)

    def _forget(self) -> None:
        while len(self._cells) > MOST_CELLS:
            key, _ = self._cells.popitem(last=False)
            self._at.pop(key, None)
        while len(self._sums) > MOST_SUMS:
            self._sums.popitem(last=False)


@dataclass(frozen=True)
class _Sums:
    """The sums over some cells, with the cells as they were when they were added."""

    cells: Mapping[Key, Cell]
    rolled: Rolled

    def brought_to(self, now: Mapping[Key, Cell]) -> "_Sums":
        """With the difference of every cell that is another one now."""
        changed = [(key, cell) for key, cell in now.items() if self.cells.get(key, NOTHING) is not cell]
        if not changed:
            return self
        differences = [(key[:2], self.cells.get(key, NOTHING).values, cell.values) for key, cell in changed]
        return _Sums(now, self.rolled.with_differences(differences))


def key_of(identity: str) -> Key:
    """Body, month and series of a figure's document, by its id."""
    _, body, month, series = identity.partition("|")[0].split("/")
    return body, month, series


def _of_moved_sources(before: Iterable[Reached | None], now: Reached) -> dict[str, Any]:
    """Narrows a search to the sources whose logs went on since any of the cells was looked at."""
    sources: set[str] = set()
    for one in {id(one): one for one in before}.values():
        if one is None:
            return {}
        sources |= {place[0] for place, offset in now.items() if one.get(place) != offset}
    return {"source": {"$in": sorted(sources)}}
