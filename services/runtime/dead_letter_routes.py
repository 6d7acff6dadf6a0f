"""The operator's routes for parked cases: list, inspect, replay in order (design.md section 3, rule 7)."""

from typing import Any

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.runtime.admin import operator
from services.runtime.case_loop import CaseLoop
from services.runtime.command_answers import answer_response, unanswered_response
from services.runtime.command_endpoint import Edge
from services.runtime.listener import Listener
from services.runtime.parking import HeldCase, ParkingDesk
from services.runtime.ports import BrokerUnavailable
from services.runtime.problems import problem
from services.runtime.shown_values import without_persons
from services.runtime.taken_command import TakenCommand


def dead_letter_routes(loop: CaseLoop[Any, Any], edge: Edge, listener: Listener) -> APIRouter:
    """GET /admin/dead-letters, GET /admin/dead-letters/{case_code}, POST /admin/dead-letters/{case_code}/replay."""
    router, desk = APIRouter(tags=["管理"]), ParkingDesk(loop)

    @router.get("/admin/dead-letters", summary="搁置的案件和联动")
    async def listed(request: Request) -> Response:
        """Every case that stands still here with its reason, and the reactions that do."""
        await operator(edge.tokens, request)
        reactions = [
            {"source": parked.source, "case_code": parked.case_code, "reason": parked.reason}
            for parked in listener.parked.values()
        ]
        return JSONResponse({"cases": [_row(held) for held in desk.held()], "reactions": reactions})

    @router.get("/admin/dead-letters/{case_code}", summary="一件搁置的详情")
    async def inspected(request: Request, case_code: str) -> Response:
        """The parked record and the commands that wait behind it, in order; what may tell of a person is hidden."""
        await operator(edge.tokens, request)
        found = await desk.inspect(case_code)
        if not found.held.reason:
            raise problem("parked_nothing")
        content = {
            **_row(found.held),
            "parked": None if found.parked is None else _shown(found.parked),
            "waiting": [_shown(letter) for letter in found.waiting],
        }
        return Response(orjson.dumps(content), media_type="application/json")

    @router.post("/admin/dead-letters/{case_code}/replay", summary="恢复办理一件搁置的案件")
    async def replayed(request: Request, case_code: str) -> Response:
        """Release the case: the parked command and what waits are decided again, in order.

        `?discard=true` gives the parked command up. Asked twice is once.
        """
        actor = await operator(edge.tokens, request)
        if loop.head(case_code).parked is None:
            raise problem("parked_nothing")
        discard = request.query_params.get("discard") == "true"
        try:
            command_id = await desk.replay(case_code, actor, edge.now(), discard_parked=discard)
        except BrokerUnavailable as error:
            raise problem("outcome_unknown", {"Retry-After": "2"}) from error
        answered = await loop.answer(case_code, command_id, edge.answer_wait)
        if answered is None:
            return unanswered_response(case_code, command_id)
        return answer_response(edge.service, answered, loop.state(case_code)[1])

    return router


def _row(held: HeldCase) -> dict[str, Any]:
    """A broken case is healed by a program that can fold it, not by a replay."""
    return {"case_code": held.case_code, "reason": held.reason, "can_be_replayed": held.head.parked is not None}


def _shown(command: TakenCommand) -> dict[str, Any]:
    """A record as an operator sees it: no text that may tell of a person. Bytes that cannot be decoded are told by number."""
    return {
        "command_id": str(command.command_id), "topic": command.topic, "partition": command.partition,
        "offset": command.offset, "received_at": command.received_at.isoformat(), "problem": command.problem,
        "name": command.record.name if command.record else None,
        "body": without_persons(command.record.body) if command.record else {"bytes": len(command.value)},
    }  # fmt: skip
