"""The network (多元化解网络): bodies, mediators, what is lacking and why; and who could mediate a case."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.catalogue import Act
from services.console.desk import Desk, Stop
from services.console.pages.filling import opened, sent
from services.console.pages.form_page import Page, the_act
from services.console.pages.things import Elsewhere, Thing

SERVICE = "network"
_REGISTER = "/network/registers/"
_SHOWN = 120
"""Rows of one page: more would be above 100 KB."""
_ASSIGNING = "assign_mediator"
_CHANNELS = ("network", "people_mediation")
"""Services that assign a mediator of the register."""
_OF_THE_REGISTER = ("remove_mediator", "record_training")
"""Acts that name a mediator who stands in the register."""
Body = Mapping[str, Any]


def routes(desk: Desk) -> APIRouter:
    """The pages of the network."""
    router = APIRouter()

    @router.get("/network")
    async def network(request: Request) -> Response:
        body = request.query_params.get("organisation", "")
        query = {"organisation": body} if body else {}
        rows, report = await asyncio.gather(
            desk.read(request, "/network/bodies", query), desk.read(request, "/network/gaps", query)
        )
        only = request.query_params.get("gap", "")
        shown = [row for row in rows if not only or only in {gap["name"] for gap in row["gaps"]}]
        return await desk.page(
            request, "network.html", rows=shown[:_SHOWN], total=len(shown), report=report, only=only, body=body,
            most=_SHOWN, bodies=list(desk.bodies_below(desk.person(request).organisation).items()),
        )  # fmt: skip

    @router.get("/network/mediators")
    async def mediators(request: Request) -> Response:
        body = request.query_params.get("organisation", "")
        rows = await desk.read(request, "/network/mediators", {"organisation": body} if body else None)
        return await desk.page(
            request, "network_mediators.html", rows=rows[:_SHOWN], total=len(rows), most=_SHOWN, body=body,
            bodies=list(desk.bodies_below(desk.person(request).organisation).items()),
        )  # fmt: skip

    @router.get("/network/bodies/{key}")
    async def body(request: Request, key: str) -> Response:
        row = await _body(desk, request, key)
        return await desk.page(request, "network_body.html", row=row, acts=await _acts(desk, request))

    @router.get("/network/bodies/{key}/acts/{name}")
    async def form(request: Request, key: str, name: str) -> Response:
        act = await the_act(desk, request, SERVICE, name)
        return await opened(Page(desk, request, act, key, _of_body(desk, request, key, name)))

    @router.post("/network/bodies/{key}/acts/{name}")
    async def give(request: Request, key: str, name: str) -> Response:
        return await sent(desk, request, (SERVICE, name), key, _of_body(desk, request, key, name))

    @router.get("/cases/{case_code}/proposals/{service}")
    async def proposals(request: Request, case_code: str, service: str) -> Response:
        if service not in _CHANNELS:
            raise Stop(404, "没有这一页", "这一途径不从名册指定调解员。")
        languages = request.query_params.get("languages", "").replace("，", "、").split("、")
        query: dict[str, Any] = {"language": [one.strip() for one in languages if one.strip()]}
        if request.query_params.get("own"):
            query["own"] = "1"
        found = await desk.ask(request, SERVICE, "GET", f"/network/cases/{case_code}/proposals", query=query)
        return await desk.page(
            request, "proposals.html", found=found, case_code=case_code, asked=request.query_params,
            address=f"/cases/{case_code}/acts/{service}/{_ASSIGNING}",
        )  # fmt: skip

    return router


def proposing(service: str, name: str) -> bool:
    """Whether this act assigns a mediator, so that the register may propose one."""
    return service in _CHANNELS and name == _ASSIGNING


async def _acts(desk: Desk, request: Request) -> list[Act]:
    """The acts on the register of a body that the reader's roles may ask for."""
    roles = desk.person(request).roles
    acts = await desk.backends.catalogue()
    return [act for act in acts if act.path.startswith(_REGISTER) and act.open_to(roles)]


async def _body(desk: Desk, request: Request, key: str) -> Body:
    """One body of the reader's own and those below. Raises Stop 404 for any other."""
    rows: list[Body] = await desk.read(request, "/network/bodies")
    found = next((row for row in rows if row["key"] == key), None)
    if found is None:
        raise Stop(404, "没有这一调解组织", "没有这一调解组织，或者它不在本机构及下级之内。")
    return found


def _of_body(desk: Desk, request: Request, key: str, act: str) -> Elsewhere:
    """The register of a body as its forms need it."""

    async def find() -> Thing:
        row = await _body(desk, request, key)
        offices = tuple((one["mediator"], one["title"]) for one in row["mediators"])
        now = f"名册现有调解员 {len(offices)} 名，在办 {row['load']} 件"
        told = {"occurred_at": "", "body_name": row["name"], "sentence": now}
        return Thing(
            row["name"], str(row["sequence"]), {"mediator": offices} if act in _OF_THE_REGISTER else {}, (told,)
        )

    return Elsewhere(f"/network/bodies/{key}", find, "名册")
