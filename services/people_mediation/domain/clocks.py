"""Which clocks of this service start and stop when (domain.md 2.7: PM-1, PM-2, PM-2B, TY-1 to TY-3)."""

from datetime import date, datetime, time

from schemas.base import Event
from schemas.clocks import ClockStarted
from schemas.intake import HandOverReason
from schemas.people_mediation import AgreementEffective
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import SHANGHAI, ClockLaw, ClockStatus, KeptClock
from services.people_mediation.domain.answers import SERVICE
from services.people_mediation.domain.moments import Moment
from services.people_mediation.domain.state import CaseState, Track

ROUND_LIMIT = "PM-1"
AFTER_DUE_DATE = "PM-2"
BEFORE_CONFIRMATION_ENDS = "PM-2B"


def limit_of(track: Track) -> str:
    """The limit this round has to keep: PM-1 (R75 33), or the court's TY-1 to TY-3 in a delegated round (TY 27)."""
    if track.reason is HandOverReason.COURT_DELEGATION_BEFORE_FILING:
        return "TY-1"
    if track.reason is HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING:
        return "TY-3" if track.summary_procedure else "TY-2"
    return ROUND_LIMIT


def round_clock(state: CaseState, track: Track) -> KeptClock | None:
    """The clock of the round, whatever became of it."""
    return state.clocks.latest(limit_of(track), track.track_id)


def start_round(state: CaseState, track: Track, law: ClockLaw, at: Moment) -> tuple[Event, ...]:
    """The round's limit begins to run, unless it runs already."""
    limit = limit_of(track)
    if state.clocks.running(limit, track.track_id) is not None:
        return ()
    return (_start(state, law, limit, at, track.track_id),)


def stop_round(state: CaseState, track: Track, at: Moment, reason: str) -> tuple[Event, ...]:
    """What the round's limit waited for has happened; a lapse is taken back when it happened in time."""
    return clock_book.stop(round_clock(state, track), at.at, reason, assumed=at.assumed)


def is_past_limit(state: CaseState, track: Track, at: Moment) -> bool:
    """True when the round's limit had passed at that moment and was not lawfully lengthened; no verdict on assumed dates."""
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


def start_follow_ups(state: CaseState, law: ClockLaw, effective: AgreementEffective) -> tuple[Event, ...]:
    """The duty to look after performance (PML 31; days are ours `[INF]`): after each due date, and before JC-1 ends.

    Nothing where the agreement was performed at once.
    """
    if effective.terms.performed_at_once:
        return ()
    now = Moment(at=effective.occurred_at, assumed=effective.occurred_at_assumed)
    due_dates = sorted(dict.fromkeys(item.due_on for item in effective.terms.items if item.due_on is not None))
    after = [
        _start(state, law, AFTER_DUE_DATE, now, f"{effective.agreement_id}/{due}", from_moment=_midnight(due))
        for due in due_dates
    ]
    return (_start(state, law, BEFORE_CONFIRMATION_ENDS, now, effective.agreement_id), *after)


def stop_follow_ups(
    state: CaseState, agreement_id: str, at: Moment, *, reason: str, all_of_them: bool = False
) -> list[Event]:
    """Somebody looked after performance: the clocks whose due date has come stop, or all of them."""
    events: list[Event] = []
    for kept in state.clocks.clocks.values():
        about = kept.clock.subject.split("/")[0] == agreement_id
        if about and (all_of_them or kept.clock.started_at <= at.at):
            events += clock_book.stop(kept, at.at, reason, assumed=at.assumed)
    return events


def _start(
    state: CaseState, law: ClockLaw, limit: str, at: Moment, subject: str, from_moment: datetime | None = None
) -> ClockStarted:
    """The clock counts from `from_moment`, but it is at `at` that it comes to stand on file."""
    started = clock_book.start(
        law, state.case_code, SERVICE, limit, from_moment or at.at, subject=subject, assumed=at.assumed
    )
    return started.model_copy(update={"occurred_at": at.at})


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
