"""What a channel is not asked to hear would have changed nothing there: the rule of services/jurisdiction/concerns.py held to a state."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from schemas.base import Event
from schemas.command import Actor, Command, CommandBody, Refused
from schemas.envelope import PublishedEvent
from schemas.registry import decode, encode_data, wire_name
from schemas.values import Channel
from services.administrative_mediation.domain.commands import HearChannel
from services.runtime.decider import DecidingService
from services.runtime.reacting import own_commands

KNOWN_ANYWAY = (Channel.ADMIN_MEDIATION, Channel.JUDICIAL_CONFIRMATION)
"""What agencies never heard from the window, since they announced it or hear it from the court."""
IMMATERIAL = "custody_heard"
"""The highest custody number heard: it matters to a channel that has a round, and that one is told."""


def spared_in_vain(service: DecidingService[Any, Any], state: Any, envelope: PublishedEvent) -> list[str]:
    """Commands that the event caused before there was the rule, causes no longer, and that would change this state."""
    if own_commands(service, envelope):
        return []
    before = list(_before(service, envelope))
    return [type(one.body).__name__ for one in before if _material(_after(service, state, one)) != _material(state)]


def _before(service: DecidingService[Any, Any], envelope: PublishedEvent) -> Iterator[Command[CommandBody]]:
    """The commands of the event as it was told then: without the channels that know of the case."""
    if envelope.data.get("known_to") is not None:
        for own in own_commands(service, replace(envelope, data={**envelope.data, "known_to": None})):
            body = service.commands[own.record.name].model_validate(own.record.body)
            yield Command(own.command_id, own.case_code, own.record.actor, own.record.recorded_at, body)
    if service.name == "administrative_mediation" and envelope.name == "channel_reported":
        told: Any = decode(envelope.service, envelope.name, envelope.version, envelope.data)
        if told.channel not in KNOWN_ANYWAY:
            by = Actor(user=f"system:{service.name}", organisation=service.name)
            heard = HearChannel(occurred_at=told.occurred_at, channel=told.channel, what=told.what)
            yield Command(envelope.id, envelope.case_code, by, envelope.recorded_at, heard)


def _after(service: DecidingService[Any, Any], state: Any, command: Command[CommandBody]) -> Any:
    answer = service.decide(state, command, service.rules)
    assert not isinstance(answer, Refused)
    for event in answer:
        state = service.evolve(state, _as_read(service.name, event))
    return state


def _as_read(service: str, event: Event) -> Event:
    return decode(service, wire_name(type(event)), type(event).version, encode_data(event))


def _material(state: Any) -> dict[str, Any]:
    told: dict[str, Any] = state.model_dump(exclude={IMMATERIAL})
    return told
