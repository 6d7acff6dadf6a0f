"""The sentences of the edge: complete, Chinese, and without what was entered."""

import re

import pytest
from pydantic import BaseModel, ValidationError, field_validator
from pydantic_core._pydantic_core import list_all_errors

from schemas.command import CommandBody
from services.runtime.field_errors import field_errors, sentences
from services.runtime.problems import kinds

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NEVER_FROM_JSON = {
    "no_such_attribute", "needs_python_object", "frozen_instance", "invalid_key", "get_attribute_error",
    "dataclass_exact_type", "named_tuple_type", "default_factory_not_called", "iteration_error", "frozen_dict_type",
    "ordered_dict_type", "counter_type", "deque_type", "set_item_not_hashable", "bytes_type", "bytes_too_short",
    "bytes_too_long", "bytes_invalid_encoding", "value_error", "assertion_error", "missing_sentinel_error",
    "ellipsis_error", "is_instance_of", "is_subclass_of", "callable_type", "arguments_type", "missing_argument",
    "unexpected_keyword_argument", "missing_keyword_only_argument", "unexpected_positional_argument",
    "missing_positional_only_argument", "multiple_argument_values", "fraction_type", "fraction_parsing",
    "complex_type", "complex_str_parsing",
}  # fmt: skip


class Party(BaseModel):
    name: str
    age: int = 0


class Register(CommandBody):
    parties: tuple[Party, ...]
    phone: str = ""

    @field_validator("phone")
    @classmethod
    def _looks_like_a_phone(cls, value: str) -> str:
        if value == "bad":
            raise ValueError("应为 11 位手机号")
        if value == "worse":
            raise ValueError("not a phone")
        return value


def told(**content: object) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        Register.model_validate(content)
    return {error.field: error.message for error in field_errors(caught.value, Register)}


def test_every_error_that_json_can_cause_has_a_chinese_sentence() -> None:
    missing = {entry["type"] for entry in list_all_errors()} - set(sentences()) - NEVER_FROM_JSON
    assert not missing


@pytest.mark.parametrize("entry", [entry for entry in list_all_errors() if entry["type"] in sentences()],
                         ids=lambda entry: entry["type"])  # fmt: skip
def test_every_sentence_finds_its_values_in_the_context(entry: dict[str, dict[str, object]]) -> None:
    sentence = sentences()[str(entry["type"])].format(**(entry.get("example_context") or {}) | {"name": "x"})
    assert CHINESE.search(sentence)


def test_every_problem_has_a_chinese_title_and_sentence() -> None:
    assert all(CHINESE.search(kind.title) and CHINESE.search(kind.detail) for kind in kinds().values())


def test_a_nested_field_is_named_by_its_path() -> None:
    assert told(parties=[{"name": "甲"}, {"age": "老"}]) == {
        "parties[1].name": "必须填写",
        "parties[1].age": "应为整数",
    }


def test_our_own_validators_speak_for_themselves_when_they_speak_chinese() -> None:
    assert told(parties=[], phone="bad") == {"phone": "应为 11 位手机号"}
    assert told(parties=[], phone="worse") == {"phone": "内容不符合要求，请核对接口说明"}


def test_what_was_entered_is_not_repeated() -> None:
    assert "某人" not in str(told(parties="某人"))
