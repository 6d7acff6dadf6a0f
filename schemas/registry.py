"""Every event type by service and name, with the upcasters that let old versions decode for ever."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from schemas.base import Event
from schemas.decision import EventRecord

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns the data of version n of an event into that of version n + 1."""

_CAMEL = re.compile(r"(?<!^)(?=[A-Z])")


class UnknownEvent(ValueError):
    """No event of this service has this name, or its version is newer than this program."""


@cache
def wire_name(message_type: type[BaseModel]) -> str:
    """The snake-case name of an event or command class: `AgreementReached` -> `agreement_reached`."""
    return _CAMEL.sub("_", message_type.__name__).lower()


def encode_data(event: Event) -> dict[str, Any]:
    """The JSON-ready data of an event; defaults are written out, so that a later change of a default changes no history."""
    return event.model_dump(mode="json")


def decode(service: str, name: str, version: int, data: dict[str, Any]) -> Event:
    """The typed event, upcast to today's version. Raises UnknownEvent or pydantic.ValidationError."""
    event_type = event_types(service).get(name)
    if event_type is None:
        raise UnknownEvent(f"{service} has no event {name}")
    if version > event_type.version:
        raise UnknownEvent(f"{service}.{name} v{version} is newer than v{event_type.version}")
    for step in range(version, event_type.version):
        data = upcasters()[service, name, step](data)
    return event_type.model_validate(data)


def decode_record(service: str, record: EventRecord) -> Event:
    """The typed event of a record in a decision."""
    return decode(service, record.name, record.version, record.data)


@cache
def event_types(service: str) -> Mapping[str, type[Event]]:
    """Event classes of a service by wire name."""
    return {wire_name(event_type): event_type for event_type in _catalogue()[service]}


@cache
def _catalogue() -> Mapping[str, tuple[type[Event], ...]]:
    from schemas import (
        administrative_mediation,
        documents,
        early_warning,
        intake,
        judicial_confirmation,
        network,
        people_mediation,
        petitions,
        registers,
        satisfaction,
        statistics,
    )

    return {
        "intake": intake.EVENTS,
        "people_mediation": people_mediation.EVENTS,
        "judicial_confirmation": judicial_confirmation.EVENTS,
        "satisfaction": satisfaction.EVENTS,
        "petitions": petitions.EVENTS,
        "administrative_mediation": administrative_mediation.EVENTS,
        "network": network.EVENTS,
        "early_warning": early_warning.EVENTS,
        "registers": registers.EVENTS,
        "statistics": statistics.EVENTS,
        "documents": documents.EVENTS,
    }


@cache
def upcasters() -> Mapping[tuple[str, str, int], Upcaster]:
    """Upcasters by (service, name, version they start from)."""
    from schemas.upcasting import UPCASTERS

    return UPCASTERS
