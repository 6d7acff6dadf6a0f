"""Absence cover: the cases of a colleague who is away are given to another of the same body, all or some, each an act of its own."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.backends import Answered, BackendDown
from services.console.catalogue import Act
from services.console.desk import Desk, checked_form, first
from services.console.pages.filling import new_key
from services.console.pages.form_page import the_act
from services.console.session import remember_write
from services.jurisdiction.offices import posts_of
from services.jurisdiction.roles import Role

REASSIGN = ("intake", "reassign_work")
_WORK_ON_CASES = frozenset({Role.CLERK, Role.MEDIATOR, Role.COURT_CLERK, Role.COUNTY_OFFICE})
_AT_ONCE = 4
_MOST = 200


@dataclass(frozen=True)
class Handed:
    """What became of one case."""

    case_code: str
    done: bool
    message: str


def routes(desk: Desk) -> APIRouter:
    """The page of absence cover."""
    router = APIRouter()

    @router.get("/cover")
    async def choose(request: Request) -> Response:
        await the_act(desk, request, *REASSIGN)
        return await _page(request, request.query_params.get("of", ""))

    @router.post("/cover")
    async def hand_over(request: Request) -> Response:
        act = await the_act(desk, request, *REASSIGN)
        form = await checked_form(request)
        away, to_user, reason = (first(form, name).strip() for name in ("of", "to_user", "reason"))
        cases = form.get("cases", [])[:_MOST]
        if not cases or not to_user or to_user == away or not reason:
            return await _page(request, away, "请勾选案件，选择另一个岗位，并写明原因。", 400)
        turn = asyncio.Semaphore(_AT_ONCE)

        async def one(code: str) -> Handed:
            async with turn:
                body = {"to_user": to_user, "reason": reason}
                return await _handed(request, act, code, f"{first(form, 'key')}-{code}", body)

        handed = await asyncio.gather(*(one(code) for code in cases))
        return await desk.page(request, "covered.html", handed=handed, to_name=desk.sign_in.office(to_user))

    async def _handed(request: Request, act: Act, code: str, key: str, body: Mapping[str, str]) -> Handed:
        token = desk.person(request).token
        try:
            now = await desk.backends.acts_now(act.service, token, code)
            if now is None:
                return Handed(code, False, "没有这一案件，或者不由本机构持有。")
            answer = await desk.backends.give(act, token, key, body, code, str(now.sequence))
        except BackendDown:
            return Handed(code, False, "服务没有应答，请稍后重新办理这一件。")
        remember_write(request, answer.read_token)
        return Handed(code, answer.well, "" if answer.well else _said(answer))

    async def _page(request: Request, away: str, wrong: str = "", status: int = 200) -> Response:
        own = desk.person(request).organisation
        colleagues = [
            (post.id, post.name_zh)
            for post in posts_of(desk.law.profile).values()
            if post.body.id == own and not _WORK_ON_CASES.isdisjoint(post.office.roles)
        ]
        query = {"status": "open", "custodian": own, "handler": away, "limit": str(_MOST)}
        cases = await desk.read(request, "/cases", query) if away else []
        return await desk.page(
            request, "cover.html", status, away=away, colleagues=colleagues, cases=cases, wrong=wrong, key=new_key()
        )

    return router


def _said(answer: Answered) -> str:
    content = answer.content if isinstance(answer.content, dict) else {}
    return str(content.get("detail", "没有办成，请打开案件查看。"))
