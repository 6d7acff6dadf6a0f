"""A party's own case over HTTP: asked by the public pages alone, which have checked the link; whatever does not fit is the same 404."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import is_case_code
from services.jurisdiction.roles import Role
from services.runtime.limiter import Limiter
from services.runtime.mongo import DatabaseUnavailable
from services.runtime.problems import problem
from services.views.party_case.reading import PartyCase, knows, party_case
from services.views.petition_status.routes import MOST_WRONG, WRONG_SECONDS
from services.views.requests import Desk, answer


class PartyCaseQuery(BaseModel):
    """The link as the public pages read it, and what its holder told. Sent in the body, so that nothing stands in an access log."""

    model_config = ConfigDict(extra="forbid")

    case_code: str = Field(min_length=1, max_length=40)
    party_id: str = Field(min_length=1, max_length=100)
    link_number: int = Field(ge=1)
    second_fact: str = Field(min_length=1, max_length=100)
    """Last four characters of this party's telephone or identity number."""


def router(desk: Desk) -> APIRouter:
    """The one route."""
    made = APIRouter(tags=["公开查询"])
    wrong = Limiter(MOST_WRONG, WRONG_SECONDS)

    @made.post("/party-cases", summary="当事人凭办事链接查看本案", responses={200: {"model": PartyCase}})
    async def own_case(request: Request, query: PartyCaseQuery) -> Response:
        """Status and what can be declared now. Another's fact, a link that ended, a sealed case: 404 alike; after five, 429."""
        actor = await desk.edge.tokens.actor(request.headers.get("authorization"))
        if Role.PUBLIC_WEB.value not in actor.roles:
            raise problem("role_missing", roles=Role.PUBLIC_WEB.value)
        code, party_id = query.case_code.strip().upper(), query.party_id
        wrong.check(f"{code}/{party_id}")
        read = await desk.open("case_file", request)
        try:
            found = await read.collection.find_one({"_id": code}) if is_case_code(code) else None
        except DatabaseUnavailable as error:
            raise problem("database_unavailable", {"Retry-After": "2"}) from error
        registered = found is not None and (found.get("intake") or {}).get("facts")
        now = desk.edge.clock.now()
        if found is None or not registered or not knows(found, party_id, query.link_number, query.second_fact, now):
            wrong.count(f"{code}/{party_id}")
            raise problem("not_found")
        return answer(read, party_case(found, party_id, desk.words))

    return made
