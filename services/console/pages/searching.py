"""Finding cases: by their code, or by any part of a name, a number or what was registered."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.access_log import What
from services.console.desk import Desk, go

FULL_CODE = 17
"""Characters of a case code."""
SHOWN = 100
"""Cases of one page."""


def routes(desk: Desk) -> APIRouter:
    """The page of the search."""
    router = APIRouter()

    @router.get("/search")
    async def search(request: Request) -> Response:
        wanted = request.query_params.get("q", "").strip()
        if len(wanted) == FULL_CODE and wanted.isascii() and wanted.isalnum():
            return go(f"/cases/{wanted.upper()}")
        too_short = len("".join(wanted.split())) < 2
        begun, found, following = request.query_params.get("after", ""), [], ""
        if not too_short:
            asked = {"q": wanted[:60], "limit": str(SHOWN), "after": begun}
            read = await desk.read_list(request, "/search", asked)
            found, following = read.content, read.following
            desk.saw(request, What.SEARCH, purpose=f"找到 {len(found)} 件")
        desk.person(request)
        return await desk.page(
            request, "search.html", wanted=wanted, found=found, too_short=bool(wanted) and too_short, begun=begun,
            following=following,
        )  # fmt: skip

    return router
