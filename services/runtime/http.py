"""The HTTP edge of a deciding service: its command table as a FastAPI application, problems in one place, OpenAPI 3.1."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import Request
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.responses import Response

from schemas.command import CommandBody
from services.runtime.command_door import Answer, Application
from services.runtime.command_endpoint import CommandEndpoint, Edge
from services.runtime.command_lookup import LOOKUP_PATH, CommandLookup
from services.runtime.command_routes import CommandRoute
from services.runtime.logs import stack_of
from services.runtime.open_api import command_operation, described, lookup_operation
from services.runtime.problems import Problem, problem
from services.runtime.tracing import accepted_traceparent, trace_id

_log = structlog.get_logger(__name__)
_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""Our own metrics and traceparent do it; asking the environment at every request for another provider costs 4 %."""


def application(title: str, version: str, lifespan: Any = None) -> Application:
    """An application of ours without routes: every error of every route leaves it as a problem."""
    app = Application(title=title, version=version, lifespan=lifespan, redoc_url=None, telemetry=_NO_TELEMETRY)
    app.add_exception_handler(Problem, _answer_problem)
    app.add_exception_handler(HTTPException, _answer_http_exception)
    app.add_exception_handler(Exception, _answer_internal_error)
    return app


def add_commands(
    app: Application, edge: Edge, bodies: Mapping[str, type[CommandBody]], routes: Sequence[CommandRoute]
) -> None:
    """Register the table: described by FastAPI, served by the door. `bodies`: the service's commands by wire name. Raises ValueError for a body that is none."""
    names = {body: name for name, body in bodies.items()}
    for route in routes:
        if route.body not in names:
            raise ValueError(f"{route.path}: {route.body.__name__} is no command of {edge.service}")
        answer = _answering(CommandEndpoint(edge, route, names[route.body]))
        app.door.add(route.method, route.path, answer)
        app.add_api_route(
            route.path, answer, methods=[route.method], name=names[route.body], summary=route.summary,
            tags=list(route.tags) or None, operation_id=names[route.body], response_model=None,
            openapi_extra=command_operation(route), status_code=201 if route.creates_case else 200,
        )  # fmt: skip
    app.add_api_route(
        LOOKUP_PATH, _answering(CommandLookup(edge)), methods=["GET"], name="command", response_model=None,
        summary="查询一项请求的办理结果", operation_id="command", openapi_extra=lookup_operation(),
    )  # fmt: skip
    app.openapi = described(app, [route.body for route in routes])  # type: ignore[method-assign]  # FastAPI's own way


def _answering(endpoint: CommandEndpoint | CommandLookup) -> Answer:
    """Every error becomes its problem here already. A coroutine function, by which FastAPI tells how to call it."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Problem as told:
            return told.response()
        except Exception as error:
            return await _answer_internal_error(request, error)

    return answer


async def _answer_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response()


async def _answer_http_exception(request: Request, error: Exception) -> Response:
    """What the router itself refuses."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return problem("method_not_allowed", error.headers, method=request.method).response()
    return problem("route_unknown").response()


async def _answer_internal_error(request: Request, error: Exception) -> Response:
    trace = trace_id(accepted_traceparent(request.headers.get("traceparent")))
    _log.error("request_failed", error_type=type(error).__name__, frames=stack_of(error), trace=trace)
    return problem("internal_error", trace=trace).response()
