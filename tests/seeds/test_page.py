"""docs/seeds.md is fresh, and a row without scenario or reason is noticed."""

from pathlib import Path

import pytest

from deploy.seeds.page import PAGE, page
from deploy.seeds.scenarios import failed, lacking
from deploy.seeds.table import Requirement, Seed, read

ROOT = Path(__file__).parents[2]
ROWS = read(ROOT)


def row(**told: object) -> Requirement:
    """A requirement of Wuhu's 28."""
    return Requirement.model_validate({"seed": "wuhu", "item": "28", "prefix": "wuhu_28", "words": "大调解", **told})


def test_the_page_is_that_of_the_table() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(ROWS), "python -m deploy.seeds"


def test_every_row_has_a_scenario_or_a_reason_and_every_scenario_a_row() -> None:
    assert lacking(ROWS, ROOT) == []


@pytest.mark.parametrize("seed", Seed)
def test_every_document_has_its_requirements(seed: Seed) -> None:
    assert len([one for one in ROWS if one.seed is seed]) >= 5


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "既没有场景，也没有说明理由"),
        ({"scenarios": ["test_wuhu_28_nowhere"]}, "没有场景 test_wuhu_28_nowhere"),
        ({"scenarios": ["tests/seeds/test_wuhu.py::test_nowhere"]}, "没有测试"),
        ({"scenarios": ["test_mile_39_the_report_is_heard_at_least_every_half_year"]}, "应以 test_wuhu_28_ 开头"),
    ],
)
def test_a_row_that_shows_nothing_is_told(told: dict[str, object], sentence: str) -> None:
    assert [problem for problem in lacking([*ROWS, row(**told)], ROOT) if sentence in problem]


def test_a_scenario_that_no_row_names_is_told() -> None:
    assert any("没有对应的要求" in problem for problem in lacking(ROWS[1:], ROOT))


def test_no_page_is_written_of_a_scenario_that_fails(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "seeds"
    folder.mkdir(parents=True)
    (folder / "test_wuhu.py").write_text("def test_wuhu_28_x():\n    assert 1 == 2\n", encoding="utf-8")
    told = failed([row(scenarios=["test_wuhu_28_x"])], tmp_path)
    assert told[0] == "场景没有全部通过："
    assert any("1 failed" in line for line in told)
