"""What time asks of a case next: a clock to lapse or to supervise, a person to remind, a message to try again."""

from schemas.command import Due
from services.jurisdiction.clock_book import KeptClock
from services.jurisdiction.clock_care import ClockKeeping
from services.satisfaction.domain.link_messages import due_link_retries
from services.satisfaction.domain.rules.appeals import APPEAL
from services.satisfaction.domain.sending import due_retries
from services.satisfaction.domain.state import State
from services.satisfaction.domain.surveying import due_reminders


def responsible(state: State, kept: KeptClock) -> str | None:
    """The body that has to put the matter right, and of an appeal the body above it. When an invitation expires is nobody's duty."""
    one = state.rectifications.get(kept.clock.subject)
    if one is None:
        return None
    return one.supervisor if kept.clock.limit == APPEAL else one.responsible_body


CLOCKS: ClockKeeping[State] = ClockKeeping(
    book=lambda state: state.clocks, is_story=lambda state: state.story, responsible=responsible
)
"""How this service keeps clocks."""


def due_for_scan(state: State) -> Due | None:
    """What the deadline scan may ask, earliest first: nothing of a story (design.md section 4)."""
    if state.story:
        return None
    clock = CLOCKS.due_for_scan(state)
    ahead = [*([clock] if clock else []), *due_reminders(state), *due_retries(state), *due_link_retries(state)]
    return min(ahead, key=lambda due: (due.lapses_at, due.clock_id), default=None)
