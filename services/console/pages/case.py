"""The case file with what may be done now, and the forms of its acts."""

import asyncio
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.access_log import What
from services.console.backends import SERVICES, ActNow, ActsNow, BackendDown
from services.console.desk import Desk, Stop, checked_form, first, go, stop
from services.console.documents_service import SERVICE
from services.console.pages import documents
from services.console.pages.filling import done, opened, sent
from services.console.pages.form_page import REGISTER, Page, the_act
from services.console.pages.network import proposing
from services.jurisdiction.document_registers import load_registers

_NEWEST = 60
"""Entries of the timeline that the page of a case shows unless all are asked for."""
Groups = Mapping[str, tuple[ActNow, ...]]


def routes(desk: Desk) -> APIRouter:
    """The case file, its forms and its documents."""
    router = APIRouter()
    router.include_router(documents.routes(desk))
    limits = load_registers(desk.law.profile).limits

    @router.get("/cases/new")
    async def new(request: Request) -> Response:
        return await opened(Page(desk, request, await the_act(desk, request, *REGISTER), None))

    @router.post("/cases/new")
    async def register(request: Request) -> Response:
        return await sent(desk, request, REGISTER, None)

    @router.get("/entries/{service}/{name}")
    async def enter(request: Request, service: str, name: str) -> Response:
        page = Page(desk, request, await the_act(desk, request, service, name), None)
        return await opened(page.of_a_case_or_opening_one())

    @router.post("/entries/{service}/{name}")
    async def entered(request: Request, service: str, name: str) -> Response:
        return await sent(desk, request, (service, name), None)

    @router.get("/cases/{case_code}")
    async def case(request: Request, case_code: str) -> Response:
        file, (told, silent), papers = await asyncio.gather(
            desk.read(request, f"/cases/{case_code}"), _acts_now(desk, request, case_code),
            _papers(desk, request, case_code),
        )  # fmt: skip
        desk.saw(request, What.CASE, case_code)
        acts = [act for one in sorted(told, key=_window_last) for act in one.acts]
        return await desk.page(
            request, "case.html", file=file, words=await desk.words(request),
            lawful=_grouped(act for act in acts if act.admitted),
            unlawful=_grouped(act for act in acts if not act.admitted),
            papers=papers, key=secrets.token_urlsafe(16), largest=limits.largest_mib, form={}, case_code=case_code,
            storing=SERVICE in desk.backends.addresses,
            proposing=proposing, whole="whole" in request.query_params, newest=_NEWEST, silent=silent, parked=[SERVICES[one.service] for one in told if one.parked],
        )  # fmt: skip

    @router.get("/cases/{case_code}/offer/return")
    async def give_back(request: Request, case_code: str) -> Response:
        act, _ = await _answering(desk, request, case_code, "return_offer")
        return go(f"/cases/{case_code}/acts/{act.service}/{act.name}")

    @router.post("/cases/{case_code}/offer/accept")
    async def accept(request: Request, case_code: str) -> Response:
        form = await checked_form(request)
        found, etag = await _answering(desk, request, case_code, "accept_offer")
        act = await the_act(desk, request, found.service, found.name)
        token = desk.person(request).token
        answer = await desk.backends.give(act, token, first(form, "key"), {}, case_code, etag)
        if answer.well or answer.waiting:
            return done(request, act, answer, case_code)
        raise stop(answer)

    @router.get("/cases/{case_code}/acts/{service}/{name}")
    async def form(request: Request, case_code: str, service: str, name: str) -> Response:
        return await opened(Page(desk, request, await the_act(desk, request, service, name), case_code))

    @router.post("/cases/{case_code}/acts/{service}/{name}")
    async def give(request: Request, case_code: str, service: str, name: str) -> Response:
        return await sent(desk, request, (service, name), case_code)

    return router


async def _papers(desk: Desk, request: Request, case_code: str) -> Any:
    """What the case's file has; None while the view of documents is being built, which the page does not wait for."""
    try:
        return await desk.read(request, f"/cases/{case_code}/papers")
    except Stop as stopped:
        if stopped.status != 503:
            raise
        return None


async def _acts_now(desk: Desk, request: Request, case_code: str) -> tuple[tuple[ActsNow, ...], tuple[str, ...]]:
    """What every service says, in their order; and the names of those that did not answer."""
    token = desk.person(request).token
    present = [service for service in SERVICES if service in desk.backends.addresses]
    asked = (desk.backends.acts_now(service, token, case_code) for service in present)
    answers = await asyncio.gather(*asked, return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, BackendDown):
            raise answer
    told = tuple(answer for answer in answers if isinstance(answer, ActsNow))
    silent = tuple(
        SERVICES[service]
        for service, answer in zip(present, answers, strict=True)
        if isinstance(answer, BackendDown)
    )  # fmt: skip
    return told, silent


async def _answering(desk: Desk, request: Request, case_code: str, name: str) -> tuple[ActNow, str]:
    """The act by which the reader's body answers an offer, in whatever channel it was made, with the ETag it wants."""
    told, _ = await _acts_now(desk, request, case_code)
    answers = [(act, one.sequence) for one in told for act in one.acts if act.name == name]
    if not answers:
        # A court's service tells of what begins at the court, whoever's case it is: only who may answer offers knows of one.
        raise Stop(404, "没有找到", "没有找到，或者您所在的机构无权查看。请核对编号。")
    for act, sequence in answers:
        if act.admitted:
            return act, str(sequence)
    refused = next((act.message for act, _ in answers if act.message), "")
    raise Stop(409, "现在不能办理", refused or "这一移交已经答复、撤回或者逾期失效，请回到案件查看经过。")


def _window_last(told: ActsNow) -> bool:
    """The channel that works on the case comes before what can be done at the window at any time."""
    return told.service == REGISTER[0]


def _grouped(acts: Iterable[ActNow]) -> Groups:
    groups: dict[str, tuple[ActNow, ...]] = {}
    for act in acts:
        name = "－".join(filter(None, (SERVICES[act.service], act.group)))
        groups[name] = (*groups.get(name, ()), act)
    return groups
