"""What is true after an event of early warning. Never asks the rules; total."""

from schemas.base import Event
from schemas.early_warning import (
    AlertAnswered,
    AlertDismissed,
    AlertRaised,
    AlertUpdated,
    AlertWithdrawn,
    WindowCounted,
)
from services.early_warning.domain.state import State


def evolve(state: State, event: Event) -> State:
    """The state after `event`; what is told to cases leaves it as it is."""
    match event:
        case WindowCounted():
            return state.model_copy(
                update={
                    "situation": "counted" if event.judge_at else "quiet", "count": event.count, "judge_at": event.judge_at, "is_alert": event.is_alert,
                }
            )  # fmt: skip
        case AlertRaised():
            return state.model_copy(
                update={
                    "situation": "open", "count": event.count, "judge_at": None, "raised_at": event.occurred_at,
                    "addressee": event.addressee,
                }
            )  # fmt: skip
        case AlertUpdated():
            return state.model_copy(update={"count": event.count})
        case AlertWithdrawn():
            return state.model_copy(update={"situation": "withdrawn", "count": event.count, "judge_at": None})
        case AlertDismissed():
            return state.model_copy(update={"situation": "dismissed"})
        case AlertAnswered():
            return state.model_copy(update={"situation": "answered"})
        case _:
            return state
