"""The read API of statistics: which reports there are, one report of a body and period, and the cases behind a figure."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.jurisdiction.frozen_reports import report_code
from services.jurisdiction.indicators import By, Catalogue, Indicator, load_catalogue
from services.runtime.field_errors import field_error
from services.runtime.problems import fields_invalid, problem
from services.runtime.read_api import Reading
from services.views.answered import Answered
from services.views.answers import CaseRow
from services.views.case_file.reading import case_row
from services.views.facts.sources import SOURCES
from services.views.requests import Desk, answer, limit
from services.views.statistics.asking import (
    Asked,
    Positions,
    case_codes,
    counts_of,
    digest_of,
    figures_of,
    narrowed,
    period_of,
    series_of,
)
from services.views.statistics.breakdowns import host_of
from services.views.statistics.projection import NAME
from services.views.statistics.report import StatisticsReport, laid_out, tells_standing
from services.views.subtree import bodies_in

FACTS = [f"{service}.facts" for service in SOURCES]
_TAGS: list[Any] = ["统计"]


class StatisticsAnswer(Answered):
    """A report with everything needed to freeze it and to compute it again."""

    report: StatisticsReport
    code: str
    """Under which its editions are frozen."""
    figures: tuple[tuple[int, str, str, int | None, int | None], ...]
    """Table, row, indicator, count and denominator of every figure: what the digest is of."""
    positions: Positions | None
    """Up to where the logs were counted; None where figures kept moving: ask again."""
    digest: str
    """SHA-256 of the figures."""


def router(desk: Desk) -> APIRouter:
    """The routes of statistics."""
    routes = APIRouter(tags=_TAGS)
    catalogue = load_catalogue()

    @routes.get("/statistics", summary="统计报表和指标目录")
    async def reports(request: Request) -> Response:
        """Every report with its indicators: name, formula, unit, source and mark."""
        await desk.reader(request)
        return JSONResponse(listed(catalogue))

    @routes.get("/statistics/{report}", summary="统计报表", responses={200: {"model": StatisticsAnswer}})
    async def statistics(request: Request, report: str) -> Response:
        """One report of a body, with those below it, for a `period`; the cost does not grow with the number of cases."""
        read, found = await asked_report(desk, catalogue, request, report)
        return answer(read, found)

    @routes.get(
        "/statistics/{report}/{indicator}/cases", summary="指标对应的案件", responses={200: {"model": list[CaseRow]}}
    )
    async def cases(request: Request, report: str, indicator: str) -> Response:
        """The cases that a figure counted, as far as the reader may see them; `by` and `value` name the row of a table,
        `of=1` asks for the cases of a rate's denominator."""
        part = await part_of(desk, catalogue, request, report, indicator)
        return answer(part.read, await _rows(desk, request, await counted_keys(part, limit(request))))

    return routes


@dataclass(frozen=True)
class Part:
    """One figure of a report, or its denominator, that is asked for its origin."""

    indicator: Indicator
    by: By | None
    value: str
    whole: bool
    asked: Asked
    read: Reading


async def part_of(desk: Desk, catalogue: Catalogue, request: Request, report: str, indicator: str) -> Part:
    """What the path and the queries `by`, `value` and `of` name. Raises Problem 400, and 404 for a figure the report does not have."""
    await desk.reader(request)
    known = catalogue.indicators.get(indicator)
    if known is None or report not in catalogue.reports or indicator not in catalogue.reports[report].indicators:
        raise problem("not_found")
    if known.answers:
        raise problem("not_found")  # The cases of a few answers would tell whose they are.
    by, value = row_of(request)
    asked, read = await question(desk, request)
    hosts: dict[str, list[str]] = {}
    for body in asked.bodies:
        hosts.setdefault(host_of(desk.law, body).value, []).append(body)
    whole = request.query_params.get("of") == "1"
    return Part(known, by, value, whole, narrowed(asked, by, value, hosts), read)


async def counted_keys(part: Part, most: int) -> list[str]:
    """Codes of the cases and numbers of the entries that the figure counted, at most `most`."""
    return await case_codes(part.read, part.asked, part.indicator, part.by, part.value, most, whole=part.whole)


async def question(desk: Desk, request: Request) -> tuple[Asked, Reading]:
    """Who asks about which bodies, months and series. Raises Problem 400, 401, 404, 503."""
    reader = await desk.reader_for(request)
    period = period_of(request)
    read = await desk.open(NAME, request)
    bodies = await bodies_in(reader, desk.law, read.collection, ["labels.organisation"])
    return Asked(reader.organisation, tuple(sorted(bodies)), period, series_of(request)), read


async def asked_report(
    desk: Desk, catalogue: Catalogue, request: Request, report: str
) -> tuple[Reading, StatisticsAnswer]:
    """The report that is asked for. Raises Problem 404 for one that nobody defined."""
    await desk.reader(request)
    if report not in catalogue.reports:
        raise problem("not_found")
    asked, read = await question(desk, request)
    counts, positions = await counts_of(
        desk, read, asked, standing=tells_standing(catalogue.reports[report], catalogue)
    )
    made = laid_out(
        report, catalogue, counts, asked.organisation, asked.bodies, asked.period, desk.law, desk.words, asked.series
    )
    code = report_code(asked.organisation, report, asked.period.text, asked.series)
    return read, StatisticsAnswer(
        report=made, code=code, positions=positions, digest=digest_of(made), figures=tuple(map(tuple, figures_of(made)))
    )


def row_of(request: Request) -> tuple[By | None, str]:
    """The queries `by` and `value`. Raises Problem 400."""
    by, value = request.query_params.get("by"), request.query_params.get("value", "")
    if by is None:
        return None, ""
    if by not in {one.value for one in By}:
        raise fields_invalid([field_error("by", "string_pattern_mismatch", pattern="type")])
    return By(by), value


def listed(catalogue: Catalogue) -> dict[str, Any]:
    """The catalogue as a page shows it."""
    return {
        "version": catalogue.version,
        "reports": [
            {
                "report": name, "name": report.name_zh, "due": report.due_zh, "layout_seen": report.layout_seen,
                "source": report.source, "mark": report.mark.value,
                "indicators": [
                    {
                        "indicator": one, "name": indicator.name_zh, "unit": indicator.unit_zh,
                        "formula": indicator.formula_zh, "source": indicator.source, "mark": indicator.mark.value,
                        "note": indicator.note_zh, "awaits": indicator.awaits,
                    }
                    for one in report.indicators
                    for indicator in (catalogue.indicators[one],)
                ],
            }
            for name, report in catalogue.reports.items()
        ],
    }  # fmt: skip


async def _rows(desk: Desk, request: Request, codes: list[str]) -> list[CaseRow]:
    """The cases as the list of cases shows them, newest first; sealed ones for the bodies alone that have them."""
    reader = await desk.reader_for(request)
    read = await desk.open("case_file", request)
    wanted = {"_id": {"$in": codes}, "intake.facts.registered_at": {"$exists": True}}
    newest = [("intake.facts.registered_at", -1), ("_id", 1)]
    return [
        case_row(document, desk.words) for document in await desk.found(reader, read, wanted, FACTS, newest, len(codes))
    ]
