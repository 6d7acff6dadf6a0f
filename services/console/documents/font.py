"""The Chinese font of a printed document: Noto Serif SC (SIL Open Font License 1.1), as TrueType with just the characters used.

The package carries it with PostScript outlines, which not every reader of a PDF finds its way back to text from; TrueType
ones are read by all. Only what is used is converted, some milliseconds for a page.
"""

import io
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pylopdf_fonts_zh_cn import serif_path

NAME = "NotoSerifSC"
_NOTHING = ".notdef"
_LARGEST_ERROR = 1.0
"""Of a curve, in units of which an em has 1000."""
_NO_TIME = 3_029_529_600
"""2000-01-01 in seconds since 1904: the same characters give the same font."""
_KEPT = 4_000
"""Converted characters that a process keeps: about as many as office texts use."""
_BLANK = "\n\r\t"
_one_at_a_time = Lock()


class UnprintableCharacter(ValueError):
    """The font lacks characters of the document: it would be printed with gaps."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters


def font_for(text: str) -> bytes:
    """A TrueType font with the characters of `text`. Raises UnprintableCharacter."""
    used = sorted(set(text) - set(_BLANK) | {" "})
    with _one_at_a_time:
        known = _whole().getBestCmap() or {}
        lacking = "".join(letter for letter in used if ord(letter) not in known)
        if lacking:
            raise UnprintableCharacter(lacking)
        return _made({ord(letter): known[ord(letter)] for letter in used})


@cache
def _whole() -> TTFont:
    return TTFont(serif_path(), lazy=True)


@lru_cache(_KEPT)
def _glyph(name: str) -> Glyph:
    pen = TTGlyphPen(None)
    _whole().getGlyphSet()[name].draw(Cu2QuPen(pen, _LARGEST_ERROR, reverse_direction=True))
    return pen.glyph()


def _made(glyph_by_character: dict[int, str]) -> bytes:
    whole = _whole()
    widths, across = whole["hmtx"], whole["hhea"]
    head: Any = whole["head"]
    order = [_NOTHING, *dict.fromkeys(name for name in glyph_by_character.values() if name != _NOTHING)]
    glyphs = {name: _glyph(name) for name in order}
    font = FontBuilder(head.unitsPerEm, isTTF=True)
    font.setupHead(unitsPerEm=head.unitsPerEm, created=_NO_TIME, modified=_NO_TIME)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(glyph_by_character)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (widths[name][0], getattr(glyphs[name], "xMin", 0)) for name in order})
    font.setupHorizontalHeader(ascent=across.ascent, descent=across.descent)
    font.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    font.setupOS2(sTypoAscender=across.ascent, sTypoDescender=across.descent, usWinAscent=across.ascent)
    font.setupPost(keepGlyphNames=False)
    font.font.recalcTimestamp = False
    written = io.BytesIO()
    font.font.save(written)
    return written.getvalue()
