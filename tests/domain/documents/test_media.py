"""What a file is, by its content and not by its name."""

import io
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook

from schemas.documents import MediaType
from services.documents.media import media_type_of


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name in names:
            package.writestr(name, "")
    return file.getvalue()


def word() -> bytes:
    file = io.BytesIO()
    Document().save(file)
    return file.getvalue()


def excel() -> bytes:
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", MediaType.PDF),
        (b"\xff\xd8\xff\xe0JFIF", MediaType.JPEG),
        (b"\x89PNG\r\n\x1a\n0000", MediaType.PNG),
        (word(), MediaType.WORD),
        (excel(), MediaType.EXCEL),
    ],
)
def test_a_kind_that_is_kept_is_known_by_its_content(content: bytes, kind: MediaType) -> None:
    assert media_type_of(content) is kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><script>",
        b"GIF89a",
        b"PK\x03\x04 cut off",
        packed("anything.txt"),
        packed("word/document.xml"),
        packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    ],
)
def test_everything_else_is_not_kept_a_file_with_macros_among_them(content: bytes) -> None:
    assert media_type_of(content) is None
