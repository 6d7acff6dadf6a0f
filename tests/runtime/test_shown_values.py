"""What an operator sees of a command that stands still: enough to find the fault, nothing that tells of a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.personal import MASK
from services.runtime.shown_values import is_code, without_persons


def test_names_numbers_and_free_text_are_hidden_wherever_they_stand() -> None:
    body = {
        "dispute_type": "NEIGHBOR", "occurred_at": "2026-03-02T09:00:00+08:00", "amount_cny": 2000, "own_motion": False,
        "summary": "楼上漏水", "place": "", "track_id": "0f6a2f0b-53ad-5a8c-8c8b-6f5c6f0f7e21",
        "parties": [{"role": "applicant", "name": "申请人甲", "identity_number": "340202197504020011",
                     "contact": {"phone": "0553-0000000", "address": "方村街道3幢"}}],
    }  # fmt: skip
    assert without_persons(body) == {
        "dispute_type": "NEIGHBOR", "occurred_at": "2026-03-02T09:00:00+08:00", "amount_cny": 2000, "own_motion": False,
        "summary": MASK, "place": "", "track_id": "0f6a2f0b-53ad-5a8c-8c8b-6f5c6f0f7e21",
        "parties": [{"role": "applicant", "name": MASK, "identity_number": MASK,
                     "contact": {"phone": MASK, "address": MASK}}],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["340202197504020011", "13800000000", "wx_13800000000", "0553-0000000", "Zhang San", "张三"]
)
def test_what_may_reach_or_name_a_person_is_no_code(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize(
    "text", ["wuhu.jinghu.fangcun.pmc", "people_mediation", "R17-C", "2026-03-02", "system:intake"]
)
def test_ids_and_words_of_ours_are_codes(text: str) -> None:
    assert is_code(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_no_chinese_text_is_ever_shown(text: str) -> None:
    assert without_persons({"a": [text]}) == {"a": [MASK]}
