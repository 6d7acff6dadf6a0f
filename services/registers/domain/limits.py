"""The clocks of an entry: which begin and end with an act, as the register's data say."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from schemas.base import Event
from schemas.clocks import ClockRecomputed, ClockStarted, ClockStopped, LapseWithdrawn
from schemas.command import Due, Refused
from services.jurisdiction import clock_book, clock_care
from services.jurisdiction.clock_book import ClockStatus, KeptClock
from services.jurisdiction.clock_care import ClockKeeping
from services.jurisdiction.register_fields import Filled, holds
from services.jurisdiction.register_forms import Register, RegisterClock
from services.jurisdiction.register_law import RegisterLaw
from services.jurisdiction.told_date import is_told
from services.registers.domain.filled import day_of, moment_of
from services.registers.domain.state import Entry, Unentered

SERVICE = "registers"
REPLY_LIMIT = "SUP-1"
"""The time to reply to a supervision order."""
REPLY_CONSEQUENCE = "逾期未回复督办，由再上一级机构督办"
RUNS = (ClockStatus.RUNNING, ClockStatus.PAUSED)


def _book(state: Unentered | Entry) -> clock_book.ClockBook:
    return state.clocks if isinstance(state, Entry) else clock_book.ClockBook()


def _responsible(state: Unentered | Entry, kept: KeptClock) -> str | None:
    """The supervised body for its reply; else the owner."""
    if isinstance(state, Unentered):
        return None
    order = state.order(kept.clock.subject)
    return order.body if order else state.owner


CLOCKS: ClockKeeping[Unentered | Entry] = ClockKeeping(
    book=_book, is_story=lambda state: isinstance(state, Entry) and state.story, responsible=_responsible
)
"""How registers keep clocks."""


def outdated(state: Unentered | Entry, law: RegisterLaw) -> tuple[Due, ...]:
    """Running clocks that come to another date under today's law; a day that a document set moves with no law."""
    told = {kept.clock.clock_id for kept in _book(state).clocks.values() if is_told(kept.clock)}
    return tuple(due for due in clock_care.outdated(CLOCKS, state, law) if due.clock_id not in told)


def begun(
    register: Register,
    law: RegisterLaw,
    state: Unentered | Entry,
    trigger: str,
    at: datetime,
    filled: Mapping[str, Filled],
    values: Mapping[str, Filled],
    *,
    assumed: bool,
) -> tuple[ClockStarted, ...]:
    """The clocks that begin with `trigger`; `filled` is what this act told, `values` all that is known."""
    return tuple(
        _start(register_clock, law, state, at, filled, assumed=assumed)
        for register_clock in register.clocks
        if trigger in register_clock.starts
        and holds(register_clock.when, values)
        and _book(state).running(register_clock.limit) is None
    )


def reply_begun(entry: Entry, order_id: str, at: datetime, law: RegisterLaw) -> ClockStarted:
    """The time to reply to an order."""
    started = clock_book.start(law, entry.number, SERVICE, REPLY_LIMIT, at, subject=order_id)
    return _distinct(started, entry)


def _start(
    clock: RegisterClock,
    law: RegisterLaw,
    state: Unentered | Entry,
    at: datetime,
    filled: Mapping[str, Filled],
    *,
    assumed: bool,
) -> ClockStarted:
    """One clock, from the day that a field tells or from the act; until the day that the document sets, if it does."""
    started_at = moment_of(filled.get(clock.from_field)) if clock.from_field else None
    started_at = started_at or at
    started = _distinct(clock_book.start(law, state.number, SERVICE, clock.limit, started_at, assumed=assumed), state)
    due = day_of(filled.get(clock.due_field)) if clock.due_field else None
    if due is None or assumed:
        return started
    told = law.told_clock(started.clock_id, clock.limit, started_at, due)
    return started.model_copy(update={"clock": told})


