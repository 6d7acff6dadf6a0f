"""Asking how it goes, by code and second fact; and the matters that agencies mediate."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.backends import READER
from services.console.public.counter import PublicCounter, said

_NOT_FOUND = "没有查到：请核对编号和第二项信息。一小时内连续填错五次的，这个编号暂停查询一小时。"
_EMPTY = "编号和第二项信息都要填写。"


def routes(counter: PublicCounter) -> APIRouter:
    """The status query and the catalogue."""
    router = APIRouter(prefix="/public")

    @router.get("/status")
    async def empty(request: Request) -> Response:
        return await counter.page(request, "status.html")

    @router.post("/status")
    async def asked(request: Request) -> Response:
        """A case by its code, else a petition or a complaint by its own: to the asker they are one question."""
        form, trouble = await counter.form(request)
        code, fact = form.get("code", ""), form.get("fact", "")
        if trouble or not code or not fact:
            return await counter.page(request, "status.html", 400, form=form, trouble=trouble or _EMPTY)
        answer = await counter.asked(request, READER, "/case-status", {"case_code": code, "second_fact": fact})
        if answer.status == 404:
            petition = {"query_code": code, "second_fact": fact}
            answer = await counter.asked(request, READER, "/petition-status", petition)
        if answer.status == 404:
            complaint = {"number": code, "second_fact": fact}
            answer = await counter.asked(request, READER, "/complaint-status", complaint)
        if answer.well:
            return await counter.page(request, "status.html", form=form, found=answer.content)
        trouble = _NOT_FOUND if answer.status in (400, 404) else said(answer)
        return await counter.page(request, "status.html", answer.status, form=form, trouble=trouble)

    @router.get("/matters")
    async def matters(request: Request) -> Response:
        answer = await counter.asked(request, READER, "/administrative-mediation/matters")
        rows = answer.content if answer.well else []
        trouble = "" if answer.well else said(answer)
        return await counter.page(request, "matters.html", 200 if answer.well else 503, rows=rows, trouble=trouble)

    return router
