"""Messages with parties' links: what follows from a command about one, and when nobody wants it any more (issue 8, item 2)."""

from datetime import datetime
from typing import Any, TypedDict, assert_never

from schemas.command import Command, Due
from schemas.envelope import PublishedEvent
from schemas.intake import PartyLinkMessageAsked
from schemas.satisfaction_links import (
    LinkMessageDropped,
    LinkMessageEvent,
    LinkMessageFailed,
    LinkMessageRequested,
    LinkMessageSent,
    LinkMessageStarted,
)
from services.jurisdiction.acts import not_found
from services.satisfaction.domain import attempts
from services.satisfaction.domain.delivery_commands import Outcome
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.link_commands import (
    HearLinkToSend,
    LinkMessageCommand,
    RecordLinkMessage,
    RetryLinkMessage,
    StartLinkMessage,
)
from services.satisfaction.domain.sending import Answer
from services.satisfaction.domain.situations import Failed, Settled, Started
from services.satisfaction.domain.state import LinkMessage, State


class _About(TypedDict):
    occurred_at: datetime
    delivery_id: str
    party_id: str
    link_number: int


def hear_link_to_send(event: PartyLinkMessageAsked, published: PublishedEvent) -> HearLinkToSend:
    """The number to which it goes stays with the window's event; the courier reads it there."""
    return HearLinkToSend(
        occurred_at=event.occurred_at, occurred_at_assumed=event.occurred_at_assumed, party_id=event.party_id,
        link_number=event.link_number, expires_at=event.expires_at,
    )  # fmt: skip


def decide_link_message(state: State, command: Command[Any], law: SatisfactionLaw) -> Answer:
    """What follows from a command about a link's message."""
    if not command.actor.is_system:
        return not_found()
    body: LinkMessageCommand = command.body
    match body:
        case HearLinkToSend():
            return _hear(command, body)
        case StartLinkMessage():
            return _start(state, command.recorded_at, body)
        case RecordLinkMessage():
            return _record(state, command.recorded_at, body, law)
        case RetryLinkMessage():
            return _retry(state, command.recorded_at, body)
        case _:
            assert_never(body)


def due_link_retries(state: State) -> tuple[Due, ...]:
    """The failed messages with the moments at which they are tried again."""
    return attempts.retries(state.link_messages.values(), lambda delivery_id: RetryLinkMessage(delivery_id=delivery_id))


def after(state: State, event: LinkMessageEvent) -> State:
    """The messages after `event`."""
    match event:
        case LinkMessageRequested():
            made = LinkMessage(
                delivery_id=event.delivery_id, party_id=event.party_id, link_number=event.link_number,
                attempt=event.attempt, expires_at=event.expires_at,
            )  # fmt: skip
            known = attempts.with_another(state.link_messages, made, lambda one: _same_link(one, made))
            return state.model_copy(update={"link_messages": known})
        case LinkMessageStarted():
            return _with(state, event.delivery_id, Started(courier=event.courier, via=event.via))
        case LinkMessageFailed():
            return _with(state, event.delivery_id, Failed(retry_at=event.retry_at))
        case LinkMessageSent() | LinkMessageDropped():
            return _with(state, event.delivery_id, Settled())
        case _:
            return state


def _hear(command: Command[Any], body: HearLinkToSend) -> Answer:
    about = LinkMessageRequested(
        occurred_at=command.occurred_at, delivery_id=f"{command.derived_id('link-message')}-1", party_id=body.party_id,
        link_number=body.link_number, attempt=1, expires_at=body.expires_at,
    )  # fmt: skip
    return (about,)


def _start(state: State, at: datetime, body: StartLinkMessage) -> Answer:
    """A courier gets the message, unless another has it or it is no longer wanted."""
    message = attempts.to_be_sent(state.link_messages, body.delivery_id)
    if message is None:
        return ()
    if unwanted := _unwanted(state, message, at):
        return (LinkMessageDropped(**_about(message, at), reason=unwanted),)
    return (LinkMessageStarted(**_about(message, at), courier=body.courier, via=body.via),)


def _record(state: State, at: datetime, body: RecordLinkMessage, law: SatisfactionLaw) -> Answer:
    """What became of the attempt; a failed one is tried again later, up to the profile's number of attempts."""
    message = attempts.in_hand(state.link_messages, body.delivery_id)
    if message is None:
        return ()
    if body.outcome is Outcome.SENT:
        return (LinkMessageSent(**_about(message, at), via=body.via, reference=body.reference),)
    reason, again = attempts.failure(message, body.outcome, body.reason, at, law)
    return (LinkMessageFailed(**_about(message, at), via=body.via, reason=reason, retry_at=again),)


def _retry(state: State, at: datetime, body: RetryLinkMessage) -> Answer:
    """The pause after a failed attempt is over."""
    message = attempts.to_be_repeated(state.link_messages, body.delivery_id, at)
    if message is None:
        return ()
    if unwanted := _unwanted(state, message, at):
        return (LinkMessageDropped(**_about(message, at), reason=unwanted),)
    first, attempt = message.delivery_id.rpartition("-")[0], message.attempt + 1
    again = _about(message, at) | {"delivery_id": f"{first}-{attempt}"}
    return (LinkMessageRequested(**again, attempt=attempt, expires_at=message.expires_at),)


def _unwanted(state: State, message: LinkMessage, at: datetime) -> str:
    """Why the link is no longer to be sent; empty where it is."""
    newer = [one for one in state.link_messages.values() if one.party_id == message.party_id]
    if any(one.link_number > message.link_number for one in newer):
        return "link_replaced"
    return "link_expired" if at >= message.expires_at else ""


def _about(message: LinkMessage, at: datetime) -> _About:
    return _About(
        occurred_at=at, delivery_id=message.delivery_id, party_id=message.party_id, link_number=message.link_number
    )


def _same_link(one: LinkMessage, other: LinkMessage) -> bool:
    return (one.party_id, one.link_number) == (other.party_id, other.link_number)


def _with(state: State, delivery_id: str, situation: Started | Failed | Settled) -> State:
    known = attempts.with_situation(state.link_messages, delivery_id, situation)
    return state.model_copy(update={"link_messages": known})
