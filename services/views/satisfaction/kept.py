"""Figures of ratings that were read once and are read again only where they moved (issue 7, item 6).

A shelf is one split of one period: the figures of every body, each added up over the partitions of the log. The next question asks
which of them counted a decision since, and reads those. Nothing is written for it and nothing survives a restart.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.topics import PARTITIONS
from services.runtime.read_api import Find, Reached
from services.views.satisfaction.tally import NAME, shelf_of

Document = Mapping[str, Any]
"""`labels` and `values` of a figure."""
Name = tuple[str, str]
"""Split and period."""
MOST_FIGURES = 60_000
"""Figures that are kept: some two years of a city of 150 bodies by everything there is; the shelf asked for longest ago goes."""
MOST_MOVED = 500
"""Figures that are read one by one; where more moved, their shelf is read anew."""
_FIELDS = ("figure", "labels", "values")
_AFTER_SLASH = "0"


@dataclass(frozen=True)
class Shelf:
    """Figures by name, with up to where they were known to be counted before they were read."""

    reached: Reached
    figures: Mapping[str, Document]


class KeptFigures:
    """What one process keeps of one generation of the view."""

    def __init__(self) -> None:
        self._shelves: OrderedDict[Name, Shelf] = OrderedDict()

    async def figures(self, find: Find, split: str, period: str, reached: Reached) -> Sequence[Document]:
        """The figures of every body as they are when this is asked, or a little later; `reached` was known before."""
        name = split, period
        shelf = await self._moved_on(find, name, self._shelves.get(name), reached)
        self._shelves[name] = shelf
        self._shelves.move_to_end(name)
        self._forget()
        return list(shelf.figures.values())

    async def _moved_on(self, find: Find, name: Name, shelf: Shelf | None, reached: Reached) -> Shelf:
        if shelf is None or _went_back(shelf.reached, reached):
            return Shelf(reached, await read_shelf(find, *name))
        if shelf.reached == reached:
            return shelf
        heads = await find({**within(*name), "$or": _since(shelf.reached, reached)}, ["figure"])
        moved = sorted({head["figure"] for head in heads})
        if len(moved) > MOST_MOVED:
            return Shelf(reached, await read_shelf(find, *name))
        ids = [f"{figure}|{NAME}|{partition}" for figure in moved for partition in range(PARTITIONS)]
        changed = added_up(await find({"_id": {"$in": ids}}, _FIELDS)) if ids else {}
        return Shelf(reached, {**shelf.figures, **changed})

    def _forget(self) -> None:
        while len(self._shelves) > 1 and sum(len(one.figures) for one in self._shelves.values()) > MOST_FIGURES:
            self._shelves.popitem(last=False)


async def read_shelf(find: Find, split: str, period: str) -> Mapping[str, Document]:
    """All figures of a shelf as the database has them."""
    return added_up(await find(within(split, period), _FIELDS))


def within(split: str, period: str) -> dict[str, Any]:
    """The query for a shelf: its figures lie side by side, whoever they are about."""
    shelf = shelf_of(split, period)
    return {"_id": {"$gte": f"{shelf}/", "$lt": f"{shelf}{_AFTER_SLASH}"}}


def added_up(documents: Iterable[Document]) -> Mapping[str, Document]:
    """By figure: what its partitions counted together."""
    labels: dict[str, Mapping[str, str]] = {}
    sums: dict[str, dict[str, int]] = {}
    for document in documents:
        labels[document["figure"]] = document["labels"]
        values = sums.setdefault(document["figure"], {})
        for name, number in document["values"].items():
            values[name] = values.get(name, 0) + number
    return {figure: {"labels": labels[figure], "values": values} for figure, values in sums.items()}


def of_bodies(figures: Iterable[Document], bodies: Collection[str]) -> list[Document]:
    """Those about one of these bodies."""
    return [figure for figure in figures if figure["labels"]["body"] in bodies]


def _went_back(before: Reached, now: Reached) -> bool:
    """The view fetches a part of the log again: what it lacked may be counted under an earlier place."""
    return any(now.get(place, 0) < offset for place, offset in before.items())


def _since(before: Reached, now: Reached) -> list[dict[str, Any]]:
    """What counted a decision that was not counted before."""
    return [
        {"partition": partition, "position": {"$gte": before.get((source, partition), 0)}}
        for (source, partition), offset in sorted(now.items())
        if before.get((source, partition)) != offset
    ]
