"""From a command's JSON Schema to the fields a person fills in. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from enum import StrEnum
from typing import Any

from services.console.catalogue import Schema, resolved

NEVER_ASKED = frozenset({"story", "simulated", "occurred_at_assumed", "form_assumed", "signature_image", "seal_photo"})
"""Fields that nobody fills in by hand: those of played public cases, and images that the pages of signing hand in."""
CHOICE_NAMES = "x-choice-names"
"""The JSON Schema keyword that tells the Chinese of every word to choose from."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
LONG_TEXT_FROM = 2001
"""A text that may have this many characters or more is written in several lines."""


class Kind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DATE = "date"
    MOMENT = "moment"
    """A date with its time, Asia/Shanghai."""
    LINES = "lines"
    """Several short texts, one a line."""
    CHOICES = "choices"
    """Several of a given set."""
    GROUP = "group"
    GROUPS = "groups"
    """A group that may stand several times."""


@dataclass(frozen=True)
class Field:
    """One field of a form."""

    key: str
    """Its name in the JSON body."""
    name: str
    """Its name in the form: the path of keys with dots, a group's place as a number."""
    kind: Kind
    required: bool = False
    options: tuple[str, ...] = ()
    """Words to choose from, as the wire has them."""
    default: Any = None
    fields: tuple["Field", ...] = ()
    """Fields of a group; of `groups`, those of one of them, named as if it were number 0."""
    label: str = ""
    """What the schema itself calls it in Chinese; empty where labels.yaml does."""
    help: str = ""
    """One sentence of help that the schema itself brings."""
    option_names: Mapping[str, str] = dataclass_field(default_factory=dict)
    """The Chinese of the options that the schema itself brings."""


def fields_of(schema: Schema, definitions: Mapping[str, Schema], prefix: str = "") -> tuple[Field, ...]:
    """The fields of an object schema in its order; those of played cases left out."""
    required = frozenset(schema.get("required", ()))
    return tuple(
        _told(_field(key, part, definitions, f"{prefix}{key}", required=key in required), part)
        for key, part in schema.get("properties", {}).items()
        if key not in NEVER_ASKED
    )


def every_field(fields: tuple[Field, ...]) -> Iterator[Field]:
    """The fields and those within their groups."""
    for field in fields:
        yield field
        yield from every_field(field.fields)


def _told(field: Field, part: Schema) -> Field:
    """The field with what its schema says in Chinese: forms that are made from data bring their own words."""
    label = str(part.get("title", ""))
    if not _CHINESE.search(label):
        return field
    return replace(field, label=label, help=str(part.get("description", "")), option_names=part.get(CHOICE_NAMES, {}))


def _field(key: str, part: Schema, definitions: Mapping[str, Schema], name: str, *, required: bool) -> Field:
    schema = _meant(part, definitions)
    default = part.get("default", schema.get("default"))
    if "enum" in schema or "const" in schema:
        options = tuple(str(word) for word in schema.get("enum", (schema.get("const"),)))
        return Field(key, name, Kind.CHOICE, required, options, default)
    match schema.get("type"):
        case "array":
            return _several(key, _meant(schema.get("items", {}), definitions), definitions, name, required, default)
        case "object" if "properties" in schema:
            inner = fields_of(schema, definitions, f"{name}.")
            return Field(key, name, Kind.GROUP, required, fields=inner)
        case "boolean":
            return Field(key, name, Kind.YES_NO, required, default=default)
        case "integer":
            return Field(key, name, Kind.INTEGER, required, default=default)
        case "number":
            return Field(key, name, Kind.NUMBER, required, default=default)
    return Field(key, name, _kind_of_text(schema), required, default=default)


def _several(
    key: str, item: Schema, definitions: Mapping[str, Schema], name: str, required: bool, default: Any
) -> Field:
    if "enum" in item:
        return Field(key, name, Kind.CHOICES, required, tuple(str(word) for word in item["enum"]), default)
    if item.get("type") == "object":
        return Field(key, name, Kind.GROUPS, required, fields=fields_of(item, definitions, f"{name}.0."))
    return Field(key, name, Kind.LINES, required, default=default)


def _meant(part: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """The schema behind references and `or null`; of several kinds the first that is more than plain text."""
    ways = [way for way in part.get("anyOf", part.get("oneOf", (part,))) if way.get("type") != "null"]
    schemas = [resolved(way["allOf"][0] if "allOf" in way else way, definitions) for way in ways]
    telling = (schema for schema in schemas if schema.get("type") != "string" or "enum" in schema)
    return next(telling, schemas[0] if schemas else {})


def _kind_of_text(schema: Schema) -> Kind:
    match schema.get("format"):
        case "date":
            return Kind.DATE
        case "date-time":
            return Kind.MOMENT
    return Kind.LONG_TEXT if schema.get("maxLength", 0) >= LONG_TEXT_FROM else Kind.TEXT
