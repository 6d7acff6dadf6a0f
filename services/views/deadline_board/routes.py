"""GET /deadlines: the clocks of a body and those below it, page by page."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.views import paging
from services.views.answers import ClockRow
from services.views.boards.projection import DUE, READ, TIMED, timed
from services.views.boards.projection import NAME as BOARDS
from services.views.deadline_board.reading import PLACE, WHENS, Standing, place, standing, told, wanted
from services.views.registers import boards as register_boards
from services.views.requests import Desk, answer, chosen, limit
from services.views.sealing import SEEN_BY
from services.views.subtree import bodies_in, named

ON_BOARD = "Limits-On-Board"
"""Response header: ids of the limits that the whole board has, before anything was chosen, in order, with spaces between."""
_TAGS: list[Any] = ["看板"]


def router(desk: Desk) -> APIRouter:
    """The route of the deadline board."""
    routes = APIRouter(tags=_TAGS)

    @routes.get("/deadlines", summary="期限看板", responses={200: {"model": list[ClockRow]}})
    async def deadlines(request: Request) -> Response:
        """Clocks by due date, those without one last; lapsed ones of open cases too.

        `when` (overdue, today, week, undated) and `time_limit` (id) narrow them; `after` says where a page begins.
        """
        reader = await desk.reader_for(request)
        when, time_limit = chosen(request, "when", WHENS, ""), request.query_params.get("time_limit", "")
        begin, most, now = paging.after(request, PLACE), limit(request), desk.edge.clock.now()
        read = await desk.open(BOARDS, request)
        bodies = await bodies_in(reader, desk.law, read.collection, TIMED)
        rows = [
            *standing(await desk.found(reader, read, timed(named(bodies, desk.law)), [*DUE, *SEEN_BY]), bodies, now),
            *map(Standing.of, await register_boards.below(desk, request, reader)),
        ]
        kept = sorted((row for row in rows if wanted(row, when, time_limit)), key=place)
        shown, following = paging.page(kept, begin, most, place)
        documents = await desk.of_cases(reader, read, (row.case_code for row in shown if row.row is None), READ)
        clocks = told(shown, documents, now, desk.words, desk.warns_at)
        response = paging.marked(answer(read, clocks), following, len(kept))
        response.headers[ON_BOARD] = " ".join(sorted({row.limit for row in rows}))
        return response

    return routes
