"""Handing in the image of a signature that a party gave through its own link, before the act that names its hash."""

from collections.abc import Collection

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.documents import MediaType
from schemas.identity import is_case_code
from services.documents.contents_endpoint import HandedIn, kept
from services.documents.domain.law import DocumentsLaw
from services.documents.media import media_type_of
from services.jurisdiction.roles import Role
from services.runtime.command_endpoint import Edge
from services.runtime.command_request import headers_of, read_body
from services.runtime.contents import Contents
from services.runtime.problems import problem

IMAGES: Collection[MediaType] = (MediaType.PNG, MediaType.JPEG, MediaType.PDF)
"""What a signature on a screen or on a photographed or scanned paper can be."""


def signatures_router(edge: Edge, law: DocumentsLaw, contents: Contents) -> APIRouter:
    """One route, for the account of the public pages: they have asked for the second fact, and tell nothing of the case by it."""
    router = APIRouter(tags=["附件"], responses={200: {"model": HandedIn}})

    @router.post("/documents/cases/{case_code}/signature-images", summary="提交当事人凭链接签名的图像（随后签名）")
    async def of_party(request: Request, case_code: str) -> Response:
        """Kept under the case. Which agreement it stands under is decided by the act; bytes without one are handed out to nobody."""
        actor = await edge.tokens.actor(request.headers.get("authorization"))
        if Role.PUBLIC_WEB.value not in actor.roles:
            raise problem("role_missing", roles=Role.PUBLIC_WEB.value)
        if not is_case_code(case_code):
            raise problem("not_found")
        content = await read_body(request, headers_of(request), law.registers.limits.largest)
        kind = media_type_of(content)
        if kind is None or kind not in IMAGES:
            raise problem("content_kind_unknown")
        return await kept(contents, case_code, content, kind.value, actor.organisation)

    return router
