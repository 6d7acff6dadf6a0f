"""Parties' links over HTTP: for whoever may read the case; the masked number for who may know persons."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.views.party_links.answers import PartyLinkRow
from services.views.party_links.reading import party_links
from services.views.requests import Desk, answer


def router(desk: Desk) -> APIRouter:
    """The one route."""
    made = APIRouter(tags=["案件"])

    @made.get(
        "/cases/{case_code}/links", summary="办事链接的发放和发送", responses={200: {"model": list[PartyLinkRow]}}
    )
    async def of_case(request: Request, case_code: str) -> Response:
        """Newest first: who has one, how it was handed over, what became of the message and why it was not sent."""
        reader = await desk.reader(request)
        read = await desk.open("case_file", request)
        document = await desk.case(case_code, reader, read)
        rows = party_links(document, desk.words, desk.edge.clock.now(), persons=reader.sees_personal)
        return answer(read, list(rows))

    return made
