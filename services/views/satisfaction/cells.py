"""Which figures of ratings may be told, so that nobody can tell what one person answered (issue 7; parameter `smallest_cell`).

A figure of fewer answers than the smallest number would tell who answered what, and so would two figures that differ by so few.
Therefore: a body is told by blocks of consecutive months of a year that have enough answers each; a county (or what stands
at the top) by every month that has enough; and of these as many are left out, the smallest bodies first, as it takes until no sum and
difference of what is told is about fewer answers (connected.py). The figures of the county stay.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from services.views.satisfaction.connected import parts

Cell = tuple[str, str, str]
"""Body, month, role of who answered."""
Answers = Mapping[Cell, int]
Vertex = tuple[str, ...]
Key = tuple[str, frozenset[str]]
"""A body or a county, and the months of a block."""
_BODY, _AREA = "body ", "area "
REST: Vertex = ("rest",)
"""Everything that is not told by itself."""


class Level(IntEnum):
    """How far something is told."""

    NOTHING = 0
    TOTAL = 1
    BY_ROLE = 2


@dataclass(frozen=True)
class Block:
    """Consecutive months that are told together."""

    months: frozenset[str]
    level: Level


@dataclass(frozen=True)
class Told:
    """What may be told."""

    bodies: Mapping[str, tuple[Block, ...]]
    """A body by itself, without those below it."""
    areas: Mapping[str, tuple[Block, ...]]
    """A county with everything below it that is no county of its own."""
    answered: Mapping[str, frozenset[str]]
    """Months in which somebody answered about a body, or in a county."""

    def of_body(self, body: str, months: Collection[str]) -> Level:
        """How far the body's figure of these months may be told; nobody's answers are told as none."""
        return self._level(self.bodies, _BODY + body, body, months)

    def of_area(self, area: str, months: Collection[str]) -> Level:
        """How far the county's figure of these months may be told."""
        return self._level(self.areas, _AREA + area, area, months)

    def _level(
        self, table: Mapping[str, tuple[Block, ...]], answered: str, name: str, months: Collection[str]
    ) -> Level:
        """The least level of the blocks that make up the answered ones of these months; nothing where one lies in them in part."""
        wanted = self.answered.get(answered, frozenset()).intersection(months)
        mine = [block for block in table.get(name, ()) if not block.months.isdisjoint(wanted)]
        if wanted != frozenset().union(*(block.months for block in mine)):
            return Level.NOTHING
        return min((block.level for block in mine), default=Level.BY_ROLE)


def blocks(counted: Mapping[str, int], least: int) -> list[frozenset[str]]:
    """Consecutive months with enough answers together, within one year; what remains goes to the last block of the year.
    A year without enough answers has none."""
    found: list[frozenset[str]] = []
    for year in sorted({month[:4] for month in counted}):
        of_year: list[set[str]] = []
        waiting: set[str] = set()
        for month in sorted(month for month, number in counted.items() if number and month[:4] == year):
            waiting.add(month)
            if sum(counted[one] for one in waiting) >= least:
                of_year.append(waiting)
                waiting = set()
        if of_year:
            of_year[-1] |= waiting
        found += [frozenset(block) for block in of_year]
    return found


def told(answers: Answers, area_of: Mapping[str, str], least: int) -> Told:
    """What may be told of these answers; `area_of`: the county of each body. Every year is judged by itself, so that the same is
    told of it whether it is asked for alone or with others."""
    years: dict[str, list[tuple[Cell, int]]] = {}
    for cell, number in sorted(answers.items()):
        years.setdefault(cell[1][:4], []).append((cell, number))
    areas = tuple(sorted(area_of.items()))
    return together([_told(tuple(of_year), areas, least) for of_year in years.values()])


def together(several: Iterable[Told]) -> Told:
    """What is told of several years."""
    bodies, areas = dict[str, tuple[Block, ...]](), dict[str, tuple[Block, ...]]()
    answered: dict[str, frozenset[str]] = {}
    for one in several:
        for table, more in ((bodies, one.bodies), (areas, one.areas)):
            for name, found in more.items():
                table[name] = (*table.get(name, ()), *found)
        for name, months in one.answered.items():
            answered[name] = answered.get(name, frozenset()) | months
    return Told(bodies, areas, answered)


@lru_cache(maxsize=32)
def _told(answers: tuple[tuple[Cell, int], ...], area_of: tuple[tuple[str, str], ...], least: int) -> Told:
    """Kept, since the same answers are asked about again and again."""
    return _Withholding(dict(answers), dict(area_of), least).told()


