"""What is lawful now, over HTTP: the acts of a case with the reason why the others are not, and a registration tried without effect."""

import asyncio
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.command import Command, Refused
from schemas.identity import case_code, http_command_id, is_case_code
from services.runtime.admission import Admission, told_to
from services.runtime.case_loop import CaseLoop
from services.runtime.command_answers import etag
from services.runtime.command_endpoint import Edge
from services.runtime.command_request import headers_of, parse_object, read_body, validate_body
from services.runtime.command_routes import CommandRoute
from services.runtime.decider import DecidingService
from services.runtime.problems import Problem, problem

ACTS_PATH = "/cases/{case_code}/acts"
TRIAL_PATH = "/trials/{name}"


def admission_routes(
    service: DecidingService[Any, Any], loop: CaseLoop[Any, Any], edge: Edge, routes: Sequence[CommandRoute]
) -> APIRouter:
    """GET /cases/{case_code}/acts; POST /trials/{name} for the commands that open a case."""
    router = APIRouter(tags=["办理"])
    names = {body: name for name, body in service.commands.items()}
    opening = {names[route.body]: route for route in routes if route.creates_case}

    @router.get(ACTS_PATH, summary="现在可以办理的事项，以及其余事项为什么不能办理")
    async def acts(request: Request, case_code: str) -> Response:
        """Every act that the account's roles may ask for on this case, in the order of the table.

        404 for a case that does not exist for this body, and where none of the acts is its roles' to ask for. What can be
        begun with any code is told of a case of others as of one that nobody knows: sequence 0, not parked.
        """
        actor = await edge.tokens.actor(request.headers.get("authorization"))
        may = {names[route.body]: route for route in routes if not route.creates_case and route.may_act(actor.roles)}
        if not is_case_code(case_code):
            raise problem("not_found")
        state, sequence = loop.state(case_code)
        parked = loop.head(case_code).parked is not None
        told = await asyncio.to_thread(told_to, service, state, case_code, actor, may, edge.now())
        if not told.acts:
            raise problem("not_found")
        shown = sequence if told.knows else 0
        rows = [_row(admission, may[admission.name]) for admission in told.acts]
        content = {"case_code": case_code, "sequence": shown, "parked": parked and told.knows, "acts": rows}
        return JSONResponse(content, headers={"ETag": etag(shown)})

    @router.post(TRIAL_PATH, summary="试登记：只检查能不能登记，不登记")
    async def trial(request: Request, name: str) -> Response:
        """What registering this body would answer. Nothing is written, whatever comes of it.

        Raises Problem 404 for a command that opens no case, 400 with every wrong field, 403, 409 with the refusal.
        """
        actor = await edge.tokens.actor(request.headers.get("authorization"))
        route = opening.get(name)
        if route is None:
            raise problem("route_unknown")
        if not route.may_act(actor.roles):
            raise problem("role_missing", roles="、".join(sorted(route.roles)))
        content = parse_object(await read_body(request, headers_of(request), edge.body_limit))
        body = validate_body(route.body, content, edge.now())
        command_id = http_command_id(actor.user, "POST", TRIAL_PATH, name)
        code = case_code(command_id)
        answer = service.decide(
            service.initial(code), Command(command_id, code, actor, edge.now(), body), service.rules
        )  # fmt: skip
        if isinstance(answer, Refused):
            raise _problem(answer)
        return JSONResponse({"admitted": True})

    return router


def _row(admission: Admission, route: CommandRoute) -> dict[str, Any]:
    refusal = admission.refusal
    return {
        "name": admission.name, "title": route.summary, "group": next(iter(route.tags), ""),
        "admitted": refusal is None, "code": refusal.code if refusal else None,
        "message": refusal.message if refusal else None, "source": refusal.source if refusal else None,
    }  # fmt: skip


def _problem(refusal: Refused) -> Problem:
    told = {"field": refusal.field, "source": refusal.source, "parameters": refusal.parameters}
    members = {name: value for name, value in told.items() if value is not None}
    return Problem(409, refusal.code, "不能办理", refusal.message, members=members)
