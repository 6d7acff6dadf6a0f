"""Messages to parties: asked for, given to one courier, tried again with growing pauses, and never sent twice (issue 7, item 2)."""

from datetime import datetime, timedelta

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
from services.satisfaction.domain import validity
from services.satisfaction.domain.delivery_commands import Outcome, RecordDelivery, RetryDelivery, StartDelivery
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.situations import Failed, Requested, Settled, Started
from services.satisfaction.domain.state import Cancelled, Delivery, Expired, Final, State, Waiting

Answer = tuple[Event, ...] | Refused
NOT_SENT_AGAIN = {Outcome.UNKNOWN: "unknown_outcome", Outcome.UNDELIVERABLE: "contact_unknown"}
"""What is said of an attempt that no other follows, where the courier gave no reason."""


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
    delivery = state.deliveries.get(body.delivery_id)
    if delivery is None or not isinstance(delivery.situation, Requested):
        return ()
    about = {"occurred_at": at, "delivery_id": delivery.delivery_id, "invitation_id": delivery.invitation_id}
    unwanted = _unwanted(state, delivery, at)
    if unwanted:
        return (DeliveryDropped(**about, reason=unwanted),)
    return (DeliveryStarted(**about, courier=body.courier, via=body.via, link_hash=body.link_hash),)


def record(state: State, command: Command[RecordDelivery], law: SatisfactionLaw) -> Answer:
    """What became of the attempt; a failed one is tried again later, up to the profile's number of attempts."""
    if not command.actor.is_system:
        return not_found()
    body, at = command.body, command.recorded_at
    delivery = state.deliveries.get(body.delivery_id)
    if delivery is None or not isinstance(delivery.situation, Started):
        return ()
    about = {
        "occurred_at": at,
        "delivery_id": delivery.delivery_id,
        "invitation_id": delivery.invitation_id,
        "via": body.via,
    }
    if body.outcome is Outcome.SENT:
        return (DeliverySent(**about, reference=body.reference),)
    reason = body.reason or NOT_SENT_AGAIN.get(body.outcome, "message_refused")
    again = retry_at(delivery.attempt, at, law) if body.outcome is Outcome.FAILED else None
    return (DeliveryFailed(**about, reason=reason, retry_at=again),)


def retry(state: State, command: Command[RetryDelivery]) -> Answer:
    """The pause after a failed attempt is over."""
    if not command.actor.is_system:
        return not_found()
    delivery, at = state.deliveries.get(command.body.delivery_id), command.recorded_at
    if delivery is None or not isinstance(delivery.situation, Failed):
        return ()
    due = delivery.situation.retry_at
    if due is None or at < due:
        return ()
    unwanted = _unwanted(state, delivery, at)
    if unwanted:
        about = {"delivery_id": delivery.delivery_id, "invitation_id": delivery.invitation_id}
        return (DeliveryDropped(occurred_at=at, reason=unwanted, **about),)
    return further(state, delivery.invitation_id, delivery.purpose, at, is_sent=True)


def due_retries(state: State) -> tuple[Due, ...]:
    """The failed messages with the moments at which they are tried again."""
    return tuple(
        Due(one.delivery_id, one.situation.retry_at, RetryDelivery(delivery_id=one.delivery_id))
        for one in state.deliveries.values()
        if isinstance(one.situation, Failed) and one.situation.retry_at is not None
    )


def after(state: State, event: Event) -> State:
    """The messages after `event`."""
    match event:
        case DeliveryRequested():
            made = Delivery(
                delivery_id=event.delivery_id, invitation_id=event.invitation_id, attempt=event.attempt,
                purpose=event.purpose,
            )  # fmt: skip
            earlier = {key: _replaced(one, event) for key, one in state.deliveries.items()}
            return state.model_copy(update={"deliveries": {**earlier, made.delivery_id: made}})
        case DeliveryStarted():
            return _with(state, event.delivery_id, Started(courier=event.courier, via=event.via))
        case DeliverySent() | DeliveryDropped():
            return _with(state, event.delivery_id, Settled())
        case DeliveryFailed():
            return _with(state, event.delivery_id, Failed(retry_at=event.retry_at))
        case _:
            return state


def _replaced(one: Delivery, event: DeliveryRequested) -> Delivery:
    """A failed attempt has its successor: it is not tried again by itself."""
    if one.invitation_id != event.invitation_id or not isinstance(one.situation, Failed):
        return one
    return one.model_copy(update={"situation": Settled()})


def _with(state: State, delivery_id: str, situation: Started | Failed | Settled) -> State:
    known = state.deliveries.get(delivery_id)
    if known is None:
        return state
    changed = known.model_copy(update={"situation": situation})
    return state.model_copy(update={"deliveries": {**state.deliveries, delivery_id: changed}})


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


def retry_at(attempt: int, at: datetime, law: SatisfactionLaw) -> datetime | None:
    """When an attempt that failed `at` is followed by another, None when by none.

    The pauses double: a gateway that is down for hours is not asked every ten minutes.
    """
    if attempt >= int(law.parameter("delivery_attempts").value):
        return None
    minutes = float(law.parameter("delivery_backoff_minutes").value) * 2 ** (attempt - 1)
    return at + timedelta(minutes=minutes)
