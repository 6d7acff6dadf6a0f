"""`GET /administrative-mediation/matters`: the catalogue, open to everybody (Mile 34: 并向社会公开)."""

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.views.matters.catalogue import MatterRow, matters
from services.views.requests import Desk


def router(desk: Desk) -> APIRouter:
    """The one route; it needs no account, since the law and who applies it are public."""
    made = APIRouter(tags=["公开查询"])

    @made.get(
        "/administrative-mediation/matters",
        summary="行政调解事项清单（依据、时限、承办机关）",
        responses={200: {"model": list[MatterRow]}},
    )
    async def catalogue(request: Request) -> Response:
        """Every matter that agencies mediate; `place` (安徽省芜湖市镜湖区…) narrows the agencies to those that serve it."""
        rows = matters(desk.law, desk.words, request.query_params.get("place", ""))
        return Response(orjson.dumps([row.model_dump(mode="json") for row in rows]), media_type="application/json")

    return made
