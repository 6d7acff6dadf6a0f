"""The JSON Schemas (2020-12) of everything that goes over the broker, generated from the models; files in schemas/json."""

from typing import Any

from pydantic import BaseModel

from schemas.base import Event
from schemas.decision import Decision
from schemas.envelope import CommandRecord
from schemas.registry import event_types
from schemas.topics import DECIDING_SERVICES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
URN = "urn:mediation:schema:"

_TEXT = {"type": "string"}
ENVELOPE: dict[str, Any] = {
    "$schema": DIALECT,
    "$id": f"{URN}published_event.v1",
    "title": "PublishedEvent",
    "description": "CloudEvents 1.0 structured JSON of one event of an applied decision.",
    "type": "object",
    "required": [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "sequence",
        "eventindex", "correlationid", "causationid", "actor", "actororganisation", "data",
    ],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "format": "uuid", "description": "uuid5(command id, eventindex)"},
        "source": {"type": "string", "format": "uri-reference", "pattern": "^/services/[a-z_]+$"},
        "type": {"type": "string", "pattern": r"^[a-z_]+\.[a-z_]+\.v[1-9][0-9]*$"},
        "subject": {"type": "string", "description": "The case code; also the key of the record."},
        "time": {"type": "string", "format": "date-time", "description": "When it was recorded."},
        "datacontenttype": {"const": "application/json"},
        "dataschema": {"type": "string", "format": "uri", "pattern": f"^{URN}"},
        "sequence": {"type": "string", "pattern": "^[0-9]{10}$", "description": "The decision's number in the case."},
        "eventindex": {"type": "integer", "minimum": 0},
        "correlationid": _TEXT,
        "causationid": _TEXT,
        "actor": _TEXT,
        "actororganisation": _TEXT,
        "actorroles": {"type": "string", "description": "Joined by commas."},
        "traceparent": _TEXT,
        "data": {"type": "object"},
    },
}  # fmt: skip
"""The envelope of published events; `data` is described by the schema that `dataschema` names."""


def schema_name(service: str, event_name: str, version: int) -> str:
    """E.g. `intake.case_registered.v1`: the file's name without ending, the CloudEvents type, the end of the URN."""
    return f"{service}.{event_name}.v{version}"


def event_schema(service: str, name: str, event_type: type[Event]) -> dict[str, Any]:
    """The schema of the data of today's version of an event."""
    return _schema(event_type, schema_name(service, name, event_type.version))


def all_schemas() -> dict[str, dict[str, Any]]:
    """Every schema of today by file name without ending. Older versions of an event stand as files only."""
    found = {
        schema_name(service, name, event_type.version): event_schema(service, name, event_type)
        for service in DECIDING_SERVICES
        for name, event_type in event_types(service).items()
    }
    found["decision.v1"] = _schema(Decision, "decision.v1")
    found["command_record.v1"] = _schema(CommandRecord, "command_record.v1")
    found["published_event.v1"] = ENVELOPE
    return found


def _schema(model: type[BaseModel], name: str) -> dict[str, Any]:
    return {"$schema": DIALECT, "$id": URN + name, **model.model_json_schema(mode="validation")}
