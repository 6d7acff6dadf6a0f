"""What can be printed of a case: which documents, what each still lacks, and the document itself."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console.access_log import What
from services.console.chinese import Chinese, day
from services.console.desk import Desk, Stop, checked_form, first
from services.console.documents_service import SERVICE
from services.console.pages.filing import handed_out
from services.console.pages.inking import with_ink
from services.console.pages.issuing import ContentChanged, Given, Paper, issue, revise
from services.console.pages.printing import KINDS, download, file_of
from services.jurisdiction.document_content import as_draft
from services.jurisdiction.document_facts import CaseFacts, Told
from services.jurisdiction.document_filling import Filled, fill
from services.jurisdiction.document_reading import load_templates
from services.jurisdiction.document_templates import Template, Templates

_DRAFT = "draft"
"""What is asked for where a document is to be printed without a number, as .pdf."""
_LONGEST = 5_000
"""Characters that a clerk may add to one field."""
NOT_YOURS = "文书中有本岗位看不到的内容（个人信息或者调解过程），请由承办单位的工作人员打印。"


@dataclass(frozen=True)
class _Names:
    """Words of the record in Chinese, as the console knows them."""

    desk: Desk
    words: Chinese

    def word(self, text: str) -> str:
        """The Chinese of a word or of a ground of the law."""
        said = self.words.word(text)
        ground = self.desk.law.ground(text) if said == text else None
        return ground.text_zh if ground else said

    def body(self, organisation: str) -> str:
        """The name of a body; what was said of it where the profile has none such."""
        found = self.desk.law.organisation(organisation)
        return found.name_zh if found else organisation

    def post(self, account: str) -> str:
        """The post of an account."""
        return self.desk.sign_in.office(account)


@dataclass(frozen=True)
class Listed:
    """A document of the case, as the list shows it."""

    template: Template
    event_id: str
    on: str
    filled: Filled


def routes(desk: Desk) -> APIRouter:
    """The list of documents and each of them."""
    router = APIRouter()
    templates = load_templates(desk.law.profile)

    @router.get("/cases/{case_code}/documents")
    async def documents(request: Request, case_code: str) -> Response:
        facts, names = await _case(desk, request, case_code)
        desk.saw(request, What.CASE, case_code)
        groups: dict[str, list[Listed]] = {}
        for template in templates.by_code.values():
            for occasion in facts.occasions(template):
                filled = fill(template, occasion, facts, names, {})
                row = Listed(template, occasion.id, day(occasion.occurred_at), filled)
                groups.setdefault(template.group, []).append(row)
        papers = await desk.read(request, f"/cases/{case_code}/papers")
        return await desk.page(
            request, "documents.html", case_code=case_code, groups=groups, not_yours=NOT_YOURS,
            issued=papers["documents"],
            by_event={(one["template"], one["event_id"]): one for one in papers["documents"] if not one["void"]},
        )  # fmt: skip

    @router.get("/cases/{case_code}/documents/{code}/{event_id}")
    async def form(request: Request, case_code: str, code: str, event_id: str) -> Response:
        facts, names = await _case(desk, request, case_code)
        template, occasion = _found(templates, facts, code, event_id)
        desk.saw(request, What.CASE, case_code, template.title)
        return await _drawn(desk, request, case_code, template, occasion, fill(template, occasion, facts, names, {}))

    @router.post("/cases/{case_code}/documents/{code}/{event_id}")
    async def printed(request: Request, case_code: str, code: str, event_id: str) -> Response:
        sent = await checked_form(request)
        facts, names = await _case(desk, request, case_code)
        template, occasion = _found(templates, facts, code, event_id)
        added = {name: first(sent, name).replace("\r\n", "\n")[:_LONGEST] for name in sent if name != "csrf"}
        filled = fill(template, occasion, facts, names, added)
        kind = first(sent, "kind")
        if not filled.printable or kind not in (*KINDS, _DRAFT):
            return await _drawn(desk, request, case_code, template, occasion, filled, asked=True)
        filled = replace(filled, sheet=await with_ink(desk, request, case_code, filled.sheet))
        if kind == _DRAFT or SERVICE not in desk.backends.addresses:
            kind = "pdf" if kind == _DRAFT else kind
            desk.saw(request, What.EXPORT, case_code, f"打印文书：{template.title}（{kind}），草稿")
            return await file_of(kind, as_draft(filled.sheet), f"{template.title} {case_code} 草稿.{kind}")
        paper = Paper(case_code, occasion.id, template, filled, bool(facts.file["story"]))
        try:
            given = await _numbered(desk, request, paper, sent)
        except ContentChanged as changed:
            return await _drawn(desk, request, case_code, template, occasion, filled, changed=changed.given)
        desk.saw(request, What.EXPORT, case_code, f"打印文书：{template.title}（{kind}），{given.printed}")
        content = await handed_out(desk, request, given, filled.sheet, kind)
        return download(content, KINDS[kind][1], f"{template.title} {given.printed}.{kind}")

    return router


async def _case(desk: Desk, request: Request, case_code: str) -> tuple[CaseFacts, _Names]:
    file = await desk.read(request, f"/cases/{case_code}")
    return CaseFacts.of(file), _Names(desk, await desk.words(request))


async def _numbered(desk: Desk, request: Request, paper: Paper, sent: Mapping[str, list[str]]) -> Given:
    """The document's number; with a reason told, of the revision that the page asked for. Raises ContentChanged."""
    key, reason = first(sent, "key"), first(sent, "issue.reason").strip()
    if not key:
        raise Stop(400, "页面不完整", "请从案件的“文书打印”页面重新进入，再打印。")
    number, edition = first(sent, "issue.number"), first(sent, "issue.edition")
    if reason and number.isdecimal() and edition.isdecimal():
        return await revise(
            desk, request, paper, key, (first(sent, "issue.register"), int(number), int(edition)), reason
        )
    return await issue(desk, request, paper, key)


def _found(templates: Templates, facts: CaseFacts, code: str, event_id: str) -> tuple[Template, Told]:
    template = templates.find(code)
    occasion = facts.occasion(template, event_id) if template else None
    if template is None or occasion is None:
        raise Stop(404, "没有这份文书", "本案没有这份文书，请从案件的“文书打印”页面进入。")
    return template, occasion


async def _drawn(
    desk: Desk,
    request: Request,
    case_code: str,
    template: Template,
    occasion: Told,
    filled: Filled,
    asked: bool = False,
    changed: Given | None = None,
) -> Response:
    status = 422 if asked and filled.missing else 403 if asked and filled.hidden else 409 if changed else 200
    return await desk.page(
        request, "document.html", status, case_code=case_code, document=template, event_id=occasion.id, filled=filled,
        wrong=filled.missing if asked else (), parts=[_shown(part) for part in filled.sheet.parts], not_yours=NOT_YOURS,
        changed=changed, key=secrets.token_urlsafe(16), numbering=SERVICE in desk.backends.addresses,
    )  # fmt: skip


def _shown(part: object) -> Mapping[str, object]:
    return {"kind": type(part).__name__, "part": part}
