"""For who audits: who looked at what, who did what in a case, what was irregular and handed out, under which rules; and exports."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.access_log import What
from services.console.desk import Desk, Stop, checked_form, first
from services.console.exporting import MEDIA_TYPE, workbook_of
from services.console.session import Person

LISTS = {"cases": ("/cases", "案件列表"), "deadlines": ("/deadlines", "期限列表")}
"""What can be taken out: path of the views and name."""
_LONGEST_PURPOSE = 200
_FULL_CODE = 17
_MOST_DESTROYED = "100"
"""Rows on the page."""


def routes(desk: Desk) -> APIRouter:
    """The auditor's page, and exports."""
    router = APIRouter()

    @router.get("/audit")
    async def audit(request: Request) -> Response:
        person = _only(desk.person(request), "/audit")
        asked = request.query_params
        code, account = asked.get("case", "").strip().upper(), asked.get("account", "").strip()
        file = await desk.read(request, f"/cases/{code}") if len(code) == _FULL_CODE else None
        papers = await _papers(desk, request, code if file else "")
        accesses = desk.log.of(desk.bodies_below(person.organisation), code, account)
        desk.saw(request, What.AUDIT, code)
        names = [name for name in desk.backends.addresses if name != "console"]
        health = await asyncio.gather(*(desk.backends.health(name) for name in names))
        irregular = [entry for entry in file["timeline"] if entry["irregularities"]] if file else []
        return await desk.page(
            request, "audit.html", file=file, accesses=accesses, code=code, account=account, irregular=irregular,
            versions=[(name, (one or {}).get("versions", {})) for name, one in zip(names, health, strict=True)],
            issued=await _issued(desk, request, papers), destroyed=papers["destroyed"], offices=desk.sign_in.office, bodies=desk.law.organisation, words=await desk.words(request),
        )  # fmt: skip

    @router.get("/exports")
    async def exports(request: Request) -> Response:
        _only(desk.person(request), "/exports")
        return await desk.page(request, "exports.html", lists=LISTS, wrong="", form={})

    @router.post("/exports")
    async def export(request: Request) -> Response:
        _only(desk.person(request), "/exports")
        form = await checked_form(request)
        wanted, purpose = LISTS.get(first(form, "list")), first(form, "purpose").strip()
        if wanted is None or not 2 <= len(purpose) <= _LONGEST_PURPOSE:
            wrong = f"请选择导出的内容，并写明用途（2 至 {_LONGEST_PURPOSE} 字）。"
            return await desk.page(request, "exports.html", 400, lists=LISTS, wrong=wrong, form=form)
        path, name = wanted
        rows = await desk.read_whole(request, path)
        desk.saw(request, What.EXPORT, purpose=f"{name}（{len(rows)} 行）：{purpose}")
        content = await asyncio.to_thread(workbook_of, first(form, "list"), name, rows, desk.person(request), purpose)
        headers = {"Content-Disposition": f'attachment; filename="{first(form, "list")}.xlsx"'}
        return Response(content, media_type=MEDIA_TYPE, headers=headers)

    return router


async def _papers(desk: Desk, request: Request, case_code: str) -> Mapping[str, Any]:
    """What a case's file has and had; without a case what the office and those below it handed in and what is not kept any longer."""
    if case_code:
        found: Mapping[str, Any] = await desk.read(request, f"/cases/{case_code}/papers")
        return found
    return {"documents": (), "destroyed": await desk.read(request, "/destroyed-contents", {"limit": _MOST_DESTROYED})}


async def _issued(desk: Desk, request: Request, file: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The documents of a case with their editions as their registers have them, hashes of files among them."""
    papers = file["documents"]
    codes = list(dict.fromkeys(one["register_code"] for one in papers))
    registers = dict(zip(codes, await asyncio.gather(*(_register(desk, request, code) for code in codes)), strict=True))
    return [{**one, "editions": registers[one["register_code"]].get(one["number"], one["editions"])} for one in papers]


async def _register(desk: Desk, request: Request, code: str) -> Mapping[int, Any]:
    """Editions by number; nothing of a register that this auditor may not read."""
    try:
        file = await desk.read(request, f"/document-registers/{code}")
    except Stop:
        return {}
    return {one["number"]: one["editions"] for one in file["numbers"]}


def _only(person: Person, address: str) -> Person:
    if not person.may_open(address):
        raise Stop(403, "本岗位不能查看", "这一页不在本岗位的职责之内。")
    return person
