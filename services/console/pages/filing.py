"""The file of an issued edition: made once, kept under its hash, and from then on the same bytes for everybody (issue 8, item 3)."""

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any

from starlette.requests import Request

from services.console import documents_service
from services.console.backends import Answered
from services.console.desk import Desk, SignInFirst, Stop, stop
from services.console.pages.issuing import Given
from services.console.pages.printing import KINDS, Unprintable, made
from services.console.session import remember_write
from services.jurisdiction.document_registers import REAL, STORY
from services.jurisdiction.document_sheet import Sheet

_ALREADY = "edition_filed_already"
FOR_PARTIES = "pdf"


async def handed_out(desk: Desk, request: Request, given: Given, sheet: Sheet, kind: str) -> bytes:
    """The file of this kind of an edition that was just issued, and beside it the .pdf that parties fetch with their links.

    A character that the font lacks leaves the .pdf out where another kind was asked for. Raises as `paper_of`.
    """
    if kind != FOR_PARTIES:
        with suppress(Unprintable):
            await paper_of(desk, request, given, sheet, FOR_PARTIES)
    return await paper_of(desk, request, given, sheet, kind)


async def paper_of(desk: Desk, request: Request, given: Given, sheet: Sheet, kind: str, void: bool = False) -> bytes:
    """The kept file of this kind of an edition of one's own body; made of its sheet and kept where there is none yet.

    Raises SignInFirst, Stop, BackendDown.
    """
    file = await desk.read(request, f"/document-registers/{given.register}")
    kept = _kept(file, given, KINDS[kind][1], void)
    if kept is not None:
        return await _fetched(desk, request, given.register, kept)
    content = await made(kind, given.on(sheet, void=void))
    await _handed_in(desk, request, file["row"], given.register, content)
    file_hash = sha256(content).hexdigest()
    body = {
        "number": given.number, "edition": given.edition, "media_type": KINDS[kind][1], "file_hash": file_hash,
        "size": len(content), "void": void,
    }  # fmt: skip
    key = f"file-{given.number}-{given.edition}-{kind}-{void}-{file_hash}"
    path = f"/documents/registers/{given.register}/file"
    answer = await documents_service.command(desk.backends, path, desk.person(request).token, key, body)
    told = answer.content if isinstance(answer.content, dict) else {}
    if answer.status == 409 and told.get("code") == _ALREADY:
        first = str(told["parameters"]["file_hash"])
        return content if first == file_hash else await _fetched(desk, request, given.register, first)
    _checked(answer)
    remember_write(request, answer.read_token)
    return content


def _kept(file: Mapping[str, Any], given: Given, media_type: str, void: bool) -> str | None:
    """The hash of the file; None before it was made, and where the views do not know the edition yet."""
    for one in file["numbers"]:
        for edition in one["editions"] if one["number"] == given.number else ():
            for kept in edition["files"] if edition["edition"] == given.edition else ():
                if (kept["media_type"], kept["void"]) == (media_type, void):
                    return str(kept["file_hash"])
    return None


async def _fetched(desk: Desk, request: Request, register: str, file_hash: str) -> bytes:
    """The kept bytes, which are what was handed out before or nothing."""
    path = f"/document-registers/{register}/files/{file_hash}"
    answer = await desk.backends.file(path, desk.person(request).token, {})
    if isinstance(answer, Answered):
        if answer.status == 404:
            raise Stop(503, "正在保存", "这一版的文件刚刚保存，请稍后再下载。")
        raise stop(answer)
    if sha256(answer.content).hexdigest() != file_hash:
        raise Stop(500, "文件与登记的不一致", "保存的文件与登记的校验码不一致，没有下载。请告诉系统运维员。")
    return answer.content


async def _handed_in(desk: Desk, request: Request, row: Mapping[str, Any], register: str, content: bytes) -> None:
    place = {"kind": row["kind"], "year": str(row["year"]), "series": STORY if row["story"] else REAL}
    path = f"/documents/registers/{register}/papers"
    _checked(await documents_service.hand_in(desk.backends, path, desk.person(request).token, content, place))


def _checked(answer: Answered) -> None:
    if answer.status == 401:
        raise SignInFirst
    if answer.waiting:
        raise Stop(202, "正在保存", "文书的文件正在保存，请稍后从文号页面下载。")
    if not answer.well:
        raise stop(answer)
