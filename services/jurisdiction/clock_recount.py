"""A clock that is known already, counted again: after a pause, an extension, a correction, or under newer law.

It keeps its id, its start and what was granted; nothing here restarts it.
"""

from datetime import date, datetime

from schemas.base import Event
from schemas.clocks import Clock, ClockRecomputed, Verdict
from schemas.command import Refused
from services.jurisdiction.clock_law import ClockLaw
from services.jurisdiction.clock_values import ClockStatus, KeptClock


def restart_from(
    law: ClockLaw, kept: KeptClock, started_at: datetime, at: datetime, reason: str
) -> ClockRecomputed | Refused:
    """A correction moved the start: the date again, the old one kept in the event."""
    clock = again(law, kept, started_at=started_at)
    return clock if isinstance(clock, Refused) else _recomputed(kept, clock, at, reason)


def recount(law: ClockLaw, kept: KeptClock, at: datetime, reason: str) -> ClockRecomputed | None:
    """A running clock under the rules and the calendar of today, from its own start, pauses and extensions.

    None where nothing but the versions' names would change, where the clock does not run, and where today's rules no
    longer know it or no longer allow its extension: what was granted stands.
    """
    if kept.status is not ClockStatus.RUNNING:
        return None
    clock = again(law, kept)
    if isinstance(clock, Refused) or _counted(clock) == _counted(kept.clock):
        return None
    return _recomputed(kept, clock, at, reason)


def judged_again(kept: KeptClock, recomputed: ClockRecomputed) -> tuple[Event, ...]:
    """The end of a stopped clock with another verdict, where its corrected start changes that; nothing otherwise."""
    stopped, lapses_at = kept.stopped, recomputed.clock.lapses_at
    if stopped is None or stopped.occurred_at_assumed:
        return ()
    in_time = None if lapses_at is None else stopped.occurred_at < lapses_at
    return () if in_time is stopped.in_time else (stopped.model_copy(update={"in_time": in_time}),)


def again(
    law: ClockLaw,
    kept: KeptClock,
    *,
    started_at: datetime | None = None,
    pauses: tuple[tuple[date, date], ...] | None = None,
    extension: int | None = None,
) -> Clock | Refused:
    """The clock as the law counts it now, with what is not given as it stands; an assumed start stays without verdict."""
    clock = law.clock(
        kept.clock.clock_id,
        kept.clock.limit,
        started_at or kept.clock.started_at,
        subject=kept.clock.subject,
        pauses=kept.pauses if pauses is None else pauses,
        extension=kept.extended_by if extension is None else extension,
    )
    if isinstance(clock, Refused) or not _is_assumed(kept.clock) or clock.lapses_at is None:
        return clock
    return not_judged(clock, kept.clock.verdict_reason)


def _is_assumed(clock: Clock) -> bool:
    """Counted, but not judged, since its start is assumed; where the law was not loaded nothing was counted."""
    return clock.verdict is Verdict.NOT_JUDGED and clock.derivation is not None


def _recomputed(kept: KeptClock, clock: Clock, at: datetime, reason: str) -> ClockRecomputed:
    return ClockRecomputed(
        occurred_at=at, clock_id=clock.clock_id, limit=clock.limit, clock=clock, former_due=kept.clock.due,
        reason=reason, former=kept.clock.derivation,
    )  # fmt: skip


def _counted(clock: Clock) -> tuple[object, ...]:
    """What a clock comes to, apart from the words and the names of the versions."""
    told = clock.derivation
    of = told and (told.length, told.unit, told.counted, told.extended_by, told.rolled_from, told.provisional)
    return clock.verdict, clock.due, clock.lapses_at, clock.remind_at, clock.warn_at, clock.breach_at, of


def not_judged(clock: Clock, reason: str) -> Clock:
    """The clock without a date and without moments: no verdict rests on it."""
    moments = dict.fromkeys(("due", "lapses_at", "remind_at", "warn_at", "breach_at"))
    return clock.model_copy(update={"verdict": Verdict.NOT_JUDGED, "verdict_reason": reason, **moments})
