"""Registers of documents: their numbers, the editions of one, printing an edition again, and voiding."""

import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.access_log import What
from services.console.backends import Answered
from services.console.desk import Desk, Stop, checked_form, first, go, stop
from services.console.pages.filing import paper_of
from services.console.pages.issuing import Given, void
from services.console.pages.printing import KINDS, download
from services.jurisdiction.document_content import content_hash, sheet_of

_SHOWN = 60
"""Numbers on one page, the last first."""


def routes(desk: Desk) -> APIRouter:
    """The pages of registers."""
    router = APIRouter()

    @router.get("/papers")
    async def registers(request: Request) -> Response:
        return await desk.page(request, "papers.html", registers=await desk.read(request, "/document-registers"))

    @router.get("/papers/{register}")
    async def register(request: Request, register: str) -> Response:
        file = await desk.read(request, f"/document-registers/{register}")
        text = request.query_params.get("before", "")
        before = int(text) if text.isdecimal() else file["row"]["last"] + 1
        numbers = [one for one in reversed(file["numbers"]) if one["number"] < before][:_SHOWN]
        earlier = numbers[-1]["number"] if numbers and numbers[-1]["number"] > 1 else 0
        return await desk.page(request, "paper_register.html", file=file, numbers=numbers, earlier=earlier)

    @router.get("/papers/{register}/{number}")
    async def paper(request: Request, register: str, number: int) -> Response:
        file, one = await _own(desk, request, register, number)
        desk.saw(request, What.CASE, one["case_code"], f"{one['title']}，{one['printed']}")
        return await _drawn(desk, request, file, one)

    @router.get("/papers/{register}/{number}/{edition}/{kind}")
    async def again(request: Request, register: str, number: int, edition: int, kind: str) -> Response:
        _, one = await _own(desk, request, register, number)
        found = next((row for row in one["editions"] if row["edition"] == edition), None)
        if found is None or kind not in KINDS:
            raise Stop(404, "没有这一版", "请从文号页面选择要重新打印的一版。")
        content = await _content(desk, request, f"/document-registers/{register}/contents/{found['content_hash']}")
        if content_hash(content) != found["content_hash"]:
            raise Stop(500, "内容与签发时不一致", "保存的内容与签发时的校验码不一致，没有打印。请告诉系统运维员。")
        given = Given(register, number, one["printed"], edition, found["content_hash"])
        marked = "，已作废" if one["void"] else ""
        purpose = f"重新打印文书：{one['title']}（{kind}），{one['printed']}，第{edition}版{marked}"
        desk.saw(request, What.EXPORT, one["case_code"], purpose)
        paper = await paper_of(desk, request, given, sheet_of(content), kind, void=one["void"])
        return download(paper, KINDS[kind][1], f"{one['title']} {one['printed']}.{kind}")

    @router.post("/papers/{register}/{number}")
    async def voided(request: Request, register: str, number: int) -> Response:
        sent = await checked_form(request)
        file, one = await _own(desk, request, register, number)
        reason, key = first(sent, "reason").strip(), first(sent, "key")
        if not reason or not key:
            return await _drawn(desk, request, file, one, "请写明作废理由。")
        await void(desk, request, register, number, key, reason)
        request.session["done"] = f"作废文号：{one['printed']}"
        return go(f"/papers/{register}/{number}")

    return router


async def _own(desk: Desk, request: Request, register: str, number: int) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The register and one number of it, for the body that keeps it."""
    file = await desk.read(request, f"/document-registers/{register}")
    one = next((row for row in file["numbers"] if row["number"] == number), None)
    if one is None or not file["own"]:
        raise Stop(404, "没有找到", "没有这个文号，或者不是您所在的机构签发的。")
    return file, one


async def _drawn(
    desk: Desk, request: Request, file: Mapping[str, Any], one: Mapping[str, Any], wrong: str = ""
) -> Response:
    status = 400 if wrong else 200
    key = secrets.token_urlsafe(16)
    return await desk.page(request, "paper.html", status, file=file, one=one, wrong=wrong, key=key)


async def _content(desk: Desk, request: Request, path: str) -> bytes:
    answer = await desk.backends.file(path, desk.person(request).token, {})
    if isinstance(answer, Answered):
        raise stop(answer)
    return answer.content
