"""Which clocks of this service start and stop when (domain.md 2.7: AM, MED, MKT, TR and PS limits; which one is the sector's)."""

from datetime import date, datetime, time

from schemas.base import Event
from schemas.clocks import ClockStarted
from services.administrative_mediation.domain.answers import SERVICE
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction import clock_book
from services.jurisdiction.administrative_sectors import Sector
from services.jurisdiction.clock_book import SHANGHAI, ClockLaw, ClockStatus, KeptClock
from services.jurisdiction.moments import Moment

LIVE = (ClockStatus.RUNNING, ClockStatus.PAUSED)


def accept_limit(sector: Sector, *, complex_matter: bool) -> str | None:
    """The limit of the decision whether to accept."""
    if complex_matter and sector.accept_limit_complex is not None:
        return sector.accept_limit_complex
    return sector.accept_limit


def kept(state: CaseState, limit: str | None, track: Track) -> KeptClock | None:
    """The round's last clock of this limit, whatever became of it."""
    return None if limit is None else state.clocks.latest(limit, track.track_id)


def started(state: CaseState, law: ClockLaw, limit: str | None, track: Track, at: Moment) -> tuple[Event, ...]:
    """The limit begins to run for this round, unless there is none or it runs already."""
    if limit is None or state.clocks.running(limit, track.track_id) is not None:
        return ()
    return (_start(state, law, limit, at, track),)


def started_on(
    state: CaseState, law: ClockLaw, limit: str, track: Track, day: date, at: Moment
) -> tuple[ClockStarted, ...]:
    """The limit counts from `day`, but it is at `at` that it comes to stand on file."""
    if state.clocks.running(limit, track.track_id) is not None:
        return ()
    start = datetime.combine(day, time(), SHANGHAI)
    clock = _start(state, law, limit, Moment(at=start, assumed=at.assumed), track)
    return (clock.model_copy(update={"occurred_at": at.at}),)


def stopped(state: CaseState, limit: str | None, track: Track, at: Moment, reason: str) -> tuple[Event, ...]:
    """What the limit waited for has happened; a lapse is taken back when it happened in time."""
    return clock_book.stop(kept(state, limit, track), at.at, reason, assumed=at.assumed)


def all_stopped(state: CaseState, track: Track, at: Moment, reason: str, but: str | None = None) -> tuple[Event, ...]:
    """Every clock of the round ends, that of the limit `but` apart."""
    live = [one for one in state.clocks.clocks.values() if one.clock.subject == track.track_id and one.status in LIVE]
    mine = [one for one in live if one.clock.limit != but]
    return tuple(event for one in mine for event in clock_book.stop(one, at.at, reason, assumed=at.assumed))


def is_past(clock: KeptClock | None, at: Moment) -> bool:
    """True when this limit had passed at that moment and was not lengthened; no verdict on assumed dates."""
    if clock is None or at.assumed or clock.clock.lapses_at is None:
        return False
    return clock.status in (ClockStatus.RUNNING, ClockStatus.LAPSED) and at.at >= clock.clock.lapses_at


def is_late_entry(clock: KeptClock | None, at: Moment) -> bool:
    """True when the limit was taken as lapsed although the act lay before it."""
    if clock is None or at.assumed or clock.clock.lapses_at is None:
        return False
    return clock.status is ClockStatus.LAPSED and at.at < clock.clock.lapses_at


def _start(state: CaseState, law: ClockLaw, limit: str, at: Moment, track: Track) -> ClockStarted:
    return clock_book.start(law, state.case_code, SERVICE, limit, at.at, subject=track.track_id, assumed=at.assumed)
