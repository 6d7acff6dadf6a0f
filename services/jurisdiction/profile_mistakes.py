"""Mistakes in a profile, told in Chinese to whoever edits it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel


@dataclass(frozen=True)
class Mistake:
    """One mistake: where it stands and what would be right."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.name} 第{self.line}行：{self.sentence}"


class ProfileMistake(ValueError):
    """A profile that breaks its form; nothing of it is used."""

    def __init__(self, mistakes: Sequence[Mistake]):
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in mistakes))


_WRONG_KIND = {
    "string_type": "一段文字",
    "int_type": "整数",
    "int_parsing": "整数",
    "int_from_float": "整数",
    "float_type": "数字",
    "float_parsing": "数字",
    "bool_type": "true 或 false",
    "bool_parsing": "true 或 false",
    "date_type": "日期，如 2024-01-31",
    "date_parsing": "日期，如 2024-01-31",
    "date_from_datetime_parsing": "日期，如 2024-01-31",
    "date_from_datetime_inexact": "日期，如 2024-01-31",
    "tuple_type": "列表",
    "list_type": "列表",
    "dict_type": "键值对",
    "model_type": "键值对",
    "model_attributes_type": "键值对",
}


def in_chinese(detail: Mapping[str, Any], model: type[BaseModel]) -> str:
    """pydantic's finding as a sentence that says what would be right."""
    kind, name, given = detail["type"], str(detail["loc"][-1]) if detail["loc"] else "", detail.get("input")
    context = detail.get("ctx", {})
    if kind == "missing":
        return f"缺少“{name}”，请补上"
    if kind == "extra_forbidden":
        known = _fields_at(model, detail["loc"][:-1])
        return f"不认识的字段“{name}”" + (f"，可用的字段：{'、'.join(known)}" if known else "")
    if kind in ("enum", "literal_error"):
        expected = str(context.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
        return f"“{name}”不能是“{given}”，只能是 {expected}"
    if kind in _WRONG_KIND:
        return f"“{name}”应是{_WRONG_KIND[kind]}，而不是“{given}”"
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        bound = {"gt": "大于", "ge": "不小于", "lt": "小于", "le": "不大于"}
        said = "、".join(f"{bound[key]} {value}" for key, value in context.items() if key in bound)
        return f"“{name}”应{said}，而不是 {given}"
    if kind == "value_error":
        return str(context.get("error", detail["msg"]))
    return f"“{name}”的值“{given}”不对：{detail['msg']}"


def _fields_at(model: type[BaseModel], location: Sequence[str | int]) -> tuple[str, ...]:
    """Names of the fields that may stand at `location` below `model`; empty where that is no model."""
    here: tuple[type[BaseModel], ...] = (model,)
    for part in location:
        following: list[type[BaseModel]] = []
        for candidate in here:
            if isinstance(part, str) and part in candidate.model_fields:
                following += _models_in(candidate.model_fields[part].annotation)
        # A list position or a mapping's key stays with the models already found.
        here = tuple(following) or here
    return tuple(name for candidate in here for name in candidate.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
