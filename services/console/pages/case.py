"""The case file, and the acts on it: each a form made from the schema of its service."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.backends import SERVICES, Answered, BackendDown
from services.console.catalogue import Act
from services.console.desk import Desk, Stop, checked_form, go
from services.console.forms.fields import Field, every_field, fields_of
from services.console.forms.filled import Form, body_of, form_of
from services.console.forms.offered import Offered, offered_by
from services.console.labels import load_labels
from services.console.session import remember_write

REGISTER = ("intake", "register_case")
"""The act that opens a case."""


@dataclass(frozen=True)
class Trouble:
    """Why a form came back."""

    title: str
    sentences: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """What would be right, by name of the field in the form."""
    changed: tuple[Mapping[str, Any], ...] = ()
    """Timeline entries that came since the page was made."""


def routes(desk: Desk) -> APIRouter:
    """The case file and its forms."""
    router = APIRouter()

    @router.get("/cases/new")
    async def new(request: Request) -> Response:
        return await _form(desk, request, await _act(desk, request, *REGISTER), None, {}, _new_key())

    @router.post("/cases/new")
    async def register(request: Request) -> Response:
        return await _given(desk, request, await _act(desk, request, *REGISTER), None)

    @router.get("/cases/{case_code}")
    async def case(request: Request, case_code: str) -> Response:
        file = await desk.read(request, f"/cases/{case_code}")
        roles = desk.person(request).roles
        acts = [act for act in await desk.backends.catalogue() if act.open_to(roles) and not act.makes_a_case]
        groups: dict[str, list[Act]] = {}
        for act in acts:
            groups.setdefault("－".join(filter(None, (SERVICES[act.service], act.group))), []).append(act)
        return await desk.page(request, "case.html", file=file, groups=groups, words=await desk.words(request))

    @router.get("/cases/{case_code}/acts/{service}/{name}")
    async def form(request: Request, case_code: str, service: str, name: str) -> Response:
        return await _form(desk, request, await _act(desk, request, service, name), case_code, {}, _new_key())

    @router.post("/cases/{case_code}/acts/{service}/{name}")
    async def give(request: Request, case_code: str, service: str, name: str) -> Response:
        return await _given(desk, request, await _act(desk, request, service, name), case_code)

    return router


async def _act(desk: Desk, request: Request, service: str, name: str) -> Act:
    roles = desk.person(request).roles
    act = await desk.backends.act(service, name)
    if act is None:
        raise Stop(404, "没有这项办理", "这项办理不存在，或者相应的服务暂时没有运行。")
    if not act.open_to(roles):
        raise Stop(403, "本岗位不能办理", f"“{act.title}”不在本岗位的职责之内，请由有权的岗位办理。")
    return act


async def _given(desk: Desk, request: Request, act: Act, case_code: str | None) -> Response:
    """Give the command of a filled-in form; or draw the form again with one more group, or with what is wrong."""
    form = await checked_form(request)
    key, etag = (next(iter(form.get(name, ())), "") for name in ("key", "etag"))
    if any(name.startswith("more.") for name in form):
        return await _form(desk, request, act, case_code, form, key)
    body = body_of(fields_of(act.body, act.definitions), form)
    token = desk.person(request).token
    try:
        answer = await desk.backends.give(act, token, key, body, case_code, etag or None)
    except BackendDown:
        down = Trouble("暂时不能确定是否办成", ("服务没有应答。请再按一次“提交”：系统认得这是同一次办理，不会重复。",))
        return await _form(desk, request, act, case_code, form, key, down, 503)
    if answer.well or answer.waiting:
        remember_write(request, answer.read_token)
        request.session["done"] = act.title if answer.well else f"{act.title}（已收到，正在办理，请稍后刷新）"
        made = answer.content.get("case_code", case_code) if isinstance(answer.content, dict) else case_code
        return go(f"/cases/{made}" if made else "/")
    again = _new_key() if answer.status in (409, 412, 422) else key
    trouble = await _trouble_of(desk, request, answer, act, case_code, etag)
    return await _form(desk, request, act, case_code, form, again, trouble, answer.status)


async def _form(
    desk: Desk,
    request: Request,
    act: Act,
    case_code: str | None,
    form: Form,
    key: str,
    trouble: Trouble | None = None,
    status: int = 200,
) -> Response:
    fields = fields_of(act.body, act.definitions)
    file = await desk.read(request, f"/cases/{case_code}") if case_code else None
    defaults = form_of(fields, _defaults(fields)) if not form else {}
    choices: Offered = offered_by(file, desk.law, await desk.words(request))
    return await desk.page(
        request, "form.html", status, act=act, fields=fields, file=file, form=form or defaults, key=key,
        etag=(file["accepted"].get(act.service, 0) if file else ""), trouble=trouble, offered=choices,
        labels=load_labels(), words=await desk.words(request), names={f.name for f in every_field(fields)},
    )  # fmt: skip


def _defaults(fields: tuple[Field, ...]) -> dict[str, Any]:
    """What stands in a new form."""
    return {field.key: field.default for field in fields if field.default not in (None, (), [], "")}


async def _trouble_of(
    desk: Desk, request: Request, answer: Answered, act: Act, case_code: str | None, etag: str
) -> Trouble:
    content = answer.content if isinstance(answer.content, dict) else {}
    title, detail = str(content.get("title", "没有办成")), str(content.get("detail", ""))
    source = f"依据：{content['source']}" if content.get("source") else ""
    wrong = {_name(error): str(error.get("message", "")) for error in content.get("errors", ())}
    if content.get("field"):
        wrong.setdefault(str(content["field"]), detail)
    if answer.status == 400 and wrong:
        detail = f"有 {len(wrong)} 处需要更正，已在下面逐项标出，其余内容都保留着。"
    changed: tuple[Mapping[str, Any], ...] = ()
    if answer.status == 412 and case_code:
        timeline = (await desk.read(request, f"/cases/{case_code}"))["timeline"]
        seen_until = int(etag) if etag.isdigit() else 0
        changed = tuple(
            entry for entry in timeline if entry["service"] == act.service and entry["sequence"] > seen_until
        )
    return Trouble(title, tuple(text for text in (detail, source) if text), wrong, changed)


def _name(error: Mapping[str, str]) -> str:
    """The form's name of a field from its JSON pointer: /parties/0/name -> parties.0.name."""
    return error.get("pointer", "").lstrip("#").strip("/").replace("/", ".") or error.get("field", "")


def _new_key() -> str:
    return str(uuid.uuid4())
