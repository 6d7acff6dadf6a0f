"""To which channel the court's word goes: the one that mediated the agreement."""

from schemas.base import Event
from schemas.judicial_confirmation import WordToMediator
from services.judicial_confirmation.domain.state import State


def addressed(state: State, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events with the mediating channel in every word to it; `state` is the case before them."""
    if not any(isinstance(event, WordToMediator) for event in events):
        return events
    return tuple(_addressed(state, event) if isinstance(event, WordToMediator) else event for event in events)


def _addressed(state: State, event: WordToMediator) -> WordToMediator:
    agreement = state.agreements.get(event.agreement_id)
    return event if agreement is None else event.model_copy(update={"channel": agreement.channel})
