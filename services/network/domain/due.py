"""What time asks of a case next: for the deadline scan, and for a story's own acts (design.md section 4)."""

from services.jurisdiction.clock_book import KeptClock
from services.jurisdiction.clock_care import ClockKeeping
from services.network.domain.state import CaseState


def responsible(state: CaseState, kept: KeptClock) -> str | None:
    """The body of the round that the clock is about."""
    track = state.tracks.get(kept.clock.subject)
    return track.body if track is not None else None


CLOCKS: ClockKeeping[CaseState] = ClockKeeping(
    book=lambda state: state.clocks, is_story=lambda state: state.is_story, responsible=responsible
)
"""How this service keeps clocks."""
