"""What a body has to do, its cases, its deadlines, its satisfaction target, and how the system itself is."""

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.values import DisputeType
from services.console.desk import Desk, go

_CODE = re.compile(r"[0-9A-Za-z-]{8,64}")


def routes(desk: Desk) -> APIRouter:
    """The boards."""
    router = APIRouter()

    @router.get("/")
    async def work(request: Request) -> Response:
        items = await desk.read(request, "/work-list")
        kinds = {item["kind"]: item["kind_name"] for item in items}
        grouped = [(kind, name, [item for item in items if item["kind"] == kind]) for kind, name in kinds.items()]
        return await desk.page(request, "work.html", grouped=grouped, total=len(items))

    @router.get("/cases")
    async def cases(request: Request) -> Response:
        asked = request.query_params
        if (code := asked.get("code", "").strip()) and _CODE.fullmatch(code):
            return go(f"/cases/{code}")
        query = {name: asked[name] for name in ("status", "dispute_type") if asked.get(name)}
        found = await desk.read(request, "/cases", query)
        words = await desk.words(request)
        return await desk.page(request, "cases.html", cases=found, words=words, asked=asked, types=list(DisputeType))

    @router.get("/deadlines")
    async def deadlines(request: Request) -> Response:
        return await desk.page(request, "deadlines.html", clocks=await desk.read(request, "/deadlines"))

    @router.get("/satisfaction")
    async def satisfaction(request: Request) -> Response:
        month = request.query_params.get("month", "")
        query = {"month": month} if re.fullmatch(r"\d{4}-\d{2}", month) else {}
        return await desk.page(
            request, "satisfaction.html", report=await desk.read(request, "/satisfaction", query), month=month
        )

    @router.get("/operations")
    async def operations(request: Request) -> Response:
        desk.person(request)
        services = [(name, await desk.backends.health(name)) for name in desk.backends.addresses if name != "console"]
        return await desk.page(request, "operations.html", services=services)

    return router
