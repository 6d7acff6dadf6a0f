"""Which clock of a case lapses first: for the deadline scan, and for a story's own acts (design.md section 4)."""

from services.jurisdiction.clock_book import KeptClock
from services.jurisdiction.clock_care import ClockKeeping
from services.petitions.domain import clocks
from services.petitions.domain.state import CaseState


def responsible(state: CaseState, kept: KeptClock) -> str | None:
    """The petition office for passing on, the unit for notice and handling, the units above for review and re-check."""
    petition = state.petition
    if petition is None:
        return None
    match kept.clock.limit:
        case clocks.FORWARDING:
            return petition.office
        case clocks.REVIEW:
            return petition.reviewing_unit
        case clocks.RECHECK:
            return petition.rechecking_unit
        case _:
            return petition.unit or petition.office


CLOCKS: ClockKeeping[CaseState] = ClockKeeping(
    book=lambda state: state.clocks, is_story=lambda state: state.is_story, responsible=responsible
)
"""How this service keeps clocks."""
