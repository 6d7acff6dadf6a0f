"""The AsyncAPI 3 document: servers, one channel per topic, who sends and receives what. Written to schemas/asyncapi.yaml."""

from collections.abc import Mapping
from typing import Any

from schemas.envelope import CONTENT_TYPE
from schemas.json_schemas import schema_name
from schemas.registry import event_types
from schemas.topics import CASE_SERVICES, DECIDING_SERVICES, Topic, all_topics, decisions

SPECIFICATION = "3.0.0"
SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12"
HEARD: Mapping[str, tuple[str, ...]] = {
    "intake": (
        "administrative_mediation",
        "documents",
        "early_warning",
        "intake",
        "judicial_confirmation",
        "network",
        "people_mediation",
        "petitions",
        "satisfaction",
    ),
    "people_mediation": ("intake", "judicial_confirmation"),
    "judicial_confirmation": ("administrative_mediation", "intake", "network", "people_mediation"),
    "satisfaction": (
        "administrative_mediation",
        "early_warning",
        "intake",
        "network",
        "people_mediation",
        "petitions",
        "satisfaction",
    ),
    "petitions": ("administrative_mediation", "intake", "people_mediation"),
    "administrative_mediation": ("intake", "judicial_confirmation"),
    "network": ("intake", "network", "people_mediation"),
    "early_warning": tuple(sorted(CASE_SERVICES)),
    "registers": ("intake",),
    "statistics": (),
    "documents": (
        "administrative_mediation",
        "documents",
        "intake",
        "judicial_confirmation",
        "network",
        "people_mediation",
        "petitions",
    ),
}
"""Whose published events each service reacts to; a contract test compares it with the services' reactions."""

_CHINESE = {
    "intake": "一个窗口(登记、分流、保管权)",
    "people_mediation": "人民调解",
    "judicial_confirmation": "司法确认",
    "satisfaction": "满意度",
    "petitions": "信访",
    "administrative_mediation": "行政调解",
    "network": "多元化解网络",
    "early_warning": "排查预警",
    "registers": "台账",
    "statistics": "统计报表",
    "documents": "文书编号与附件",
}
_PURPOSE = {
    "commands": "Commands, private to their service: one in flight per case.",
    "decisions": "The record: one decision per command, kept for ever, arbitrated by the case's next sequence number.",
    "events": "Events of applied decisions, in sequence order per case; a duplicate has the same id.",
    "dead_letters": "Commands held back behind a parked record, in order.",
}


def document(version: str) -> dict[str, Any]:
    """The whole document; `version` is that of the contracts."""
    return {
        "asyncapi": SPECIFICATION,
        "info": {
            "title": "1+4+N grand mediation",
            "version": version,
            "description": "Services talk by published events alone; every record is CloudEvents 1.0 structured JSON keyed "
            "by the case code.",
        },
        "defaultContentType": CONTENT_TYPE,
        "servers": {
            "kafka": {
                "host": "{bootstrap}",
                "protocol": "kafka",
                "description": "KAFKA_BOOTSTRAP_SERVERS, or the embedded broker.",
                "variables": {"bootstrap": {"default": "127.0.0.1:9092"}},
            }
        },
        "channels": {_channel(topic): _channel_object(topic) for topic in all_topics()},
        "operations": _operations(),
        "components": {"messages": _messages()},
    }


def _channel(topic: Topic) -> str:
    return topic.name.replace(".", "_")


def _channel_object(topic: Topic) -> dict[str, Any]:
    return {
        "address": topic.name,
        "title": f"{_CHINESE[topic.owner]}:{topic.kind}",
        "description": _PURPOSE[topic.kind],
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in _message_names(topic)},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {
                    "cleanup.policy": [topic.cleanup_policy],
                    "retention.ms": topic.retention_ms,
                },
                "bindingVersion": "0.5.0",
            }
        },
    }


def _message_names(topic: Topic) -> tuple[str, ...]:
    match topic.kind:
        case "commands" | "dead_letters":
            return ("command",)
        case "decisions":
            return ("decision",)
        case "events":
            return tuple(
                schema_name(topic.owner, name, event.version) for name, event in event_types(topic.owner).items()
            )
        case "retold" | "entries" | "table":
            raise ValueError(f"{topic.name} is no contract and has no messages")


def _operations() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for service in DECIDING_SERVICES:
        for kind, action in (
            ("commands", "send"), ("commands", "receive"), ("decisions", "send"), ("decisions", "receive"),
            ("events", "send"), ("dead_letters", "send"), ("dead_letters", "receive"),
        ):  # fmt: skip
            found[f"{service}_{action}s_{kind}"] = _operation(action, f"{service}_{kind}")
        for source in HEARD[service]:
            found[f"{service}_receives_{source}_events"] = _operation("receive", f"{source}_events")
            found[f"{service}_sweeps_{source}_decisions"] = _operation("receive", f"{source}_decisions")
    for service in DECIDING_SERVICES:
        found[f"views_receives_{service}_decisions"] = _operation("receive", _channel(decisions(service)))
    return found


def _operation(action: str, channel: str) -> dict[str, Any]:
    return {"action": action, "channel": {"$ref": f"#/channels/{channel}"}}


def _messages() -> dict[str, Any]:
    found = {
        "command": _message("command", "command_record.v1", "Id is the command's id; answered by one decision."),
        "decision": _message("decision", "decision.v1", "The whole answer to one command."),
    }
    for service in DECIDING_SERVICES:
        for name, event_type in event_types(service).items():
            key = schema_name(service, name, event_type.version)
            found[key] = _message(key, key, (event_type.__doc__ or "").strip())
    return found


def _message(name: str, schema: str, summary: str) -> dict[str, Any]:
    return {
        "name": name,
        "contentType": CONTENT_TYPE,
        "summary": summary,
        "headers": {"type": "object", "description": "None of meaning: everything stands in the envelope."},
        "payload": {"schemaFormat": SCHEMA_FORMAT, "schema": {"$ref": f"./json/{schema}.json"}},
        "bindings": {"kafka": {"key": {"type": "string", "description": "Case code."}, "bindingVersion": "0.5.0"}},
    }
