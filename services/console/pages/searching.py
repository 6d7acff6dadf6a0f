"""Finding cases: by their code, or by any part of a name, a number or what was registered."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.access_log import What
from services.console.desk import Desk, go

FULL_CODE = 17
"""Characters of a case code."""


def routes(desk: Desk) -> APIRouter:
    """The page of the search."""
    router = APIRouter()

    @router.get("/search")
    async def search(request: Request) -> Response:
        wanted = request.query_params.get("q", "").strip()
        if len(wanted) == FULL_CODE and wanted.isascii() and wanted.isalnum():
            return go(f"/cases/{wanted.upper()}")
        too_short = len("".join(wanted.split())) < 2
        found = [] if too_short else await desk.read(request, "/search", {"q": wanted[:60], "limit": "100"})
        if not too_short:
            desk.saw(request, What.SEARCH, purpose=f"找到 {len(found)} 件")
        desk.person(request)
        return await desk.page(request, "search.html", wanted=wanted, found=found, too_short=bool(wanted) and too_short)

    return router
