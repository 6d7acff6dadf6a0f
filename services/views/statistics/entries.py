"""Behind a figure that no case counts for: the entries of registers, and the bodies whose staff it is."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.jurisdiction.indicators import Catalogue, figure, load_catalogue
from services.views.answered import Answered
from services.views.registers.answers import EntryRow
from services.views.registers.boards import VIEW, shelf_of
from services.views.registers.projection import SOURCE
from services.views.requests import Desk, answer, limit
from services.views.statistics.asking import counts_of
from services.views.statistics.books.ledger import REAL
from services.views.statistics.books.staffing import BOOK as STAFFING
from services.views.statistics.routes import Part, counted_keys, part_of
from services.views.statistics.standing import standing

_TAGS: list[Any] = ["统计"]


class BodyCount(Answered):
    """A body and what it adds to the figure."""

    organisation: str
    name: str
    count: int


class FigureEntries(Answered):
    """What a figure counted beside cases, as far as the reader may see it."""

    entries: tuple[EntryRow, ...]
    bodies: tuple[BodyCount, ...]


def router(desk: Desk) -> APIRouter:
    """The route; queries as those of the cases behind a figure."""
    routes = APIRouter(tags=_TAGS)
    catalogue = load_catalogue()

    @routes.get(
        "/statistics/{report}/{indicator}/entries", summary="指标对应的台账登记和机构",
        responses={200: {"model": FigureEntries}},
    )  # fmt: skip
    async def entries(request: Request, report: str, indicator: str) -> Response:
        """Entries newest first, at most `limit`; bodies in the order of the profile."""
        part = await part_of(desk, catalogue, request, report, indicator)
        found = await _entries(desk, request, part, limit(request))
        return answer(part.read, FigureEntries(entries=tuple(found), bodies=await _bodies(desk, catalogue, part)))

    return routes


async def _entries(desk: Desk, request: Request, part: Part, most: int) -> list[EntryRow]:
    if not any(name.startswith(f"{SOURCE}.") for name in _measures(part)):
        return []
    reader = await desk.reader_for(request)
    read = await desk.open(VIEW, request)
    shelf = shelf_of(desk, reader)
    newest = [(f"{SOURCE}.facts.entered_at", -1), ("_id", 1)]
    documents = await desk.found(reader, read, {"_id": {"$in": await counted_keys(part, most)}}, sort=newest)
    return [shelf.row(one) for one in documents if shelf.may_read(one)]


async def _bodies(desk: Desk, catalogue: Catalogue, part: Part) -> tuple[BodyCount, ...]:
    """Staff counts by body; entered staff belongs to no case and to no entry."""
    if part.asked.series != REAL or not any(name.startswith(f"{STAFFING}.") for name in _measures(part)):
        return ()
    counts, _ = await counts_of(desk, part.read, part.asked, standing=True)
    by_body = standing(counts, desk.law, part.asked.bodies, part.asked.period).by_body()
    found = []
    for body in desk.law.organisations.by_id:
        if sums := by_body.get(body):
            told = figure(part.indicator, sums, sums)
            if number := told.of if part.whole else told.count:
                found.append(BodyCount(organisation=body, name=desk.words.body(body), count=number))
    return tuple(found)


def _measures(part: Part) -> tuple[str, ...]:
    return part.indicator.of if part.whole else part.indicator.counts
