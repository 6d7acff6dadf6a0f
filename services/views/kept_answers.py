"""Answers that are put together from very many documents, kept until the view they were read from has moved (issue 7, item 6).

Nothing is written for it and nothing survives a restart. Whose answer it is, what was asked and the day it was asked on are part of what it
is found by: two readers get one answer only where they may see the same.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from starlette.requests import Request

from services.jurisdiction.clock_values import SHANGHAI
from services.runtime.read_api import Reached, Reading
from services.views.reader import Reader
from services.views.requests import Desk

MOST = 256
"""Answers of one route that are kept; the one that nobody has asked for longest goes."""

Told = TypeVar("Told")


class KeptAnswers:
    """Of one route in one process."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[tuple[Any, ...], tuple[Reached, Any]] = OrderedDict()

    async def told(self, reader: Reader, read: Reading, request: Request, tell: Callable[[], Awaitable[Told]]) -> Told:
        """What `tell` told at the view's positions, or tells now. A view that this process does not fill is always asked."""
        if read.reached is None:
            return await tell()
        day = self._desk.edge.clock.now().astimezone(SHANGHAI).date()
        key = (read.collection.name, reader.own, reader.organisation, reader.sees_personal, request.url.query, day)
        known = self._kept.get(key)
        if known is None or known[0] != read.reached:
            known = read.reached, await tell()
        self._kept[key] = known
        self._kept.move_to_end(key)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        kept: Told = known[1]
        return kept
