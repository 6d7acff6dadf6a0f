"""Parties' personal links (办事链接) of a case: which were handed out or sent, what became of the messages, and having one sent."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import is_case_code
from services.console.access_log import What
from services.console.backends import Answered
from services.console.desk import Desk, SignInFirst, Stop, checked_form, first, go, stop
from services.console.pages.filling import done, new_key

SERVICE = "intake"
ISSUING, SENDING = "issue_party_link", "send_party_link"
_UNKNOWN = Stop(404, "没有找到", "没有这个案件，或者您所在的机构无权办理。请核对编号。")


def routes(desk: Desk) -> APIRouter:
    """The page, and the act of sending. The secret half of a link is on neither: the courier alone makes it."""
    router = APIRouter()

    @router.get("/cases/{case_code}/links")
    async def links(request: Request, case_code: str) -> Response:
        rows = await desk.read(request, f"/cases/{case_code}/links")
        parties = (await desk.read(request, f"/cases/{case_code}"))["parties"]
        desk.saw(request, What.CASE, case_code)
        act = await desk.backends.act(SERVICE, SENDING)
        return await desk.page(
            request, "links.html", case_code=case_code, rows=rows, words=await desk.words(request), key=new_key(),
            parties=parties, names=names_of(parties), may_send=bool(act and act.open_to(desk.person(request).roles)),
        )  # fmt: skip

    @router.post("/cases/{case_code}/links")
    async def send(request: Request, case_code: str) -> Response:
        form = await checked_form(request)
        answer = await given(desk, request, SENDING, case_code, first(form, "party_id"), first(form, "key"))
        act = await desk.backends.act(SERVICE, SENDING)
        assert act is not None, "it has just been given"
        done(request, act, answer, case_code)
        return go(f"/cases/{case_code}/links")

    return router


def names_of(parties: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The parties by their ids."""
    return {party["party_id"]: party for party in parties}


async def given(desk: Desk, request: Request, name: str, case_code: str, party_id: str, key: str) -> Answered:
    """What the window says of a new link. Raises SignInFirst, Stop, BackendDown."""
    token = desk.person(request).token
    act = await desk.backends.act(SERVICE, name)
    now = await desk.backends.acts_now(SERVICE, token, case_code) if is_case_code(case_code) else None
    if act is None or now is None:
        raise _UNKNOWN
    answer = await desk.backends.give(act, token, key, {"party_id": party_id}, case_code, str(now.sequence))
    if answer.status == 401:
        raise SignInFirst
    if not answer.well and not answer.waiting:
        raise stop(answer)
    return answer
