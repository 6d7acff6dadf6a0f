"""A sheet as the file that a browser gets."""

import asyncio
from collections.abc import Callable, Mapping
from urllib.parse import quote

from starlette.responses import Response

from services.console.desk import Stop
from services.console.documents import in_pdf, in_word
from services.console.documents.font import UnprintableCharacter
from services.jurisdiction.document_sheet import Sheet

KINDS: Mapping[str, tuple[Callable[[Sheet], bytes], str]] = {
    "pdf": (in_pdf.in_pdf, in_pdf.MEDIA_TYPE),
    "docx": (in_word.in_word, in_word.MEDIA_TYPE),
}
"""How a sheet is made into a file, and what kind of file it is."""


class Unprintable(Stop):
    """The font of a .pdf lacks a character of the document."""


async def file_of(kind: str, sheet: Sheet, name: str) -> Response:
    """The file, to be saved under `name`. Raises Unprintable where the font lacks a character."""
    return download(await made(kind, sheet), KINDS[kind][1], name)


async def made(kind: str, sheet: Sheet) -> bytes:
    """The bytes of the file. Raises Unprintable where the font lacks a character."""
    try:
        return await asyncio.to_thread(KINDS[kind][0], sheet)
    except UnprintableCharacter as error:
        detail = (
            f"字库中没有“{'、'.join(error.characters)}”，PDF 会缺字，没有打印。请改用 Word 文档，用本机的字库打印。"
        )
        raise Unprintable(422, "不能打印成 PDF", detail) from error


def download(content: bytes, media_type: str, name: str) -> Response:
    """Bytes that the browser saves and does not open by itself."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}", "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    return Response(content, media_type=media_type, headers=headers)
