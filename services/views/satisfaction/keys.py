"""Which parts of a county's ratings (by channel, type of dispute, result) may be told beside what is told of its bodies (cells.py).

A part with too few answers is not told by itself, nor the smallest part beside it where the total would give it away.
"""

from collections.abc import Mapping
from functools import lru_cache

from services.views.satisfaction.cells import REST, Block, Level, Told, Vertex, blocks, together
from services.views.satisfaction.connected import components, parts

Counted = Mapping[tuple[str, str, str], int]
"""Answers by body, month and key."""
Column = tuple[str, str]
"""County and key."""


def keys_told(answered: Counted, whole: Told, area_of: Mapping[str, str], least: int) -> Told:
    """What may be told of a split, every year by itself. `areas` has `county/key`; bodies are told no splits."""
    years: dict[str, dict[tuple[str, str, str], int]] = {}
    for cell, number in answered.items():
        if number:
            years.setdefault(cell[1][:4], {})[cell] = number
    bodies, areas = tuple(whole.bodies.items()), tuple(sorted(area_of.items()))
    return together([_of_year(tuple(years[year].items()), bodies, areas, least) for year in sorted(years)])


@lru_cache(maxsize=32)
def _of_year(
    told: tuple[tuple[tuple[str, str, str], int], ...], bodies: tuple[tuple[str, tuple[Block, ...]], ...],
    counties: tuple[tuple[str, str], ...], least: int,
) -> Told:  # fmt: skip
    """Kept, since the same answers are asked about again and again."""
    counted, whole, area_of = dict(told), Told(dict(bodies), {}, {}), dict(counties)
    columns = _begun(counted, area_of, least)
    while _leave_out(columns, _edges(counted, columns, whole, area_of), least):
        pass
    areas = {f"{area}/{key}": tuple(Block(one, Level.TOTAL) for one in found) for (area, key), found in columns.items()}
    months: dict[str, set[str]] = {}
    for body, month, key in counted:
        months.setdefault(f"area {area_of[body]}/{key}", set()).add(month)
    return Told({}, areas, {name: frozenset(found) for name, found in months.items()})


def _begun(counted: Counted, area_of: Mapping[str, str], least: int) -> dict[Column, list[frozenset[str]]]:
    sums: dict[Column, dict[str, int]] = {}
    for (body, month, key), number in counted.items():
        of_key = sums.setdefault((area_of[body], key), {})
        of_key[month] = of_key.get(month, 0) + number
    found = {column: blocks(months, least) for column, months in sums.items()}
    return {column: several for column, several in found.items() if frozenset().union(*several) == set(sums[column])}


def _edges(
    counted: Counted, columns: Mapping[Column, list[frozenset[str]]], whole: Told, area_of: Mapping[str, str]
) -> dict[tuple[Vertex, Vertex], int]:
    rows = {
        (body, month): min(one.months) for body, told in whole.bodies.items() for one in told for month in one.months
    }
    places = {(*column, month): min(one) for column, told in columns.items() for one in told for month in one}
    found: dict[tuple[Vertex, Vertex], int] = {}
    for (body, month, key), number in counted.items():
        began, area = rows.get((body, month)), area_of[body]
        row: Vertex = REST if began is None else ("body", body, began)
        place = places.get((area, key, month))
        column: Vertex = ("others", area) if place is None else ("key", area, key, place)
        found[row, column] = found.get((row, column), 0) + number
    return found


def _leave_out(
    columns: dict[Column, list[frozenset[str]]], edges: Mapping[tuple[Vertex, Vertex], int], least: int
) -> bool:
    """Tell one key less, or by longer blocks; False where nothing has to be."""
    part, whole = parts(edges, least), components(edges)
    if len(set(part.values())) == len(set(whole.values())) or not columns:
        return False
    weight: dict[Column, int] = {}
    for (_, column), number in edges.items():
        if column[0] == "key":
            key = column[1], column[2]
            weight[key] = weight.get(key, 0) + number
    sizes: dict[Vertex, int] = {}
    for (_, column), number in edges.items():
        sizes[part[column]] = sizes.get(part[column], 0) + number
    largest = max(sizes, key=lambda one: (sizes[one], one))
    apart = {(vertex[1], vertex[2]) for vertex in part if vertex[0] == "key" and part[vertex] != largest}
    smallest = min(apart or weight, key=lambda column: (weight[column], column))
    if len(columns[smallest]) > 1:
        columns[smallest] = [frozenset().union(*columns[smallest])]
    else:
        del columns[smallest]
    return True
