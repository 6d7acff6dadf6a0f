"""Documents as files: each opens, shows its Chinese text, carries every field of its form, and is the same each time."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from schemas.registry import encode_data, event_types
from schemas.samples import sample_event
from services.console.documents.font import UnprintableCharacter
from services.console.documents.in_pdf import in_pdf
from services.console.documents.in_word import in_word
from services.jurisdiction.document_facts import CaseFacts, Told
from services.jurisdiction.document_filling import Filled, fill
from services.jurisdiction.document_reading import load_templates
from services.jurisdiction.document_sheet import Grid, Paragraph, Sheet, Signatures
from services.jurisdiction.document_templates import THIS, Template
from tests.jurisdiction.test_documents import Names

TEMPLATES = load_templates("wuhu").by_code
LARGEST = 200 * 1024
PARTIES = [
    {"party_id": "5b0c3a0e-6f3d-5a3f-9c61-0c6b3a3b7d01", "role": "applicant", "kind": "natural", "name": "申请人甲"},
    {
        "party_id": "5b0c3a0e-6f3d-5a3f-9c61-0c6b3a3b7d02",
        "role": "respondent",
        "kind": "organisation",
        "name": "某公司",
    },
]
CLOCKS = [{"limit": limit, "due": "2026-05-01", "started_at": "2026-03-02"} for limit in ("AM-3", "XF-2", "XF-4")]


def told(kind: str, **said: Any) -> Told:
    """A sample of the event, saying this besides."""
    service, _, name = kind.partition(".")
    data = encode_data(sample_event(event_types(service)[name])) | said
    return Told(f"{kind}-1", kind, data["occurred_at"], data)


def a_case_for(template: Template) -> tuple[Told, CaseFacts]:
    """A case in which everything happened that the document is filled from."""
    occasion = told(template.of[0], **template.where)
    sources = [
        source for field in template.fields.values() for source in field.sources if source.event not in ("", THIS)
    ]
    around = [told(source.event, **({"limit": source.limit} if source.limit else {})) for source in sources]
    file = {"case_code": "1K3W9QZ8D7V5M2P6A", "dispute_type_name": "邻里纠纷", "parties": PARTIES, "clocks": CLOCKS}
    return occasion, CaseFacts(file, (*around, occasion))


def complete(template: Template) -> Filled:
    """With everything that the clerk has to add."""
    occasion, facts = a_case_for(template)
    first = fill(template, occasion, facts, Names(), {})
    added = {blank.name: f"补填{number}" for number, blank in enumerate(first.blanks)}
    return fill(template, occasion, facts, Names(), added)


def text_of(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def everything(sheet: Sheet) -> Iterator[str]:
    yield sheet.title
    for part in sheet.parts:
        match part:
            case Paragraph(text):
                yield text
            case Grid(rows):
                yield from (text for row in rows for text in row)
            case Signatures(who):
                yield from who


@pytest.mark.parametrize("code", TEMPLATES)
def test_each_document_opens_and_carries_every_field_of_its_form_in_both_kinds_of_file(code: str) -> None:
    template = TEMPLATES[code]
    made = complete(template)
    assert made.printable, [blank.label for blank in made.missing]
    pdf = in_pdf(made.sheet)
    assert len(pdf) < LARGEST
    read, word = text_of(pdf), Document(io.BytesIO(in_word(made.sheet)))
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    for text in everything(made.sheet):
        # A page break may stand in the middle of a text, with the foot of the page between.
        assert all(squeezed(line)[:12] in read for line in text.split("\n"))
        assert any(squeezed(text) in squeezed(one) for one in (*paragraphs, *cells))
    printed = {name for part in template.parts for name in part.rows}
    labels = {label for part in made.sheet.parts if isinstance(part, Grid) for label, _ in part.rows}
    assert {template.fields[name].label for name in printed} <= labels
    assert squeezed(made.sheet.foot)[:20] in read


def test_the_same_document_is_the_same_bytes_whenever_it_is_made() -> None:
    sheet = complete(TEMPLATES["pm_agreement"]).sheet
    assert in_pdf(sheet) == in_pdf(sheet)
    assert in_word(sheet) == in_word(sheet)


def test_the_font_lies_in_the_file_so_that_it_reads_the_same_on_every_machine() -> None:
    page = PdfReader(io.BytesIO(in_pdf(complete(TEMPLATES["pm_agreement"]).sheet))).pages[0]
    [font] = page["/Resources"]["/Font"].values()
    [described] = font.get_object()["/DescendantFonts"]
    descriptor = described.get_object()["/FontDescriptor"].get_object()
    assert "NotoSerifSC" in descriptor["/FontName"]
    assert len(descriptor["/FontFile2"].get_object().get_data()) > 1000


def test_a_long_document_goes_on_over_pages_each_with_its_foot_and_number() -> None:
    sheet = Sheet("调解记录", (Grid((("记录", "双方陈述如下。" * 600),)),), "依据：某条。")
    pages = PdfReader(io.BytesIO(in_pdf(sheet))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"依据：某条。第{number}页" in squeezed(page.extract_text())
    assert text_of(in_pdf(sheet)).replace("依据：某条。", "").count("双方陈述如下。") > 590


def test_a_character_that_the_font_lacks_is_told_and_not_left_out() -> None:
    with pytest.raises(UnprintableCharacter) as lacking:
        in_pdf(Sheet("告知书", (Paragraph("信访人：\U00030ede"),), ""))
    assert lacking.value.characters == "\U00030ede"
