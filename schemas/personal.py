"""The personal mark at work: which fields of a model tell of a person, and the masked form of data (design.md section 6).

Everything here follows the one annotation `schemas.base.Personal`, wherever it stands: on a field, inside `X | None`,
inside a list, or in a nested model. No list of names is kept.
"""

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from schemas.base import is_personal

MASK = "＊＊＊"
"""What stands for a personal value that the reader may not see."""


@cache
def personal_fields(model: type[BaseModel]) -> frozenset[str]:
    """Names of the fields of `model` that carry the mark themselves (nested models are asked themselves)."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if is_personal(field.json_schema_extra) or _marked(field.annotation)
    )


def masked_data(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """JSON-ready data of `model` with every personal value replaced by MASK.

    Empty values stay empty. A field unknown to this program (a newer writer's) is left out: nobody can say whether it
    tells of a person.
    """
    return {
        name: _masked_field(model.model_fields[name], name in personal_fields(model), value)
        for name, value in data.items()
        if name in model.model_fields
    }


def _masked_field(field: FieldInfo, marked: bool, value: Any) -> Any:
    return _hidden(value) if marked else _masked(field.annotation, value)


def _hidden(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_hidden(entry) for entry in value]
    return MASK if value not in (None, "") else value


def _masked(annotation: Any, value: Any) -> Any:
    if isinstance(value, Mapping):
        model = _model_in(annotation)
        return masked_data(model, value) if model else dict(value)
    if isinstance(value, list | tuple):
        return [_masked(annotation, entry) for entry in value]
    return value


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The one model inside `X | None`, `tuple[X, ...]` or `Annotated[X, …]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in found if model), None)


def _marked(annotation: Any) -> bool:
    """True when a mark stands inside this annotation, outside any nested model."""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return any(
            isinstance(entry, FieldInfo) and is_personal(entry.json_schema_extra) for entry in metadata
        ) or _marked(inner)
    if get_origin(annotation) in (Union, UnionType, tuple, list):
        return any(_marked(argument) for argument in get_args(annotation))
    return False
