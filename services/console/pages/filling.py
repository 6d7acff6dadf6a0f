"""Filling in the form of an act: drawn, kept as a draft, sent once, and come back to with what is wrong and what was typed."""

import uuid
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.console.backends import Answered, BackendDown
from services.console.catalogue import Act
from services.console.desk import Desk, KeepForm, SignInFirst, StalePage, checked_form, first, go
from services.console.forms.fields import Field, Kind, every_field
from services.console.forms.filled import Form, body_of, form_of
from services.console.forms.offered import Asking, offered_by
from services.console.labels import load_labels
from services.console.pages.form_page import REGISTER, Page, the_act
from services.console.pages.things import Elsewhere
from services.console.pages.trouble import Trouble, changed_since, trouble_of
from services.console.session import remember_write

_BOTH_SIDES = {
    "parties.0.role": ["applicant"], "parties.0.kind": ["natural"],
    "parties.1.role": ["respondent"], "parties.1.kind": ["natural"],
}  # fmt: skip
"""Of a new registration: most sides are persons."""


async def opened(page: Page) -> Response:
    """The form, as it was left or new."""
    draft = page.desk.drafts.find(page.account, page.place)
    if draft is None:
        asked = {name: [page.request.query_params[name]] for name in page.request.query_params}
        return await drawn(page, asked, new_key())
    changed = await changed_since(page, first(draft.form, "etag"))
    return await drawn(page, draft.form, first(draft.form, "key") or new_key(), draft=draft, changed=changed)


async def sent(
    desk: Desk, request: Request, of: tuple[str, str], case_code: str | None, elsewhere: Elsewhere | None = None
) -> Response:
    """What was sent to an act's page (service, name): the command, one more group, a draft kept or given up; or the form
    again with what is wrong.

    Raises KeepForm where nobody is signed in any more.
    """
    try:
        page = Page(desk, request, await the_act(desk, request, *of), case_code, elsewhere).of_a_case_or_opening_one()
    except SignInFirst:
        raw = await request.form()
        raise KeepForm(request.url.path, {name: [str(one) for one in raw.getlist(name)] for name in raw}) from None
    try:
        form = await checked_form(request)
    except StalePage as stale:
        told = Trouble(
            "页面已失效", ("页面打开太久，或者不是从本系统打开的。填写的内容都保留着，请核对后再提交一次。",)
        )
        return await drawn(page, stale.form, first(stale.form, "key") or new_key(), told, 403)
    key = first(form, "key")
    if "forget" in form:
        desk.drafts.drop(page.account, page.place)
        return go(page.place)
    if "save" in form:
        return _saved(page, form)
    if any(name.startswith("more.") for name in form):
        return await drawn(page, form, key)
    desk.drafts.keep(page.account, page.place, page.title, form)
    return await _given(page, form, key)


def _saved(page: Page, form: Form) -> Response:
    kept = page.desk.drafts.keep(page.account, page.place, page.title, form)
    page.request.session["done"] = "草稿已保存" if kept else "内容过大，草稿没有保存"
    return go(page.place)


async def _given(page: Page, form: Form, key: str) -> Response:
    body, etag = body_of(page.fields, form), first(form, "etag")
    token = page.desk.person(page.request).token
    try:
        answer = await page.desk.backends.give(page.act, token, key, body, page.case_code, etag or None)
    except BackendDown:
        down = Trouble("暂时不能确定是否办成", ("服务没有应答。请再按一次“提交”：系统认得这是同一次办理，不会重复。",))
        return await drawn(page, form, key, down, 503)
    if answer.status == 401:
        raise KeepForm(page.place, {name: list(values) for name, values in form.items()})
    if answer.well or answer.waiting:
        page.desk.drafts.drop(page.account, page.place)
        return done(page.request, page.act, answer, page.case_code, page.elsewhere)
    again = new_key() if answer.status in (409, 412, 422) else key
    return await drawn(page, form, again, await trouble_of(page, answer, form), answer.status)


def done(
    request: Request, act: Act, answer: Answered, case_code: str | None, elsewhere: Elsewhere | None = None
) -> Response:
    """On to the case or thing, which says what was done; to the list of work after an entry that is no case."""
    remember_write(request, answer.read_token)
    request.session["done"] = act.title if answer.well else f"{act.title}（已收到，正在办理，请稍后刷新）"
    made = answer.content.get("case_code", case_code) if isinstance(answer.content, dict) else case_code
    if elsewhere is not None:
        return go(f"{elsewhere.made_at}{made}" if elsewhere.made_at and made else elsewhere.address)
    of_a_case = made and (case_code or (act.service, act.name) == REGISTER)
    return go(f"/cases/{made}" if of_a_case else "/")


async def drawn(
    page: Page,
    form: Form,
    key: str,
    trouble: Trouble | None = None,
    status: int = 200,
    draft: object = None,
    changed: tuple[Mapping[str, Any], ...] = (),
) -> Response:
    """The page of the form."""
    desk, request = page.desk, page.request
    thing = await page.elsewhere.find() if page.elsewhere else None
    file = await desk.read(request, f"/cases/{page.case_code}") if page.case_code and thing is None else None
    words = await desk.words(request)
    opens_a_case = (page.act.service, page.act.name) == REGISTER
    new = {**_defaults(page.fields), **(_of_a_registration(page) if opens_a_case else {})}
    typed = any(name not in ("key", "etag", "csrf") for name in form)
    shown = form if typed and (draft or trouble or first(form, "key")) else {**new, **form}
    return await desk.page(
        request, "register.html" if opens_a_case else "form.html", status, act=page.act, fields=page.fields,
        by_key={one.key: one for one in page.fields}, file=file, thing=thing, elsewhere=page.elsewhere, form=shown, key=key,
        etag=thing.etag if thing else (file["accepted"].get(page.act.service, 0) if file else ""), trouble=trouble,
        offered={**offered_by(file, desk.law, words, _asking(page)), **(thing.offered if thing else {})},
        labels=load_labels(), words=words, draft=draft, changed=changed,
        first_field="dispute_type" if opens_a_case else next((one.name for one in page.fields), ""),
        names={one.name for one in every_field(page.fields)}, place_of_form=page.place, form_title=page.title,
    )  # fmt: skip


def _asking(page: Page) -> Asking:
    organisation = page.desk.person(page.request).organisation
    return Asking(page.act.service, page.act.name, organisation, page.desk.today())


def new_key() -> str:
    """An idempotency key: one for each time a form is opened."""
    return str(uuid.uuid4())


def _defaults(fields: tuple[Field, ...]) -> Form:
    """What stands in a new form."""
    told = {one.key: one.default for one in fields if one.default not in (None, (), [], "") and one.kind != Kind.YES_NO}
    return form_of(fields, told)


def _of_a_registration(page: Page) -> Form:
    """Most disputes have two sides, and most happened where the window is."""
    own = page.desk.law.organisation(page.desk.person(page.request).organisation)
    return {**_BOTH_SIDES, "place": [own.place if own and own.place else ""]}
