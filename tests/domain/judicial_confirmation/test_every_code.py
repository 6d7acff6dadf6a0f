"""Every refusal and irregularity has a test that reaches it, a Chinese sentence, and no invented source."""

from pathlib import Path

import pytest

from services.judicial_confirmation.domain.irregularities import CONFIRMATION_IRREGULARITIES
from services.judicial_confirmation.domain.refusals import CONFIRMATION_REFUSALS

TESTS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted(Path(__file__).parent.glob("test_*.py"))
    if path.name != Path(__file__).name
)


@pytest.mark.parametrize("code", [*CONFIRMATION_REFUSALS, *CONFIRMATION_IRREGULARITIES])
def test_the_code_is_reached_by_a_scenario(code: str) -> None:
    assert f'"{code}"' in TESTS


@pytest.mark.parametrize(
    "sentence", [row[0] for row in (*CONFIRMATION_REFUSALS.values(), *CONFIRMATION_IRREGULARITIES.values())]
)
def test_a_person_reads_chinese(sentence: str) -> None:
    assert any("一" <= sign <= "鿿" for sign in sentence)
    assert sentence.endswith("。")
