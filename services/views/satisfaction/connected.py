"""Which sums can be played off against each other: the k-connected parts of a graph (Nagamochi and Ibaraki 1992).

Two ways to cut the same answers into sums (by body and time, by county and month) are a graph: sums are its vertices, answers its
edges. Whatever is derived by adding and subtracting sums is zero within every part of which no cut has fewer than k edges, or
it is about k answers at least: a value given to every vertex makes each edge the difference of its ends, and ends that differ lie
on two sides of a cut.
"""

from collections.abc import Hashable, Iterable, Mapping
from heapq import heappop, heappush
from itertools import chain
from typing import TypeVar

Vertex = TypeVar("Vertex", bound=Hashable)
Edges = Mapping[tuple[Vertex, Vertex], int]
"""Answers by the two sums they lie in."""


def parts(edges: Edges[Vertex], least: int, alike: Iterable[tuple[Vertex, Vertex]] = ()) -> dict[Vertex, Vertex]:
    """For every vertex the name of its part; parts may be smaller than they need be, never larger.

    `alike`: what is known to lie in one part, as a part stays one when vertices are made one.
    """
    known: dict[Vertex, Vertex] = {}
    strong = (edge for edge, weight in edges.items() if weight >= least)
    for one, other in chain(alike, strong):
        _join(known, one, other)
    part = {vertex: _root(known, vertex) for vertex in dict.fromkeys(chain.from_iterable(edges))}
    while True:
        joined = _joined(_between(edges, part), least)
        if not joined:
            return part
        part = {vertex: _root(joined, one) for vertex, one in part.items()}


def components(edges: Edges[Vertex]) -> dict[Vertex, Vertex]:
    """For every vertex the name of what it hangs together with."""
    known: dict[Vertex, Vertex] = {}
    there = [edge for edge, weight in edges.items() if weight]
    for one, other in there:
        _join(known, one, other)
    return {vertex: _root(known, vertex) for vertex in dict.fromkeys(chain.from_iterable(there))}


def _between(edges: Edges[Vertex], part: Mapping[Vertex, Vertex]) -> dict[Vertex, dict[Vertex, int]]:
    """Neighbours of every part with the number of answers between them."""
    found: dict[Vertex, dict[Vertex, int]] = {one: {} for one in dict.fromkeys(part.values())}
    for (first, second), weight in edges.items():
        one, other = part[first], part[second]
        if one != other and weight:
            found[one][other] = found[one].get(other, 0) + weight
            found[other][one] = found[other].get(one, 0) + weight
    return found


def _joined(neighbours: Mapping[Vertex, Mapping[Vertex, int]], least: int) -> dict[Vertex, Vertex]:
    """Parts that belong together: in an order in which the most strongly attached comes next, each is as strongly connected
    with the one before it as it is attached to all before it."""
    joined: dict[Vertex, Vertex] = {}
    order: list[tuple[int, int, Vertex]] = []
    number = {vertex: place for place, vertex in enumerate(neighbours)}
    attached = dict.fromkeys(neighbours, 0)
    seen: set[Vertex] = set()
    for start in neighbours:
        if start in seen:
            continue
        heappush(order, (0, number[start], start))
        last: Vertex | None = None
        while order:
            weight, _, vertex = heappop(order)
            if vertex in seen or -weight != attached[vertex]:
                continue
            seen.add(vertex)
            if last is not None and attached[vertex] >= least:
                _join(joined, last, vertex)
            last = vertex
            for neighbour, more in neighbours[vertex].items():
                if neighbour not in seen:
                    attached[neighbour] += more
                    heappush(order, (-attached[neighbour], number[neighbour], neighbour))
    return joined


def _join(joined: dict[Vertex, Vertex], one: Vertex, other: Vertex) -> None:
    """Both are one from now on, under the name of the first."""
    if (first := _root(joined, one)) != (second := _root(joined, other)):
        joined[second] = first


def _root(joined: dict[Vertex, Vertex], vertex: Vertex) -> Vertex:
    """The name of what a vertex was joined to; who stands on the way there is joined to it at once, so that no way grows long."""
    root = vertex
    while root in joined:
        root = joined[root]
    while vertex != root:
        joined[vertex], vertex = root, joined[vertex]
    return root
