"""The interface description of the command table: OpenAPI 3.1, written from the same rows that are served."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from schemas.command import CommandBody
from services.runtime.command_routes import CommandRoute
from services.runtime.problems import SCHEMA as PROBLEM_SCHEMA
from services.runtime.problems import kinds

_REFERENCE = "#/components/schemas/"
_PROBLEM = {"application/problem+json": {"schema": {"$ref": f"{_REFERENCE}Problem"}}}
_ACCEPTED_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "AcceptedCommand",
    "required": ["case_code", "sequence", "events"],
    "properties": {
        "case_code": {"type": "string"},
        "sequence": {"type": "integer", "description": "本服务中这一案件的序号，同 ETag"},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name", "version", "data"],
                "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "name": {"type": "string"},
                    "version": {"type": "integer"},
                    "data": {"type": "object"},
                },
            },
        },
    },
}
_SECURITY: list[dict[str, list[str]]] = [{"bearer": []}]


def command_operation(route: CommandRoute) -> dict[str, Any]:
    """The part of the operation that FastAPI cannot see, since the endpoint reads the request itself."""
    parameters = [_header("Idempotency-Key", "这一次办理的幂等键；重发时用同一个", required=True)]
    if not route.creates_case:
        parameters.insert(0, {"name": "case_code", "in": "path", "required": True, "schema": {"type": "string"}})
        required = not route.roles_without_precondition
        parameters.append(_header("If-Match", "查看案件时得到的 ETag", required=required))
    parameters.append(_header("traceparent", "W3C Trace Context", required=False))
    success = "201" if route.creates_case else "200"
    return {
        "parameters": parameters,
        "x-roles": sorted(route.roles),
        "security": _SECURITY,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": _REFERENCE + route.body.__name__}}},
        },
        "responses": {
            success: _accepted(),
            "202": {"description": kinds()["accepted_for_processing"].detail, "headers": _headers("Location")},
            **_problems(400, 401, 403, 404, 412, 413, 422, 428, 503),
            "409": {"description": "不能办理：按规定不予办理，说明见 detail", "content": _PROBLEM},
        },
    }


def lookup_operation() -> dict[str, Any]:
    """The operation of GET /commands/{case_code}/{command_id}."""
    return {
        "security": _SECURITY,
        "parameters": [
            {"name": "case_code", "in": "path", "required": True, "schema": {"type": "string"}},
            {"name": "command_id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}},
            {
                "name": "wait", "in": "query", "required": False, "description": "最多等待的秒数",
                "schema": {"type": "number", "minimum": 0, "maximum": 30},
            },
        ],
        "responses": {"200": _accepted(), **_problems(401, 404)},
    }  # fmt: skip


def described(app: FastAPI, bodies: Sequence[type[CommandBody]]) -> Callable[[], dict[str, Any]]:
    """A replacement for `app.openapi` that adds the schemas of the bodies, of answers and of problems."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        document = plain()
        components = document.setdefault("components", {})
        schemas = components.setdefault("schemas", {})
        if "Problem" not in schemas:
            _, made = models_json_schema(
                [(body, "validation") for body in dict.fromkeys(bodies)], ref_template=_REFERENCE + "{model}"
            )
            schemas.update(made.get("$defs", {}), Problem=PROBLEM_SCHEMA, AcceptedCommand=_ACCEPTED_SCHEMA)
            components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
        return document

    return openapi


def _header(name: str, description: str, *, required: bool) -> dict[str, Any]:
    return {
        "name": name, "in": "header", "required": required, "description": description, "schema": {"type": "string"},
    }  # fmt: skip


def _accepted() -> dict[str, Any]:
    return {
        "description": "已办理",
        "headers": _headers("ETag", "Read-Token"),
        "content": {"application/json": {"schema": {"$ref": f"{_REFERENCE}AcceptedCommand"}}},
    }


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"schema": {"type": "string"}} for name in names}


def _problems(*statuses: int) -> dict[str, Any]:
    """The problems of each status, with their codes."""
    found = {}
    for status in statuses:
        rows = [f"{code}：{kind.title}" for code, kind in kinds().items() if kind.status == status]
        found[str(status)] = {"description": "；".join(rows), "content": _PROBLEM}
    return found
