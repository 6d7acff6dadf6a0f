"""Every irregularity and refusal of petitions is a Chinese sentence with its source, and stands in a test of this folder."""

import re
from pathlib import Path

from services.petitions.domain.commands import COMMANDS, HumanCommand, OfferCommand, RegisterPetition, SystemCommand
from services.petitions.domain.decide import ACTS
from services.petitions.domain.irregularities import CODES, irregular

HERE = Path(__file__).parent
DOMAIN = Path(__file__).parents[3] / "services" / "petitions" / "domain"
TESTS = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted(HERE.glob("test_*.py")) if path.name != Path(__file__).name
)
REFUSALS = sorted(
    {
        code
        for path in DOMAIN.rglob("*.py")
        for code in re.findall(r'Refused\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
)


def test_every_irregularity_is_a_chinese_sentence_with_an_article_and_has_a_test() -> None:
    for code in CODES:
        mark = irregular(code)
        assert any("一" <= sign <= "鿿" for sign in mark.message)
        assert mark.source
        assert f'"{code}"' in TESTS, code


def test_every_refusal_has_a_test() -> None:
    assert [code for code in REFUSALS if f'"{code}"' not in TESTS] == []


def test_everything_people_may_ask_says_who_may_ask_it() -> None:
    apart = {"accept_offer", "return_offer", "register_petition"}
    asked = {name for name, body in COMMANDS.items() if body in HumanCommand.__args__}
    assert {name for name, body in COMMANDS.items() if body in ACTS} == asked - apart
    assert not asked & {name for name, body in COMMANDS.items() if body in SystemCommand.__args__}
    assert issubclass(COMMANDS["accept_offer"], OfferCommand)
    assert COMMANDS["register_petition"] is RegisterPetition
