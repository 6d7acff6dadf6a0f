"""GET /commands/{case_code}/{command_id}: the answer to a command, from the fold of whichever replica is asked."""

from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import is_case_code
from services.runtime.command_answers import answer_response
from services.runtime.command_endpoint import Edge
from services.runtime.problems import problem

LOOKUP_PATH = "/commands/{case_code}/{command_id}"
LONGEST_WAIT = 30.0
"""Seconds that `?wait=` may ask for."""


@dataclass(frozen=True)
class CommandLookup:
    """Only whoever gave a command learns its answer; for everybody else it is unknown."""

    edge: Edge

    async def __call__(self, request: Request) -> Response:
        """The answer as the command's own request would have had it. Raises Problem 404 while there is none."""
        actor = await self.edge.tokens.actor(request.headers.get("authorization"))
        code, command_id = _identity(request)
        answered = await self.edge.loop.answer(code, command_id, _wait(request))
        if answered is None:
            raise problem("command_unanswered", {"Retry-After": "1"})
        if answered.decision.actor.user != actor.user:
            raise problem("command_unanswered", {"Retry-After": "1"})
        return answer_response(self.edge.service, answered, self.edge.loop.state(code)[1])


def _identity(request: Request) -> tuple[str, UUID]:
    code = request.path_params["case_code"]
    try:
        command_id = UUID(request.path_params["command_id"])
    except ValueError as error:
        raise problem("not_found") from error
    if not is_case_code(code):
        raise problem("not_found")
    return code, command_id


def _wait(request: Request) -> float:
    """Seconds in `?wait=`, 0 when left out or unreadable."""
    try:
        return min(max(float(request.query_params.get("wait", "0")), 0.0), LONGEST_WAIT)
    except ValueError:
        return 0.0
