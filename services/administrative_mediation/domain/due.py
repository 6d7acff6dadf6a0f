"""What time asks of a case next: for the deadline scan, and for a story's own acts (design.md section 4)."""

from services.administrative_mediation.domain.state import CaseState
from services.jurisdiction.clock_book import KeptClock
from services.jurisdiction.clock_care import ClockKeeping


def responsible(state: CaseState, kept: KeptClock) -> str | None:
    """The agency of the round that the clock is about, or of the round in which the agreement was made."""
    about = kept.clock.subject.split("/")[0]
    return next((one.body for one in state.tracks.values() if one.track_id == about or one.agreement(about)), None)


CLOCKS: ClockKeeping[CaseState] = ClockKeeping(
    book=lambda state: state.clocks, is_story=lambda state: state.is_story, responsible=responsible
)
"""How this service keeps clocks."""
