"""Complaints about who handles a case (Henan (六)): entered in the register of complaints, kept from the body that they are about."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.public.counter import PublicCounter, said
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.register_forms import Register
from services.jurisdiction.register_law import RegisterLaw

REGISTER = "complaints"
_SHORTEST = 5
_TOO_SHORT = "请至少用五个字写明什么事、什么时间、怎样不妥。"
_WHICH = "请选择被投诉的机构"
_KIND = "请选择投诉的类别"
_NUMBER = "留了姓名的，请填写电话，查询处理结果时要用到后四位"
_SHUT = "网上投诉暂时没有开通，请到综治中心窗口或者拨打当地投诉电话。"


def routes(counter: PublicCounter) -> APIRouter:
    """The form. A clerk who is signed in types it in for somebody at the counter."""
    router = APIRouter(prefix="/public")
    register = RegisterLaw.of(counter.desk.law).catalogue.find(REGISTER)

    @router.get("/complaint")
    async def empty(request: Request) -> Response:
        return await _drawn(counter, request, register, {})

    @router.post("/complaint")
    async def sent(request: Request) -> Response:
        form, stale = await counter.form(request)
        about = counter.desk.law.organisation(form.get("about_body", ""))
        wrong = _wrong(form, about)
        if stale or wrong or about is None or register is None:
            return await _drawn(counter, request, register, form, stale, wrong, 400)
        helper = await counter.helper(request)
        token = request.session["token"] if helper else counter.account.token_for(counter.hub_above(about.id))
        if token is None:
            return await _drawn(counter, request, register, form, _SHUT, {}, 503)
        owner = counter.desk.law.supervisor(about.id)
        body = entry(form, owner.id if owner else None, at_counter=bool(helper))
        answer = await counter.asked(request, "registers", f"/registers/{REGISTER}", body, form.get("key", ""), token)
        if not (answer.well or answer.waiting):
            return await _drawn(counter, request, register, form, said(answer), {}, answer.status)
        sentence = (
            f"已经收到，编号 {answer.content.get('case_code', '')}，请记下。由{owner.name_zh if owner else '受理机构'}调查处理，"
            "不告诉被投诉的机构是谁投诉的。凭编号和电话后四位可以在“查询办理进展”查看处理结果。"
        )
        return await counter.page(request, "done.html", title="已经收到", sentence=sentence)

    return router


def entry(form: Mapping[str, str], owner: str | None, *, at_counter: bool) -> dict[str, Any]:
    """The body of the register's entry: the body above answers for it; who complains may stay unnamed."""
    who = " ".join(filter(None, (form.get("name"), form.get("phone"))))
    told = {
        "about_body": form["about_body"], "about_post": form.get("about_post"), "complaint_kind": form["complaint_kind"],
        "received_via": "counter" if at_counter else "online", "complainant": who, "content": form["what"],
        "case_code": form.get("related_case", "").upper(), "owner": owner,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _wrong(form: Mapping[str, str], about: Organisation | None) -> dict[str, str]:
    found = {
        "about_body": _WHICH if about is None else "",
        "complaint_kind": "" if form.get("complaint_kind") else _KIND,
        "what": _TOO_SHORT if len(form.get("what", "")) < _SHORTEST else "",
        "phone": _NUMBER if form.get("name") and not form.get("phone") else "",
    }
    return {name: sentence for name, sentence in found.items() if sentence}


async def _drawn(
    counter: PublicCounter,
    request: Request,
    register: Register | None,
    form: Mapping[str, str],
    trouble: str = "",
    wrong: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    law = counter.desk.law
    bodies = [(one.id, one.name_zh) for one in law.organisations.by_id.values() if law.supervisor(one.id)]
    field = register.field("complaint_kind") if register else None
    kinds = list(field.choices.items()) if field else []
    trouble = trouble or ("" if register else _SHUT)
    return await counter.page(
        request, "complaint.html", status, form=form, trouble=trouble, wrong=wrong or {}, bodies=bodies, kinds=kinds
    )
