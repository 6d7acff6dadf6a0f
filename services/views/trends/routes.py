"""GET /trends: new disputes and alerts of a body and those below it, over some months. The cost does not grow with the cases."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.jurisdiction.periods import month_of
from services.jurisdiction.warning_rules import warning_rules
from services.runtime.field_errors import field_error
from services.runtime.problems import fields_invalid
from services.views.requests import Desk, answer
from services.views.subtree import bodies_in
from services.views.trends.projection import BOOKS, NAME, year_of
from services.views.trends.reading import Trends, trends

MOST_MONTHS, USUAL_MONTHS = 36, 12


def router(desk: Desk) -> APIRouter:
    """The routes of trends."""
    tags: list[Any] = ["预警"]
    routes = APIRouter(tags=tags)
    rules = warning_rules(desk.law.profile, desk.law.escalation_rules)

    def rule_name(rule: str) -> str:
        found = rules.find(rule)
        return found.name_zh if found else rule

    @routes.get("/trends", summary="纠纷趋势与热点", responses={200: {"model": Trends}})
    async def of_body(request: Request) -> Response:
        """By month, and the hottest types, places, bodies and kinds of alert; `months` says how many, up to now."""
        reader = await desk.reader_for(request)
        months = _months(request, month_of(desk.edge.clock.now()))
        read = await desk.open(NAME, request)
        bodies = await bodies_in(reader, desk.law, read.collection, ["labels.organisation"])
        years = sorted({year_of(month) for month in months})
        query: dict[str, Any] = {
            "labels.book": {"$in": list(BOOKS)}, "labels.year": {"$in": years},
            "labels.organisation": {"$in": sorted(bodies)},
        }  # fmt: skip
        told = await desk.found(reader, read, query, ["labels", "values"])
        return answer(read, trends(told, months, reader.organisation, desk.law, desk.words, rule_name))

    return routes


def _months(request: Request, last: str) -> list[str]:
    """The months up to `last`. Raises Problem 400."""
    text = request.query_params.get("months", str(USUAL_MONTHS))
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_MONTHS):
        raise fields_invalid([field_error("months", "less_than_equal", le=MOST_MONTHS)])
    year, month = (int(part) for part in last.split("-"))
    numbers = range(year * 12 + month - int(text), year * 12 + month)
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers]
