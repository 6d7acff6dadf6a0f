"""What every read endpoint of a view starts with: one generation for the whole request, and reading one's own writes."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.runtime.lanes import Lane
from services.runtime.mongo import Collection, DatabaseUnavailable
from services.runtime.problems import problem
from services.runtime.projector import Projector

READ_AFTER = "Read-After"
"""Request header: the Read-Tokens of one's own writes, separated by commas."""
READ_PENDING = "Read-Pending"
"""Response header: `true` when the view has not caught up with Read-After yet."""
LONGEST_WAIT = 2.0
"""Seconds a read waits for the view."""
_TOKEN = re.compile(r"([a-z_]{1,64}):(\d{1,9}):(\d{1,18})")


@dataclass(frozen=True)
class Position:
    """A place in a source's decisions topic."""

    source: str
    partition: int
    offset: int


Reached = Mapping[tuple[str, int], int]
"""By source and partition: the offset before which a view has everything."""
Find = Callable[[Mapping[str, Any], Sequence[str]], Awaitable[Sequence[Mapping[str, Any]]]]
"""Asks the database as `Reading.many` does: the query, and the fields that are wanted."""


@dataclass(frozen=True)
class Reading:
    """One view for one request."""

    collection: Collection
    pending: bool
    """The view had not caught up with the caller's writes within LONGEST_WAIT."""
    reached: Reached | None = None
    """What it has at least, before anything is read; None where this process does not fill it."""

    async def one(self, query: Mapping[str, Any]) -> dict[str, Any] | None:
        """The first document of the query. Raises Problem 503 database_unavailable."""
        with answered_by_the_database():
            found: dict[str, Any] | None = await self.collection.find_one(dict(query))
        return found

    async def many(self, query: Mapping[str, Any], fields: Sequence[str] = ()) -> list[Any]:
        """All documents of the query, with all their fields or some. Raises Problem 503 database_unavailable."""
        with answered_by_the_database():
            return [found async for found in self.collection.find(dict(query), dict.fromkeys(fields, 1) or None)]

    def mark(self, response: Response) -> Response:
        """Say in the response whether the answer may lack the caller's own writes."""
        if self.pending:
            response.headers[READ_PENDING] = "true"
        return response


@contextmanager
def answered_by_the_database() -> Iterator[None]:
    """What is asked of the database within becomes Problem 503 database_unavailable where nobody answers."""
    try:
        yield
    except DatabaseUnavailable as error:
        raise problem("database_unavailable", {"Retry-After": "2"}) from error


def read_after(request: Request) -> tuple[Position, ...]:
    """The positions in Read-After; none when left out. Raises Problem 400 read_after_invalid."""
    header = request.headers.get(READ_AFTER, "").strip()
    return tuple(_position(token) for token in header.split(",")) if header else ()


async def reading(projector: Projector, view: str, request: Request, longest: float = LONGEST_WAIT) -> Reading:
    """The generation that is read now, once it has what the caller wrote or `longest` seconds have passed.

    Raises Problem 503 view_building before a view's first generation has taken over, 503 database_unavailable.
    """
    wanted = read_after(request)
    with answered_by_the_database():
        generation = await projector.generations.current(view)
    if generation is None:
        raise problem("view_building", {"Retry-After": "2"})
    lane = projector.lanes.get(view)
    if lane is None or lane.generation.number != generation.number:
        return Reading(projector.database[generation.name], pending=bool(wanted))
    caught_up = await _caught_up(lane, wanted, longest) if wanted else True
    return Reading(projector.database[generation.name], pending=not caught_up, reached=lane.reached)


async def _caught_up(lane: Lane, wanted: tuple[Position, ...], longest: float) -> bool:
    """A source that the view does not read has nothing to wait for."""
    waits = [
        lane.wait(position.source, position.partition, position.offset, longest)
        for position in wanted
        if position.source in lane.view.sources
    ]
    return all(await asyncio.gather(*waits))


def _position(token: str) -> Position:
    match = _TOKEN.fullmatch(token.strip())
    if match is None:
        raise problem("read_after_invalid")
    return Position(match[1], int(match[2]), int(match[3]))
