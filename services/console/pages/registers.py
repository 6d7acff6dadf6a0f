"""Registers (台账): which there are with their figures, their entries, and the forms of entering and of every step."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.backends import BackendDown
from services.console.catalogue import Act
from services.console.desk import Desk, checked_form, first, go
from services.console.forms.fields import every_field
from services.console.forms.filled import Form, body_of
from services.console.forms.offered import Offered
from services.console.labels import load_labels
from services.console.pages.filling import new_key
from services.console.pages.form_page import Page, the_act
from services.console.pages.trouble import Trouble, trouble_of
from services.console.session import remember_write

SERVICE = "registers"
_ENTRIES = "/registers/entries"
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
        return await _drawn(desk, request, await the_act(desk, request, SERVICE, name), number, {}, new_key())

    @router.post("/registers/entries/{number}/acts/{name}")
    async def give(request: Request, number: str, name: str) -> Response:
        return await _given(desk, request, await the_act(desk, request, SERVICE, name), number)

    @router.get("/registers/{code}")
    async def entries(request: Request, code: str) -> Response:
        query = {"status": request.query_params.get("status", "")} if request.query_params.get("status") else None
        rows = await desk.read(request, f"/registers/{code}/entries", query)
        kept = await desk.read(request, "/registers")
        register = next(one for one in kept["registers"] if one["code"] == code)
        return await desk.page(request, "register_entries.html", register=register, rows=rows)

    @router.get("/registers/{code}/new")
    async def new(request: Request, code: str) -> Response:
        return await _drawn(desk, request, await the_act(desk, request, SERVICE, f"enter_{code}"), None, {}, new_key())

    @router.post("/registers/{code}/new")
    async def enter(request: Request, code: str) -> Response:
        return await _given(desk, request, await the_act(desk, request, SERVICE, f"enter_{code}"), None)

    return router


async def _acts(desk: Desk, code: str) -> tuple[Act, ...]:
    """The acts on entries of this register: its steps, and what every register has."""
    found = await desk.backends.acts_of_entries()
    return tuple(act for act in found if act.path.startswith((f"/registers/{code}/", f"{_ENTRIES}/")))


async def _given(desk: Desk, request: Request, act: Act, number: str | None) -> Response:
    """Give the command of a filled-in form; or the form again with what is wrong."""
    sent = await checked_form(request)
    page = Page(desk, request, act, None)
    key, token = first(sent, "key"), desk.person(request).token
    try:
        answer = await desk.backends.give(
            act, token, key, body_of(page.fields, sent), number, first(sent, "etag") or None
        )
    except BackendDown:
        down = Trouble("暂时不能确定是否办成", ("服务没有应答。请再按一次“提交”：系统认得这是同一次办理，不会重复。",))
        return await _drawn(desk, request, act, number, sent, key, down, 503)
    if answer.well or answer.waiting:
        remember_write(request, answer.read_token)
        request.session["done"] = act.title
        made = answer.content.get("case_code", number) if isinstance(answer.content, dict) else number
        return go(f"{_ENTRIES}/{made}" if made else "/registers")
    again = new_key() if answer.status in (409, 412, 422) else key
    trouble = await trouble_of(page, answer, sent)
    return await _drawn(desk, request, act, number, sent, again, trouble, answer.status)


async def _drawn(
    desk: Desk,
    request: Request,
    act: Act,
    number: str | None,
    filled: Form,
    key: str,
    trouble: Trouble | None = None,
    status: int = 200,
) -> Response:
    page = Page(desk, request, act, None)
    file = await desk.read(request, f"{_ENTRIES}/{number}") if number else None
    return await desk.page(
        request, "register_form.html", status, act=act, fields=page.fields, entry=file, file=None, form=filled, key=key,
        by_key={one.key: one for one in page.fields}, etag=file["accepted"] if file else "", trouble=trouble,
        offered=_offered(desk, file), labels=load_labels(), words=await desk.words(request), draft=None, changed=(),
        names={one.name for one in every_field(page.fields)}, place_of_form=page.place, form_title=page.title,
    )  # fmt: skip


def _offered(desk: Desk, file: Mapping[str, Any] | None) -> Offered:
    """Bodies of the jurisdiction for the fields that name one; the fields filled in so far for a correction."""
    bodies = tuple((one.id, one.name_zh) for one in desk.law.organisations.by_id.values() if one.abolished is None)
    found: dict[str, tuple[tuple[str, str], ...]] = dict.fromkeys(_BODY_FIELDS, bodies)
    if file is not None:
        found["field"] = tuple((one["name"], one["label"]) for one in file["values"])
    return found
