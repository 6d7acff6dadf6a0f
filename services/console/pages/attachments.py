"""Attachments of a case: scans and files stored, handed out with their purpose, and withdrawn."""

import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from services.console import documents_service
from services.console.access_log import What
from services.console.backends import Answered
from services.console.desk import Desk, SignInFirst, Stop, checked_form, first, go, stop
from services.console.documents_service import SERVICE
from services.console.pages.printing import download
from services.console.session import remember_write
from services.jurisdiction.document_registers import load_registers

_LONGEST_PURPOSE = 200
_ENDINGS: Mapping[str, str] = {
    "PDF": "pdf",
    "JPG 图片": "jpg",
    "PNG 图片": "png",
    "Word 文档": "docx",
    "Excel 表格": "xlsx",
}
"""How the name of a file ends, by what the views call its kind."""


def routes(desk: Desk) -> APIRouter:
    """The page of a case's attachments and what can be done there."""
    router = APIRouter()
    limits = load_registers(desk.law.profile).limits

    @router.get("/cases/{case_code}/attachments")
    async def listed(request: Request, case_code: str) -> Response:
        page = await _drawn(request, case_code)
        desk.saw(request, What.CASE, case_code, "附件")
        return page

    @router.post("/cases/{case_code}/attachments")
    async def store(request: Request, case_code: str) -> Response:
        sent = await checked_form(request)
        file, name = (await request.form()).get("file"), first(sent, "name").strip()
        if not isinstance(file, UploadFile) or not file.filename or not name:
            return await _drawn(request, case_code, "请选择文件，并写明是什么材料。", sent)
        content = await file.read(limits.largest + 1)
        if len(content) > limits.largest:
            return await _drawn(request, case_code, f"文件超过{limits.largest_mib}MiB。请压缩或者分开后再存入。", sent)
        path, token = f"/documents/cases/{case_code}", desk.person(request).token
        kept = await documents_service.hand_in(desk.backends, f"{path}/contents", token, content)
        if not kept.well:
            return await _drawn(request, case_code, _sentence(kept), sent)
        body = {**kept.content, "name": name, "of_mediation": first(sent, "of_mediation") == "yes"}
        key = f"{first(sent, 'key')}-{body['content_hash'][:16]}"
        answer = await documents_service.command(desk.backends, f"{path}/attachments", token, key, body)
        if not answer.well and not answer.waiting:
            return await _drawn(request, case_code, _sentence(answer), sent)
        return _done(request, answer, case_code, f"存入附件“{name}”")

    @router.post("/cases/{case_code}/attachments/{attachment_id}")
    async def hand_out(request: Request, case_code: str, attachment_id: str) -> Response:
        sent = await checked_form(request)
        purpose = first(sent, "purpose").strip()
        if not 2 <= len(purpose) <= _LONGEST_PURPOSE:
            return await _drawn(request, case_code, f"请写明下载的用途（2 至 {_LONGEST_PURPOSE} 字）。")
        row = await _row(desk, request, case_code, attachment_id)
        path = f"/cases/{case_code}/attachments/{attachment_id}"
        answer = await desk.backends.file(path, desk.person(request).token, {})
        if isinstance(answer, Answered):
            raise stop(answer)
        desk.saw(request, What.EXPORT, case_code, f"下载附件“{row['name']}”：{purpose}")
        return download(answer.content, answer.headers["content-type"], f"{row['name']}.{_ENDINGS[row['kind_name']]}")

    @router.post("/cases/{case_code}/attachments/{attachment_id}/withdraw")
    async def withdraw(request: Request, case_code: str, attachment_id: str) -> Response:
        sent = await checked_form(request)
        reason, token = first(sent, "reason").strip(), desk.person(request).token
        if not reason:
            return await _drawn(request, case_code, "请写明撤回的理由。")
        path, body = f"/documents/cases/{case_code}/attachments/withdraw", {"attachment_id": attachment_id}
        key = f"{first(sent, 'key')}-{attachment_id}"
        answer = await documents_service.command(desk.backends, path, token, key, {**body, "reason": reason})
        if not answer.well and not answer.waiting:
            return await _drawn(request, case_code, _sentence(answer))
        return _done(request, answer, case_code, "撤回附件")

    async def _drawn(
        request: Request, case_code: str, wrong: str = "", form: Mapping[str, list[str]] | None = None
    ) -> Response:
        papers = await desk.read(request, f"/cases/{case_code}/papers")
        return await desk.page(
            request, "attachments.html", 400 if wrong else 200, case_code=case_code, wrong=wrong, form=form or {},
            attachments=papers["attachments"], largest=limits.largest_mib, key=secrets.token_urlsafe(16),
            storing=SERVICE in desk.backends.addresses,
        )  # fmt: skip

    return router


def _done(request: Request, answer: Answered, case_code: str, what: str) -> Response:
    remember_write(request, answer.read_token)
    request.session["done"] = what if answer.well else f"{what}（已收到，正在办理，请稍后刷新）"
    return go(f"/cases/{case_code}/attachments")


def _sentence(answer: Answered) -> str:
    """What the service said. Raises SignInFirst, and Stop for what the form cannot mend."""
    if answer.status == 401:
        raise SignInFirst
    if answer.status in (403, 404):
        raise stop(answer)
    content = answer.content if isinstance(answer.content, dict) else {}
    return str(content.get("detail", "请稍后再试。"))


async def _row(desk: Desk, request: Request, case_code: str, attachment_id: str) -> Mapping[str, Any]:
    papers = await desk.read(request, f"/cases/{case_code}/papers")
    found = next((row for row in papers["attachments"] if row["attachment_id"] == attachment_id), None)
    if found is None or not found["readable"]:
        raise Stop(404, "没有找到", "没有这份附件，或者本岗位不能下载。")
    row: Mapping[str, Any] = found
    return row
