"""From a foreign event to own commands: pure, so that the agent, the sweep and `mediate verify` come to the same ids."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from schemas.command import Actor
from schemas.envelope import CommandRecord, PublishedEvent, digest
from schemas.identity import reaction_command_id
from schemas.registry import decode
from services.runtime.decider import DecidingService, Reaction, ReactionCommand


@dataclass(frozen=True)
class OwnCommand:
    """A command that a reaction sends to its own service."""

    reaction: str
    case_code: str
    command_id: UUID
    record: CommandRecord


def own_commands(service: DecidingService[Any, Any], envelope: PublishedEvent) -> list[OwnCommand]:
    """Every command this event causes, in the order of the service's reactions. Raises what a decoder or `react` raises."""
    concerned = service.heard.get((envelope.service, envelope.name))
    if concerned is None:
        return []
    event = decode(envelope.service, envelope.name, envelope.version, envelope.data)
    answers = [(reaction, reaction.react(event, envelope)) for reaction in concerned]
    return [_command(service, reaction, envelope, answer) for reaction, answer in answers if answer is not None]


def heard_types(service: DecidingService[Any, Any]) -> frozenset[str]:
    """`<source>.<event>` of everything it hears: the CloudEvents type without its version."""
    return frozenset(f"{source}.{name}" for source, name in service.heard)


def sources_of(service: DecidingService[Any, Any]) -> tuple[str, ...]:
    """The services whose events it hears, in a fixed order."""
    return tuple(sorted({reaction.source for reaction in service.reactions}))


def _command(
    service: DecidingService[Any, Any], reaction: Reaction, envelope: PublishedEvent, answer: ReactionCommand
) -> OwnCommand:
    """Recorded when the event was: the command is the same whenever it is delivered, or delivered again."""
    body = answer.body.model_dump(mode="json", exclude_none=True)
    record = CommandRecord(
        name=service.command_names[type(answer.body)], body=body, digest=digest(body),
        actor=Actor(user=f"system:{service.name}", organisation=service.name), recorded_at=envelope.recorded_at,
        origin=f"reaction:{envelope.service}", correlation_id=envelope.correlation_id, causation_id=str(envelope.id),
        traceparent=envelope.traceparent,
    )  # fmt: skip
    name = f"{reaction.name}/{envelope.index}"
    command_id = reaction_command_id(envelope.service, envelope.case_code, envelope.sequence, name)
    return OwnCommand(reaction.name, answer.case_code or envelope.case_code, command_id, record)
