"""What kind of file some bytes are, by their content: what a browser or a name says of them is not asked."""

import io
import zipfile
from collections.abc import Mapping

from schemas.documents import MediaType

_BEGINNINGS: Mapping[bytes, MediaType] = {
    b"%PDF-": MediaType.PDF,
    b"\xff\xd8\xff": MediaType.JPEG,
    b"\x89PNG\r\n\x1a\n": MediaType.PNG,
}
_ZIP = b"PK\x03\x04"
_PARTS: Mapping[str, MediaType] = {"word/document.xml": MediaType.WORD, "xl/workbook.xml": MediaType.EXCEL}
_CONTENT_TYPES = "[Content_Types].xml"
_MACROS = "vbaproject.bin"


def media_type_of(content: bytes) -> MediaType | None:
    """The kind of file; None for every kind that is not kept, a file with macros among them."""
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    return _office(content) if content.startswith(_ZIP) else None


def _office(content: bytes) -> MediaType | None:
    """Word or Excel by the parts that the package lists; nothing of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except zipfile.BadZipFile:
        return None
    if _CONTENT_TYPES not in names or any(name.lower().endswith(_MACROS) for name in names):
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)
