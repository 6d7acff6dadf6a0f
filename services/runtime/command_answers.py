"""A decision as an HTTP answer: 200 or 201 for accepted, 404, 409, 412, 413, 422 or 503 for the rest."""

from uuid import UUID

import orjson
from starlette.responses import Response

from schemas.decision import Decision, Refusal
from services.runtime.ports import AnsweredCommand
from services.runtime.problems import Problem, kinds, problem

READ_TOKEN = "Read-Token"
"""Header of every answered command: `<service>:<partition>:<offset>`, to be sent back as Read-After when reading a view."""
RUNTIME_REFUSALS = frozenset({"stale", "decision_too_large"})
"""Refusals that the case loop itself decides; their sentences stand in problems.yaml."""


def read_token(service: str, answered: AnsweredCommand) -> str:
    """Where this answer stands in the log."""
    return f"{service}:{answered.partition}:{answered.offset}"


def etag(sequence: int) -> str:
    """The ETag of a case in a service: the sequence of the last accepted decision."""
    return f'"{sequence}"'


def unanswered_response(case_code: str, command_id: UUID) -> Response:
    """202: the broker has the command. Location is answered by any replica; the case is needed to find it in the fold."""
    headers = {"Location": f"/commands/{case_code}/{command_id}", "Retry-After": "1"}
    detail = kinds()["accepted_for_processing"].detail
    content = {"case_code": case_code, "command_id": str(command_id), "detail": detail}
    return Response(orjson.dumps(content), 202, headers, "application/json")


def answer_response(service: str, answered: AnsweredCommand, current: int, *, creates_case: bool = False) -> Response:
    """The response to the one who gave the command. `current` is the case's ETag now. Raises Problem for a refusal."""
    decision = answered.decision
    headers = {READ_TOKEN: read_token(service, answered)}
    if decision.outcome in ("accepted", "released"):
        headers["ETag"] = etag(decision.sequence if decision.outcome == "accepted" else current)
        return _accepted(decision, headers, 201 if creates_case else 200)
    if decision.refusal is not None:
        raise _refused(decision.refusal, headers, current)
    raise problem("command_parked", headers)


def _accepted(decision: Decision, headers: dict[str, str], status: int) -> Response:
    content = {
        "case_code": decision.case_code,
        "sequence": decision.sequence,
        "events": [
            {"id": event.id, "name": event.name, "version": event.version, "data": event.data}
            for event in decision.events
        ],
    }
    return Response(orjson.dumps(content), status, headers, "application/json")


def _refused(refusal: Refusal, headers: dict[str, str], current: int) -> Problem:
    """A refusal for want of a right looks like an unknown case: the same 404, without ETag or token."""
    if refusal.code == "not_found":
        return problem("not_found")
    headers["ETag"] = etag(current)
    if refusal.code in RUNTIME_REFUSALS:
        return problem(refusal.code, headers)
    members = {
        "field": refusal.field, "source": refusal.source, "parameters": refusal.parameters or None,
    }  # fmt: skip
    present = {name: value for name, value in members.items() if value is not None}
    return Problem(409, refusal.code, "不能办理", refusal.message, headers, present)
