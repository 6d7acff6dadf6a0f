"""`GET /network/cases/{case_code}/proposals`: who could mediate, from this replica's fold of the case and of the registers.

A read, not a decision: the case's part and each body's part stand under keys of their own, and nothing is written.
"""

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import body_key, is_case_code
from services.jurisdiction.clock_book import SHANGHAI
from services.jurisdiction.law import Law
from services.jurisdiction.network_register import Register
from services.network.domain.neighbours import may_ask, proposal_for
from services.network.domain.proposals import DisputeFacts, Proposal
from services.network.domain.state import CaseState
from services.runtime.command_endpoint import Edge
from services.runtime.problems import problem

PATH = "/network/cases/{case_code}/proposals"


def proposals_router(edge: Edge, law: Law) -> APIRouter:
    """The one route. `language` may stand several times; `own` asks for mediators of one's own body alone."""
    router = APIRouter(tags=["调解员"])

    def register_of_body(body: str) -> Register | None:
        state: CaseState = edge.loop.state(body_key(body))[0]
        return state.body_register

    @router.get(PATH, summary="建议调解员（含回避审查和理由）", responses={200: {"model": Proposal}})
    async def proposals(request: Request, case_code: str) -> Response:
        """The ranked candidates with their reasons. A foreign case is answered like an unknown one."""
        actor = await edge.tokens.actor(request.headers.get("authorization"))
        state: CaseState = edge.loop.state(case_code)[0] if is_case_code(case_code) else CaseState(case_code=case_code)
        body = law.organisations.find(actor.organisation)
        if body is None or state.case is None or not may_ask(state, actor):
            raise problem("not_found")
        facts = DisputeFacts(
            dispute_type=state.case.dispute_type, languages=tuple(request.query_params.getlist("language")),
            day=edge.now().astimezone(SHANGHAI).date(),
        )  # fmt: skip
        own_only = request.query_params.get("own", "") in ("1", "true")
        found = proposal_for(state, body, facts, law, register_of_body, own_only)
        return Response(orjson.dumps(found.model_dump(mode="json")), media_type="application/json")

    return router
