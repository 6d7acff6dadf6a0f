"""Asking for figures: of which bodies and months, up to which place in the logs, and of which cases they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from starlette.requests import Request

from schemas.topics import PARTITIONS
from services.jurisdiction.frozen_reports import digest
from services.jurisdiction.indicators import By, Indicator
from services.jurisdiction.periods import NoPeriod, Period
from services.runtime.field_errors import field_error
from services.runtime.lanes import Lane
from services.runtime.problems import fields_invalid
from services.runtime.read_api import Reached, Reading, answered_by_the_database
from services.views.requests import Desk
from services.views.statistics.books.ledger import REAL, STORIES, figure_id
from services.views.statistics.books.staffing import BOOK as STAFFING
from services.views.statistics.kept import KeptFigures
from services.views.statistics.projection import NAME, ROWS
from services.views.statistics.report import StatisticsReport, within
from services.views.statistics.sums import Counts, before, query

Positions = Mapping[str, Mapping[str, int]]
"""By source and partition: the offset before which everything was counted, and nothing from it on."""
_KEPT: WeakKeyDictionary[Lane, KeptFigures] = WeakKeyDictionary()
"""What this process keeps of the generations that its lanes fill; it goes with the lane."""
_ATTEMPTS = 5
_LONGEST_WAIT = 1.0


@dataclass(frozen=True)
class Asked:
    """What a request asks for."""

    organisation: str
    bodies: tuple[str, ...]
    period: Period
    series: str


def period_of(request: Request) -> Period:
    """The query `period`. Raises Problem 400."""
    try:
        return Period.parse(request.query_params.get("period", ""))
    except NoPeriod as error:
        raise fields_invalid(
            [field_error("period", "string_pattern_mismatch", pattern="2026-03、2026-Q1、2026-H1、2026")]
        ) from error


def series_of(request: Request) -> str:
    """The query `series`: played public cases stand apart from the real ones and are never added to them."""
    return STORIES if request.query_params.get("series") == STORIES else REAL


async def counts_of(
    desk: Desk, read: Reading, asked: Asked, *, standing: bool = False
) -> tuple[Counts, Positions | None]:
    """What was counted, with the places in the logs it was counted up to; None where figures kept moving meanwhile.

    `standing`: with every change of staffing from before the period too, whose sum is what stands at its end.
    Effects are written before a lane's position moves. So where every figure that was read stands before the position
    known beforehand, the figures are exactly those of the log up to that position. What was read before is kept (kept.py).
    """
    lane = desk.lane(NAME, read)
    if read.reached is None or lane is None:
        rows = await read.many(query(asked.bodies, asked.period.months, asked.series))
        return Counts.of_documents([*rows, *await _earlier(read, asked, standing)]), None
    kept = _KEPT.setdefault(lane, KeptFigures())

    async def find(wanted: Mapping[str, Any], positions_alone: bool) -> Sequence[Mapping[str, Any]]:
        return await read.many(wanted, ["position"] if positions_alone else ())

    counts, reached = Counts(), _everywhere(read.reached)
    for _ in range(_ATTEMPTS):
        earlier = await _earlier(read, asked, standing)
        counts, ahead = await kept.counts(find, asked.bodies, asked.period.months, asked.series, reached)
        told = [row for row in earlier if row["position"] >= reached[row["source"], row["partition"]]]
        if earlier:
            counts = counts.with_cells(Counts.of_documents(earlier))
        if ahead is None and not told:
            return counts, _positions(reached)
        source, partition, position = ahead or (told[0]["source"], told[0]["partition"], told[0]["position"])
        await lane.wait(source, partition, position, _LONGEST_WAIT)
        reached = _everywhere(lane.reached)
    return counts, None


async def _earlier(read: Reading, asked: Asked, standing: bool) -> list[Mapping[str, Any]]:
    if not standing:
        return []
    return await read.many(before(asked.bodies, asked.period.months, STAFFING))


_COUNTED = {f"{source}.counted": 1 for source in ROWS}
"""What tells which figures a case counts for; the rest of its document is for folding."""


async def case_codes(
    read: Reading, asked: Asked, indicator: Indicator, by: By | None, value: str, most: int, *, whole: bool
) -> list[str]:
    """The cases that an indicator counted, at most `most`; `whole`: those of its denominator."""
    names = indicator.of if whole else indicator.counts
    part = "" if whole and indicator.of_whole else within(by, value)
    wanted: dict[str, set[str]] = {}
    for name in names:
        book, _, measure = name.partition(".")
        wanted.setdefault(book, set()).add(measure + part)
    figures = {
        figure_id(book, body, month, asked.series): measures
        for book, measures in wanted.items()
        for body in asked.bodies
        for month in asked.period.months
    }
    found: list[str] = []
    with answered_by_the_database():
        async for document in read.collection.find(_cases_query(figures, wanted), _COUNTED):
            if _counts(document, figures):
                found.append(document["_id"])
                if len(found) == most:
                    break
    return found


def digest_of(report: StatisticsReport) -> str:
    """The digest of the report's figures."""
    about = {
        "report": report.report, "organisation": report.organisation, "bodies": list(report.bodies),
        "period": report.period, "series": report.series, "catalogue_version": report.catalogue_version,
    }  # fmt: skip
    return digest(about, figures_of(report))


def figures_of(report: StatisticsReport) -> list[list[Any]]:
    """Table, row, indicator, count and denominator of every figure, in order."""
    return [
        [number, row.key, cell.indicator, cell.count, cell.of]
        for number, table in enumerate(report.tables)
        for row in table.rows
        for cell in row.cells
    ]


def _everywhere(reached: Reached) -> Reached:
    """The places of every partition that figures come from; 0 where nothing was read of it yet."""
    places = [(source, partition) for source in ROWS for partition in range(PARTITIONS)]
    return {place: reached.get(place, 0) for place in places}


def _positions(reached: Reached) -> Positions:
    found: dict[str, dict[str, int]] = {}
    for (source, partition), offset in sorted(reached.items()):
        found.setdefault(source, {})[str(partition)] = offset
    return found


def _cases_query(figures: Collection[str], wanted: Mapping[str, Collection[str]]) -> dict[str, Any]:
    measures = sorted({measure for some in wanted.values() for measure in some})
    return {
        "$or": [
            {f"{source}.figures": {"$in": sorted(figures)}, f"{source}.measures": {"$in": measures}} for source in ROWS
        ]
    }  # fmt: skip


def _counts(document: Mapping[str, Any], figures: Mapping[str, set[str]]) -> bool:
    """Whether the case counts for one of these measures in one of these figures; the search asks for both apart."""
    rows: list[Mapping[str, Any]] = [row for source in ROWS for row in document.get(source, {}).get("counted", ())]
    return any(not figures.get(row["figure"], set()).isdisjoint(row["values"]) for row in rows)


def narrowed(asked: Asked, by: By | None, value: str, of_host: Mapping[str, Sequence[str]]) -> Asked:
    """The question for one row of a table by host, body or month; `of_host`: bodies by host."""
    if not value:
        return asked
    match by:
        case By.ORGANISATION:
            bodies = tuple(body for body in asked.bodies if body == value)
            return Asked(asked.organisation, bodies, asked.period, asked.series)
        case By.HOST:
            bodies = tuple(body for body in asked.bodies if body in of_host.get(value, ()))
            return Asked(asked.organisation, bodies, asked.period, asked.series)
        case By.MONTH:
            months = tuple(month for month in asked.period.months if month == value)
            return Asked(asked.organisation, asked.bodies, Period(value, months), asked.series)
        case _:
            return asked
