"""The read API of frozen reports: the list of a body and those below it, and every edition of one."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.jurisdiction.indicators import load_catalogue
from services.jurisdiction.periods import NoPeriod, Period
from services.runtime.problems import problem
from services.views.answered import Answered
from services.views.requests import Desk, answer, limit
from services.views.subtree import bodies_in

VIEW = "frozen_reports"
_TAGS: list[Any] = ["统计"]


class FrozenRow(Answered):
    """A frozen report in a list."""

    code: str
    report: str
    name: str
    organisation: str
    organisation_name: str
    period: str
    period_name: str
    editions: int
    sequence: int
    """Of the last accepted decision: what a correction wants as If-Match. Refused attempts count in it, so that it is no edition."""
    frozen_at: str
    """When the last edition was made."""
    digest: str
    changed: int
    """How many figures the last edition tells otherwise than the one before."""


class FrozenReportFile(Answered):
    """A frozen report with all its editions."""

    row: FrozenRow
    editions: tuple[dict[str, Any], ...]
    """As they were frozen: edition, positions, catalogue_version, bodies, figures, digest, reason, changes."""


def router(desk: Desk) -> APIRouter:
    """The routes of frozen reports."""
    routes = APIRouter(tags=_TAGS)

    @routes.get("/frozen-reports", summary="已定稿的统计报表", responses={200: {"model": list[FrozenRow]}})
    async def frozen(request: Request) -> Response:
        """The frozen reports of a body and those below it, the latest period first."""
        reader = await desk.reader_for(request)
        read = await desk.open(VIEW, request)
        bodies = sorted(await bodies_in(reader, desk.law, read.collection, ["statistics.organisation"]))
        query = {"statistics.organisation": {"$in": bodies}}
        newest = [("statistics.period", -1), ("_id", 1)]
        found = await desk.found(reader, read, query, ["statistics", "accepted"], newest, limit(request))
        return answer(read, [row(document, desk) for document in found])

    @routes.get("/frozen-reports/{code}", summary="定稿报表的各版", responses={200: {"model": FrozenReportFile}})
    async def editions(request: Request, code: str) -> Response:
        """Every edition. A report of a body that the reader does not stand for is answered as one that nobody froze."""
        reader = await desk.reader(request)
        read = await desk.open(VIEW, request)
        document = await read.one({"_id": code})
        section = (document or {}).get("statistics")
        if document is None or section is None or not reader.stands_for(section["organisation"]):
            raise problem("not_found")
        return answer(read, FrozenReportFile(row=row(document, desk), editions=tuple(section["editions"])))

    return routes


def row(document: Mapping[str, Any], desk: Desk) -> FrozenRow:
    """The report as a list shows it; one that today's catalogue has no more keeps its id for a name."""
    section = document["statistics"]
    last = section["editions"][-1]
    known = load_catalogue().reports.get(section["report"])
    return FrozenRow(
        code=document["_id"], report=section["report"], name=known.name_zh if known else section["report"],
        organisation=section["organisation"], organisation_name=desk.words.body(section["organisation"]),
        period=section["period"], period_name=_said(section["period"]), editions=len(section["editions"]),
        sequence=document["accepted"]["statistics"],
        frozen_at=last["frozen_at"], digest=last["digest"], changed=len(last["changes"]),
    )  # fmt: skip


def _said(period: str) -> str:
    try:
        return Period.parse(period).in_chinese
    except NoPeriod:
        return period
