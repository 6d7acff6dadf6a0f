"""GET /supervision: the supervision orders that a body and those below it gave or were given."""

from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.jurisdiction.clock_book import SHANGHAI
from services.views import paging
from services.views.boards.projection import NAME as BOARDS
from services.views.boards.projection import ORDERED, ORDERED_BEFORE
from services.views.registers import boards as register_boards
from services.views.registers.projection import SOURCE as REGISTERS
from services.views.requests import Desk, answer, chosen, limit
from services.views.sealing import SEEN_BY, bodies_of
from services.views.subtree import bodies_in, named
from services.views.supervision.answers import OrderRow
from services.views.supervision.reading import STANDING, in_order, of_case, of_entries, orders, rows

_SEARCHED = {"open": (ORDERED,), "closed": (ORDERED_BEFORE,), "all": (ORDERED, ORDERED_BEFORE)}
_FIELDS = ["intake.facts.orders", "intake.facts.status", "intake.facts.story", "intake.clocks", *SEEN_BY]
_TAGS: list[Any] = ["看板"]


def router(desk: Desk) -> APIRouter:
    """The route of supervision orders."""
    routes = APIRouter(tags=_TAGS)

    @routes.get("/supervision", summary="督办单", responses={200: {"model": list[OrderRow]}})
    async def supervision(request: Request) -> Response:
        """Orders in cases and about entries; `status` open (default), closed or all; what is due first comes first."""
        reader = await desk.reader_for(request)
        standing = chosen(request, "status", STANDING, "open")
        read = await desk.open(BOARDS, request)
        bodies = await bodies_in(reader, desk.law, read.collection, [ORDERED, ORDERED_BEFORE])
        query = {"$or": [{field: named(bodies, desk.law)} for field in _SEARCHED[standing]]}
        cases = [one for one in await desk.found(reader, read, query, _FIELDS) if reader.may_see_case(bodies_of(one))]
        today = desk.edge.clock.now().astimezone(SHANGHAI).date()
        waiting = partial(of_case, bodies=bodies, today=today, words=desk.words, warns_at=desk.warns_at)
        entries = await register_boards.supervised(desk, request, reader)
        found = in_order(
            (
                *orders(cases, "intake", bodies, standing, waiting),
                *orders(entries.documents, REGISTERS, bodies, standing, of_entries(entries.clocks)),
            )
        )
        return paging.marked(answer(read, rows(found[: limit(request)], desk.words)), "", len(found))

    return routes
