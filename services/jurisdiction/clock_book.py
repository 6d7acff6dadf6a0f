"""The clocks of one case in one service: starting, pausing, extending, stopping and lapsing them as events (design.md section 4).

`decide` asks for events here and writes date and derivation into them; `evolve` only keeps what the events say and never
asks the law again.
"""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL

from schemas.base import Event
from schemas.clocks import (
    ClockExtended,
    ClockLapsed,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    LapseWithdrawn,
)
from schemas.command import Refused
from schemas.identity import named_id
from services.jurisdiction.clock_fold import day_of, evolve
from services.jurisdiction.clock_law import ClockLaw
from services.jurisdiction.clock_recount import again, judged_again, not_judged, recount, restart_from
from services.jurisdiction.clock_values import SHANGHAI, ClockBook, ClockStatus, KeptClock
from services.jurisdiction.time_limits import Extension

__all__ = [
    "SHANGHAI", "ClockBook", "ClockLaw", "ClockStatus", "KeptClock", "evolve", "extend", "is_noticed_late", "judged_again", "lapse",
    "new_clock_id", "pause", "recount", "restart_from", "resume", "start", "stop",
]  # fmt: skip

NOTICED_LATE_AFTER = timedelta(hours=1)
"""How long after a moment the system still counts as having been there; what it notices later is marked."""


def new_clock_id(case_code: str, service: str, limit: str, subject: str, started_at: datetime) -> str:
    """A deterministic id: the same start of the same limit is the same clock."""
    return str(named_id(NAMESPACE_URL, f"clock:{case_code}:{service}:{limit}:{subject}:{started_at.isoformat()}"))


def start(
    law: ClockLaw,
    case_code: str,
    service: str,
    limit: str,
    started_at: datetime,
    *,
    subject: str = "",
    assumed: bool = False,
) -> ClockStarted:
    """A limit begins to run at `started_at`. An assumed date carries no verdict (issue 3, item 6)."""
    clock = law.clock(new_clock_id(case_code, service, limit, subject, started_at), limit, started_at, subject=subject)
    if isinstance(clock, Refused):
        raise ValueError(f"limit {limit}: {clock.message}")
    if assumed:
        clock = not_judged(clock, "起算日期系推定，不据此判断是否逾期")
    return ClockStarted(
        occurred_at=started_at, occurred_at_assumed=assumed, clock_id=clock.clock_id, limit=limit, clock=clock
    )


def stop(kept: KeptClock | None, at: datetime, reason: str, *, assumed: bool = False) -> tuple[Event, ...]:
    """What the limit waited for happened at `at`: stop the clock; take a lapse back if the act was in time after all.

    Nothing when there is no such clock or it was stopped before, or when the act came after a lapse that stands.
    """
    if kept is None or kept.status is ClockStatus.STOPPED:
        return ()
    clock = kept.clock
    in_time = None if assumed or clock.lapses_at is None else _counts_at(kept, at) < clock.lapses_at
    stopped = ClockStopped(
        occurred_at=at, occurred_at_assumed=assumed, clock_id=clock.clock_id, limit=clock.limit, in_time=in_time,
        reason=reason,
    )  # fmt: skip
    if kept.status is not ClockStatus.LAPSED:
        return (stopped,)
    if not in_time:
        return ()
    withdrawn = LapseWithdrawn(
        occurred_at=at, clock_id=clock.clock_id, limit=clock.limit, reason=f"期限内已办理、事后补录：{reason}"
    )
    return withdrawn, stopped


def pause(kept: KeptClock, at: datetime, reason: str) -> ClockPaused | Refused:
    """The clock stands still from the day of `at`; that day and those after it do not count until it goes on."""
    if kept.status is not ClockStatus.RUNNING:
        return Refused("clock_not_running", f"期限“{kept.clock.name}”未在计算中，不能中止")
    if kept.clock.lapses_at is not None and at >= kept.clock.lapses_at:
        return Refused("limit_already_lapsed", f"期限“{kept.clock.name}”已经届满，不能中止")
    return ClockPaused(occurred_at=at, clock_id=kept.clock.clock_id, limit=kept.clock.limit, reason=reason)


