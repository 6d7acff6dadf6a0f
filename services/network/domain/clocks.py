"""The clock of a round: one limit, from signing or acceptance until agreement or end, resting during an appraisal (domain.md 2.5)."""

from schemas.base import Event
from schemas.intake import CaseSummary
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import ClockStatus, KeptClock
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment
from services.network.domain.answers import SERVICE
from services.network.domain.regimes import limit_for
from services.network.domain.state import CaseState, Track


def round_clock(state: CaseState, track: Track) -> KeptClock | None:
    """The clock of the round, whatever became of it; every clock about a track is its limit."""
    found = [kept for kept in state.clocks.clocks.values() if kept.clock.subject == track.track_id]
    return found[-1] if found else None


def start_round(
    state: CaseState, track: Track, case: CaseSummary | None, law: Law, from_: Moment, now: Moment
) -> tuple[Event, ...]:
    """The round's limit begins to run at `from_` and stands on file at `now`, unless it runs already."""
    kept = round_clock(state, track)
    if kept is not None and kept.status is not ClockStatus.STOPPED:
        return ()
    limit = limit_for(law, track, case)
    assumed = from_.assumed
    started = clock_book.start(law, state.case_code, SERVICE, limit, from_.at, subject=track.track_id, assumed=assumed)
    return (started.model_copy(update={"occurred_at": now.at}),)


def stop_round(state: CaseState, track: Track, at: Moment, reason: str) -> tuple[Event, ...]:
    """What the round's limit waited for has happened; a lapse is taken back when it happened in time."""
    return clock_book.stop(round_clock(state, track), at.at, reason, assumed=at.assumed)


def is_past_limit(state: CaseState, track: Track, at: Moment) -> bool:
    """True when the round's limit had passed at that moment; no verdict on assumed dates."""
    kept = round_clock(state, track)
    if kept is None or at.assumed or kept.clock.lapses_at is None:
        return False
    return kept.status in (ClockStatus.RUNNING, ClockStatus.LAPSED) and at.at >= kept.clock.lapses_at


def is_late_entry(state: CaseState, track: Track, at: Moment) -> bool:
    """True when the limit was taken as lapsed although the act lay before it."""
    kept = round_clock(state, track)
    if kept is None or at.assumed or kept.clock.lapses_at is None:
        return False
    return kept.status is ClockStatus.LAPSED and at.at < kept.clock.lapses_at
