"""Bodies of a command to try on a case: everything that must be said is said, with what the case itself knows. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, product
from typing import Any

import orjson
from pydantic import ValidationError

from schemas.command import CommandBody

Known = Mapping[str, Sequence[str]]
"""Texts that a case's state has, by the name under which it has them."""
Schema = Mapping[str, Any]

MOST_BODIES = 80
"""Bodies tried of one command."""
_MOST_VALUES = 6
"""Values tried in one field that is no choice."""
_MOST_CHOICES = 24
_LEFT_OUT = object()
_TEXTS = (
    "trial",
    "trial_text",
    "0553-0000001",
    "00000000-0000-0000-0000-000000000000",
    "2026-03",
    "0" * 64,
    "image/png",
)
"""What is written where any text will do; the first that the field's pattern lets through."""
_MOMENT, _DAY = "2000-01-03T09:00:00+08:00", "2000-01-03"


def known_in(state: bytes) -> Known:
    """The texts in an encoded state (a JSON document) by name, each once, in its order."""
    found: dict[str, dict[str, None]] = {}
    _collect("", orjson.loads(state), found)
    return {name: tuple(texts) for name, texts in found.items()}


def trial_bodies(body: type[CommandBody], known: Known) -> Iterator[CommandBody]:
    """At most MOST_BODIES valid bodies: the plainest first, then with one field said differently."""
    schema = _schema_of(body)
    definitions = schema.get("$defs", {})
    return islice(_valid(body, _contents(schema, definitions, known)), MOST_BODIES)


@cache
def _schema_of(body: type[CommandBody]) -> Schema:
    return body.model_json_schema()


def _valid(body: type[CommandBody], contents: Iterator[dict[str, Any]]) -> Iterator[CommandBody]:
    for content in contents:
        try:
            yield body.model_validate(content)
        except ValidationError:
            continue


def _contents(schema: Schema, definitions: Mapping[str, Schema], known: Known) -> Iterator[dict[str, Any]]:
    """What must be said, then with everything that may be; each with every choice among what the case has; then each
    field's other values one at a time."""
    required = frozenset(schema.get("required", ()))
    fields = {
        name: _values(name, part, definitions, known)
        for name, part in schema.get("properties", {}).items()
        if name not in ("occurred_at", "occurred_at_assumed")
    }
    plainest = {name: values[0] for name, values in fields.items() if name in required and values}
    full = {name: values[0] for name, values in fields.items() if values}
    yield plainest
    yield full
    chosen = {
        name: values if name in required else [_LEFT_OUT, *values]
        for name, values in fields.items()
        if name in known or _singular(name) in known
    }
    for choice in islice(product(*chosen.values()), 1, _MOST_CHOICES):
        picked = {name: value for name, value in zip(chosen, choice, strict=True) if value is not _LEFT_OUT}
        yield plainest | picked
        yield {name: value for name, value in full.items() if name not in chosen} | picked
    for name, values in fields.items():
        for value in values[1:] if name in required else values:
            yield {**plainest, name: value}
            yield {**full, name: value}


def _singular(name: str) -> str:
    """party_ids -> party_id, parties -> party."""
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def _values(name: str, part: Schema, definitions: Mapping[str, Schema], known: Known) -> list[Any]:
    """Values to try in a field, the likeliest first; empty for a field that only null fits."""
    schema = _meant(part, definitions)
    if "const" in schema:
        return [schema["const"]]
    if "enum" in schema:
        return list(schema["enum"])
    match schema.get("type"):
        case "object":
            return list(islice(_contents(schema, definitions, known), _MOST_VALUES)) if "properties" in schema else [{}]
        case "array":
            return _lists(name, schema, definitions, known)
        case "boolean":
            return [True, False]
        case "integer" | "number":
            return [schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)]
    return _texts(name, schema, known)


def _lists(name: str, schema: Schema, definitions: Mapping[str, Schema], known: Known) -> list[Any]:
    """One of each value, and all of them together."""
    items = _values(_singular(name), schema.get("items", {}), definitions, known)
    fewest = schema.get("minItems", 1)
    return [items, *([item] * fewest for item in items)] if items else []


def _texts(name: str, schema: Schema, known: Known) -> list[Any]:
    match schema.get("format"):
        case "date-time":
            return [_MOMENT]
        case "date":
            return [_DAY]
    told = known.get(name, ())[-_MOST_VALUES:]
    return [text for text in (*told, *_TEXTS, *known.get("", ())[:_MOST_VALUES]) if _fits(text, schema)]


def _fits(text: str, schema: Schema) -> bool:
    """Whether the field's pattern lets it through."""
    return re.search(schema.get("pattern", ""), text) is not None


def _meant(part: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """The schema behind references and `or null`."""
    ways = [way for way in part.get("anyOf", part.get("oneOf", (part,))) if way.get("type") != "null"]
    first = ways[0] if ways else {}
    first = first["allOf"][0] if "allOf" in first else first
    reference = first.get("$ref")
    return definitions[reference.rsplit("/", 1)[-1]] if reference else first


def _collect(name: str, value: Any, found: dict[str, dict[str, None]]) -> None:
    match value:
        case str():
            found.setdefault(name, {})[value] = None
            if name.endswith("_id"):
                found.setdefault("", {})[value] = None
        case list():
            for item in value:
                _collect(_singular(name), item, found)
        case dict():
            if all(isinstance(inner, dict) for inner in value.values()):  # things kept by their ids
                found.setdefault(f"{_singular(name)}_id", {}).update(dict.fromkeys(value))
            for key, inner in value.items():
                _collect(key, inner, found)