def _distinct(started: ClockStarted, state: Unentered | Entry) -> ClockStarted:
    """A limit that begins again is another clock, though it begin at the very moment at which it began before."""
    limit, about = started.limit, started.clock.subject
    before = sum(kept.clock.limit == limit and kept.clock.subject == about for kept in _book(state).clocks.values())
    if not before:
        return started
    own = clock_book.new_clock_id(state.number, SERVICE, limit, f"{about}#{before}", started.clock.started_at)
    return started.model_copy(update={"clock_id": own, "clock": started.clock.model_copy(update={"clock_id": own})})


def ended(
    register: Register, entry: Entry, step: str, step_name: str, at: datetime, *, closes: bool, assumed: bool
) -> Iterator[Event]:
    """The clocks that end with a step: those that waited for it, and with the last step all that still run."""
    for clock in register.clocks:
        kept = entry.clocks.latest(clock.limit)
        if step in clock.stops:
            yield from clock_book.stop(kept, at, step_name, assumed=assumed)
        elif closes and kept is not None and kept.status in RUNS:
            yield released(kept, at, f"{step_name}，不再计算")


def released(kept: KeptClock, at: datetime, reason: str) -> ClockStopped:
    """A clock that waits for nothing any more: neither kept nor missed."""
    return ClockStopped(
        occurred_at=at, clock_id=kept.clock.clock_id, limit=kept.clock.limit, in_time=None, reason=reason
    )


def all_released(entry: Entry, at: datetime, reason: str) -> tuple[ClockStopped, ...]:
    """Every clock that still runs, without verdict."""
    return tuple(released(kept, at, reason) for kept in entry.clocks.clocks.values() if kept.status in RUNS)


def counted_again(
    register: Register, entry: Entry, law: RegisterLaw, field: str, now: datetime, reason: str
) -> Iterator[Event]:
    """The clocks that a corrected field moves, counted from the right day; a lapse that thereby never was is taken back."""
    for clock in register.clocks:
        kept = entry.clocks.latest(clock.limit)
        if kept is None or field not in (clock.from_field, clock.due_field):
            continue
        recomputed = _recomputed(clock, kept, entry, law, field, now, reason)
        if recomputed is None:
            continue
        lapses_at = recomputed.clock.lapses_at
        if kept.status is ClockStatus.LAPSED and (lapses_at is None or lapses_at > now):
            yield LapseWithdrawn(
                occurred_at=now, clock_id=kept.clock.clock_id, limit=clock.limit, reason="更正后，期限尚未届满"
            )
        yield recomputed
        if kept.status is ClockStatus.STOPPED:
            yield from clock_book.judged_again(kept, recomputed)


def _recomputed(
    clock: RegisterClock, kept: KeptClock, entry: Entry, law: RegisterLaw, field: str, now: datetime, reason: str
) -> ClockRecomputed | None:
    """`entry` has the corrected value already. A start that is emptied stays where it was."""
    corrected = moment_of(entry.values.get(field)) if field == clock.from_field else None
    started_at = corrected or kept.clock.started_at
    due = day_of(entry.values.get(clock.due_field)) if clock.due_field else None
    if due is not None:
        again = law.told_clock(kept.clock.clock_id, clock.limit, started_at, due)
    else:
        counted = law.clock(kept.clock.clock_id, clock.limit, started_at, extension=kept.extended_by)
        if isinstance(counted, Refused):
            return None
        again = counted
    return ClockRecomputed(
        occurred_at=now, clock_id=again.clock_id, limit=clock.limit, clock=again, former_due=kept.clock.due,
        reason=reason, former=kept.clock.derivation,
    )  # fmt: skip


def consequence_of(register: Register | None, limit: str) -> str:
    """What follows when a limit of the register is not kept."""
    clock = register.clock(limit) if register else None
    return clock.consequence_zh if clock else REPLY_CONSEQUENCE if limit == REPLY_LIMIT else ""
