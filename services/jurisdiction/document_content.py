"""A document's content as bytes that are kept by their hash, and the sheet that these bytes are printed from (issue 8, item 3)."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Annotated, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.jurisdiction.document_sheet import Grid, Paragraph, Sheet, SignatureGiven, Signatures
from services.jurisdiction.document_templates import Template

MEDIA_TYPE = "application/json"
SHORT = 12
"""Characters of a hash that are printed."""
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in hexadecimal."""
VOID = "（已作废）"
DRAFT = "草稿：未编号，不作为正式文书。"


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Paragraph(_Kept):
    kind: Literal["paragraph"]
    text: str
    at_right: bool


class _Grid(_Kept):
    kind: Literal["grid"]
    rows: tuple[tuple[str, str], ...]


class _Given(_Kept):
    place: int
    said: str
    ink_hash: str
    ink: str


class _Signatures(_Kept):
    kind: Literal["signatures"]
    who: tuple[str, ...]
    given: tuple[_Given, ...] = ()


class _Sheet(_Kept):
    title: str
    parts: tuple[Annotated[_Paragraph | _Grid | _Signatures, Field(discriminator="kind")], ...]
    foot: str


def content_of(sheet: Sheet) -> bytes:
    """The sheet as canonical JSON: the same sheet gives the same bytes, whichever program writes them."""
    parts = [_part(part) for part in sheet.parts]
    return orjson.dumps({"title": sheet.title, "parts": parts, "foot": sheet.foot}, option=orjson.OPT_SORT_KEYS)


def sheet_of(content: bytes) -> Sheet:
    """The sheet in these bytes. Raises ValueError for bytes that `content_of` did not make."""
    kept = _Sheet.model_validate_json(content)
    sheet = Sheet(kept.title, tuple(_read(part) for part in kept.parts), kept.foot)
    if content_of(sheet) != content:
        raise ValueError("not the canonical form of a sheet")
    return sheet


def content_hash(content: bytes) -> str:
    """SHA-256 (hex) of what is kept."""
    return sha256(content).hexdigest()


def values_hash(values: Mapping[str, str]) -> str:
    """SHA-256 (hex) of the values by the name of their field."""
    return sha256(orjson.dumps(dict(values), option=orjson.OPT_SORT_KEYS)).hexdigest()


def template_version(template: Template) -> str:
    """Changes with every change of the template's data."""
    told = template.model_dump(mode="json", by_alias=True)
    return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()[:SHORT]


def numbered(sheet: Sheet, printed: str, edition: int, hash_of_content: str, void: bool = False) -> Sheet:
    """The sheet as it is issued: its number on top, edition and short hash in the foot; a void one says so at its number."""
    number = Paragraph(f"文号：{printed}{VOID if void else ''}", at_right=True)
    stamp = f"{printed}，第{edition}版，校验码 {hash_of_content[:SHORT]}。"
    return replace(sheet, parts=(number, *sheet.parts), foot=f"{sheet.foot}{stamp}")


def as_draft(sheet: Sheet) -> Sheet:
    """The sheet as it is printed without a number."""
    return replace(sheet, foot=f"{sheet.foot}{DRAFT}")


def _part(part: Paragraph | Grid | Signatures) -> dict[str, object]:
    match part:
        case Paragraph(text, at_right):
            return {"kind": "paragraph", "text": text, "at_right": at_right}
        case Grid(rows):
            return {"kind": "grid", "rows": [list(row) for row in rows]}
        case Signatures(who, given):
            # A sheet that nobody signed on a screen is written as it was before there were such.
            signed = {"given": [asdict(one) for one in given]} if given else {}
            return {"kind": "signatures", "who": list(who), **signed}


def _read(part: _Paragraph | _Grid | _Signatures) -> Paragraph | Grid | Signatures:
    match part:
        case _Paragraph(text=text, at_right=at_right):
            return Paragraph(text, at_right)
        case _Grid(rows=rows):
            return Grid(rows)
        case _Signatures(who=who, given=given):
            return Signatures(who, tuple(SignatureGiven(**one.model_dump()) for one in given))
