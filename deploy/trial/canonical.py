"""What two runs of one story must have in common: everything but trace ids, offsets, and which ids the case got."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from schemas.decision import Decision

_OF_THE_RUN = frozenset({"traceparent", "correlation_id", "causation_id", "command_id", "command_digest", "id"})
"""Differ between any two runs, since every run is a case of its own."""
_NAMES = re.compile(
    r"[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{16}[0-9A-Z*]"
)
"""SHA-256 of what has such names in it, UUIDs and case codes."""

Canonical = dict[str, list[Any]]


def canonical_history(decided: Mapping[str, Sequence[Decision]]) -> Canonical:
    """By service: outcome, actor, times and events of every decision in order of its sequence."""
    told = {
        name: [_without_run(decision.model_dump(mode="json", exclude_none=True)) for decision in history]
        for name, history in decided.items()
    }
    renamed: Canonical = renumbered(told)
    return renamed


def renumbered(value: Any) -> Any:
    """`value` with every hash, UUID and case code replaced by the number of its first appearance."""
    numbers: dict[str, str] = {}
    text = orjson.dumps(value).decode()
    return orjson.loads(_NAMES.sub(lambda found: numbers.setdefault(found[0], f"#{len(numbers)}"), text))


def _without_run(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_run(part) for name, part in value.items() if name not in _OF_THE_RUN}
    if isinstance(value, list):
        return [_without_run(part) for part in value]
    return value
