"""Registers (台账): which there are with their figures, their entries, and the forms of entering and of every step."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.catalogue import Act
from services.console.desk import Desk
from services.console.forms.offered import Offered
from services.console.pages.filling import opened, sent
from services.console.pages.form_page import Page, the_act
from services.console.pages.things import Elsewhere, Thing

SERVICE = "registers"
_REGISTERS = "/registers"
_ENTRIES = f"{_REGISTERS}/entries"
_SHOWN = 100
"""Rows of one page: more would be above 100 KB."""
_BODY_FIELDS = ("owner", "about_body", "village")
"""Fields that name a body of the jurisdiction."""


def routes(desk: Desk) -> APIRouter:
    """The pages of registers."""
    router = APIRouter()

    @router.get("/registers")
    async def registers(request: Request) -> Response:
        kept = await desk.read(request, "/registers")
        figures: dict[str, list[Mapping[str, Any]]] = {}
        for row in await desk.read(request, "/registers/figures"):
            figures.setdefault(row["register_code"], []).append(row)
        roles = desk.person(request).roles
        may_enter = {one["code"] for one in kept["registers"] if set(one["roles"]) & set(roles)}
        return await desk.page(request, "registers.html", kept=kept, figures=figures, may_enter=may_enter)

    @router.get("/registers/entries/{number}")
    async def entry(request: Request, number: str) -> Response:
        file = await desk.read(request, f"{_ENTRIES}/{number}")
        acts = [act for act in await _acts(desk, file["register_code"]) if act.open_to(desk.person(request).roles)]
        steps = [act for act in acts if act.path.startswith(f"/registers/{file['register_code']}/")]
        in_order = {f"{file['register_code']}_{step}" for step in file["steps_in_order"]}
        return await desk.page(
            request, "register_entry.html", file=file, now=[act for act in steps if act.name in in_order],
            more=[act for act in acts if act.name not in in_order],
        )  # fmt: skip

    @router.get("/registers/entries/{number}/acts/{name}")
    async def form(request: Request, number: str, name: str) -> Response:
        act = await the_act(desk, request, SERVICE, name)
        return await opened(Page(desk, request, act, number, _of_entry(desk, request, number)))

    @router.post("/registers/entries/{number}/acts/{name}")
    async def give(request: Request, number: str, name: str) -> Response:
        return await sent(desk, request, (SERVICE, name), number, _of_entry(desk, request, number))

    @router.get("/registers/{code}")
    async def entries(request: Request, code: str) -> Response:
        asked = request.query_params
        query = {"status": asked["status"]} if asked.get("status") else {}
        begun = asked.get("after", "")
        read, kept = await asyncio.gather(
            desk.read_list(request, f"{_REGISTERS}/{code}/entries", {**query, "limit": str(_SHOWN), "after": begun}),
            desk.read(request, _REGISTERS),
        )
        register = next(one for one in kept["registers"] if one["code"] == code)
        return await desk.page(
            request, "register_entries.html", register=register, rows=read.content, begun=begun,
            following=read.following, first=f"{_REGISTERS}/{code}?{urlencode(query)}",
        )  # fmt: skip

    @router.get("/registers/{code}/new")
    async def new(request: Request, code: str) -> Response:
        act = await the_act(desk, request, SERVICE, f"enter_{code}")
        return await opened(Page(desk, request, act, None, _new_entry(desk, code)))

    @router.post("/registers/{code}/new")
    async def enter(request: Request, code: str) -> Response:
        return await sent(desk, request, (SERVICE, f"enter_{code}"), None, _new_entry(desk, code))

    return router


async def _acts(desk: Desk, code: str) -> tuple[Act, ...]:
    """The acts on entries of this register: its steps, and what every register has."""
    found = await desk.backends.acts_of_entries()
    return tuple(act for act in found if act.path.startswith((f"/registers/{code}/", f"{_ENTRIES}/")))


def _of_entry(desk: Desk, request: Request, number: str) -> Elsewhere:
    """An entry as its forms need it."""

    async def find() -> Thing:
        file = await desk.read(request, f"{_ENTRIES}/{number}")
        name = f"{file['register_name']} {file['number']}"
        return Thing(name, str(file["accepted"]), _offered(desk, file), tuple(file["timeline"]))

    return Elsewhere(f"{_ENTRIES}/{number}", find, "台账登记")


def _new_entry(desk: Desk, code: str) -> Elsewhere:
    """An entry that is only being entered."""

    async def find() -> Thing:
        return Thing("台账目录", offered=_offered(desk, None))

    return Elsewhere(f"/registers/{code}", find, "台账登记", f"{_ENTRIES}/")


def _offered(desk: Desk, file: Mapping[str, Any] | None) -> Offered:
    """Bodies of the jurisdiction for the fields that name one; the fields filled in so far for a correction."""
    bodies = tuple((one.id, one.name_zh) for one in desk.law.organisations.by_id.values() if one.abolished is None)
    found: dict[str, tuple[tuple[str, str], ...]] = dict.fromkeys(_BODY_FIELDS, bodies)
    if file is not None:
        found["field"] = tuple((one["name"], one["label"]) for one in file["values"])
    return found
