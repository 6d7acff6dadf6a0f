"""The read API: one route per question a screen asks. Nothing here decides; nothing that decides reads here."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.jurisdiction.law import Law
from services.runtime.mongo import counted
from services.runtime.views_process import Reader as Edge
from services.views import paging
from services.views.alerts import routes as alerts
from services.views.answers import CaseFile, CaseRow, ClockRow, TimelineEntry
from services.views.boards.projection import DOUBLES, ORPHANS
from services.views.boards.projection import NAME as BOARDS
from services.views.case_file.reading import ROW, case_file, case_row, clocks_of
from services.views.case_status import routes as case_status
from services.views.deadline_board import routes as deadline_board
from services.views.documents import routes as documents
from services.views.facts.sources import SOURCES
from services.views.frozen_reports import routes as frozen_reports
from services.views.limits import routes as limits
from services.views.matters import routes as matters
from services.views.network import routes as network
from services.views.newest_first import PLACE as NEWEST_FIRST
from services.views.newest_first import newest
from services.views.party_case import routes as party_case
from services.views.party_links import routes as party_links
from services.views.petition_status import routes as petition_status
from services.views.registers import complaint_status
from services.views.registers import routes as registers
from services.views.repeats import routes as repeats
from services.views.requests import Desk, answer, limit
from services.views.satisfaction import routes as satisfaction
from services.views.search import routes as search
from services.views.signing import routes as signing
from services.views.statistics import entries as statistics_entries
from services.views.statistics import routes as statistics
from services.views.statistics.exports import routes as statistics_exports
from services.views.subtree import bodies_in
from services.views.supervision import routes as supervision
from services.views.trends import routes as trends
from services.views.work_list import routes as work_list

_BODIES = [f"{service}.facts.bodies" for service in SOURCES]


def routers(edge: Edge, law: Law) -> Sequence[APIRouter]:
    """The routers of the read API."""
    desk = Desk.of(edge, law)
    return (
        _cases(desk),
        work_list.router(desk),
        _boards(desk),
        deadline_board.router(desk),
        search.router(desk),
        signing.router(desk),
        satisfaction.router(desk),
        repeats.router(desk),
        limits.router(desk),
        petition_status.router(desk),
        case_status.router(desk),
        party_case.router(desk),
        party_links.router(desk),
        complaint_status.router(desk),
        matters.router(desk),
        network.router(desk),
        statistics.router(desk),
        statistics_entries.router(desk),
        statistics_exports.router(desk),
        frozen_reports.router(desk),
        registers.router(desk),
        alerts.router(desk),
        supervision.router(desk),
        trends.router(desk),
        documents.router(desk),
    )


def _cases(desk: Desk) -> APIRouter:
    router = APIRouter(tags=["案件"])

    @router.get("/cases", summary="案件列表", responses=_shape(list[CaseRow]))
    async def cases(request: Request) -> Response:
        """Cases that the reader may see, newest first; `organisation`, `status`, `dispute_type` narrow them.

        Page by page: `limit` rows, `after` says where the page begins.
        """
        reader = await desk.reader_for(request)
        read = await desk.open("case_file", request)
        bodies = sorted(await bodies_in(reader, desk.law, read.collection, _BODIES))
        query: dict[str, Any] = {"$or": [{field: {"$in": bodies}} for field in _BODIES]}
        for name in ("status", "dispute_type", "handler", "custodian"):
            if wanted := request.query_params.get(name):
                query[f"intake.facts.{name}"] = wanted
        begin = paging.after(request, NEWEST_FIRST)
        found, following = await newest(desk, reader, read, query, ROW, begin, limit(request))
        return paging.marked(answer(read, [case_row(document, desk.words) for document in found]), following)

    @router.get("/cases/{case_code}", summary="案卷", responses=_shape(CaseFile))
    async def case(request: Request, case_code: str) -> Response:
        """The whole case file as the reader may see it."""
        reader = await desk.reader(request)
        read = await desk.open("case_file", request)
        return answer(read, case_file(await desk.case(case_code, reader, read), reader, desk.words))

    @router.get("/cases/{case_code}/timeline", summary="案件时间线", responses=_shape(list[TimelineEntry]))
    async def timeline(request: Request, case_code: str) -> Response:
        """One timeline over all services."""
        reader = await desk.reader(request)
        read = await desk.open("case_file", request)
        return answer(read, case_file(await desk.case(case_code, reader, read), reader, desk.words).timeline)

    @router.get("/cases/{case_code}/clocks", summary="案件期限", responses=_shape(list[ClockRow]))
    async def clocks(request: Request, case_code: str) -> Response:
        """Every clock of the case with its date and why."""
        reader = await desk.reader(request)
        read = await desk.open("case_file", request)
        return answer(read, clocks_of(await desk.case(case_code, reader, read), desk.words))

    return router


def _boards(desk: Desk) -> APIRouter:
    router = APIRouter(tags=["看板"])

    @router.get("/vocabulary", summary="用语", responses=_shape(dict[str, str]))
    async def vocabulary(request: Request) -> Response:
        """Every word of the interface with its Chinese, for programs that draw forms; nothing of any case."""
        await desk.reader(request)
        return JSONResponse(dict(desk.words.all_words()))

    @router.get("/custody", summary="无人保管、两处保管的案件数")
    async def custody(request: Request) -> Response:
        """How many open cases nobody holds, or two bodies: must be 0 (design.md section 5). Counts only, for every role."""
        await desk.reader(request)
        read = await desk.open(BOARDS, request)
        orphans = await counted(read.collection, ORPHANS)
        doubles = await counted(read.collection, DOUBLES)
        return answer(read, {"orphans": orphans, "double_custody": doubles})

    return router


def _shape(model: Any) -> dict[int | str, dict[str, Any]]:
    """What a success looks like, for OpenAPI; the endpoints serialise it themselves."""
    return {200: {"model": model}}
