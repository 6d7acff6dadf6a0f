"""Satisfaction (满意度): the ratings of parties against the target, population surveys apart, and what follows a bad review."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from schemas.values import Channel, DisputeType
from services.console.catalogue import Act
from services.console.desk import Desk
from services.console.pages.periods import Choice, offered_periods, satisfaction_query

SERVICE = "satisfaction"
_SHOWN = 100
"""Rows of one page: more would be above 100 KB."""
_SPLITS = {"channel": "途径", "dispute_type": "纠纷类型", "result": "办理结果", "month": "月份"}
_STATES = {"open": "未销号", "closed": "已销号", "all": "全部"}
_UNRESOLVED = "unresolved_matter"
_ENTERING = ("record_unresolved_matter", "import_population_survey")
_STEPS = {
    "opened": ("verify_review", "appeal_review"), "verified": ("decide_remedy", "appeal_review"),
    "decided": ("feed_back_result",), "fed_back": ("close_rectification",), "appeal_to_decide": ("decide_appeal",),
}  # fmt: skip
"""What is usually next in a rectification, by its stage; whether it is lawful now is for the service to say."""


def routes(desk: Desk, now: Callable[[], datetime]) -> APIRouter:
    """The pages of satisfaction."""
    router = APIRouter()

    @router.get("/satisfaction")
    async def satisfaction(request: Request) -> Response:
        asked = request.query_params
        # A month in a query of its own is how earlier pages linked here.
        period = asked.get("period", "") or asked.get("month", "")
        query = satisfaction_query(period)
        for name in ("organisation", "channel", "dispute_type"):
            if asked.get(name):
                query[name] = asked[name]
        by = asked.get("by", "") if asked.get("by") != "month" or "year" in query else ""
        report = await desk.read(request, "/satisfaction", query | ({"by": by} if by else {}))
        choices = {name: some for name, some in offered_periods(now()).items() if name != "半年"}
        return await desk.page(
            request, "satisfaction.html", report=report, period=period if satisfaction_query(period) else "",
            periods=choices, splits=_SPLITS, by=by, asked=asked, bodies=_bodies(desk, request),
            words=await desk.words(request), channels=list(Channel), types=list(DisputeType), most=_SHOWN,
            entering=await _entering(desk, request),
        )  # fmt: skip

    @router.get("/satisfaction/population")
    async def population(request: Request) -> Response:
        body = request.query_params.get("organisation", "")
        told = await desk.read(request, "/satisfaction/population", {"organisation": body} if body else None)
        return await desk.page(
            request, "population.html", told=told, body=body, bodies=_bodies(desk, request),
            entering=await _entering(desk, request),
        )  # fmt: skip

    @router.get("/rectifications")
    async def rectifications(request: Request) -> Response:
        asked = request.query_params
        status, body = asked.get("status", "open"), asked.get("organisation", "")
        rows = await desk.read(
            request, "/rectifications", {"status": status} | ({"organisation": body} if body else {})
        )
        only = asked.get("trigger", "")
        shown = [row for row in rows if not only or (row["trigger"] == _UNRESOLVED) == (only == _UNRESOLVED)]
        roles = desk.person(request).roles
        acts = {
            act.name: act for act in await desk.backends.catalogue() if act.service == SERVICE and act.open_to(roles)
        }
        return await desk.page(
            request, "rectifications.html", rows=shown[:_SHOWN], total=len(shown), most=_SHOWN, chosen=status, body=body,
            states=_STATES, only=only, bodies=_bodies(desk, request), next_of=lambda row: _next(row, acts),
            entering=await _entering(desk, request),
        )  # fmt: skip

    return router


def _next(row: Mapping[str, Any], acts: Mapping[str, Act]) -> list[Act]:
    """The acts that usually come next in this matter and that the reader's roles may ask for."""
    return [acts[name] for name in _STEPS.get(row["stage"], ()) if name in acts]


async def _entering(desk: Desk, request: Request) -> list[Act]:
    """What the reader's roles may enter here: what could not be done, and surveys of the population."""
    roles = desk.person(request).roles
    return [act for act in await desk.backends.catalogue() if act.name in _ENTERING and act.open_to(roles)]


def _bodies(desk: Desk, request: Request) -> list[Choice]:
    return list(desk.bodies_below(desk.person(request).organisation).items())
