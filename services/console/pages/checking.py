"""核对文件: which issued edition some file is, byte for byte, or that it is none as it was handed out (issue 8, item 3)."""

from hashlib import sha256

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from services.console.desk import Desk, checked_form
from services.jurisdiction.document_registers import load_registers


def routes(desk: Desk) -> APIRouter:
    """The page; the file is not kept, and nothing but its hash is asked for."""
    router = APIRouter()
    limits = load_registers(desk.law.profile).limits

    @router.get("/papers/check")
    async def form(request: Request) -> Response:
        desk.person(request)
        return await desk.page(request, "paper_check.html", wrong="", file_hash="", found=())

    @router.post("/papers/check")
    async def checked(request: Request) -> Response:
        desk.person(request)
        await checked_form(request)
        file = (await request.form()).get("file")
        wrong = "请选择要核对的文件。"
        if isinstance(file, UploadFile) and file.filename:
            content = await file.read(limits.largest + 1)
            if len(content) <= limits.largest:
                file_hash = sha256(content).hexdigest()
                found = await desk.read(request, f"/document-files/{file_hash}")
                return await desk.page(request, "paper_check.html", wrong="", file_hash=file_hash, found=found)
            wrong = f"文件超过{limits.largest_mib}MiB，不是本系统出具的文书。"
        return await desk.page(request, "paper_check.html", 400, wrong=wrong, file_hash="", found=())

    return router
