"""Golden samples: one of every event version ever published; none may change, none may cease to decode."""

import json

import jsonschema
import pytest

from schemas.envelope import decode_decision, decode_event, encode_event
from schemas.generate import FOLDER as SCHEMAS
from schemas.json_schemas import ENVELOPE
from schemas.registry import decode, encode_data, event_types
from schemas.samples import FOLDER, read_manifest, sha256
from schemas.topics import DECIDING_SERVICES

MANIFEST = read_manifest(FOLDER)
EVENTS = sorted(name for name in MANIFEST if not name.startswith("decision."))
DECISIONS = sorted(name for name in MANIFEST if name.startswith("decision."))


def test_every_event_type_has_a_sample_of_every_version_it_ever_had() -> None:
    expected = {
        f"{service}.{name}.v{version}"
        for service in DECIDING_SERVICES
        for name, event_type in event_types(service).items()
        for version in range(1, event_type.version + 1)
    }
    assert expected - set(EVENTS) == set()


def test_no_sample_was_changed_removed_or_slipped_in() -> None:
    found = {path.stem: sha256(path.read_bytes()) for path in FOLDER.glob("*.json") if path.stem != "manifest"}
    assert found == MANIFEST


@pytest.mark.parametrize("name", EVENTS)
def test_a_sample_decodes_to_todays_type(name: str) -> None:
    event = decode_event((FOLDER / f"{name}.json").read_bytes())
    typed = decode(event.service, event.name, event.version, event.data)
    assert type(typed) is event_types(event.service)[event.name]


@pytest.mark.parametrize("name", EVENTS)
def test_a_sample_is_valid_by_the_json_schema_of_its_version(name: str) -> None:
    sample = json.loads((FOLDER / f"{name}.json").read_bytes())
    schema = json.loads((SCHEMAS / "json" / f"{name}.json").read_text(encoding="utf-8"))
    assert sample["dataschema"] == schema["$id"]
    jsonschema.Draft202012Validator(ENVELOPE).validate(sample)
    jsonschema.Draft202012Validator(schema).validate(sample["data"])


@pytest.mark.parametrize("name", EVENTS)
def test_fields_of_a_newer_writer_survive_decoding_and_encoding(name: str) -> None:
    event = decode_event((FOLDER / f"{name}.json").read_bytes())
    current = event_types(event.service)[event.name].version
    data = encode_data(decode(event.service, event.name, event.version, event.data))
    newer = {
        **data,
        "a_later_field": {"kept": [1, "二"]},
        **{k: v if k in KEYS_ARE_DATA else _grown(v) for k, v in data.items()},
    }
    assert encode_data(decode(event.service, event.name, current, newer)) == newer


@pytest.mark.parametrize("name", EVENTS)
def test_an_encoded_event_decodes_to_itself(name: str) -> None:
    event = decode_event((FOLDER / f"{name}.json").read_bytes())
    assert decode_event(encode_event(event)) == event


@pytest.mark.parametrize("name", DECISIONS)
def test_a_sample_decision_decodes_and_its_events_too(name: str) -> None:
    decision = decode_decision((FOLDER / f"{name}.json").read_bytes())
    assert decision.outcome == name.split(".")[1]
    for record in decision.events:
        decode("intake", record.name, record.version, record.data)


KEYS_ARE_DATA = {"positions"}
"""Fields that hold a mapping, whose keys are no fields: a newer writer has no more of them."""


def _grown(value: object) -> object:
    """The value with an unknown field in every nested object."""
    if isinstance(value, dict):
        return {
            **{k: v if k in KEYS_ARE_DATA else _grown(v) for k, v in value.items()},
            "a_later_field": True,
        }
    if isinstance(value, list):
        return [_grown(entry) for entry in value]
    return value
