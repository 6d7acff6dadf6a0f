"""Every refusal and irregularity has a Chinese sentence and a test that shows it; the table of them is generated (issue 5)."""

from pathlib import Path

import pytest

from deploy.refusals.codes import Code, Kind
from deploy.refusals.table import PAGE, lacking, page, read

ROOT = Path(__file__).parents[2]
TABLE = read(ROOT)


def small(root: Path, domain: str, test: str) -> tuple[tuple[Code, ...], tuple[str, ...]]:
    """A repository of one domain and one test file: its codes and what they lack."""
    laws = root / "services" / "jurisdiction" / "profiles" / "national"
    for folder in (laws, root / "services" / "window" / "domain", root / "tests" / "domain" / "window"):
        folder.mkdir(parents=True)
    (laws / "service_of_documents.yaml").write_text("rules: []\n", encoding="utf-8")
    (root / "services" / "window" / "domain" / "refusals.py").write_text(domain, encoding="utf-8")
    (root / "tests" / "domain" / "window" / "test_window.py").write_text(test, encoding="utf-8")
    found = read(root)
    return tuple(found), lacking(found)


def test_every_code_has_its_sentence_and_its_test() -> None:
    assert lacking(TABLE) == ()


def test_every_service_that_decides_is_in_the_table() -> None:
    services = {path.parent.name for path in (ROOT / "services").glob("*/domain")}
    assert {code.service for code in TABLE} == {*services, "jurisdiction"}


def test_the_table_in_docs_is_fresh() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(TABLE)


@pytest.mark.parametrize("kind", list(Kind))
def test_both_kinds_are_found(kind: Kind) -> None:
    assert sum(code.kind is kind for code in TABLE) > 100


def test_sentences_are_read_from_calls_tables_names_and_gaps(tmp_path: Path) -> None:
    domain = """
REFUSALS = {"in_table": ("还缺：{what}。", "PML 17")}
def one(name):
    sentence = f"{name}不能办理。"
    return Refused("by_name", sentence, source="PML 29")
"""
    test = 'def test_all():\n    assert refusals() == ["in_table", "by_name"]\n'
    codes, problems = small(tmp_path, domain, test)
    told = {code.code: (code.sentence, code.source) for code in codes}
    assert told == {"in_table": ("还缺：…。", "PML 17"), "by_name": ("…不能办理。", "PML 29")}
    assert problems == ()


def test_a_code_without_a_sentence_or_without_a_test_is_named(tmp_path: Path) -> None:
    domain = 'def one():\n    return Refused("silent", "no"), Refused("unshown", "不能办理。")\n'
    _, problems = small(tmp_path, domain, 'def test_one():\n    assert code() == "silent"\n')
    assert problems == ("window 的 silent 没有中文说明", "window 的 unshown 没有测试")


def test_another_services_test_does_not_show_a_code_that_both_have(tmp_path: Path) -> None:
    (tmp_path / "services" / "other" / "domain").mkdir(parents=True)
    other = tmp_path / "services" / "other" / "domain" / "acts.py"
    other.write_text('def one():\n    return Refused("same", "不能办理。")\n', encoding="utf-8")
    domain = 'def one():\n    return Refused("same", "不能办理。")\n'
    _, problems = small(tmp_path, domain, 'def test_one():\n    assert code() == "same"\n')
    assert problems == ("other 的 same 没有测试",)


def test_a_test_that_holds_an_answer_against_a_code_is_named_before_one_where_the_word_is_something_else(
    tmp_path: Path,
) -> None:
    domain = 'def one():\n    return Refused("settled", "本案已经和解。")\n'
    test = """
def test_a_settled_case_is_told():
    assert names(act()) == ["settled"]
def test_nothing_is_done_in_a_settled_case():
    assert refusal(act()) == "settled"
"""
    small(tmp_path, domain, test)
    [shown] = read(tmp_path).values()
    assert shown is not None
    assert shown.name == "test_nothing_is_done_in_a_settled_case"
