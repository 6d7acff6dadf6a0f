"""`GET /limits`, `/limits/{limit}` and `/limits/{limit}/due`: what `mediate due` answers, for every account.

The law is public, so any valid token reads it and no view is asked.
"""

from typing import Any

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.jurisdiction.due_answer import DueAnswer, answer
from services.jurisdiction.due_question import read_question, read_span
from services.jurisdiction.law import Law
from services.jurisdiction.limit_catalogue import LimitEntry, catalogue, entry
from services.jurisdiction.outcomes import Refused
from services.jurisdiction.profile_files import PROFILES
from services.runtime.field_errors import field_error
from services.runtime.problems import Problem, fields_invalid
from services.views.requests import Desk

_TITLES = {400: "填写有误", 404: "没有找到", 409: "不能这样计算"}
_QUERY: list[dict[str, Any]] = [
    {"name": "start", "in": "query", "required": True, "schema": {"type": "string"},
     "description": "起算日，如 2024-02-09；按小时计算的写 2024-02-09T10:00（不写时区即北京时间）"},
    {"name": "pause", "in": "query", "schema": {"type": "array", "items": {"type": "string"}},
     "description": "A,B：扣除A日起至B日前一日，可重复；单位与时限相同"},
    {"name": "extend", "in": "query", "schema": {"type": "integer"}, "description": "延长，单位与时限相同"},
    {"name": "profile", "in": "query", "schema": {"type": "string"}, "description": "辖区配置；不写用本机的配置"},
]  # fmt: skip
_PROFILE = {"parameters": _QUERY[3:]}


def router(desk: Desk) -> APIRouter:
    """The routes of the catalogue and of dates."""
    routes = APIRouter(tags=["时限"])

    @routes.get("/limits", summary="时限目录", responses=_shape(list[LimitEntry]), openapi_extra=_PROFILE)
    async def limits(request: Request) -> Response:
        """Every time limit with all versions loaded and their sources."""
        law = await _law(desk, request)
        return _json([found.model_dump(mode="json") for found in catalogue(law)])

    @routes.get("/limits/{limit}", summary="一个时限", responses=_shape(LimitEntry), openapi_extra=_PROFILE)
    async def limit(request: Request, limit: str) -> Response:
        """One time limit by its id (`XF-4`) or Chinese name."""
        law = await _law(desk, request)
        found = law.limit(limit)
        if found is None:
            raise _refusal(404, Refused("unknown_limit", f"没有名为“{limit}”的时限，请查时限目录 /limits。", "limit"))
        return _json(entry(found, law.clocks.limits).model_dump(mode="json"))

    @routes.get(
        "/limits/{limit}/due",
        summary="计算届满日并说明理由",
        responses=_shape(DueAnswer),
        openapi_extra={"parameters": _QUERY},
    )
    async def due(request: Request, limit: str) -> Response:
        """The last day in time with its derivation, in the form of `mediate due --json`; also "not judged"."""
        law = await _law(desk, request)
        found = _answer(law, limit, request)
        return _json(found.model_dump(mode="json"))

    return routes


async def _law(desk: Desk, request: Request) -> Law:
    """The law asked about, once the token is known to be good. Raises Problem 400 for an unknown profile, 401."""
    await desk.reader(request)
    name = request.query_params.get("profile", desk.law.profile)
    if name == desk.law.profile:
        return desk.law
    known = sorted(path.parent.name for path in PROFILES.glob("*/profile.yaml"))
    if name not in known:
        raise fields_invalid([field_error("profile", "literal_error", expected="、".join(known))])
    return Law.load(name)


def _answer(law: Law, limit: str, request: Request) -> DueAnswer:
    """Raises Problem 400 for what cannot be read, 404 for an unknown limit, 409 for what the law refuses."""
    query = request.query_params
    start = query.get("start")
    if start is None:
        raise fields_invalid([field_error("start", "missing")])
    spans: list[tuple[str, str]] = []
    for text in query.getlist("pause"):
        span = read_span(text)
        if isinstance(span, Refused):
            raise _refusal(400, span)
        spans.append(span)
    # In an address a plus sign means a blank: a zone written with one arrives so.
    question = read_question(limit, _with_plus(start), _spans_with_plus(spans), query.get("extend", "0"))
    if isinstance(question, Refused):
        raise _refusal(400, question)
    found = answer(law, question)
    if found.outcome == "refused":
        refused = Refused(found.code or "", found.sentence + "。", found.field, found.source, found.parameters or None)
        raise _refusal(404 if refused.code == "unknown_limit" else 409, refused)
    return found


def _with_plus(moment: str) -> str:
    date, blank, rest = moment.rpartition(" ")
    return f"{date}+{rest}" if blank and "T" in date else moment


def _spans_with_plus(spans: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(_with_plus(first), _with_plus(until)) for first, until in spans]


def _refusal(status: int, refused: Refused) -> Problem:
    told = {"field": refused.field, "source": refused.source, "parameters": refused.parameters}
    members = {name: value for name, value in told.items() if value is not None}
    detail = refused.message if refused.message.endswith("。") else f"{refused.message}。"
    return Problem(status, refused.code, _TITLES[status], detail, members=members)


def _json(content: Any) -> Response:
    return Response(orjson.dumps(content), media_type="application/json")


def _shape(model: Any) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": model}}
