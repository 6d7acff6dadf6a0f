"""Giving a document its number: content handed in, issued or revised, and the sheet with number and hash as it is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from services.console import documents_service
from services.console.backends import Answered
from services.console.desk import Desk, SignInFirst, Stop, stop
from services.console.session import remember_write
from services.jurisdiction.document_content import (
    content_hash,
    content_of,
    numbered,
    template_version,
    values_hash,
)
from services.jurisdiction.document_filling import Filled
from services.jurisdiction.document_registers import REAL, STORY, load_registers, register_code
from services.jurisdiction.document_sheet import Sheet
from services.jurisdiction.document_templates import Template

_ALREADY = "already_issued"


@dataclass(frozen=True)
class Paper:
    """A document that is to be issued."""

    case_code: str
    event_id: str
    template: Template
    filled: Filled
    story: bool


@dataclass(frozen=True)
class Given:
    """The number that a document has."""

    register: str
    number: int
    printed: str
    edition: int
    content_hash: str

    def on(self, sheet: Sheet, void: bool = False) -> Sheet:
        """The sheet with number, edition and hash; a void one says so."""
        return numbered(sheet, self.printed, self.edition, self.content_hash, void)


class ContentChanged(Exception):
    """The document was issued with other content: a revision with its reason is needed."""

    def __init__(self, given: Given) -> None:
        super().__init__(given.printed)
        self.given = given


async def issue(desk: Desk, request: Request, paper: Paper, key: str) -> Given:
    """The number of the document: a new one, or the one it has where its content is the same.

    Raises ContentChanged, SignInFirst, Stop, BackendDown.
    """
    person, content = desk.person(request), content_of(paper.filled.sheet)
    if before := await _before(desk, request, paper):
        return _same_or_changed(before, content_hash(content))
    series = STORY if paper.story else REAL
    kind = load_registers(desk.law.profile).kind_of(paper.template.code)
    year = desk.today().year
    register = register_code(person.organisation, kind.code, year, series)
    place = {"kind": kind.code, "year": str(year), "series": series}
    await _handed_in(desk, request, register, content, place)
    body = {
        "body": person.organisation, "year": year, "series": series, "about_case": paper.case_code,
        "event_id": paper.event_id, "template": paper.template.code, **_told(paper, content),
    }  # fmt: skip
    answer = await _asked(desk, request, f"/documents/registers/{register}/issue", key, body)
    told = answer.content if isinstance(answer.content, dict) else {}
    if answer.status == 409 and told.get("code") == _ALREADY:
        return _same_or_changed(_given(register, told["parameters"]), str(body["content_hash"]))
    return _given(register, _event(desk, request, answer))


async def revise(desk: Desk, request: Request, paper: Paper, key: str, of: tuple[str, int, int], reason: str) -> Given:
    """A further edition of a register's number; `of`: register, number, and the edition that was seen.

    Raises SignInFirst, Stop, BackendDown.
    """
    register, number, edition = of
    content = content_of(paper.filled.sheet)
    file = await desk.read(request, f"/document-registers/{register}")
    row = file["row"]
    place = {"kind": row["kind"], "year": str(row["year"]), "series": STORY if row["story"] else REAL}
    await _handed_in(desk, request, register, content, place)
    body = {"number": number, "from_edition": edition, "reason": reason, **_told(paper, content)}
    answer = await _asked(desk, request, f"/documents/registers/{register}/revise", key, body)
    return _given(register, _event(desk, request, answer))


async def void(desk: Desk, request: Request, register: str, number: int, key: str, reason: str) -> None:
    """Void a number. Raises SignInFirst, Stop, BackendDown."""
    body = {"number": number, "reason": reason}
    _event(desk, request, await _asked(desk, request, f"/documents/registers/{register}/void", key, body))


async def _before(desk: Desk, request: Request, paper: Paper) -> Given | None:
    """The number that the reader's body gave this document, in whatever year; None where the case's file has none yet."""
    papers = await desk.read(request, f"/cases/{paper.case_code}/papers")
    about = (paper.template.code, paper.event_id)
    for one in papers["documents"]:
        if one["own"] and not one["void"] and (one["template"], one["event_id"]) == about:
            last = one["editions"][-1]
            return Given(one["register_code"], one["number"], one["printed"], last["edition"], last["content_hash"])
    return None


def _same_or_changed(given: Given, hash_of_content: str) -> Given:
    if given.content_hash != hash_of_content:
        raise ContentChanged(given)
    return given


def _told(paper: Paper, content: bytes) -> dict[str, str]:
    return {
        "template_version": template_version(paper.template), "content_hash": content_hash(content),
        "values_hash": values_hash(paper.filled.values),
    }  # fmt: skip


async def _handed_in(desk: Desk, request: Request, register: str, content: bytes, place: Mapping[str, str]) -> None:
    path = f"/documents/registers/{register}/contents"
    answer = await documents_service.hand_in(desk.backends, path, desk.person(request).token, content, place)
    _checked(answer)


async def _asked(desk: Desk, request: Request, path: str, key: str, body: Mapping[str, Any]) -> Answered:
    """The same form with other content is another act, and the same one twice is one."""
    one_act = f"{key}-{str(body.get('content_hash', ''))[:16]}"
    return await documents_service.command(desk.backends, path, desk.person(request).token, one_act, body)


def _event(desk: Desk, request: Request, answer: Answered) -> Mapping[str, Any]:
    """The data of the one event that the command came to."""
    if answer.waiting:
        raise Stop(202, "正在编号", "请求已收下，还没有办结。请稍后从案件的“文书打印”页面查看文号，再重新打印。")
    _checked(answer)
    remember_write(request, answer.read_token)
    data: Mapping[str, Any] = answer.content["events"][0]["data"]
    return data


def _checked(answer: Answered) -> None:
    if answer.status == 401:
        raise SignInFirst
    if not answer.well:
        raise stop(answer)


def _given(register: str, told: Mapping[str, Any]) -> Given:
    return Given(register, told["number"], told["printed"], told["edition"], told["content_hash"])
