"""The public entry "办不成事" (SEED-W 7): whoever could not get a matter done says so; no account is needed."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.command import Actor
from services.runtime.command_request import headers_of, parse_object, read_body
from services.runtime.command_routes import CommandRoute
from services.satisfaction.domain.rectification_commands import ReportUnresolvedMatter
from services.satisfaction.public.visiting import Visit

PATH = "/unresolved-matters"
CITIZEN = "citizen"
ROUTE = CommandRoute(
    path=PATH,
    body=ReportUnresolvedMatter,
    roles=frozenset({CITIZEN}),
    summary="反映“办不成事”",
    creates_case=True,
    tags=("办不成事",),
)
_MOST = 64 * 1024


def matters_router(visit: Visit) -> APIRouter:
    """The public route."""
    router = APIRouter()

    async def report(request: Request) -> Response:
        """201 with the code of the matter, which the person keeps. The address is known by its keyed hash alone."""
        address = visit.address(request)
        visit.limits.matters.count(address)
        content = parse_object(await read_body(request, headers_of(request), _MOST))
        citizen = Actor(user=f"{CITIZEN}:{address}", organisation="public", roles=(CITIZEN,))
        return await visit.carried_out(request, ROUTE, "report_unresolved_matter", citizen, content)

    router.add_api_route(
        PATH, report, methods=["POST"], name="report_unresolved_matter", operation_id="report_unresolved_matter",
        summary=ROUTE.summary, tags=list(ROUTE.tags), response_model=None, openapi_extra=_operation(), status_code=201,
    )  # fmt: skip
    return router


def _operation() -> dict[str, Any]:
    key = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": {"type": "string"}}
    schema = ReportUnresolvedMatter.model_json_schema()
    return {
        "security": [],
        "parameters": [key],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {"429": {"description": "过于频繁"}},
    }
