"""Forms that are kept while somebody types, and the list of those that were not sent."""

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.desk import Desk, Stop, checked_form, first, go

_PLACE = re.compile(r"/[0-9A-Za-z_/-]{1,200}")
_LONGEST_TITLE = 120


def routes(desk: Desk) -> APIRouter:
    """Keeping and giving up drafts."""
    router = APIRouter()

    @router.post("/drafts")
    async def keep(request: Request) -> Response:
        """What a page with JavaScript sends by itself while somebody types."""
        form = await checked_form(request)
        account, place = desk.person(request).account, first(form, "place")
        if not _PLACE.fullmatch(place):
            raise Stop(400, "草稿没有保存", "页面地址不能识别。")
        title = first(form, "title")[:_LONGEST_TITLE]
        typed = {name: values for name, values in form.items() if name != "title"}
        kept = desk.drafts.keep(account, place, title, typed)
        return Response(status_code=204 if kept else 413)

    @router.post("/drafts/forget")
    async def forget(request: Request) -> Response:
        form = await checked_form(request)
        desk.drafts.drop(desk.person(request).account, first(form, "place"))
        return go("/")

    return router
