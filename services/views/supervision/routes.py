"""GET /supervision: the supervision orders that a body and those below it gave or were given."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.views.boards.projection import NAME as BOARDS
from services.views.deadline_board.reading import board
from services.views.facts.sources import SOURCES
from services.views.registers import boards as register_boards
from services.views.registers.projection import SOURCE as REGISTERS
from services.views.requests import Desk, answer, chosen, limit
from services.views.subtree import bodies_in
from services.views.supervision.answers import OrderRow
from services.views.supervision.reading import STANDING, in_order, rows

_BODIES = [f"{service}.facts.bodies" for service in SOURCES]
_TAGS: list[Any] = ["看板"]


def router(desk: Desk) -> APIRouter:
    """The route of supervision orders."""
    routes = APIRouter(tags=_TAGS)

    @routes.get("/supervision", summary="督办单", responses={200: {"model": list[OrderRow]}})
    async def supervision(request: Request) -> Response:
        """Orders in cases and about entries; `status` open (default), closed or all; what is due first comes first."""
        reader = await desk.reader_for(request)
        standing = chosen(request, "status", STANDING, "open")
        read = await desk.open("case_file", request)
        bodies = await bodies_in(reader, desk.law, read.collection, _BODIES)
        query: dict[str, Any] = {
            "$or": [{field: {"$in": sorted(bodies)}} for field in _BODIES],
            "intake.facts.orders": {"$exists": True},
        }
        cases = await desk.found(reader, read, query, ["intake.facts"])
        timed = await desk.open(BOARDS, request)
        due = await desk.found(reader, timed, {"_id": {"$in": [case["_id"] for case in cases]}}) if cases else []
        clocks = board(due, bodies, desk.edge.clock.now(), desk.words, desk.warns_at)
        entries = await register_boards.supervised(desk, request, reader)
        found = (
            *rows(cases, "intake", bodies, standing, clocks, desk.words),
            *rows(entries.documents, REGISTERS, bodies, standing, entries.clocks, desk.words),
        )
        return timed.mark(answer(read, in_order(found)[: limit(request)]))

    return routes
