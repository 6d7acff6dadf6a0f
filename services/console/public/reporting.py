"""Bringing a dispute in online: it is a case of the county's centre at once, and a clerk there goes on with it."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.values import CaseSource, DisputeType, PartyKind, PartyRole, ReceivedVia
from services.console.desk import go
from services.console.public.counter import PublicCounter, said
from services.jurisdiction.vocabulary import load_vocabulary

NEEDED = {
    "hub": "请选择所在的县（市、区）",
    "dispute_type": "请选择纠纷类型",
    "summary": "请写明发生了什么事",
    "name": "请填写您的姓名",
    "phone": "请填写您的电话，查询进展时要用到后四位",
    "other": "请填写对方的姓名或者名称，不知道的写“不详”",
}
"""What has to be filled in, with what is said where it is not."""
_TICKED = "on"


def routes(counter: PublicCounter) -> APIRouter:
    """The front page, the form and its receipt."""
    router = APIRouter(prefix="/public")

    @router.get("")
    async def front(request: Request) -> Response:
        return await counter.page(request, "front.html")

    @router.get("/report")
    async def empty(request: Request) -> Response:
        return await _drawn(counter, request, {})

    @router.post("/report")
    async def sent(request: Request) -> Response:
        form, stale = await counter.form(request)
        wrong = {name: sentence for name, sentence in NEEDED.items() if not form.get(name)}
        hub = counter.hubs().get(form.get("hub", ""))
        if stale or wrong or hub is None:
            return await _drawn(counter, request, form, wrong, stale, 400)
        token = counter.account.token_for(hub)
        if token is None:
            return await _drawn(counter, request, form, {}, "网上反映暂时没有开通，请到综治中心窗口办理。", 503)
        answer = await counter.asked(
            request, "intake", "/cases", registration(form, hub.place), form.get("key", ""), token
        )
        if not (answer.well or answer.waiting):
            return await _drawn(counter, request, form, {}, said(answer), answer.status)
        request.session["brought"] = [answer.content.get("case_code", ""), hub.name_zh]
        return go("/public/received")

    @router.get("/received")
    async def received(request: Request) -> Response:
        code, hub = request.session.get("brought") or ("", "")
        return await counter.page(request, "received.html", code=code, hub=hub) if code else go("/public")

    return router


def registration(form: dict[str, str], hub_place: str) -> dict[str, Any]:
    """The body of the registration that the window is asked for: what the citizen told, and nothing that an office judges."""
    kind = PartyKind.ORGANISATION if form.get("other_is_organisation") == _TICKED else PartyKind.NATURAL
    other_phone = {"contact": {"phone": form["other_phone"]}} if form.get("other_phone") else {}
    contact = {"phone": form["phone"], "safe_to_contact": form.get("unsafe") != _TICKED}
    return {
        "dispute_type": form["dispute_type"], "source": CaseSource.APPLICATION.value,
        "received_via": ReceivedVia.ONLINE.value, "summary": form["summary"],
        "requests": [form["request"]] if form.get("request") else [], "place": form.get("place") or hub_place,
        "parties": [
            {"role": PartyRole.APPLICANT.value, "kind": PartyKind.NATURAL.value, "name": form["name"], "contact": contact},
            {"role": PartyRole.RESPONDENT.value, "kind": kind.value, "name": form["other"], **other_phone},
        ],
    }  # fmt: skip


async def _drawn(
    counter: PublicCounter,
    request: Request,
    form: dict[str, str],
    wrong: dict[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> Response:
    types = [(one.value, load_vocabulary().name(one.value)) for one in DisputeType]
    hubs = [(one.id, one.name_zh.removesuffix("综治中心")) for one in counter.hubs().values()]
    return await counter.page(
        request, "report.html", status, form=form, wrong=wrong or {}, trouble=trouble, types=types, hubs=hubs
    )
