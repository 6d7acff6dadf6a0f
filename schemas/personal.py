"""The marks at work: which fields of a model carry one, and the masked form of data (design.md section 6).

Everything here follows the annotations of `schemas.base`, wherever they stand: on a field, inside `X | None`, inside a
list, or in a nested model. No list of names is kept.
"""

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from schemas.base import PERSONAL_MARK, has_mark

MASK = "＊＊＊"
"""What stands for a value that the reader may not see."""


@cache
def marked_fields(model: type[BaseModel], mark: str = PERSONAL_MARK) -> frozenset[str]:
    """Names of the fields of `model` that carry `mark` themselves (nested models are asked themselves)."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if has_mark(field.json_schema_extra, mark) or _marked(field.annotation, mark)
    )


def masked_data(model: type[BaseModel], data: Mapping[str, Any], mark: str = PERSONAL_MARK) -> dict[str, Any]:
    """JSON-ready data of `model` with every value that carries `mark` replaced by MASK.

    Empty values stay empty. A field unknown to this program (a newer writer's) is left out: nobody can say what it tells.
    """
    marked = marked_fields(model, mark)
    return {
        name: _hidden(value) if name in marked else _masked(model.model_fields[name].annotation, value, mark)
        for name, value in data.items()
        if name in model.model_fields
    }


def _hidden(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_hidden(entry) for entry in value]
    return MASK if value not in (None, "") else value


def _masked(annotation: Any, value: Any, mark: str) -> Any:
    if isinstance(value, Mapping):
        model = _model_in(annotation)
        return masked_data(model, value, mark) if model else dict(value)
    if isinstance(value, list | tuple):
        return [_masked(annotation, entry, mark) for entry in value]
    return value


@cache
def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The one model inside `X | None`, `tuple[X, ...]` or `Annotated[X, …]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in found if model), None)


def _marked(annotation: Any, mark: str) -> bool:
    """True when the mark stands inside this annotation, outside any nested model."""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        own = (entry.json_schema_extra for entry in metadata if isinstance(entry, FieldInfo))
        return any(has_mark(extra, mark) for extra in own) or _marked(inner, mark)
    if get_origin(annotation) in (Union, UnionType, tuple, list):
        return any(_marked(argument, mark) for argument in get_args(annotation))
    return False
