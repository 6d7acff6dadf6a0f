"""`GET /network/bodies`, `/network/mediators`, `/network/gaps`: the register of one's own body and those below it."""

from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.identity import body_key
from services.jurisdiction.clock_calculation import SHANGHAI
from services.runtime.read_api import Reading
from services.views.network.answers import BodyRow, GapReport, MediatorRow
from services.views.network.reading import body_row, gap_report, mediating
from services.views.requests import Desk, answer
from services.views.subtree import bodies_below


def router(desk: Desk) -> APIRouter:
    """The routes; each for the body of `organisation` (the reader's own when left out) and those below it."""
    made = APIRouter(tags=["多元化解网络"])

    @made.get("/network/bodies", summary="调解组织名册", responses={200: {"model": list[BodyRow]}})
    async def bodies(request: Request) -> Response:
        """Every mediating body with its mediators, load, terms and what it lacks."""
        read, rows, _ = await _rows(desk, request)
        return answer(read, rows)

    @made.get("/network/mediators", summary="调解员名册", responses={200: {"model": list[MediatorRow]}})
    async def mediators(request: Request) -> Response:
        """Every mediator, the freest first."""
        read, rows, _ = await _rows(desk, request)
        found = [mediator for row in rows for mediator in row.mediators]
        return answer(read, sorted(found, key=lambda one: (one.load / one.load_limit, one.mediator)))

    @made.get("/network/gaps", summary="人员配备缺口", responses={200: {"model": GapReport}})
    async def lacking(request: Request) -> Response:
        """What the bodies lack against the law's and the city's minima, each with its source."""
        read, rows, day = await _rows(desk, request)
        return answer(read, gap_report(rows, day))

    return made


async def _rows(desk: Desk, request: Request) -> tuple[Reading, list[BodyRow], date]:
    """Raises Problem 404 for a body the reader does not stand for."""
    reader = await desk.reader_for(request)
    read = await desk.open("case_file", request)
    found = mediating(desk.law, bodies_below(reader, desk.law.organisations.by_id))
    documents = await _documents(read, [body_key(one.id) for one in found])
    day = desk.edge.clock.now().astimezone(SHANGHAI).date()
    return read, [body_row(desk.law, one, documents, day, desk.words) for one in found], day


async def _documents(read: Reading, keys: list[str]) -> dict[str, dict[str, Any]]:
    found = await read.many({"_id": {"$in": keys}}, ("network.facts.register", "accepted"))
    return {document["_id"]: document for document in found}
