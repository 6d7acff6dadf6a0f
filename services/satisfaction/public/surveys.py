"""The survey by link and by short code: GET tells what is asked, POST takes the answer; no account is needed (domain.md section 5)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.command import Actor
from schemas.identity import is_case_code
from services.jurisdiction.clock_values import SHANGHAI
from services.runtime.command_request import headers_of, parse_object, read_body
from services.runtime.command_routes import CommandRoute
from services.runtime.problems import Problem, problem
from services.satisfaction.domain import validity
from services.satisfaction.domain.commands import GivenBy, RateByLink
from services.satisfaction.domain.rating import PARTY
from services.satisfaction.domain.state import Answered, Cancelled, Final, Invitation, State
from services.satisfaction.public.page import GRADES, survey_page, told_page
from services.satisfaction.public.visiting import PARTY_ROLE, Visit

LINK = "/surveys/{case_code}/{invitation_id}/{token}"
CODE = "/surveys/{case_code}/codes/{short_code}"
ROUTE = CommandRoute(
    path=LINK + "/rating",
    body=RateByLink,
    roles=frozenset({PARTY_ROLE}),
    summary="当事人通过链接评价或者修改评价",
    roles_without_precondition=frozenset({PARTY_ROLE}),
    tags=("评价",),
)
_ADDED_AT_THE_EDGE = ("address_hash", "given_by")
_BY_CODE = (GivenBy.CODE.value, GivenBy.PHONE.value, GivenBy.COUNTER.value)
_FORM = "application/x-www-form-urlencoded"
_MOST = 64 * 1024


class Surveys:
    """Takes answers. A wrong secret, an unknown invitation and an unknown case give the same 404."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    async def by_link(self, request: Request) -> Response:
        """What is asked, to the holder of the link."""
        self._visit.address(request)
        return self._shown(request, self._of_link(request))

    async def by_code(self, request: Request) -> Response:
        """What is asked, to whoever knows the case's code and the short code."""
        self._visit.address(request)
        return self._shown(request, self._of_code(request))

    async def rated_by_link(self, request: Request) -> Response:
        """The answer to an answer by link."""
        address = self._visit.address(request)
        return await self._rated(request, self._of_link(request), address, GivenBy.LINK.value)

    async def rated_by_code(self, request: Request) -> Response:
        """The same by short code; `given_by` may say that somebody typed it in for the person."""
        address = self._visit.address(request)
        return await self._rated(request, self._of_code(request), address, None)

    def _of_link(self, request: Request) -> Invitation:
        invitation_id = str(request.path_params["invitation_id"])
        if not self._visit.links.verify(invitation_id, str(request.path_params["token"])):
            raise problem("not_found")
        found = self._state(request).invitations.get(invitation_id)
        if found is None:
            raise problem("not_found")
        return found

    def _of_code(self, request: Request) -> Invitation:
        """The invitation of this short code; wrong ones are counted. Raises Problem 404, 429."""
        case, address = str(request.path_params["case_code"]), request.client.host if request.client else ""
        limits = self._visit.limits
        limits.wrong_codes.check(case)
        limits.wrong_codes_of_address.check(address)
        told = str(request.path_params["short_code"])
        invitations = self._state(request).invitations.values()
        matching = [one for one in invitations if self._visit.links.verify_code(one.invitation_id, told)]
        if not matching:
            limits.wrong_codes.count(case)
            limits.wrong_codes_of_address.count(address)
            raise problem("not_found")
        return matching[-1]

    def _state(self, request: Request) -> State:
        code = str(request.path_params["case_code"])
        if not is_case_code(code):
            raise problem("not_found")
        loop: Any = self._visit.edge.loop
        state: State = loop.state(code)[0]
        return state

    def _shown(self, request: Request, invitation: Invitation) -> Response:
        told = self._told(self._state(request), invitation)
        if "text/html" in request.headers.get("accept", ""):
            return survey_page(told, f"{request.url.path}/rating")
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    def _told(self, state: State, invitation: Invitation) -> dict[str, Any]:
        """What the person needs to know, and nothing about the dispute."""
        kept = state.clocks.latest(validity.VALIDITY, invitation.invitation_id)
        until = kept.clock.due if kept else None
        at = self._visit.edge.now()
        situation = invitation.situation
        return {
            "rated_body": invitation.rated_body,
            "rated_body_name": self._visit.body_names.get(invitation.rated_body, invitation.rated_body),
            "grades": {str(grade): name for grade, name in GRADES.items()},
            "grade": situation.last if isinstance(situation, Answered | Final) else None,
            "open": validity.is_open(state, at, invitation.invitation_id) and not isinstance(situation, Cancelled),
            "until": f"{until.month}月{until.day}日" if until else "",
            "today": at.astimezone(SHANGHAI).date().isoformat(),
        }  # fmt: skip

    async def _rated(self, request: Request, invitation: Invitation, address: str, given_by: str | None) -> Response:
        headers = headers_of(request)
        is_form = headers.get("content-type", "").startswith(_FORM)
        content = await read_body(request, headers, _MOST)
        body, key = _from_form(content) if is_form else (parse_object(content), None)
        by = given_by or (body.get("given_by") if body.get("given_by") in _BY_CODE else GivenBy.CODE.value)
        told = {name: value for name, value in body.items() if name not in _ADDED_AT_THE_EDGE}
        told |= {"given_by": by, "address_hash": address}
        holder = Actor(user=f"{PARTY}{invitation.invitation_id}", organisation="public", roles=(PARTY_ROLE,))
        try:
            answer = await self._visit.carried_out(request, ROUTE, "rate_by_link", holder, told, key)
        except Problem as refused:
            if not is_form:
                raise
            return told_page(refused.title, refused.detail, refused.status)
        if not is_form:
            return answer
        if answer.status_code in (200, 202):
            return told_page("谢谢您的评价", "您的评价已经收到。在有效期内可以用同一个链接修改。")
        refusal = orjson.loads(bytes(answer.body))
        return told_page(str(refusal.get("title", "")), str(refusal.get("detail", "")), answer.status_code)


