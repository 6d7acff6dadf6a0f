"""Notifications: what came since one last looked, and marking it as read. Without scripts as with them."""

import asyncio

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.bell import SATISFACTION, WORK_LIST, answers_in
from services.console.desk import Desk, checked_form, go
from services.console.notices import Notice, notices_of

_SHOWN = 60
"""Rows of one page: more would be above 100 KB."""
_MOST_MARKED = 500
_LONGEST_ID = 300
_STANDINGS = {"open": "未办结", "closed": "已办结", "all": "全部"}
Choice = tuple[str, str]


def routes(desk: Desk) -> APIRouter:
    """The pages of notifications and of supervision orders, which are what is told most often."""
    router = APIRouter()

    @router.get("/notifications")
    async def notifications(request: Request) -> Response:
        person, notices = desk.person(request), await _notices(desk, request)
        unread = desk.bell.told(person, notices)
        known = {one.id for one in unread}
        read = [one for one in notices if one.id not in known]
        return await desk.page(request, "notifications.html", unread=unread, read=read[:_SHOWN], most=_SHOWN)

    @router.post("/notifications")
    async def mark(request: Request) -> Response:
        form = await checked_form(request)
        person = desk.person(request)
        desk.bell.read.mark(person.account, [one[:_LONGEST_ID] for one in form.get("notice", [])[:_MOST_MARKED]])
        desk.bell.told(person, await _notices(desk, request))
        return go("/notifications")

    @router.get("/supervision")
    async def supervision(request: Request) -> Response:
        asked = request.query_params
        status, body = asked.get("status", "open"), asked.get("organisation", "")
        query = {"status": status, "limit": str(_SHOWN)} | ({"organisation": body} if body else {})
        read = await desk.read_list(request, "/supervision", query)
        own = desk.person(request).organisation
        return await desk.page(
            request, "supervision.html", rows=read.content, total=read.total, most=_SHOWN, standing=status,
            standings=_STANDINGS, body=body or own, own=own, bodies=list(desk.bodies_below(own).items()),
        )  # fmt: skip

    return router


async def _notices(desk: Desk, request: Request) -> tuple[Notice, ...]:
    items, report = await asyncio.gather(desk.read(request, WORK_LIST), desk.read(request, SATISFACTION))
    return notices_of(items, answers_in(report))
