"""How the system itself is: services, what they have not handled yet, cases that stand still and how to go on with them."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.access_log import What
from services.console.backends import OPERATED, BackendDown
from services.console.desk import Desk, Stop, checked_form, first, go, stop
from services.console.pages import verifying
from services.console.session import remember_write
from services.console.stood_still import in_chinese
from services.jurisdiction.roles import Role

Parked = Mapping[str, Any]


def routes(desk: Desk) -> APIRouter:
    """The page of operations and what an operator does there."""
    router = APIRouter()

    @router.get("/operations")
    async def operations(request: Request) -> Response:
        person = desk.person(request)
        names = [name for name in desk.backends.addresses if name != "console"]
        health = await asyncio.gather(*(desk.backends.health(name) for name in names))
        operator = Role.OPERATOR in person.roles
        parked = await _parked(desk, request) if operator else []
        try:
            custody = await desk.read(request, "/custody")
        except (BackendDown, Stop):
            custody = None
        return await desk.page(
            request, "operations.html", services=list(zip(names, health, strict=True)), titles=OPERATED,
            operator=operator, parked=parked, custody=custody, why=in_chinese, offices=desk.sign_in.office,
            verified=await verifying.last_of(desk, request) if operator else None,
        )  # fmt: skip

    @router.get("/operations/{service}/{case_code}")
    async def parked_case(request: Request, service: str, case_code: str) -> Response:
        found = await desk.ask(request, _known(service), "GET", f"/admin/dead-letters/{case_code}")
        desk.saw(request, What.PARKED, case_code)
        return await desk.page(request, "parked.html", found=found, title=OPERATED[service], why=in_chinese)

    @router.post("/operations/{service}/{case_code}")
    async def replay(request: Request, service: str, case_code: str) -> Response:
        form = await checked_form(request)
        discard = {"discard": "true"} if first(form, "discard") else {}
        path = f"/admin/dead-letters/{case_code}/replay"
        answer = await desk.backends.ask(_known(service), "POST", path, desk.person(request).token, query=discard)
        if not answer.well and not answer.waiting:
            raise stop(answer)
        remember_write(request, answer.read_token)
        what = "放弃处理不了的一条，恢复办理其余" if discard else "恢复办理"
        desk.saw(request, What.OPERATED, case_code, f"{OPERATED[service]}：{what}")
        # The release is answered before what it releases: that is told by the list, now or in a moment.
        request.session["done"] = f"案件 {case_code} 已经恢复，正在依次处理；如果又列在下面，说明原因还没有消除"
        return go("/operations")

    return router


async def _parked(desk: Desk, request: Request) -> list[tuple[str, Parked]]:
    """Service and row of every case that stands still, as far as the services answer."""
    present = [service for service in OPERATED if service in desk.backends.addresses]
    token = desk.person(request).token
    asked = (desk.backends.ask(service, "GET", "/admin/dead-letters", token) for service in present)
    found = []
    for service, answer in zip(present, await asyncio.gather(*asked, return_exceptions=True), strict=True):
        if isinstance(answer, BackendDown):
            continue
        if isinstance(answer, BaseException):
            raise answer
        if answer.well:
            found += [(service, row) for row in answer.content["cases"]]
            found += [(service, {**row, "can_be_replayed": False}) for row in answer.content["reactions"]]
    return found


def _known(service: str) -> str:
    if service not in OPERATED:
        raise Stop(404, "没有这个服务", "地址不对，请从“运行状况”页面进入。")
    return service
