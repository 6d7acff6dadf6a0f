"""Which clock of a case lapses first: for the deadline scan, and for a story's own acts (design.md section 4)."""

from schemas.command import Due
from services.jurisdiction import story
from services.petitions.domain.state import CaseState


def due_for_scan(state: CaseState) -> Due | None:
    """What the scan watches; nothing in a story."""
    return story.due_for_scan(state.clocks, story=state.is_story)


def due_in_story(state: CaseState) -> Due | None:
    """The clock that lapses first, also in a story."""
    return story.first_due(state.clocks)
