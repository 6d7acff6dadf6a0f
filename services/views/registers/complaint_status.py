"""What became of a complaint about a handler: told to whoever holds its number and the last four of the telephone left with it."""

from collections.abc import Mapping
from datetime import date, datetime
from hmac import compare_digest
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import is_case_code
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.party_links import SHORTEST_FACT
from services.runtime.limiter import Limiter
from services.runtime.problems import problem
from services.views.petition_status.answers import StatusStep
from services.views.petition_status.routes import MOST_WRONG, WRONG_SECONDS
from services.views.registers.boards import VIEW
from services.views.registers.projection import SOURCE
from services.views.requests import Desk, answer
from services.views.words import Words

REGISTER = "complaints"
_STAGES = {"entered": "已登记，等待调查", "investigated": "已经调查处理，等待答复", "answered": "已经答复"}


class ComplaintStatus(BaseModel):
    """The whole answer: neither who complained nor about whom."""

    model_config = ConfigDict(frozen=True)

    registered_on: date
    kind_name: str
    status_name: str
    body_name: str
    """Who answers for it."""
    steps: tuple[StatusStep, ...]


class ComplaintQuery(BaseModel):
    """What the complainant holds. Sent in the body, so that neither stands in an access log."""

    model_config = ConfigDict(extra="forbid")

    number: str = Field(min_length=1, max_length=40)
    second_fact: str = Field(min_length=2, max_length=100)
    """Last four characters of the telephone that was left; a complaint without one is told to nobody."""


def knows(facts: Mapping[str, Any], fact: str) -> bool:
    """Whether this is a complaint that is told, and `fact` ends what was left to reach the complainant."""
    left = str(facts["personal"].get("complainant") or "")[-SHORTEST_FACT:]
    is_told = facts["register"] == REGISTER and not facts["voided"] and len(left) == SHORTEST_FACT and left.isdigit()
    return is_told and compare_digest(left.encode(), fact.strip().encode())


def complaint_status(facts: Mapping[str, Any], words: Words) -> ComplaintStatus:
    """Where it stands; the answer in the words in which it was given (反馈回应)."""
    said = {"investigated": "已经调查处理", "answered": f"答复：{facts['personal'].get('feedback', '')}"}
    entered = StatusStep(on=_day(facts["entered_at"]), event="entered", said="投诉已登记")
    steps = [
        StatusStep(on=_day(one["at"]), event=one["step"], said=said[one["step"]])
        for one in facts["records"]
        if one["step"] in said
    ]
    return ComplaintStatus(
        registered_on=entered.on, kind_name="投诉举报", status_name=_STAGES.get(facts["stage"], "办理中"),
        body_name=words.body(facts["owner"]), steps=(entered, *steps),
    )  # fmt: skip


def router(desk: Desk) -> APIRouter:
    """The one route; whatever does not fit is the same 404, and after five tries 429."""
    made = APIRouter(tags=["公开查询"])
    wrong = Limiter(MOST_WRONG, WRONG_SECONDS)

    @made.post("/complaint-status", summary="投诉办理情况查询", responses={200: {"model": ComplaintStatus}})
    async def status(request: Request, query: ComplaintQuery) -> Response:
        """Registration, investigation, answer."""
        number = query.number.strip().upper()
        wrong.check(number)
        read = await desk.open(VIEW, request)
        found = await read.one({"_id": number}) if is_case_code(number) else None
        facts = ((found or {}).get(SOURCE) or {}).get("facts")
        if facts is None or not knows(facts, query.second_fact):
            wrong.count(number)
            raise problem("not_found")
        return answer(read, complaint_status(facts, desk.words))

    return made


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(SHANGHAI).date()
