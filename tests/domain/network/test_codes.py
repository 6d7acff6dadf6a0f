"""Every refusal and every irregularity of this service is named by a test."""

import re
from pathlib import Path

import pytest

from services.network.domain import irregularities

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT / "services" / "network" / "domain").rglob("*.py"))
TESTS = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted(Path(__file__).parent.glob("test_*.py"))
    if path.name != "test_codes.py"
)
REFUSALS = sorted(
    {code for path in SOURCES for code in re.findall(r'Refused\(\s*"(\w+)"', path.read_text(encoding="utf-8"))}
)


def test_there_are_refusals():
    assert len(REFUSALS) > 40


@pytest.mark.parametrize("code", [*REFUSALS, *irregularities.CODES])
def test_is_named_by_a_test(code: str):
    assert f'"{code}"' in TESTS
