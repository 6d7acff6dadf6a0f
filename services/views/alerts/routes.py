"""GET /alerts: the alerts of a body and those below it; and an addressee's open ones for its work list."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.runtime.problems import problem
from services.views.alerts.projection import ADDRESSEE, ORGANISATIONS, SITUATION, SOURCE
from services.views.alerts.reading import AlertRow, alert_row, work_item
from services.views.answers import WorkItem
from services.views.reader import Reader
from services.views.requests import Desk, answer, chosen, limit
from services.views.subtree import bodies_in

VIEW = "alerts"
SITUATIONS = ("open", "answered", "dismissed", "withdrawn")
_TAGS: list[Any] = ["预警"]


def router(desk: Desk) -> APIRouter:
    """The routes of alerts."""
    routes = APIRouter(tags=_TAGS)

    @routes.get("/alerts", summary="预警清单", responses={200: {"model": list[AlertRow]}})
    async def alerts(request: Request) -> Response:
        """Alerts that concern a body or those below it, newest first; `situation` narrows them."""
        reader = await desk.reader_for(request)
        situation = chosen(request, "situation", SITUATIONS, None)
        read = await desk.open(VIEW, request)
        bodies = await bodies_in(reader, desk.law, read.collection, [ORGANISATIONS])
        query: dict[str, Any] = {ORGANISATIONS: {"$in": sorted(bodies)}}
        if situation:
            query[SITUATION] = situation
        newest = [(f"{SOURCE}.raised_at", -1), ("_id", 1)]
        found = await desk.found(reader, read, query, sort=newest, most=limit(request))
        return answer(read, [alert_row(document, reader, desk.words) for document in found])

    @routes.get("/alerts/{alert}", summary="预警", responses={200: {"model": AlertRow}})
    async def alert(request: Request, alert: str) -> Response:
        """One alert. One that concerns no body the reader stands for is answered as an unknown one."""
        reader = await desk.reader(request)
        read = await desk.open(VIEW, request)
        found = await desk.found(reader, read, {"_id": alert})
        if not any(reader.stands_for(body) for document in found for body in document[SOURCE]["organisations"]):
            raise problem("not_found")
        return answer(read, alert_row(found[0], reader, desk.words))

    return routes


async def own(desk: Desk, request: Request, reader: Reader) -> tuple[WorkItem, ...]:
    """The open alerts that wait for the body that is asked about."""
    read = await desk.open(VIEW, request)
    found = await desk.found(reader, read, {ADDRESSEE: reader.organisation, SITUATION: "open"})
    return tuple(work_item(document, desk.words) for document in found)
