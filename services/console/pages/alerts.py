"""Early warning (预警): the alerts with what they counted and cannot know, what their addressee does about them, and trends."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.catalogue import Act
from services.console.desk import Desk
from services.console.pages.filling import opened, sent
from services.console.pages.form_page import Page, the_act
from services.console.pages.things import Elsewhere, Thing

SERVICE = "early_warning"
_SHOWN = 50
"""Alerts of one page: more would be above 100 KB."""
_SITUATIONS = ("open", "answered", "dismissed", "withdrawn")
_MONTHS = ("6", "12", "24", "36")
Alert = Mapping[str, Any]


def routes(desk: Desk) -> APIRouter:
    """The pages of early warning."""
    router = APIRouter()

    @router.get("/alerts")
    async def alerts(request: Request) -> Response:
        asked = request.query_params
        wanted, body = asked.get("situation", "open"), asked.get("organisation", "")
        query = {"limit": str(_SHOWN)} | ({"situation": wanted} if wanted != "all" else {})
        rows = await desk.read(request, "/alerts", query | ({"organisation": body} if body else {}))
        return await desk.page(
            request, "alerts.html", rows=rows, wanted=wanted, situations=_SITUATIONS, most=_SHOWN, body=body,
            bodies=_bodies(desk, request), words=await desk.words(request),
        )  # fmt: skip

    @router.get("/trends")
    async def trends(request: Request) -> Response:
        asked = request.query_params
        months, body = asked.get("months", "12"), asked.get("organisation", "")
        told = await desk.read(request, "/trends", {"months": months} | ({"organisation": body} if body else {}))
        return await desk.page(
            request, "trends.html", told=told, months=months, choices=_MONTHS, body=body,
            bodies=_bodies(desk, request),
        )  # fmt: skip

    @router.get("/alerts/{code}")
    async def alert(request: Request, code: str) -> Response:
        row = await desk.read(request, f"/alerts/{code}")
        return await desk.page(request, "alert.html", row=row, acts=await _acts(desk, request, row))

    @router.get("/alerts/{code}/acts/{name}")
    async def form(request: Request, code: str, name: str) -> Response:
        act = await the_act(desk, request, SERVICE, name)
        return await opened(Page(desk, request, act, code, _of_alert(desk, request, code)))

    @router.post("/alerts/{code}/acts/{name}")
    async def give(request: Request, code: str, name: str) -> Response:
        return await sent(desk, request, (SERVICE, name), code, _of_alert(desk, request, code))

    return router


async def _acts(desk: Desk, request: Request, row: Alert) -> list[Act]:
    """What the reader may do about an open alert: only its addressee does anything."""
    person = desk.person(request)
    if row["situation"] != "open" or row["addressee"] != person.organisation:
        return []
    acts = await desk.backends.acts_of_entries()
    return [act for act in acts if act.service == SERVICE and act.open_to(person.roles)]


def _of_alert(desk: Desk, request: Request, code: str) -> Elsewhere:
    """An alert as its forms need it."""

    async def find() -> Thing:
        row = await desk.read(request, f"/alerts/{code}")
        now = f"{row['situation_name']}，已计 {row['counted']} {row['unit']}"
        told = {"occurred_at": "", "body_name": row["by_body_name"] or row["addressee_name"], "sentence": now}
        return Thing(f"预警 {row['name']}", str(row["accepted"]), news=(told,))

    return Elsewhere(f"/alerts/{code}", find, "预警")


def _bodies(desk: Desk, request: Request) -> list[tuple[str, str]]:
    return list(desk.bodies_below(desk.person(request).organisation).items())
