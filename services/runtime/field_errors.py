"""Which field of a body is wrong and what would be right, in Chinese: pydantic's errors by way of field_errors.yaml."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class FieldError:
    """One wrong field: its name as a path (`parties[0].name`), a JSON pointer, a stable code and a Chinese sentence."""

    field: str
    pointer: str
    code: str
    message: str

    def as_json(self) -> dict[str, str]:
        """The form in which a problem lists it."""
        return {"field": self.field, "pointer": self.pointer, "code": self.code, "message": self.message}


def field_errors(error: ValidationError, body_type: type[BaseModel]) -> list[FieldError]:
    """One FieldError per finding of pydantic, in its order. What was entered is not repeated: it may be personal."""
    return [
        _field_error(entry["loc"], entry["type"], entry.get("ctx", {}), body_type)
        for entry in error.errors(include_url=False, include_input=False)
    ]


def field_error(field: str, code: str, **context: Any) -> FieldError:
    """A finding of the edge itself about one top-level field."""
    return FieldError(field, f"#/{field}", code, sentences()[code].format(**context))


@cache
def sentences() -> Mapping[str, str]:
    """Templates by pydantic error type; `other` stands for every type that a JSON body cannot cause."""
    text = files("services.runtime").joinpath("field_errors.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _field_error(
    location: tuple[int | str, ...], code: str, context: Mapping[str, Any], body_type: type[BaseModel]
) -> FieldError:
    name = str(location[-1]) if location else ""
    message = _own_words(context) or sentences().get(code, sentences()["other"]).format_map(
        {"name": name, **{key: _in_chinese(value) for key, value in context.items()}}
    )
    if code == "extra_forbidden" and len(location) == 1:
        message += _suggestion(name, body_type.model_fields)
    return FieldError(
        _path(location), "#/" + "/".join(map(_escaped, location)), code, _label(location, body_type) + message
    )


def _label(location: tuple[int | str, ...], body_type: type[BaseModel]) -> str:
    """What the form calls the field, where the body itself says so in Chinese: “开庭日期”必须填写."""
    field = body_type.model_fields.get(str(location[0])) if location else None
    title = (field.title or "") if field else ""
    return f"“{title}”" if _CHINESE.search(title) else ""


def _own_words(context: Mapping[str, Any]) -> str | None:
    """The sentence of one of our own validators, if it is Chinese."""
    told = str(context.get("error", ""))
    return told if _CHINESE.search(told) else None


def _in_chinese(value: Any) -> Any:
    """Pydantic joins alternatives as `'a', 'b' or 'c'`."""
    return value.replace("'", "").replace(" or ", "、").replace(", ", "、") if isinstance(value, str) else value


def _suggestion(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"，是否为“{close[0]}”" if close else ""


def _path(location: tuple[int | str, ...]) -> str:
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def _escaped(step: int | str) -> str:
    """RFC 6901."""
    return str(step).replace("~", "~0").replace("/", "~1")
