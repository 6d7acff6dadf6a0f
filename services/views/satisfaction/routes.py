"""`GET /satisfaction`, `/satisfaction/population` and `/rectifications`: two series never added together, and the work that follows."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.values import Channel, DisputeType
from services.runtime.field_errors import field_error
from services.runtime.lanes import Lane
from services.runtime.problems import fields_invalid
from services.runtime.read_api import Reading
from services.views.boards.projection import NAME as BOARDS
from services.views.boards.projection import PUT_RIGHT, PUT_RIGHT_BEFORE
from services.views.kept_answers import KeptAnswers
from services.views.reader import Reader
from services.views.requests import Desk, answer, limit
from services.views.satisfaction.kept import KeptFigures, of_bodies, read_shelf
from services.views.satisfaction.population import PopulationAnswer, surveys
from services.views.satisfaction.rectifications import RectificationRow, rows
from services.views.satisfaction.report import SatisfactionReport, report
from services.views.satisfaction.tally import ALL, NAME, NO_CHANNEL
from services.views.satisfaction.telling import WHOLE, Telling, shape_period
from services.views.sealing import SEEN_BY
from services.views.subtree import bodies_in, named

_PERIODS = {
    "month": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    "quarter": re.compile(r"\d{4}Q[1-4]"),
    "year": re.compile(r"\d{4}"),
}
_EXAMPLES = {"month": "2026-03", "quarter": "2026Q1", "year": "2026"}
_KEYS = {
    "channel": {*(channel.value for channel in Channel), NO_CHANNEL},
    "dispute_type": {kind.value for kind in DisputeType},
}
_SPLITS = ("channel", "dispute_type", "result", "month")
_STATES = ("open", "closed", "all")
_MATTERS = {"open": (PUT_RIGHT,), "closed": (PUT_RIGHT_BEFORE,), "all": (PUT_RIGHT, PUT_RIGHT_BEFORE)}
_IMPORTED = {"satisfaction.section.population.survey.period": {"$gt": ""}}
"""Whatever has a survey of the population in it: as a text above the empty one an index finds it, as a field that exists none does."""
_KEPT: WeakKeyDictionary[Lane, KeptFigures] = WeakKeyDictionary()
"""What this process keeps of the generations that its lanes fill; it goes with the lane."""
_FIELDS = ["satisfaction.facts", *(field for field in SEEN_BY if not field.startswith("satisfaction."))]


def router(desk: Desk) -> APIRouter:
    """The routes of satisfaction."""
    routes = APIRouter(tags=["满意度"])
    kept = KeptAnswers(desk)

    @routes.get("/satisfaction", summary="满意度（案件当事人评价）", responses=_shape(SatisfactionReport))
    async def satisfaction(request: Request) -> Response:
        """A body with those below it against the profile's target, in one `month`, `quarter` or `year` or in all.

        `channel` or `dispute_type` narrow it; `by` splits it by channel, dispute_type, result or (of a year) month.
        """
        reader = await desk.reader_for(request)
        period, (split, key), by = _period(request), _key(request), _by(request)
        read = await desk.open(NAME, request)

        async def tell() -> SatisfactionReport:
            return await reported(reader, read, period, split, key, by)

        return answer(read, await kept.told(reader, read, request, tell))

    async def reported(reader: Reader, read: Reading, period: str, split: str, key: str, by: str) -> SatisfactionReport:
        bodies = await bodies_in(reader, desk.law, read.collection, ["labels.body"])
        sums = Sums(read, _kept(desk, read))
        everybody = bodies | set(desk.law.organisations.by_id)
        telling = Telling(await sums.of(WHOLE[0], [shape_period(period)], everybody), bodies, period, desk.law)
        if (split, key) == WHOLE:
            found = await sums.of(split, [period, *telling.years], bodies)
            whole, rows = telling.whole(found), telling.bodies(found)
        else:
            of_split = await sums.of(split, sorted({period, shape_period(period)}), bodies)
            whole = [one for one in telling.keys(of_split) if one["labels"]["key"] == key]
            mine = [one for one in of_split if one["labels"]["key"] == key and one["labels"]["period"] == period]
            rows = telling.bodies(mine, split=True)
        parts = []
        if by == "month":
            parts = telling.months(
                await sums.of(WHOLE[0], [f"{period}-{number:02}" for number in range(1, 13)], bodies)
            )
        elif by:
            parts = telling.keys(await sums.of(by, sorted({period, shape_period(period)}), bodies))
        return report(
            rows, reader.organisation, period, desk.law, desk.words, key="" if key == ALL else key, split=by, parts=parts,
            whole=whole,
        )  # fmt: skip

    @routes.get("/satisfaction/population", summary="群众满意度调查", responses=_shape(PopulationAnswer))
    async def population(request: Request) -> Response:
        """Imported surveys of the population about a body and those below it; never added to the ratings of parties."""
        reader = await desk.reader_for(request)
        read = await desk.open(NAME, request)
        bodies = await bodies_in(reader, desk.law, read.collection, ["satisfaction.section.population.rows.area"])
        found = await desk.found(reader, read, _IMPORTED)
        return answer(read, surveys(found, bodies, desk.law, desk.words))

    @routes.get("/rectifications", summary="差评整改清单", responses=_shape(list[RectificationRow]))
    async def rectifications(request: Request) -> Response:
        """Bad reviews and unresolved matters of a body and those below it; `status` open (default), closed or all."""
        reader = await desk.reader_for(request)
        status = request.query_params.get("status", "open")
        if status not in _STATES:
            raise fields_invalid([field_error("status", "literal_error", expected="、".join(_STATES))])
        read = await desk.open(BOARDS, request)
        bodies = await bodies_in(reader, desk.law, read.collection, [PUT_RIGHT, PUT_RIGHT_BEFORE])
        query = {"$or": [{field: named(bodies, desk.law)} for field in _MATTERS[status]]}
        found = await desk.found(reader, read, query, _FIELDS)
        return answer(read, rows(found, bodies, status, desk.words, limit(request)))

    return routes


@dataclass(frozen=True)
class Sums:
    """Reads figures; they are sums without any case, so that nothing in them is sealed."""

    read: Reading
    kept: KeptFigures | None
    """Of the generation that is read; None where this process does not fill it."""

    async def of(self, split: str, periods: Collection[str], bodies: Collection[str]) -> list[Any]:
        """The figures of these bodies by the keys of `split`, of these periods."""
        found: list[Any] = []
        for period in periods:
            if self.kept is None or self.read.reached is None:
                shelf = list((await read_shelf(self.read.many, split, period)).values())
            else:
                shelf = list(await self.kept.figures(self.read.many, split, period, self.read.reached))
            found += of_bodies(shelf, bodies)
        return found


def _kept(desk: Desk, read: Reading) -> KeptFigures | None:
    lane = desk.lane(NAME, read)
    return None if lane is None else _KEPT.setdefault(lane, KeptFigures())


def _period(request: Request) -> str:
    """The one period asked for. Raises Problem 400."""
    told = {name: request.query_params[name] for name in _PERIODS if request.query_params.get(name)}
    for name, text in told.items():
        if not _PERIODS[name].fullmatch(text):
            raise fields_invalid([field_error(name, "string_pattern_mismatch", pattern=_EXAMPLES[name])])
    if len(told) > 1:
        raise fields_invalid([field_error(list(told)[1], "literal_error", expected="月、季度、年只选一项")])
    return next(iter(told.values()), ALL)


def _key(request: Request) -> tuple[str, str]:
    """Which part is asked for: of all, of one channel or of one type of dispute. Raises Problem 400."""
    told = {name: request.query_params[name] for name in _KEYS if request.query_params.get(name)}
    for name, text in told.items():
        if text not in _KEYS[name]:
            raise fields_invalid([field_error(name, "literal_error", expected="、".join(sorted(_KEYS[name])))])
    if len(told) > 1:
        raise fields_invalid([field_error(list(told)[1], "literal_error", expected="途径、纠纷类型只选一项")])
    return next(iter(told.items()), ("whole", ALL))


def _by(request: Request) -> str:
    """By what the figure is to be split; empty where it is not. Raises Problem 400."""
    by = request.query_params.get("by", "")
    of_a_year = bool(_PERIODS["year"].fullmatch(request.query_params.get("year", "")))
    if by and (by not in _SPLITS or (by == "month" and not of_a_year)):
        raise fields_invalid(
            [field_error("by", "literal_error", expected="channel、dispute_type、result、month（须选定 year）")]
        )
    return by


def _shape(model: Any) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": model}}
