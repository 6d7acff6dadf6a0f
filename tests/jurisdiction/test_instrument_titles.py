"""Sources as a person reads them: titles instead of codes, in the routing sentences of every profile."""

import re

import pytest

from services.jurisdiction.instrument_titles import titled
from services.jurisdiction.law import Law

LAW = Law.load("wuhu")
TITLES = LAW.clocks.limits.instruments
_CODE = re.compile(r"(?<![A-Za-z0-9-])[A-Z][A-Z0-9-]+ \d")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("R75 20–21 [V]", "《人民调解工作若干规定》（司法部令第75号）第20–21条 [V]"),
        ("CC 188、195", "《民法典》第188、195条"),
        ("CPL 205；CPL-I 355", "《民事诉讼法》（2023年修正）第205条；《最高人民法院关于适用民事诉讼法的解释》（法释〔2022〕11号）第355条"),
        ("XF 31(1)、(4)", "《信访工作条例》第31(1)、(4)条"),
        ("以当事人的选择为准（PML 3）", "以当事人的选择为准（《人民调解法》第3条）"),
        ("期限 LIM-RECON 不停止", "期限 LIM-RECON 不停止"),
        ("没有代号的话", "没有代号的话"),
    ],
)  # fmt: skip
def test_a_code_with_its_articles_becomes_the_title(text: str, said: str) -> None:
    assert titled(text, TITLES) == said


def test_titles_are_not_titled_again() -> None:
    once = titled("R75 20；LAB 27", TITLES)
    assert titled(once, TITLES) == once


def test_no_routing_sentence_leaves_a_bare_code() -> None:
    texts = [
        text
        for row in LAW.routing.rows
        for text in (
            row.source, row.reason_zh, *(way.note_zh for way in row.alternatives),
            *(caution.text_zh for caution in row.warnings), *(choice.source for choice in row.tier_when),
        )
    ]  # fmt: skip
    texts += [
        text for rule in LAW.referrals.rules for text in (rule.source, rule.precondition_zh, rule.warning_zh or "")
    ]
    texts += [text for rule in LAW.outside.rules for text in (rule.source, rule.effect_zh, rule.note_zh or "")]
    assert [said for said in (titled(text, TITLES) for text in texts) if _CODE.search(said)] == []
