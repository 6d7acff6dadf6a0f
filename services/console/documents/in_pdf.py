"""A sheet as .pdf with its Chinese font inside, only the characters used; the same sheet gives the same bytes."""

import base64
import io
import tempfile
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align
from fpdf.fonts import FontFace

from services.console.documents.font import font_for
from services.jurisdiction.document_sheet import Grid, Paragraph, Sheet, SignatureGiven, Signatures

MEDIA_TYPE = "application/pdf"
_FONT = "serif"
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""The document names no moment of making; what it says of dates stands in its text."""
_MARGIN, _TITLE, _BODY, _FOOT = 22.0, 20, 12, 9
"""Margin in mm; sizes in points."""
_LINE = 7.5
_INK = 14.0
"""Height of a handwritten signature in mm."""
_LABEL_SHARE, _VALUE_SHARE = 26, 74
_OF_THE_FOOT = "第0123456789页：　"
Rows = tuple[tuple[str, str], ...]
_LONG = 500
"""Characters from which a value is no cell, which must fit on one page, but a text that goes on over pages."""
_LETTER_OF_A_LINE = 30
"""Characters that stand in one line of a cell, about."""


class _Paper(FPDF):
    def __init__(self, foot: str, font: Path) -> None:
        super().__init__(format="A4")
        self._foot = foot
        self.set_creation_date(_NO_TIME)
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN + 8)
        self.add_font(_FONT, fname=font)

    def footer(self) -> None:
        """The foot of every page with its number."""
        self.set_y(-_MARGIN)
        self.set_font(_FONT, size=_FOOT)
        self.multi_cell(0, 5, f"{self._foot}　第{self.page_no()}页", align=Align.L)


def in_pdf(sheet: Sheet) -> bytes:
    """The document's bytes. Raises UnprintableCharacter."""
    font = font_for(sheet.all_text() + _OF_THE_FOOT)
    # The library takes a font from a file alone.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "font.ttf"
        file.write_bytes(font)
        return _drawn(sheet, _Paper(sheet.foot, file))


def _drawn(sheet: Sheet, paper: _Paper) -> bytes:
    paper.set_title(sheet.title)
    paper.set_lang("zh-CN")
    paper.add_page()
    paper.set_font(_FONT, size=_TITLE)
    _text(paper, sheet.title, Align.C, 14)
    paper.set_font(_FONT, size=_BODY)
    for part in sheet.parts:
        paper.ln(2)
        match part:
            case Paragraph(text, at_right):
                _text(paper, text, Align.R if at_right else Align.L)
            case Grid(rows):
                _rows(paper, rows)
            case Signatures(who):
                for place, one in enumerate(who):
                    _text(paper, f"{one}：", Align.L, _LINE * 1.6)
                    _signed(paper, part.at(place))
    return bytes(paper.output())


def _signed(paper: FPDF, given: tuple[SignatureGiven, ...]) -> None:
    for one in given:
        _text(paper, one.said, Align.L)
        if one.ink:
            paper.image(io.BytesIO(base64.b64decode(one.ink)), h=_INK, keep_aspect_ratio=True)
            paper.ln(2)


def _text(paper: FPDF, text: str, align: Align, height: float = _LINE, border: str = "") -> None:
    paper.multi_cell(0, height, text, border=border, align=align, new_x="LMARGIN", new_y="NEXT")


def _rows(paper: FPDF, rows: Rows) -> None:
    """Runs of short rows as tables, each long one between them as a text under its label."""
    for long, run in groupby(rows, key=lambda row: _is_long(row[1])):
        if not long:
            _grid(paper, tuple(run))
            continue
        for label, value in run:
            _text(paper, f"{label}：", Align.L, border="LTR")
            _text(paper, value, Align.L, border="LBR")


def _is_long(value: str) -> bool:
    lines = value.count("\n") + len(value) / _LETTER_OF_A_LINE
    return lines * _LETTER_OF_A_LINE > _LONG


def _grid(paper: FPDF, rows: Rows) -> None:
    plain = FontFace(family=_FONT)
    with paper.table(
        col_widths=(_LABEL_SHARE, _VALUE_SHARE), first_row_as_headings=False, headings_style=plain, text_align=Align.L,
        line_height=_LINE, padding=1,
    ) as table:  # fmt: skip
        for label, value in rows:
            row = table.row()
            row.cell(label)
            row.cell(value)
