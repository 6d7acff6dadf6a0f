"""What every .docx of the statistics has: Chinese fonts by name, and no moment of making, so that the same figures give the same words."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "仿宋"
_TITLE_FONT = "黑体"
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def blank() -> Made:
    """An empty document; the reader's office suite has the fonts or takes its own."""
    document = Document()
    for style, font, size in (("Normal", _FONT, 14), ("Heading 1", _TITLE_FONT, 15), ("Title", _TITLE_FONT, 20)):
        found = document.styles[style]
        found.font.name = font
        found.font.size = Pt(size)
        found.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return document


def paragraph(document: Made, text: str, alignment: WD_ALIGN_PARAGRAPH | None = None) -> None:
    """A paragraph, indented by two characters where it is not aligned otherwise."""
    made = document.add_paragraph(text)
    made.paragraph_format.first_line_indent = None if alignment is not None else Pt(28)
    if alignment is not None:
        made.alignment = alignment


def content_of(document: Made, author: str, title: str) -> bytes:
    """The file's bytes."""
    properties = document.core_properties
    properties.created = properties.modified = _NO_TIME
    properties.author, properties.title = author, title
    content = BytesIO()
    document.save(content)
    return content.getvalue()
