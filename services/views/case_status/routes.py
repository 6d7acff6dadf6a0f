"""The status query of cases over HTTP: public, by the case's code and a second fact; whatever does not fit is the same 404."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import is_case_code
from services.runtime.limiter import Limiter
from services.runtime.problems import problem
from services.views.case_status.reading import CaseStatus, case_status, may_ask
from services.views.petition_status.routes import MOST_WRONG, WRONG_SECONDS
from services.views.requests import Desk, answer


class CaseStatusQuery(BaseModel):
    """What a party holds. Sent in the body, so that neither stands in an access log."""

    model_config = ConfigDict(extra="forbid")

    case_code: str = Field(min_length=1, max_length=40)
    second_fact: str = Field(min_length=2, max_length=100)
    """Last four characters of a party's telephone or identity number; the whole name where neither was given."""


def router(desk: Desk) -> APIRouter:
    """The one route."""
    made = APIRouter(tags=["公开查询"])
    wrong = Limiter(MOST_WRONG, WRONG_SECONDS)

    @made.post("/case-status", summary="案件办理情况查询", responses={200: {"model": CaseStatus}})
    async def status(request: Request, query: CaseStatusQuery) -> Response:
        """Registration, transfers, acceptance, outcome. Unknown code, wrong fact, sealed case: 404 alike; then 429."""
        code = query.case_code.strip().upper()
        wrong.check(code)
        read = await desk.open("case_file", request)
        found = await read.one({"_id": code}) if is_case_code(code) else None
        registered = found is not None and (found.get("intake") or {}).get("facts")
        if found is None or not registered or not may_ask(found, query.second_fact):
            wrong.count(code)
            raise problem("not_found")
        return answer(read, case_status(found, desk.words))

    return made
