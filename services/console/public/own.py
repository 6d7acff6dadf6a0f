"""A party's own pages by its link: each look and each act asks for the second fact, and acts are the party's, never an office's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.values import ReceivedVia
from services.console.backends import PDF
from services.console.pages.issuing import Given
from services.console.pages.printing import download, file_of
from services.console.public.complaining import complained_of
from services.console.public.counter import PublicCounter, said
from services.console.public.own_link import EMPTY, no_such_link, not_open, opened
from services.jurisdiction.document_content import sheet_of
from services.jurisdiction.party_link_address import OwnLink, PartyLinks

_CHOOSE = "请选择要办的事"
_CHOOSE_PAPER = "请选择要取的文书"
_DONE = {
    "consent": "您同意调解的表示已经记录，调解组织会和您联系。",
    "refusal": "您不同意调解的表示已经记录。您仍然可以依法申请仲裁、请行政机关处理或者向人民法院起诉。",
    "withdrawal": "您撤回调解申请的表示已经记录。您仍然可以依法申请仲裁、请行政机关处理或者向人民法院起诉。",
    "withdraw_case": "您提出撤回的表示已经记录，由办理机构核对后办结，并答复您。",
    "withdraw_petition": "您提出撤回的表示已经记录，由信访部门核对后办结，并答复您。",
    "review": "您的复查申请已经收到，期限自今天起算。",
    "recheck": "您的复核申请已经收到，期限自今天起算。",
}
"""What is said after each act. The two about mediation tell the other ways (PML 26)."""


@dataclass(frozen=True)
class Asked:
    """What the party sent: which act, and the body of the command that carries it."""

    service: str
    path: str
    body: Mapping[str, Any]


def routes(counter: PublicCounter, links: PartyLinks) -> APIRouter:
    """The page and its acts. A wrong tag, an unknown case and another's link are answered alike."""
    router = APIRouter(prefix="/public/my")
    place = "/{case_code}/{party_id}/{number}/{tag}"

    @router.get(place)
    async def empty(request: Request, case_code: str, party_id: str, number: int, tag: str) -> Response:
        if not links.verify(OwnLink(case_code, party_id, number), tag):
            return await no_such_link(counter, request)
        return await _drawn(counter, request, {})

    @router.post(place)
    async def sent(request: Request, case_code: str, party_id: str, number: int, tag: str) -> Response:
        """Opens the page by the second fact; with an act chosen, carries it out under the fact given with it."""
        link = OwnLink(case_code, party_id, number)
        if not links.verify(link, tag):
            return await no_such_link(counter, request)
        form, stale = await counter.form(request)
        if stale or not form.get("fact"):
            return await _drawn(counter, request, form, 400, stale, {} if stale else {"fact": EMPTY})
        found = await opened(counter, request, link, form["fact"])
        if not found.well:
            return await _drawn(counter, request, form, found.status, not_open(found))
        if "paper" in form:
            return await _handed_over(counter, request, link, form, found.content)
        if "act" not in form:
            return await _drawn(counter, request, {}, own=found.content)
        asked = await _asked(counter, request, link, form, found.content)
        if asked is None:
            return await _drawn(counter, request, form, 400, wrong={"act": _CHOOSE}, own=found.content)
        token = counter.account.token_for(counter.hub_above(found.content["registered_by"])) or ""
        answer = await counter.asked(request, asked.service, asked.path, asked.body, form.get("key", ""), token)
        if answer.well or answer.waiting:
            return await counter.page(
                request, "done.html", title="已经收到", sentence=_DONE[form["act"].partition("/")[0]]
            )
        return await _drawn(counter, request, form, answer.status, said(answer), own=found.content)

    return router


async def _handed_over(
    counter: PublicCounter, request: Request, link: OwnLink, form: Mapping[str, str], own: Mapping[str, Any]
) -> Response:
    """The paper that was chosen, as .pdf: the very bytes that its body handed out, or made of its content before it did."""
    chosen = next((one for one in own["papers"] if form["paper"] == f"{one['register_code']}/{one['number']}"), None)
    if chosen is None:
        return await _drawn(counter, request, {}, 400, wrong={"paper": _CHOOSE_PAPER}, own=own)
    which = {"register_code": chosen["register_code"], "number": chosen["number"]}
    answer = await opened(counter, request, link, form["fact"], "/party-papers", **which)
    if not answer.well:
        return await _drawn(counter, request, {}, answer.status, said(answer), own=own)
    name = f"{chosen['title']} {chosen['printed']}.pdf"
    if isinstance(answer.content, bytes):
        return download(answer.content, PDF, name)
    given = Given(
        chosen["register_code"], chosen["number"], chosen["printed"], chosen["edition"], chosen["content_hash"]
    )  # fmt: skip
    sheet = given.on(sheet_of(orjson.dumps(answer.content, option=orjson.OPT_SORT_KEYS)))
    return await file_of("pdf", sheet, name)


async def _asked(
    counter: PublicCounter, request: Request, link: OwnLink, form: Mapping[str, str], own: Mapping[str, Any]
) -> Asked | None:
    """The command of what was chosen, and whether a clerk typed it in."""
    helper = await counter.helper(request)
    via = ReceivedVia.COUNTER if helper else ReceivedVia.ONLINE
    by_link = {"link_number": link.number, "via": via.value, "helped_by": helper}
    return command_of(form["act"], link, by_link, form.get("reason", ""), own)


def command_of(
    chosen: str, link: OwnLink, by_link: Mapping[str, Any], reason: str, own: Mapping[str, Any]
) -> Asked | None:
    """The command of what was chosen on the page that showed `own`; None where it offered nothing of the kind."""
    act, _, track = chosen.partition("/")
    told = {"party_id": link.party_id, "by_link": by_link}
    services = {one["track_id"]: one["service"] for one in own["rounds"]}
    if act in ("consent", "refusal", "withdrawal") and track in services:
        service, body = services[track], {**told, "track_id": track, "declaration": act, "reason": reason}
        return Asked(service, f"/{service.replace('_', '-')}/cases/{link.case_code}/consent/by-link", body)
    if act == "withdraw_petition" and own["may_withdraw_petition"]:
        body = {**told, "reason": reason}
        return Asked("petitions", f"/petitions/cases/{link.case_code}/withdrawal/by-link", body)
    if act == "withdraw_case":
        return Asked("intake", f"/cases/{link.case_code}/withdrawal", {**told, "reason": reason})
    if act in ("review", "recheck") and act == own["may_ask_for"]:
        body = {**told, "stage": f"{act}_opinion", "grounds": reason}
        return Asked("petitions", f"/petitions/cases/{link.case_code}/review/by-link", body)
    return None


async def _drawn(
    counter: PublicCounter,
    request: Request,
    form: Mapping[str, str],
    status: int = 200,
    trouble: str = "",
    wrong: Mapping[str, str] | None = None,
    own: Mapping[str, Any] | None = None,
) -> Response:
    kept = {name: value for name, value in form.items() if name != "fact"}
    return await counter.page(
        request, "own.html", status, form=kept, trouble=trouble, wrong=wrong or {}, own=own,
        helping=bool(await counter.helper(request)),
        handlers=complained_of(counter.desk.law, own["handlers"]) if own else [],
    )  # fmt: skip
