"""Golden samples: `python -m schemas.samples` writes one for every event version that has none yet. A sample once
written is never changed: its hash stands in schemas/samples/manifest.json, and it must decode for ever."""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin
from uuid import UUID

import yaml
from pydantic import BaseModel

from schemas.base import Event
from schemas.command import Actor
from schemas.decision import Decision, EventRecord, Parked, Refusal
from schemas.envelope import PublishedEvent, digest, encode_decision, encode_event, events_of
from schemas.identity import case_code, event_id
from schemas.json_schemas import schema_name
from schemas.registry import encode_data, event_types
from schemas.topics import DECIDING_SERVICES

FOLDER = Path(__file__).parent / "samples"
MANIFEST = "manifest.json"
COMMAND_ID = UUID("6a1d8c1e-3f52-5b0e-8f27-6f1c0b9a7d55")
RECORDED_AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
MOMENTS = {"occurred_at": "2026-03-02T09:00:00+08:00", "lapses_at": "2026-04-03T00:00:00+08:00"}


def samples() -> Iterator[tuple[str, bytes]]:
    """Name and text of the sample of every event type in its present version, and of each outcome of a decision."""
    for service in DECIDING_SERVICES:
        for name, event_type in event_types(service).items():
            event = sample_event(event_type)
            yield (
                schema_name(service, name, event_type.version),
                _pretty(encode_event(_published(service, name, event))),
            )
    for outcome in ("accepted", "refused", "parked", "released"):
        yield f"decision.{outcome}.v1", _pretty(encode_decision("intake", sample_decision(outcome)))


def sample_event(event_type: type[Event]) -> Event:
    """An event with every field filled from sample_values.yaml."""
    return event_type.model_validate(_filled(event_type))


def sample_decision(outcome: Any) -> Decision:
    """A decision of intake with this outcome."""
    registered = event_types("intake")["case_registered"]
    record = EventRecord(
        id=event_id(COMMAND_ID, 0), name="case_registered", version=registered.version,
        data=encode_data(sample_event(registered)),
    )  # fmt: skip
    return Decision(
        case_code=case_code(COMMAND_ID), sequence=1, command_id=COMMAND_ID, command_digest=digest({}),
        command_name="register_case", actor=_actor(), recorded_at=RECORDED_AT, rules_version="2026.1",
        calendar_version="2026", outcome=outcome, correlation_id=str(COMMAND_ID), causation_id=str(COMMAND_ID),
        events=(record,) if outcome == "accepted" else (),
        refusal=Refusal(code="already_closed", message="案件已经办结", source="PML 27") if outcome == "refused" else None,
        parked=Parked(reason="无法解码", topic="intake.commands", partition=3, offset=17) if outcome == "parked" else None,
    )  # fmt: skip


def write_missing(folder: Path) -> list[str]:
    """Write the samples that do not exist yet and enter them in the manifest; returns their names."""
    written = []
    manifest = read_manifest(folder)
    for name, text in samples():
        if name not in manifest:
            (folder / f"{name}.json").write_bytes(text)
            manifest[name] = sha256(text)
            written.append(name)
    (folder / MANIFEST).write_text(json.dumps(dict(sorted(manifest.items())), indent=2) + "\n", encoding="utf-8")
    return written


def read_manifest(folder: Path) -> dict[str, str]:
    """SHA-256 (hex) of every sample by name; empty when there is no manifest yet."""
    path = folder / MANIFEST
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def sha256(text: bytes) -> str:
    """The hash as the manifest keeps it."""
    return hashlib.sha256(text).hexdigest()


def _published(service: str, name: str, event: Event) -> PublishedEvent:
    record = EventRecord(id=event_id(COMMAND_ID, 0), name=name, version=event.version, data=encode_data(event))
    decision = sample_decision("accepted").model_copy(update={"events": (record,)})
    return events_of(service, decision)[0]


def _actor() -> Actor:
    return Actor(user="clerk.fangcun", organisation="wuhu.jinghu.fangcun.hub", roles=("intake_clerk",))


def _filled(model: type[BaseModel]) -> dict[str, Any]:
    own = _values()["classes"].get(model.__name__, {})
    return {
        name: own[name] if name in own else _value(name, field.annotation)
        for name, field in model.model_fields.items()
        if name in own or field.is_required() or not _has_no_value(name, field.annotation)
    }


def _has_no_value(name: str, annotation: Any) -> bool:
    """A text added later whose default will do: no value for it stands in sample_values.yaml."""
    texts = annotation is str or str in get_args(annotation)
    return texts and name not in _values()["fields"]


def _value(name: str, annotation: Any) -> Any:
    """By name for texts, by type for the rest: the first word of an enumeration, one element of a list."""
    known: Mapping[str, Any] = _values()["fields"]
    inner = [argument for argument in get_args(annotation) if argument not in (type(None), Ellipsis)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _filled(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return next(iter(annotation))
    if annotation in (bool, int, float, date):
        return {bool: False, int: 1, float: 3000.0, date: "2026-04-02"}[annotation]
    if name in known:
        return known[name]
    if name in MOMENTS or name.endswith("_at"):
        return MOMENTS.get(name, MOMENTS["occurred_at"])
    if get_origin(annotation) is tuple:
        return [_value(name, inner[0])]
    if inner:
        return _value(name, inner[0])
    raise KeyError(f"sample_values.yaml has no value for the field {name} ({annotation})")


@cache
def _values() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "sample_values.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _pretty(text: bytes) -> bytes:
    return (json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n").encode()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    print(f"新增 {len(write_missing(FOLDER))} 个样本")
    sys.exit(0)
