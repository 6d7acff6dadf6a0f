"""Complaints about who handles a case (Henan (六)): entered in the register of complaints, kept from the body that they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import is_case_code
from services.console.public.counter import PublicCounter, said
from services.jurisdiction.law import Law
from services.jurisdiction.register_forms import Register
from services.jurisdiction.register_law import RegisterLaw

REGISTER = "complaints"
_SHORTEST = 5
_TOO_SHORT = "请至少用五个字写明什么事、什么时间、怎样不妥。"
_WHICH = "请选择被投诉的机构"
_KIND = "请选择投诉的类别"
_NUMBER = "留了姓名的，请填写电话，查询处理结果时要用到后四位"
_NO_ANSWER = 500
_SHUT = "网上投诉暂时没有开通，请到综治中心窗口或者拨打当地投诉电话。"


@dataclass(frozen=True)
class Received:
    """What became of a complaint that was sent."""

    status: int
    sentence: str
    """For whoever complained: where it went, or why it was not taken."""
    taken: bool = False
    """Whether it is in the register, or on its way there."""

    def again(self, form: Mapping[str, str]) -> Mapping[str, str]:
        """The form to be shown again: what is corrected after a refusal is another act, what got no answer is the same."""
        return {**form, "key": ""} if self.status < _NO_ANSWER else form


@dataclass(frozen=True)
class Complaints:
    """The register as the public pages see it; the same whether somebody comes through a link or not."""

    counter: PublicCounter
    register: Register | None

    @staticmethod
    def of(counter: PublicCounter) -> "Complaints":
        """Under the law of the place."""
        return Complaints(counter, RegisterLaw.of(counter.desk.law).catalogue.find(REGISTER))

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """What can be complained of."""
        field = self.register.field("complaint_kind") if self.register else None
        return list(field.choices.items()) if field else []

    @property
    def bodies(self) -> list[tuple[str, str]]:
        """About whom a complaint can be made: bodies that somebody stands above."""
        law = self.counter.desk.law
        return [(one.id, one.name_zh) for one in law.organisations.by_id.values() if law.supervisor(one.id)]

    @property
    def trouble(self) -> str:
        """Why no complaint can be made here at all; nothing where it can."""
        return "" if self.register else _SHUT

    def wrong(self, form: Mapping[str, str]) -> dict[str, str]:
        """What is missing, by field."""
        found = {
            "about_body": _WHICH if self.counter.desk.law.organisation(form.get("about_body", "")) is None else "",
            "complaint_kind": "" if form.get("complaint_kind") else _KIND,
            "what": _TOO_SHORT if len(form.get("what", "")) < _SHORTEST else "",
            "phone": _NUMBER if form.get("name") and not form.get("phone") else "",
        }
        return {name: sentence for name, sentence in found.items() if sentence}

    async def received(self, request: Request, form: Mapping[str, str]) -> Received:
        """Enter what nothing is missing of. A clerk who is signed in enters it for somebody at the counter. Raises BackendDown."""
        counter, about = self.counter, form["about_body"]
        helper = await counter.helper(request)
        token = request.session["token"] if helper else counter.account.token_for(counter.hub_above(about))
        if token is None or self.register is None:
            return Received(503, _SHUT)
        owner = counter.desk.law.supervisor(about)
        body = entry(form, owner.id if owner else None, at_counter=bool(helper))
        answer = await counter.asked(request, "registers", f"/registers/{REGISTER}", body, form.get("key", ""), token)
        if not (answer.well or answer.waiting):
            return Received(answer.status, said(answer))
        number = str(answer.content.get("case_code", ""))
        sentence = (
            f"已经收到，编号 {number}，请记下。由{owner.name_zh if owner else '受理机构'}调查处理，"
            "不告诉被投诉的机构是谁投诉的。凭编号和电话后四位可以在“查询办理进展”查看处理结果。"
        )
        return Received(answer.status, sentence, taken=True)


def routes(counter: PublicCounter) -> APIRouter:
    """The form. A clerk who is signed in types it in for somebody at the counter."""
    router = APIRouter(prefix="/public")
    complaints = Complaints.of(counter)

    @router.get("/complaint")
    async def empty(request: Request) -> Response:
        """Filled in with the case and the body that the counter's page tells in the address."""
        code, about = (request.query_params.get(name, "") for name in ("related_case", "about_body"))
        known = {"related_case": code if is_case_code(code) else "", "about_body": about}
        return await drawn(request, {name: told for name, told in known.items() if told})

    @router.post("/complaint")
    async def sent(request: Request) -> Response:
        form, stale = await counter.form(request)
        wrong = complaints.wrong(form)
        if stale or wrong:
            return await drawn(request, form, stale, wrong, 400)
        received = await complaints.received(request, form)
        if not received.taken:
            return await drawn(request, received.again(form), received.sentence, {}, received.status)
        return await counter.page(request, "done.html", title="已经收到", sentence=received.sentence)

    async def drawn(
        request: Request,
        form: Mapping[str, str],
        trouble: str = "",
        wrong: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> Response:
        shown: dict[str, Any] = {
            "bodies": complaints.bodies, "kinds": complaints.kinds, "action": "/public/complaint", "own": "",
            "opened": True,
        }  # fmt: skip
        trouble = trouble or complaints.trouble
        return await counter.page(
            request, "complaint.html", status, form=form, trouble=trouble, wrong=wrong or {}, **shown
        )

    return router


def complained_of(law: Law, handlers: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Of those who have or had a case in hand, the ones whom somebody stands above, with their names."""
    return [(one["body"], one["body_name"]) for one in handlers if law.supervisor(one["body"])]


def entry(form: Mapping[str, str], owner: str | None, *, at_counter: bool) -> dict[str, Any]:
    """The body of the register's entry: the body above answers for it; who complains may stay unnamed."""
    who = " ".join(filter(None, (form.get("name"), form.get("phone"))))
    told = {
        "about_body": form["about_body"], "about_post": form.get("about_post"), "complaint_kind": form["complaint_kind"],
        "received_via": "counter" if at_counter else "online", "complainant": who, "content": form["what"],
        "case_code": form.get("related_case", "").upper(), "owner": owner,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}