def resume(law: ClockLaw, kept: KeptClock, at: datetime, reason: str) -> ClockResumed | Refused:
    """The clock goes on: the day of `at` counts again."""
    if kept.status is not ClockStatus.PAUSED or kept.paused_on is None:
        return Refused("clock_not_paused", f"期限“{kept.clock.name}”没有中止，不能恢复")
    pauses = (*kept.pauses, (kept.paused_on, day_of(at)))
    clock = again(law, kept, pauses=pauses)
    if isinstance(clock, Refused):
        return clock
    return ClockResumed(occurred_at=at, clock_id=clock.clock_id, limit=clock.limit, clock=clock, reason=reason)


def extend(
    law: ClockLaw,
    kept: KeptClock,
    at: datetime,
    by: int,
    approver: str,
    reason: str,
    *,
    assumed: bool = False,
    notice: str = "",
) -> tuple[Event, ...] | Refused:
    """Lengthen a clock by `by` of its own unit; refused above the lawful maximum, beyond the lawful times, after its end,
    and without the `notice` that the catalogue wants. Who approves is for the service, which knows its people.

    Approved in time and recorded after the lapse: the lapse is taken back first.
    """
    clock = kept.clock
    is_over = clock.lapses_at is not None and at >= clock.lapses_at and not assumed
    if kept.status is ClockStatus.STOPPED:
        return Refused("clock_not_running", f"期限“{clock.name}”已经结束，不能延长")
    if is_over or (assumed and kept.status is ClockStatus.LAPSED):
        return Refused("limit_already_lapsed", f"期限“{clock.name}”已经届满，不能再延长")
    if _is_exhausted(law, kept):
        return Refused("extended_already", f"期限“{clock.name}”依法可以延长的次数已经用完，不能再延长")
    rule = _extension_of(law, kept)
    if rule is not None and rule.notify and not notice:
        return Refused("notice_missing", f"延长期限“{clock.name}”须{rule.notify}。请填写告知内容。", "notice")
    longer = again(law, kept, extension=kept.extended_by + by)
    if isinstance(longer, Refused):
        return longer
    extended = ClockExtended(
        occurred_at=at, occurred_at_assumed=assumed, clock_id=clock.clock_id, limit=clock.limit, clock=longer, by=by,
        approver=approver, reason=reason, approval=rule.approver if rule else "", notice=notice,
    )  # fmt: skip
    if kept.status is not ClockStatus.LAPSED:
        return (extended,)
    withdrawn = LapseWithdrawn(
        occurred_at=at, clock_id=clock.clock_id, limit=clock.limit, reason=f"期限届满前已经延长、事后补录：{reason}"
    )
    return withdrawn, extended


def lapse(kept: KeptClock | None, now: datetime, consequence: str) -> ClockLapsed | None:
    """The lapse of a running clock whose stored moment has passed at `now`; None otherwise (a duplicate or stale scan)."""
    if kept is None or kept.status is not ClockStatus.RUNNING:
        return None
    lapses_at = kept.clock.lapses_at
    if lapses_at is None or now < lapses_at:
        return None
    return ClockLapsed(
        occurred_at=lapses_at, clock_id=kept.clock.clock_id, limit=kept.clock.limit, due=kept.clock.due,
        lapses_at=lapses_at, consequence=consequence, noticed_late=is_noticed_late(lapses_at, now),
    )  # fmt: skip


def is_noticed_late(moment: datetime, now: datetime) -> bool:
    """Whether `now`, when the system acts, is long after the moment at which it should have."""
    return now - moment > NOTICED_LATE_AFTER


def _counts_at(kept: KeptClock, at: datetime) -> datetime:
    """As far as time has counted at `at`: a paused clock stands where it was paused."""
    if kept.status is not ClockStatus.PAUSED or kept.paused_on is None:
        return at
    return min(at, datetime.combine(kept.paused_on, time(), SHANGHAI))


def _is_exhausted(law: ClockLaw, kept: KeptClock) -> bool:
    """Whether the law of the start day allows no further extension."""
    rule = _extension_of(law, kept)
    return rule is not None and rule.times is not None and kept.extensions >= rule.times


def _extension_of(law: ClockLaw, kept: KeptClock) -> Extension | None:
    """How the law of the start day lets this limit be lengthened."""
    limit = law.limit(kept.clock.limit)
    version = limit.version_on(day_of(kept.clock.started_at)) if limit is not None else None
    return version.extension if version is not None else None
