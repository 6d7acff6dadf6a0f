"""Messages that ask a party for a rating: what follows from a command about one, and when nobody wants it any more (issue 7, item 2)."""

from datetime import datetime
from typing import TypedDict

from schemas.base import Event
from schemas.command import Command, Due, Refused
from schemas.satisfaction_deliveries import (
    DeliveryDropped,
    DeliveryFailed,
    DeliveryRequested,
    DeliverySent,
    DeliveryStarted,
    Purpose,
)
from services.jurisdiction.acts import not_found
from services.satisfaction.domain import attempts, validity
from services.satisfaction.domain.delivery_commands import Outcome, RecordDelivery, RetryDelivery, StartDelivery
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.situations import Failed, Settled, Started
from services.satisfaction.domain.state import Cancelled, Delivery, Expired, Final, State, Waiting

Answer = tuple[Event, ...] | Refused


class _About(TypedDict):
    occurred_at: datetime
    delivery_id: str
    invitation_id: str


def first(invitation_id: str, purpose: Purpose, at: datetime, *, is_sent: bool) -> tuple[Event, ...]:
    """The first message about a new invitation; nothing to who is asked at the counter."""
    return (_requested(invitation_id, 1, purpose, at),) if is_sent else ()


def further(state: State, invitation_id: str, purpose: Purpose, at: datetime, *, is_sent: bool) -> tuple[Event, ...]:
    """One more message about an invitation that had some."""
    known = [one.attempt for one in state.deliveries.values() if one.invitation_id == invitation_id]
    return (_requested(invitation_id, max(known, default=0) + 1, purpose, at),) if is_sent else ()


def start(state: State, command: Command[StartDelivery]) -> Answer:
    """A courier gets the message, unless another has it or it is no longer wanted."""
    if not command.actor.is_system:
        return not_found()
    body, at = command.body, command.recorded_at
    delivery = attempts.to_be_sent(state.deliveries, body.delivery_id)
    if delivery is None:
        return ()
    if unwanted := _unwanted(state, delivery, at):
        return (DeliveryDropped(**_about(delivery, at), reason=unwanted),)
    return (DeliveryStarted(**_about(delivery, at), courier=body.courier, via=body.via, link_hash=body.link_hash),)


def record(state: State, command: Command[RecordDelivery], law: SatisfactionLaw) -> Answer:
    """What became of the attempt; a failed one is tried again later, up to the profile's number of attempts."""
    if not command.actor.is_system:
        return not_found()
    body, at = command.body, command.recorded_at
    delivery = attempts.in_hand(state.deliveries, body.delivery_id)
    if delivery is None:
        return ()
    if body.outcome is Outcome.SENT:
        return (DeliverySent(**_about(delivery, at), via=body.via, reference=body.reference),)
    reason, again = attempts.failure(delivery, body.outcome, body.reason, at, law)
    return (DeliveryFailed(**_about(delivery, at), via=body.via, reason=reason, retry_at=again),)


def retry(state: State, command: Command[RetryDelivery]) -> Answer:
    """The pause after a failed attempt is over."""
    if not command.actor.is_system:
        return not_found()
    at = command.recorded_at
    delivery = attempts.to_be_repeated(state.deliveries, command.body.delivery_id, at)
    if delivery is None:
        return ()
    if unwanted := _unwanted(state, delivery, at):
        return (DeliveryDropped(**_about(delivery, at), reason=unwanted),)
    return further(state, delivery.invitation_id, delivery.purpose, at, is_sent=True)


def due_retries(state: State) -> tuple[Due, ...]:
    """The failed messages with the moments at which they are tried again."""
    return attempts.retries(state.deliveries.values(), lambda delivery_id: RetryDelivery(delivery_id=delivery_id))


def after(state: State, event: Event) -> State:
    """The messages after `event`."""
    match event:
        case DeliveryRequested():
            made = Delivery(
                delivery_id=event.delivery_id, invitation_id=event.invitation_id, attempt=event.attempt,
                purpose=event.purpose,
            )  # fmt: skip
            known = attempts.with_another(state.deliveries, made, lambda one: one.invitation_id == made.invitation_id)
            return state.model_copy(update={"deliveries": known})
        case DeliveryStarted():
            return _with(state, event.delivery_id, Started(courier=event.courier, via=event.via))
        case DeliverySent() | DeliveryDropped():
            return _with(state, event.delivery_id, Settled())
        case DeliveryFailed():
            return _with(state, event.delivery_id, Failed(retry_at=event.retry_at))
        case _:
            return state


def _with(state: State, delivery_id: str, situation: Started | Failed | Settled) -> State:
    known = attempts.with_situation(state.deliveries, delivery_id, situation)
    return state.model_copy(update={"deliveries": known})


def _about(delivery: Delivery, at: datetime) -> _About:
    return _About(occurred_at=at, delivery_id=delivery.delivery_id, invitation_id=delivery.invitation_id)


def _requested(invitation_id: str, attempt: int, purpose: Purpose, at: datetime) -> DeliveryRequested:
    return DeliveryRequested(
        occurred_at=at, delivery_id=f"{invitation_id}-{attempt}", invitation_id=invitation_id, attempt=attempt, purpose=purpose,
    )  # fmt: skip


def _unwanted(state: State, delivery: Delivery, at: datetime) -> str:
    """Why the message is no longer wanted; empty where it is."""
    invitation = state.invitations.get(delivery.invitation_id)
    if invitation is None or isinstance(invitation.situation, Cancelled):
        return "survey_cancelled"
    if not validity.is_open(state, at, delivery.invitation_id) or isinstance(invitation.situation, Expired | Final):
        return "survey_expired"
    if delivery.purpose is not Purpose.RE_RATING and not isinstance(invitation.situation, Waiting):
        return "answered"
    return ""
