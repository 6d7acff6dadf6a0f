"""A sheet as .docx: the same sheet gives the same bytes."""

import base64
import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from services.jurisdiction.document_sheet import Grid, Paragraph, Sheet, Signatures

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT, _TITLE_FONT = "仿宋", "宋体"
"""Fonts of official documents, which every office PC has; a .docx embeds none."""
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_TIME = (2000, 1, 1, 0, 0, 0)
_LABEL_WIDTH, _VALUE_WIDTH = Cm(4), Cm(12)
_INK = Cm(1.4)
"""Height of a handwritten signature."""


def in_word(sheet: Sheet) -> bytes:
    """The document's bytes."""
    document = Document()
    _page(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(sheet.title)
    run.font.size, run.bold = Pt(20), True
    _write_in(run._element.get_or_add_rPr().get_or_add_rFonts(), _TITLE_FONT)
    for part in sheet.parts:
        match part:
            case Paragraph(text, at_right):
                paragraph = document.add_paragraph(text)
                if at_right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            case Grid(rows):
                _grid(document, rows)
            case Signatures(who):
                for place, one in enumerate(who):
                    document.add_paragraph(f"{one}：")
                    for given in part.at(place):
                        signed = document.add_paragraph(f"{given.said}　").add_run()
                        if given.ink:
                            signed.add_picture(io.BytesIO(base64.b64decode(given.ink)), height=_INK)
    document.sections[0].footer.paragraphs[0].text = sheet.foot
    document.core_properties.created = document.core_properties.modified = _NO_TIME
    document.core_properties.author, document.core_properties.title = "", sheet.title
    packed = io.BytesIO()
    document.save(packed)
    return _without_times(packed.getvalue())


def _page(document: Made) -> None:
    style = document.styles["Normal"]
    style.font.size = Pt(14)
    _write_in(style.element.get_or_add_rPr().get_or_add_rFonts(), _FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _grid(document: Made, rows: tuple[tuple[str, str], ...]) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for label, value in rows:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (label, value), (_LABEL_WIDTH, _VALUE_WIDTH), strict=True):
            cell.text, cell.width = text, width


def _write_in(fonts: Any, name: str) -> None:
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(script), name)


def _without_times(packed: bytes) -> bytes:
    """A zip file tells when its entries were written; these do not."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, _ZIP_TIME), old.read(entry), zipfile.ZIP_DEFLATED)
    return again.getvalue()
