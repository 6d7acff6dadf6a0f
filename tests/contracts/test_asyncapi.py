"""The AsyncAPI document is valid by the specification's published schema and tells of every topic and event."""

import importlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from schemas.asyncapi import HEARD
from schemas.generate import FOLDER
from schemas.topics import DECIDING_SERVICES, all_topics
from services.jurisdiction.law import Law

DOCUMENT: dict[str, Any] = yaml.safe_load((FOLDER / "asyncapi.yaml").read_text(encoding="utf-8"))
SPECIFICATION = json.loads(
    (Path(__file__).parent / "asyncapi_specification" / "3.0.0.json").read_text(encoding="utf-8")
)


def test_the_document_is_valid_by_the_published_schema() -> None:
    assert list(jsonschema.Draft7Validator(SPECIFICATION).iter_errors(DOCUMENT)) == []


def test_the_published_schema_notices_a_mistake() -> None:
    mistaken = json.loads(json.dumps(DOCUMENT))
    mistaken["operations"]["intake_sends_events"]["action"] = "shout"
    assert list(jsonschema.Draft7Validator(SPECIFICATION).iter_errors(mistaken)) != []


def test_every_topic_is_a_channel_with_its_partitions_and_retention() -> None:
    kafka = {
        channel["address"]: channel["bindings"]["kafka"]["topicConfiguration"]["retention.ms"]
        for channel in DOCUMENT["channels"].values()
    }
    assert kafka == {topic.name: topic.retention_ms for topic in all_topics()}


def test_every_reference_leads_somewhere() -> None:
    for reference in _references(DOCUMENT):
        if reference.startswith("#/"):
            target: Any = DOCUMENT
            for step in reference[2:].split("/"):
                target = target[step]
        else:
            assert (FOLDER / reference).is_file(), reference


def test_commands_are_private_and_decisions_are_read_by_the_views() -> None:
    operations = DOCUMENT["operations"]
    readers = {name for name, operation in operations.items() if operation["action"] == "receive"}
    for service in DECIDING_SERVICES:
        of_commands = {
            name for name in readers if operations[name]["channel"]["$ref"] == f"#/channels/{service}_commands"
        }
        assert of_commands == {f"{service}_receives_commands"}
        assert f"views_receives_{service}_decisions" in readers


@pytest.mark.parametrize("service", DECIDING_SERVICES)
def test_the_document_says_whom_each_service_hears(service: str) -> None:
    worker = importlib.import_module(f"services.{service}.worker")
    watched = getattr(worker, "WATCHED", ())
    heard = {reaction.source for reaction in worker.service(Law.load("wuhu")).reactions}
    assert HEARD[service] == tuple(sorted({*heard, *watched}))


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in _references(value)]
    if isinstance(node, list):
        return [found for value in node for found in _references(value)]
    return []
