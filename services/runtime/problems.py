"""Problems as RFC 9457 writes them: a stable code, a Chinese title and sentence, and what a program needs to go on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import orjson
import yaml
from starlette.responses import Response

from services.runtime.field_errors import FieldError

CONTENT_TYPE = "application/problem+json"
URN = "urn:mediation:problem:"

SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "给办理人看的一句话"},
        "code": {"type": "string", "description": "稳定的代码"},
        "field": {"type": "string"},
        "source": {"type": "string", "description": "依据的法规和条款"},
        "parameters": {"type": "object"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("field", "pointer", "code", "message")},
            },
        },
    },
}
"""The JSON Schema of a problem, for OpenAPI."""


@dataclass(frozen=True)
class Kind:
    """A row of problems.yaml."""

    status: int
    title: str
    detail: str


@dataclass
class Problem(Exception):
    """A problem to answer with; raised anywhere below the endpoint, turned into a response in one place."""

    status: int
    code: str
    title: str
    detail: str
    headers: dict[str, str] = field(default_factory=dict)
    members: dict[str, Any] = field(default_factory=dict)
    """Further members of the JSON object, e.g. `errors`, `field`, `source`, `parameters`."""

    def response(self) -> Response:
        """The HTTP response."""
        content = {
            "type": URN + self.code, "title": self.title, "status": self.status, "detail": self.detail,
            "code": self.code, **self.members,
        }  # fmt: skip
        return Response(orjson.dumps(content), self.status, self.headers, CONTENT_TYPE)


def problem(code: str, headers: Mapping[str, str] | None = None, **values: Any) -> Problem:
    """The problem of this code from problems.yaml; `values` fill the braces of its sentence."""
    kind = kinds()[code]
    return Problem(kind.status, code, kind.title, kind.detail.format(**values), dict(headers or {}))


def fields_invalid(errors: list[FieldError]) -> Problem:
    """400 with one entry per wrong field."""
    found = problem("fields_invalid", count=len(errors))
    found.members["errors"] = [error.as_json() for error in errors]
    return found


@cache
def kinds() -> Mapping[str, Kind]:
    """Every problem of the edge by code."""
    text = files("services.runtime").joinpath("problems.yaml").read_text(encoding="utf-8")
    return {code: Kind(**row) for code, row in yaml.safe_load(text).items()}
