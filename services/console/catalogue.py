"""What a service lets people do, read from the interface description it publishes: nothing of it is repeated here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
_CASE = "{case_code}"


@dataclass(frozen=True)
class Act:
    """One act of one service, as its OpenAPI document tells it."""

    service: str
    name: str
    """Operation id: the command's wire name."""
    title: str
    """In Chinese."""
    group: str
    """The tag it stands under, in Chinese."""
    method: str
    path: str
    roles: frozenset[str]
    """Any one of these is needed; empty: every account."""
    body: Schema
    """JSON Schema of the body, references resolved against `definitions`."""
    definitions: Mapping[str, Schema]

    @property
    def makes_a_case(self) -> bool:
        """Whether the act registers a case and so names none."""
        return _CASE not in self.path

    def open_to(self, roles: Iterable[str]) -> bool:
        """Whether one of these roles is enough; whether this body may act on this case is for the service to say."""
        return not self.roles or not self.roles.isdisjoint(roles)


def acts(service: str, document: Mapping[str, Any]) -> Iterator[Act]:
    """The acts in an OpenAPI document, in its order."""
    definitions = document.get("components", {}).get("schemas", {})
    for path, operations in document.get("paths", {}).items():
        for method, operation in operations.items():
            if "requestBody" in operation and "operationId" in operation:
                schema = operation["requestBody"]["content"]["application/json"]["schema"]
                yield Act(
                    service=service, name=operation["operationId"], title=operation.get("summary", ""),
                    group=next(iter(operation.get("tags") or ()), ""), method=method.upper(), path=path,
                    roles=frozenset(operation.get("x-roles", ())), body=resolved(schema, definitions),
                    definitions=definitions,
                )  # fmt: skip


def resolved(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """The schema that a reference names; any other schema itself."""
    reference = schema.get("$ref")
    return definitions[reference.rsplit("/", 1)[-1]] if reference else schema
