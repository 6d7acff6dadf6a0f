"""Why a form came back: what is wrong at which field, and what has changed since the page was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.identity import case_code as code_made_by
from schemas.identity import http_command_id
from services.console.backends import Answered
from services.console.desk import first
from services.console.forms.filled import Form, name_in_form
from services.console.pages.form_page import Page
from services.jurisdiction.instrument_titles import titled

_OVERTAKEN = 412


@dataclass(frozen=True)
class Trouble:
    """Why a form came back."""

    title: str
    sentences: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """What would be right, by name of the field in the form."""
    changed: tuple[Mapping[str, Any], ...] = ()
    """Timeline entries that came since the page was made."""
    case_code: str | None = None
    """A case that this very form has registered already."""


async def changed_since(page: Page, etag: str) -> tuple[Mapping[str, Any], ...]:
    """Timeline entries of the act's service that are newer than the page was."""
    if page.elsewhere is not None:
        return (await page.elsewhere.find()).since(etag)
    if page.case_code is None or not etag.isdigit():
        return ()
    timeline = (await page.desk.read(page.request, f"/cases/{page.case_code}"))["timeline"]
    return tuple(
        entry for entry in timeline if entry["service"] == page.act.service and entry["sequence"] > int(etag)
    )  # fmt: skip


async def trouble_of(page: Page, answer: Answered, form: Form) -> Trouble:
    """What a service's refusal says, for the form it refused."""
    content = answer.content if isinstance(answer.content, dict) else {}
    etag, key = first(form, "etag"), first(form, "key")
    title, detail = str(content.get("title", "没有办成")), str(content.get("detail", ""))
    source = (
        f"依据：{titled(content['source'], page.desk.law.clocks.limits.instruments)}" if content.get("source") else ""
    )
    wrong = {
        name_in_form(page.fields, form, _name(error)): str(error.get("message", ""))
        for error in content.get("errors", ())
    }
    if content.get("field"):
        wrong.setdefault(str(content["field"]), detail)
    if answer.status == 400 and wrong:
        detail = f"有 {len(wrong)} 处需要更正，已在下面逐项标出，其余内容都保留着。"
    if answer.status == _OVERTAKEN and page.elsewhere is not None:
        title, detail = overtaken(page.elsewhere.noun)
    changed = await changed_since(page, etag) if answer.status == _OVERTAKEN else ()
    made = _registered_by(page, key) if answer.status == 422 and content.get("code") == "key_reused" else None
    return Trouble(title, tuple(text for text in (detail, source) if text), wrong, changed, made)


def overtaken(noun: str) -> tuple[str, str]:
    """Title and sentence where somebody was first at what is no case: the services know only of cases."""
    return f"{noun}已有新的办理", f"您查看之后，已有人办理了这项{noun}。请核对下面的内容，再提交一次。"


def _registered_by(page: Page, key: str) -> str | None:
    """The case that this form registered when it was sent first: its code follows from who sent it and its key."""
    if not page.act.makes_a_case:
        return None
    return code_made_by(http_command_id(page.account, page.act.method, page.act.path, key))


def _name(error: Mapping[str, str]) -> str:
    """The form's name of a field from its JSON pointer: /parties/0/name -> parties.0.name."""
    return error.get("pointer", "").lstrip("#").strip("/").replace("/", ".") or error.get("field", "")


def wrong_within(trouble: Trouble | None, group: str, but: Sequence[str] = ()) -> bool:
    """Whether something is wrong at a field of this group (empty: of the form), those of `but` apart."""
    if trouble is None:
        return False
    prefix = f"{group}." if group else ""
    inner = [name.removeprefix(prefix) for name in trouble.fields if name.startswith(prefix)]
    return any(not any(name == known or name.startswith(f"{known}.") for known in but) for name in inner)
