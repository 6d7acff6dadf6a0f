"""The status query over HTTP: public, by query code and a second fact; whatever does not fit is the same 404."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import is_case_code
from services.runtime.limiter import Limiter
from services.runtime.problems import problem
from services.views.petition_status.answers import PetitionStatus
from services.views.petition_status.reading import knows_second_fact, status
from services.views.requests import Desk, answer

MOST_WRONG, WRONG_SECONDS = 5, 3600
"""After so many wrong tries within an hour a code is locked for the rest of it, whether it exists or not."""
CODE_FIELD = "petitions.facts.query_code"


class StatusQuery(BaseModel):
    """What the petitioner holds. Sent in the body, so that neither stands in an access log."""

    model_config = ConfigDict(extra="forbid")

    query_code: str = Field(min_length=1, max_length=40)
    """查询码 on the notice: 80 bits and a check character."""
    second_fact: str = Field(min_length=2, max_length=100)
    """Last four characters of the petitioner's telephone or identity number; the whole name where neither was given."""


def router(desk: Desk) -> APIRouter:
    """The one route."""
    made = APIRouter(tags=["公开查询"])
    wrong = Limiter(MOST_WRONG, WRONG_SECONDS)

    @made.post("/petition-status", summary="信访事项办理情况查询", responses={200: {"model": PetitionStatus}})
    async def petition_status(request: Request, query: StatusQuery) -> Response:
        """Registration, transfers, notices and opinions of a petition. Unknown code, wrong fact: 404 alike."""
        read = await desk.open("case_file", request)
        code = query.query_code.strip().upper()
        wrong.check(code)
        document = await read.one({CODE_FIELD: code}) if is_case_code(code) else None
        if document is None or not knows_second_fact(document, query.second_fact):
            wrong.count(code)
            raise problem("not_found")
        return answer(read, status(document, desk.words))

    return made
