"""Handing in bytes before the command that names their hash: files of a case, content of a document, and the paper made of it."""

import orjson
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from schemas.command import Actor
from schemas.documents import MediaType
from services.documents.api import STAFF
from services.documents.domain.law import DocumentsLaw
from services.documents.media import media_type_of
from services.documents.standing import check_may_add
from services.jurisdiction.document_content import MEDIA_TYPE, sheet_of
from services.jurisdiction.document_registers import register_code
from services.runtime.command_endpoint import Edge
from services.runtime.command_request import headers_of, read_body
from services.runtime.contents import Contents
from services.runtime.problems import problem
from services.runtime.read_api import answered_by_the_database

_LARGEST_SHEET = 1024 * 1024
"""Bytes of a document's content: a hundred pages of text."""


class HandedIn(BaseModel):
    """What was kept."""

    model_config = ConfigDict(frozen=True)

    content_hash: str
    media_type: str
    size: int


def contents_router(edge: Edge, law: DocumentsLaw, contents: Contents) -> APIRouter:
    """The three routes. The body of the request is the file itself."""
    router = APIRouter(tags=["附件"], responses={200: {"model": HandedIn}})

    @router.post("/documents/cases/{case_code}/contents", summary="提交附件内容（随后存入附件）")
    async def of_case(request: Request, case_code: str) -> Response:
        """A file of a case that the caller's body has to do with; a foreign case is answered like an unknown one."""
        actor = await _staff(edge, request)
        await check_may_add(edge, case_code, actor.organisation)
        content = await read_body(request, headers_of(request), law.registers.limits.largest)
        kind = media_type_of(content)
        if kind is None:
            raise problem("content_kind_unknown")
        return await kept(contents, case_code, content, kind.value, actor.organisation)

    @router.post("/documents/registers/{case_code}/contents", summary="提交文书内容（随后签发或者修订）")
    async def of_register(request: Request, case_code: str, kind: str, year: int, series: str) -> Response:
        """The content of a document for a register of the caller's own body."""
        body = await _own_register(edge, request, case_code, (kind, year, series))
        content = await read_body(request, headers_of(request), _LARGEST_SHEET)
        try:
            sheet_of(content)
        except ValueError as error:
            raise problem("body_not_json") from error
        return await kept(contents, case_code, content, MEDIA_TYPE, body)

    @router.post("/documents/registers/{case_code}/papers", summary="提交已签发文书的文件（随后保存）")
    async def paper(request: Request, case_code: str, kind: str, year: int, series: str) -> Response:
        """An issued document as .pdf or .docx, for a register of the caller's own body."""
        body = await _own_register(edge, request, case_code, (kind, year, series))
        content = await read_body(request, headers_of(request), law.registers.limits.largest)
        found = media_type_of(content)
        if found not in (MediaType.PDF, MediaType.WORD):
            raise problem("content_kind_unknown")
        return await kept(contents, case_code, content, found.value, body)

    return router


async def _own_register(edge: Edge, request: Request, code: str, told: tuple[str, int, str]) -> str:
    """The body whose register it is: the caller's. Raises Problem 404."""
    actor = await _staff(edge, request)
    if code != register_code(actor.organisation, *told):
        raise problem("not_found")
    return actor.organisation


async def _staff(edge: Edge, request: Request) -> Actor:
    actor = await edge.tokens.actor(request.headers.get("authorization"))
    if STAFF.isdisjoint(actor.roles):
        raise problem("role_missing", roles="、".join(sorted(STAFF)))
    return actor


async def kept(contents: Contents, under: str, content: bytes, media_type: str, by: str) -> Response:
    """What was kept, once it is. `by`: the body that handed it in. Raises Problem where the database does not answer."""
    with answered_by_the_database():
        digest = await contents.keep(under, content, by)
    told = HandedIn(content_hash=digest, media_type=media_type, size=len(content))
    return Response(orjson.dumps(told.model_dump()), media_type="application/json")
