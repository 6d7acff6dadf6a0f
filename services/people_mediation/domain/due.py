"""Which clock of a case lapses first: for the deadline scan, and for a story's own acts (design.md section 4)."""

from dataclasses import dataclass
from datetime import datetime

from services.people_mediation.domain.commands import LapseClock
from services.people_mediation.domain.state import CaseState


@dataclass(frozen=True)
class Due:
    """The clock that lapses first, and what lapses it."""

    clock_id: str
    lapses_at: datetime
    command: LapseClock


def due_for_scan(state: CaseState) -> Due | None:
    """What the scan watches; nothing in a story."""
    return None if state.is_story else due_in_story(state)


def due_in_story(state: CaseState) -> Due | None:
    """The clock that lapses first, also in a story."""
    kept = state.clocks.first_due()
    if kept is None or kept.clock.lapses_at is None:
        return None
    return Due(kept.clock.clock_id, kept.clock.lapses_at, LapseClock(clock_id=kept.clock.clock_id))
