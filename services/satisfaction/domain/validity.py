"""Until when an invitation can be answered: SV-1 [INF], local (domain.md 2.7 leaves it to the city)."""

from datetime import datetime

from schemas.base import Event
from schemas.clocks import ClockStarted, ClockStopped, LapseWithdrawn
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import ClockStatus
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.state import State

SERVICE = "satisfaction"
VALIDITY = "SV-1"
CONSEQUENCE = "评价邀请已到期：未评价的不计为满意，也不计入有效评价；已评价的不能再修改。"


def begins(law: SatisfactionLaw, state: State, at: datetime, invitation_id: str, *, assumed: bool) -> ClockStarted:
    """The invitation is valid from now on."""
    return clock_book.start(law, state.case_code, SERVICE, VALIDITY, at, subject=invitation_id, assumed=assumed)


def ends(state: State, at: datetime, invitation_id: str, reason: str) -> tuple[Event, ...]:
    """The validity loses its object; nothing where it runs no more."""
    kept = state.clocks.running(VALIDITY, invitation_id)
    if kept is None:
        return ()
    clock = kept.clock
    return (ClockStopped(occurred_at=at, clock_id=clock.clock_id, limit=VALIDITY, in_time=None, reason=reason),)


def is_open(state: State, at: datetime, invitation_id: str) -> bool:
    """Whether an answer given at `at` is in time; always where the validity could not be judged."""
    kept = state.clocks.latest(VALIDITY, invitation_id)
    return kept is not None and (kept.clock.lapses_at is None or at < kept.clock.lapses_at)


def reopened(state: State, at: datetime, invitation_id: str) -> tuple[Event, ...]:
    """An answer given in time and recorded after the expiry takes the lapse back (design.md section 4)."""
    kept = state.clocks.latest(VALIDITY, invitation_id)
    if kept is None or kept.status is not ClockStatus.LAPSED:
        return ()
    reason = "有效期内已作评价、事后补录"
    return (LapseWithdrawn(occurred_at=at, clock_id=kept.clock.clock_id, limit=VALIDITY, reason=reason),)
