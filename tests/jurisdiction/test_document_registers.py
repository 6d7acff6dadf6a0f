"""Registers of documents as data, and the bytes that a document is kept by."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.jurisdiction.document_content import content_hash, content_of, numbered, sheet_of
from services.jurisdiction.document_registers import OTHERS, load_registers
from services.jurisdiction.document_sheet import Grid, Paragraph, Sheet, Signatures
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.profile_mistakes import ProfileMistake

texts = st.text(max_size=12)
parts = st.one_of(
    st.builds(Paragraph, texts, st.booleans()),
    st.builds(Grid, st.lists(st.tuples(texts, texts), max_size=3).map(tuple)),
    st.builds(Signatures, st.lists(texts, max_size=3).map(tuple)),
)
sheets = st.builds(Sheet, texts, st.lists(parts, max_size=4).map(tuple), texts)


def a_city(folder: Path, own: str) -> Path:
    """A folder of profiles whose city says this of its registers."""
    (folder / "national").symlink_to(PROFILES / "national")
    (folder / "city").mkdir()
    (folder / "city" / "document_registers.yaml").write_text(own, encoding="utf-8")
    return folder


def test_every_number_that_is_no_official_form_is_marked_as_ours() -> None:
    marks = {kind.code: kind.mark for kind in load_registers("wuhu").kinds}
    assert {code for code, mark in marks.items() if mark == "V"} == {"people_mediation_files"}


def test_a_city_replaces_a_kind_by_its_code_and_a_document_stays_in_one_register(tmp_path: Path) -> None:
    own = """
kinds:
- {code: agreements, name_zh: 协议, form: "某调〔{year}〕{number}号", templates: [pm_agreement], source: 某市规定, mark: V}
"""
    found = load_registers("city", a_city(tmp_path, own))
    assert found.kind_of("pm_agreement").code == "agreements"
    assert found.kind_of("pm_oral_agreement").code == "people_mediation_agreements"
    assert found.kind_of("a_paper_of_the_citys_own").code == OTHERS
    assert found.limits == load_registers("wuhu").limits


@pytest.mark.parametrize(
    ("form", "templates", "sentence"),
    [
        ("某调{number}号", "[]", "文号写法必须有{year}和{number}"),
        ("某调〔{year}〕{number}号{body}", "[]", "不能有别的"),
        ("某调〔{year}{number}号", "[]", "文号写法必须有"),
        ("某调〔{year}〕{number}号", "[no_such_paper]", "没有“no_such_paper”这种文书"),
        ("某调〔{year}〕{number}号", "[pm_agreement, pm_agreement]", "只能在一本登记簿中编号"),
    ],
)
def test_a_mistake_in_a_citys_registers_is_told_with_its_line(
    tmp_path: Path, form: str, templates: str, sentence: str
) -> None:
    kind = f'{{code: own, name_zh: 登记簿, form: "{form}", templates: {templates}, source: 某市规定, mark: V}}'
    if form == "某调〔{year}{number}号":
        kind = kind.replace("{year}", "{year")
    with pytest.raises(ProfileMistake) as told:
        load_registers("city", a_city(tmp_path, f"place: 某\nkinds:\n- {kind}\n"))
    assert sentence in str(told.value)
    assert "document_registers.yaml" in str(told.value)


@settings(max_examples=60)
@given(sheets)
def test_a_sheet_comes_back_from_its_bytes_and_its_number_changes_none_of_them(sheet: Sheet) -> None:
    content = content_of(sheet)
    assert sheet_of(content) == sheet
    issued = numbered(sheet, "（2026）人调字第1号", 2, content_hash(content))
    assert content_of(issued) != content
    assert content_hash(content)[:12] in issued.foot
    assert "第2版" in issued.foot


@pytest.mark.parametrize("content", [b"", b"{}", b'{"title":"a","parts":[],"foot":"" }', b"\xff"])
def test_bytes_that_are_no_sheet_are_none(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"(?i)sheet"):
        sheet_of(content)
