"""Exports over HTTP: a report as Excel, CSV or Word, the briefing as a document. Everybody says what for; the log keeps it."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.jurisdiction.indicators import load_catalogue
from services.runtime.field_errors import field_error
from services.runtime.problems import fields_invalid
from services.views.requests import Desk
from services.views.statistics.asking import Asked, counts_of
from services.views.statistics.exports import briefing, csv_text, document, word, workbook
from services.views.statistics.exports.purposes import log_export, purpose_of
from services.views.statistics.routes import asked_report, question

FORMATS = ("xlsx", "csv", "docx")
_TAGS: list[Any] = ["统计"]


def router(desk: Desk) -> APIRouter:
    """The routes of exports."""
    routes = APIRouter(tags=_TAGS)
    catalogue = load_catalogue()

    @routes.get("/statistics/{report}/export", summary="导出统计报表")
    async def export(request: Request, report: str) -> Response:
        """One report as `format` xlsx, csv or docx, of `organisation` and `period`; `purpose` says what for."""
        actor = await desk.edge.tokens.actor(request.headers.get("authorization"))
        purpose = purpose_of(request)
        form = request.query_params.get("format", "xlsx")
        if form not in FORMATS:
            raise fields_invalid([field_error("format", "enum", expected="、".join(FORMATS))])
        _, found = await asked_report(desk, catalogue, request, report)
        log_export(actor.user, str(request.url.path), purpose, found.digest)
        made = found.report
        name = f"{made.name}_{made.organisation_name}_{made.period}.{form}"
        if form == "csv":
            return _file(csv_text.csv_text(made, catalogue), csv_text.MEDIA_TYPE, name)
        if form == "docx":
            return _file(document.document(made, catalogue), word.MEDIA_TYPE, name)
        return _file(workbook.workbook(made, catalogue), workbook.MEDIA_TYPE, name)

    @routes.get("/statistics-briefing", summary="导出工作情况通报")
    async def brief(request: Request) -> Response:
        """The briefing of a body and those below it, against the period and the year before."""
        actor = await desk.edge.tokens.actor(request.headers.get("authorization"))
        purpose = purpose_of(request)
        asked, read = await question(desk, request)
        periods = (asked.period, asked.period.before(), asked.period.a_year_before())
        counted = [
            (await counts_of(desk, read, Asked(asked.organisation, asked.bodies, period, asked.series)))[0]
            for period in periods
        ]
        name = desk.words.body(asked.organisation)
        compared = briefing.Compared(asked.period, *counted)
        names = {body: desk.words.body(body) for body in asked.bodies}
        content = briefing.briefing(name, compared, catalogue, names)
        log_export(actor.user, str(request.url.path), purpose, asked.period.text)
        return read.mark(_file(content, word.MEDIA_TYPE, f"{name}_{asked.period.text}_通报.docx"))

    return routes


def _file(content: bytes, media_type: str, name: str) -> Response:
    """An attachment with a Chinese name (RFC 5987)."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media_type, headers=headers)