class _Withholding:
    """Leaves out sums until what is left cannot be played off against each other."""

    def __init__(self, answers: Answers, area_of: Mapping[str, str], least: int) -> None:
        self._answers = {cell: number for cell, number in answers.items() if number}
        self._area_of, self._least = area_of, least
        self._rows = self._begun((body, month, role, n) for (body, month, role), n in self._answers.items())
        by_area = ((area_of[body], month, role, n) for (body, month, role), n in self._answers.items())
        self._columns = self._begun(by_area)
        self._part: dict[Vertex, Vertex] = {}
        self._places: list[tuple[Vertex, Vertex]] = []
        self._before: list[tuple[Vertex, Vertex]] = []

    def told(self) -> Told:
        """What is left when nothing has to be left out any more."""
        while self._leave_out(self._edges()):
            pass
        answered: dict[str, set[str]] = {}
        for body, month, _ in self._answers:
            answered.setdefault(_BODY + body, set()).add(month)
            answered.setdefault(_AREA + self._area_of[body], set()).add(month)
        months = {name: frozenset(found) for name, found in answered.items()}
        return Told(_by_name(self._rows), _by_name(self._columns), months)

    def _begun(self, counted: Iterable[tuple[str, str, str, int]]) -> dict[Key, Level]:
        """Blocks by name with the furthest level that each allows by itself."""
        cells: dict[str, dict[str, dict[str, int]]] = {}
        for name, month, role, number in counted:
            roles = cells.setdefault(name, {}).setdefault(month, {})
            roles[role] = roles.get(role, 0) + number
        found: dict[Key, Level] = {}
        for name, months in cells.items():
            totals = {month: sum(roles.values()) for month, roles in months.items()}
            for block in blocks(totals, self._least):
                by_role: dict[str, int] = {}
                for month in block:
                    for role, number in months[month].items():
                        by_role[role] = by_role.get(role, 0) + number
                enough = min(by_role.values()) >= self._least
                found[name, block] = Level.BY_ROLE if enough else Level.TOTAL
        return found

    def _edges(self) -> dict[tuple[Vertex, Vertex], int]:
        rows, columns = _vertices("body", self._rows), _vertices("area", self._columns)
        found: dict[tuple[Vertex, Vertex], int] = {}
        self._before, self._places = self._places, []
        for (body, month, role), number in self._answers.items():
            row = _of_role(rows.get((body, month)), role)
            column = _of_role(columns.get((self._area_of[body], month)), role)
            self._places.append((row, column))
            if row != column:
                found[row, column] = found.get((row, column), 0) + number
        return found

    def _alike(self) -> Iterator[tuple[Vertex, Vertex]]:
        """What lay in one part when a little more was told lies in one part still."""
        moved = (pair for both in zip(self._before, self._places, strict=False) for pair in zip(*both, strict=True))
        for old, new in dict.fromkeys(moved):
            if old in self._part:
                yield self._part[old], new

    def _leave_out(self, edges: Mapping[tuple[Vertex, Vertex], int]) -> bool:
        """Tell something less of what lies between two parts; False where nothing has to be."""
        part = self._part = parts(edges, self._least, self._alike())
        between = [edge for edge in edges if part[edge[0]] != part[edge[1]]]
        if not between:
            return False
        weight: dict[Vertex, int] = {}
        size: dict[Vertex, int] = {}
        for edge, number in edges.items():
            for vertex in edge:
                weight[vertex] = weight.get(vertex, 0) + number
                size[part[vertex]] = size.get(part[vertex], 0) + number
        smallest: dict[Vertex, Vertex] = {}
        for vertex, beside in _at_hand(edges, between):
            small = min(part[vertex], part[beside], key=lambda one: (size[one], one))
            known = smallest.get(small)
            if known is None or (weight[vertex], vertex) < (weight[known], known):
                smallest[small] = vertex
        chosen = set(smallest.values())
        if bodies := {vertex for vertex in chosen if vertex[0] == "body"}:
            _coarser(self._rows, bodies)
        else:
            _coarser(self._columns, chosen)
        return True


def _at_hand(
    edges: Mapping[tuple[Vertex, Vertex], int], between: Sequence[tuple[Vertex, Vertex]]
) -> Iterator[tuple[Vertex, Vertex]]:
    """What could be told less, with what lies on the other side: bodies between two parts, else the bodies beside what is left out
    there, else the counties."""
    bodies = [(row, column) for row, column in between if row != REST]
    if bodies:
        yield from bodies
        return
    near = {column for _, column in between}
    beside = [(row, REST) for row, column in edges if row != REST and column in near]
    yield from beside or ((column, REST) for column in near)


def _by_name(table: Mapping[Key, Level]) -> dict[str, tuple[Block, ...]]:
    found: dict[str, list[Block]] = {}
    for (name, months), level in table.items():
        found.setdefault(name, []).append(Block(months, level))
    return {name: tuple(several) for name, several in found.items()}


def _vertices(kind: str, table: Mapping[Key, Level]) -> dict[tuple[str, str], tuple[Vertex, bool]]:
    """By name and month what is told there, and whether it is told by role."""
    found: dict[tuple[str, str], tuple[Vertex, bool]] = {}
    for (name, block), level in table.items():
        begun = (kind, name, min(block), ""), level is Level.BY_ROLE
        found |= dict.fromkeys(((name, month) for month in block), begun)
    return found


def _of_role(begun: tuple[Vertex, bool] | None, role: str) -> Vertex:
    vertex, by_role = begun or (REST, False)
    return (*vertex[:-1], role) if by_role else vertex


def _coarser(table: dict[Key, Level], vertices: Collection[Vertex]) -> None:
    """Tell these without the roles; those that were so told already not at all."""
    named = {(vertex[1], vertex[2]) for vertex in vertices}
    for key, level in list(table.items()):
        if (key[0], min(key[1])) in named:
            if level is Level.BY_ROLE:
                table[key] = Level.TOTAL
            else:
                del table[key]