def _from_form(content: bytes) -> tuple[dict[str, Any], str]:
    """What the page sends, as a body with its key."""
    fields: Mapping[str, str] = dict(parse_qsl(content.decode("utf-8", "replace")))
    grade = fields.get("grade", "")
    body = {
        "grade": int(grade) if grade.isascii() and grade.isdigit() else grade, "comment": fields.get("comment", "").strip(),
        "named": fields.get("named") == "1",
    }  # fmt: skip
    return body, fields.get("key", "")


def surveys_router(visit: Visit) -> APIRouter:
    """The public routes, described for OpenAPI without a bearer token. Codes go first: their paths look like links."""
    surveys = Surveys(visit)
    router = APIRouter(tags=["评价"])
    for path, show, rate, what in (
        (CODE, surveys.by_code, surveys.rated_by_code, "评价码"),
        (LINK, surveys.by_link, surveys.rated_by_link, "链接"),
    ):
        name = "code" if path is CODE else "link"
        router.add_api_route(
            path, show, methods=["GET"], name=f"survey_by_{name}", operation_id=f"survey_by_{name}",
            summary=f"凭{what}查看评价邀请", response_model=None, openapi_extra={"security": []},
        )  # fmt: skip
        router.add_api_route(
            f"{path}/rating", rate, methods=["POST"], name=f"rate_by_{name}", operation_id=f"rate_by_{name}",
            summary=f"当事人凭{what}评价或者修改评价", response_model=None, openapi_extra=_operation(),
        )  # fmt: skip
    return router


def _schema() -> dict[str, Any]:
    """What a person may send: not what is added at the edge, nor what the public ways refuse."""
    schema = RateByLink.model_json_schema()
    shown = {name: schema["properties"][name] for name in ("grade", "comment", "named")}
    return {"type": "object", "required": ["grade"], "properties": shown}


def _operation() -> dict[str, Any]:
    key = {
        "name": "Idempotency-Key", "in": "header", "required": True, "schema": {"type": "string"},
        "description": "这一次提交的幂等键；重发时用同一个。网页表单提交时不需要",
    }  # fmt: skip
    return {
        "security": [],
        "parameters": [key],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _schema()}},
        },
        "responses": {
            "404": {"description": "链接或者评价码无效"},
            "409": {"description": "评价已到期或者已取消"},
            "429": {"description": "过于频繁"},
        },
    }
