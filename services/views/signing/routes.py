"""Agreements that are signed, over HTTP: for whoever may read the case and know its persons."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.runtime.problems import problem
from services.runtime.read_api import Reading
from services.views.documents.routes import kept_content
from services.views.requests import Desk, answer
from services.views.signing.answers import SigningFile
from services.views.signing.reading import images_in, signing_files


def router(desk: Desk) -> APIRouter:
    """The two routes. Who may not know persons is answered as for an unknown case: a text and a signature are nothing else."""
    routes = APIRouter(tags=["协议"])

    async def opened(request: Request, case_code: str) -> tuple[Reading, Mapping[str, Any]]:
        reader = await desk.reader(request)
        read = await desk.open("case_file", request)
        document = await desk.case(case_code, reader, read)
        if not reader.sees_personal:
            raise problem("not_found")
        return read, document

    @routes.get(
        "/cases/{case_code}/signatures", summary="书面协议的文本和签名", responses={200: {"model": list[SigningFile]}}
    )
    async def of_case(request: Request, case_code: str) -> Response:
        """Every written agreement of the case with its text, and who has signed it in which way."""
        read, document = await opened(request, case_code)
        return answer(read, list(signing_files(document, desk.words)))

    @routes.get("/cases/{case_code}/signature-images/{content_hash}", summary="签名、印章的图像")
    async def image(request: Request, case_code: str, content_hash: str) -> Response:
        """The image itself; one that stands under no agreement of the case is answered as one that is not there."""
        _, document = await opened(request, case_code)
        found = next((one for one in images_in(document) if one.content_hash == content_hash), None)
        if found is None:
            raise problem("not_found")
        return await kept_content(desk, case_code, content_hash, found.media_type)

    return routes
