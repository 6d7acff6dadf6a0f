"""What is true of a report after an event."""

from schemas.base import Event
from schemas.statistics import FrozenReport
from services.statistics.domain.state import Edition, State


def evolve(state: State, event: Event) -> State:
    """The report after `event`."""
    if not isinstance(event, FrozenReport):
        return state
    made = Edition(edition=event.edition, digest=event.digest)
    return state.model_copy(
        update={"organisation": event.organisation, "editions": (*state.editions, made), "figures": event.figures}
    )
