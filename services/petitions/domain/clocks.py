"""Which clocks of this service start and stop when (domain.md 2.7: XF-1 to XF-8, XF-S1 to XF-S3).

The subject is empty: a case has one petition. XF-5 and XF-7 are about `<opinion>/<petitioner>`, since each is served apart.
"""

from datetime import datetime

from schemas.base import Event
from schemas.clocks import ClockStarted
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import ClockLaw, ClockStatus, KeptClock
from services.jurisdiction.moments import Moment
from services.petitions.domain.answers import SERVICE
from services.petitions.domain.state import CaseState

FORWARDING = "XF-1"
NOTICE = "XF-2"
OBJECTION = "XF-3"
HANDLING = "XF-4"
ASKING_FOR_REVIEW = "XF-5"
REVIEW = "XF-6"
ASKING_FOR_RECHECK = "XF-7"
RECHECK = "XF-8"
SIMPLE_ACCEPTANCE = "XF-S1"
SIMPLE_OPINION = "XF-S2"
SIMPLE_HOP = "XF-S3"


def start(
    state: CaseState,
    law: ClockLaw,
    limit: str,
    counted_from: Moment,
    at: Moment | None = None,
    *,
    subject: str = "",
) -> tuple[Event, ...]:
    """The limit runs from `counted_from`; it comes to stand on file `at` (then, when left out). Nothing where it runs already."""
    if state.clocks.running(limit, subject) is not None:
        return ()
    started = clock_book.start(
        law, state.case_code, SERVICE, limit, counted_from.at, subject=subject, assumed=counted_from.assumed
    )
    on_file: datetime = (at or counted_from).at
    assumed = counted_from.assumed or (at is not None and at.assumed)
    return (_at(started, on_file, assumed),)


def stop(state: CaseState, limit: str, at: Moment, reason: str, *, subject: str = "") -> tuple[Event, ...]:
    """What the limit waited for has happened; a lapse is taken back when it happened in time."""
    return clock_book.stop(state.clocks.latest(limit, subject), at.at, reason, assumed=at.assumed)


def stop_several(state: CaseState, limits: tuple[str, ...], at: Moment, reason: str) -> tuple[Event, ...]:
    """As `stop`, of several limits in their order."""
    return tuple(event for limit in limits for event in stop(state, limit, at, reason))


def stop_all(state: CaseState, at: Moment, reason: str, *, answered: tuple[str, ...] = ()) -> tuple[Event, ...]:
    """Every clock that still runs or stands still ends; a lapse of an `answered` limit is taken back if this was in time."""
    waiting = (ClockStatus.RUNNING, ClockStatus.PAUSED)
    kept = [one for one in state.clocks.clocks.values() if one.status in waiting or one.clock.limit in answered]
    return tuple(event for one in kept for event in clock_book.stop(one, at.at, reason, assumed=at.assumed))


def is_past(state: CaseState, limit: str, at: Moment, *, subject: str = "") -> bool:
    """True when the limit had passed at that moment; no verdict on assumed dates and where the law is not loaded."""
    kept = _judged(state, limit, at, subject)
    if kept is None or kept.clock.lapses_at is None:
        return False
    return kept.status in (ClockStatus.RUNNING, ClockStatus.LAPSED) and at.at >= kept.clock.lapses_at


def is_late_entry(state: CaseState, limit: str, at: Moment, *, subject: str = "") -> bool:
    """True when the limit was taken as lapsed although the act lay before it."""
    kept = _judged(state, limit, at, subject)
    if kept is None or kept.clock.lapses_at is None:
        return False
    return kept.status is ClockStatus.LAPSED and at.at < kept.clock.lapses_at


def late(state: CaseState, limit: str, at: Moment, code: str, *, subject: str = "") -> tuple[str | None, str | None]:
    """Codes for an act that its limit waited for: too late, or only entered too late."""
    return (
        code if is_past(state, limit, at, subject=subject) else None,
        "recorded_late" if is_late_entry(state, limit, at, subject=subject) else None,
    )


def _judged(state: CaseState, limit: str, at: Moment, subject: str) -> KeptClock | None:
    return None if at.assumed else state.clocks.latest(limit, subject)


def _at(started: ClockStarted, moment: datetime, assumed: bool) -> ClockStarted:
    return started.model_copy(update={"occurred_at": moment, "occurred_at_assumed": assumed})
