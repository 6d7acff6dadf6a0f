"""GET /work-list: what one body has to do, page by page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.runtime.read_api import Reading
from services.views import paging
from services.views.alerts import routes as alerts
from services.views.answers import WorkItem
from services.views.boards.projection import ASKED, LISTED, READ, timed
from services.views.boards.projection import NAME as BOARDS
from services.views.deadline_board.reading import Document, Standing, is_pressing, presses, standing, told
from services.views.reader import Reader
from services.views.registers import boards as register_boards
from services.views.requests import MOST_ROWS, Desk, answer, limit
from services.views.sealing import SEEN_BY
from services.views.work_list.notices import CLOCKS, NoticeRow, notices
from services.views.work_list.reading import PLACE, Listed, items, listed, place_of

_TAGS: list[Any] = ["看板"]


def router(desk: Desk) -> APIRouter:
    """The route of the work list."""
    routes = APIRouter(tags=_TAGS)

    @routes.get("/work-list", summary="工作清单", responses={200: {"model": list[WorkItem]}})
    async def work(request: Request) -> Response:
        """What one body has to do, what presses most first; page by page where `after` says where to go on."""
        reader = await desk.reader_for(request)
        begin, most, now = paging.after(request, len(PLACE)), limit(request), desk.edge.clock.now()
        read = await desk.open(BOARDS, request)
        found = await _found(desk, request, reader, read, now)
        shown, following = paging.page(found, begin, most, place_of)
        documents = await desk.of_cases(reader, read, _with_clocks(shown), READ)
        return paging.marked(
            answer(read, items(shown, documents, now, desk.words, desk.warns_at)), following, len(found)
        )

    @routes.get("/work-list/notices", summary="工作清单中的消息", responses={200: {"model": list[NoticeRow]}})
    async def news(request: Request) -> Response:
        """What of the list's first rows is of the `kinds` asked for (separated by commas), and the clocks that supervision
        did something about: for who counts and shows nothing."""
        reader = await desk.reader_for(request)
        kinds, now = frozenset(request.query_params.get("kinds", "").split(",")), desk.edge.clock.now()
        read = await desk.open(BOARDS, request)
        found = (await _found(desk, request, reader, read, now))[:MOST_ROWS]
        documents = await desk.of_cases(reader, read, _with_clocks(found), CLOCKS)
        return answer(read, list(notices(found, documents, kinds)))

    return routes


async def _found(desk: Desk, request: Request, reader: Reader, read: Reading, now: datetime) -> list[Listed]:
    """The reader's list in order."""
    mine = await desk.found(reader, read, _mine(reader.organisation), [*LISTED, *SEEN_BY])
    entries = await register_boards.own(desk, request, reader)
    more = (*entries.orders, *await alerts.own(desk, request, reader))
    pressing = [
        *await _pressing(desk, reader, read, mine, now),
        *(Standing.of(row) for row in entries.clocks if is_pressing(row, now)),
    ]
    return listed(mine, pressing, reader.organisation, now, desk.words, more)


def _with_clocks(rows: Iterable[Listed]) -> Iterator[str]:
    """The cases whose documents tell what their row says of a clock; of a register's clock the row is there already."""
    return (one.clock.case_code for one in rows if one.clock and one.clock.row is None)


def _mine(organisation: str) -> dict[str, Any]:
    """The query for what may stand on the work list of a body."""
    return {"$or": [*({field: organisation} for field in ASKED), *timed(organisation)["$or"]]}


async def _pressing(
    desk: Desk, reader: Reader, read: Reading, documents: Iterable[Document], now: datetime
) -> list[Standing]:
    """The body's clocks that are due soon or overdue; those of which only the law says it are told to know."""
    found = [(one, presses(one, now)) for one in standing(documents, {reader.organisation}, now)]
    unsure = [one for one, sure in found if sure is None]
    whole = await desk.of_cases(reader, read, (one.case_code for one in unsure), READ)
    rows = told(unsure, whole, now, desk.words, desk.warns_at)
    return [*(one for one, sure in found if sure), *(Standing.of(row) for row in rows if is_pressing(row, now))]
