"""The one endpoint behind every row of a service's command table (design.md sections 3 and 8)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from starlette.requests import Request
from starlette.responses import Response

from schemas.command import Actor
from schemas.envelope import CommandRecord, digest
from schemas.identity import case_code, http_command_id, is_case_code
from services.runtime.command_answers import answer_response, unanswered_response
from services.runtime.command_request import (
    expected_sequence,
    headers_of,
    idempotency_key,
    parse_object,
    read_body,
    validate_body,
)
from services.runtime.command_routes import CommandRoute
from services.runtime.logs import CaseContext
from services.runtime.ports import AnsweredCommand, BrokerUnavailable, CommandLoop
from services.runtime.problems import problem
from services.runtime.tokens import TokenVerifier
from services.runtime.tracing import accepted_traceparent, trace_id

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Edge:
    """What every endpoint of a deciding service shares."""

    service: str
    loop: CommandLoop
    tokens: TokenVerifier
    now: Callable[[], datetime]
    """The service's movable clock; aware."""
    answer_wait: float = 5.0
    """Seconds to wait for the answer before 202."""
    body_limit: int = 256 * 1024
    """Bytes; a decision may have twice as many."""


@dataclass(frozen=True)
class CommandEndpoint:
    """Takes one kind of command: who, which key, which body, then broker, then answer."""

    edge: Edge
    route: CommandRoute
    command_name: str

    async def __call__(self, request: Request) -> Response:
        """The answer, 202 with a Location, or a Problem."""
        headers = headers_of(request)
        actor = await self.edge.tokens.actor(headers.get("authorization"))
        if not self.route.may_act(actor.roles):
            raise problem("role_missing", roles="、".join(sorted(self.route.roles)))
        key = idempotency_key(headers)
        command_id = http_command_id(actor.user, request.method, request.scope["path"], key)
        code = self._case_code(request, command_id)
        expected = expected_sequence(headers, required=self.route.needs_precondition(actor.roles))
        content = parse_object(await read_body(request, headers, self.edge.body_limit))
        traceparent = accepted_traceparent(headers.get("traceparent"))
        with CaseContext(code, str(command_id), trace_id(traceparent)):
            answered, body_digest = self.edge.loop.answered(code, command_id), digest(content)
            if answered is None:
                validate_body(self.route.body, content, self.edge.now())
                record = self._record(command_id, content, body_digest, actor, expected, traceparent)
                answered = await self._carried_out(code, command_id, record)
            return self._response(code, command_id, answered, body_digest)

    def _case_code(self, request: Request, command_id: UUID) -> str:
        """A code that cannot be one is answered like any unknown case, and never reaches the log."""
        if self.route.creates_case:
            return case_code(command_id)
        code = str(request.path_params["case_code"])
        if not is_case_code(code):
            raise problem("not_found")
        return code

    def _record(
        self,
        command_id: UUID,
        content: dict[str, Any],
        body_digest: str,
        actor: Actor,
        expected: int | None,
        traceparent: str,
    ) -> CommandRecord:
        """The body as it was received: a later default must not change the digest of a repeated request."""
        identity = str(command_id)
        return CommandRecord(
            name=self.command_name, body=content, digest=body_digest, actor=actor, recorded_at=self.edge.now(),
            expected_sequence=expected, origin="http", correlation_id=identity, causation_id=identity,
            traceparent=traceparent,
        )  # fmt: skip

    async def _carried_out(self, code: str, command_id: UUID, record: CommandRecord) -> AnsweredCommand | None:
        try:
            await self.edge.loop.submit(code, command_id, record)
        except BrokerUnavailable as error:
            _log.warning("outcome_unknown", command=str(command_id), error_type=type(error).__name__)
            raise problem("outcome_unknown", {"Retry-After": "2"}) from error
        return await self.edge.loop.answer(code, command_id, self.edge.answer_wait)

    def _response(self, code: str, command_id: UUID, answered: AnsweredCommand | None, body_digest: str) -> Response:
        if answered is None:
            return unanswered_response(code, command_id)
        if answered.decision.command_digest != body_digest:
            raise problem("key_reused")
        current = self.edge.loop.state(code)[1]
        return answer_response(self.edge.service, answered, current, creates_case=self.route.creates_case)
