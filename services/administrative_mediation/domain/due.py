"""What time asks of a case next: for the deadline scan, and for a story's own acts (design.md section 4)."""

from schemas.command import Due
from services.administrative_mediation.domain.state import CaseState
from services.jurisdiction import story


def due_for_scan(state: CaseState) -> Due | None:
    """What the scan watches; nothing in a story."""
    return story.due_for_scan(state.clocks, story=state.is_story)


def due_in_story(state: CaseState) -> Due | None:
    """The clock that lapses first, also in a story."""
    return story.first_due(state.clocks)
