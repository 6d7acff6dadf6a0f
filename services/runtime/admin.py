"""The operator's routes: the clock in test and story modes, dead letters, rebuilding views. Role `operator` is needed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.command import Actor
from services.runtime.clock import Clock, ClockIsFixed
from services.runtime.command_request import headers_of, parse_object, read_body
from services.runtime.field_errors import field_errors
from services.runtime.problems import fields_invalid, problem
from services.runtime.projector import Projector
from services.runtime.tokens import TokenVerifier

OPERATOR = "operator"
_LIMIT = 4096


class MoveClock(BaseModel):
    """Either the moment to set or the seconds to go on by."""

    model_config = ConfigDict(extra="forbid")

    now: AwareDatetime | None = None
    running: bool = False
    """Whether time goes on from `now`; it stands still otherwise."""
    advance_seconds: float | None = None


async def operator(tokens: TokenVerifier, request: Request) -> Actor:
    """The operator who asks. Raises Problem 401 or 403."""
    actor = await tokens.actor(request.headers.get("authorization"))
    if OPERATOR not in actor.roles:
        raise problem("role_missing", roles=OPERATOR)
    return actor


def clock_routes(clock: Clock, tokens: TokenVerifier) -> APIRouter:
    """GET and POST /admin/clock."""
    router = APIRouter(tags=["管理"])

    @router.get("/admin/clock", summary="系统时间")
    async def tell(request: Request) -> Response:
        """What the movable clock says."""
        await operator(tokens, request)
        return JSONResponse({"now": clock.now().isoformat()})

    @router.post("/admin/clock", summary="拨动系统时间（仅测试和演示模式）")
    async def move(request: Request) -> Response:
        """Set or advance the clock; 409 in production."""
        await operator(tokens, request)
        wanted = await _wanted_move(request)
        try:
            if wanted.now is not None:
                clock.set(wanted.now, running=wanted.running)
            if wanted.advance_seconds is not None:
                clock.advance(timedelta(seconds=wanted.advance_seconds))
        except ClockIsFixed as error:
            raise problem("clock_is_fixed") from error
        return JSONResponse({"now": clock.now().isoformat()})

    return router


def view_routes(projector: Projector, tokens: TokenVerifier) -> APIRouter:
    """POST /admin/views/{view}/rebuild and GET /admin/views."""
    router = APIRouter(tags=["管理"])

    @router.get("/admin/views", summary="各视图的世代")
    async def generations(request: Request) -> Response:
        """Which generation of each view is read, and which views are being rebuilt."""
        await operator(tokens, request)
        return JSONResponse(_views(projector))

    @router.post("/admin/views/{view}/rebuild", summary="重建一个视图")
    async def rebuild(request: Request, view: str) -> Response:
        """202: a new generation is being filled and takes over by itself; readers notice nothing."""
        await operator(tokens, request)
        if view not in {known.name for known in projector.views}:
            raise problem("not_found")
        projector.rebuild(view)
        return JSONResponse(_views(projector), 202)

    return router


def _views(projector: Projector) -> Mapping[str, Any]:
    return {
        "generations": {name: lane.generation.number for name, lane in projector.lanes.items()},
        "building": list(projector.building),
    }


async def _wanted_move(request: Request) -> MoveClock:
    content = parse_object(await read_body(request, headers_of(request), _LIMIT))
    try:
        return MoveClock.model_validate(content)
    except ValidationError as error:
        raise fields_invalid(field_errors(error, MoveClock)) from error
