"""Reminder, warning and breach of a clock as moments (rule E1, domain.md 4.2): pure data for whoever lets them come about.

A share is one of the limit's own units: of a limit in working days half the working days, rest days and pauses apart.
Months and years have no unit of their own below them; of them it is a share of their calendar days. A moment inside a day
is that part of its 24 hours (Asia/Shanghai), so that limits of one day have their moments too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import floor

from schemas.clocks import Clock
from services.jurisdiction.calendar import Calendar
from services.jurisdiction.clock_calculation import SHANGHAI, Due
from services.jurisdiction.counting import Span, last_day_with_pauses, merged
from services.jurisdiction.parameters import Parameter
from services.jurisdiction.profile_files import Document
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.time_limits import DutyOf, Unit

_ONE_DAY = timedelta(days=1)
_TINY = 1e-9
"""0.8 × 15 is 12 days, whatever binary fractions make of it."""


class Step(StrEnum):
    """What happens at a moment."""

    REMINDER = "reminder"
    WARNING = "warning"
    BREACH = "breach"


class Addressee(StrEnum):
    """Who is told."""

    HANDLER = "handler"
    """承办人."""
    SUPERVISOR = "supervisor"
    """督办人员."""


@dataclass(frozen=True, slots=True)
class Shares:
    """At which shares of a limit something happens, each above 0, none below the one before, none above 1."""

    reminder: float
    warning: float
    breach: float

    def __post_init__(self) -> None:
        if not 0 < self.reminder <= self.warning <= self.breach <= 1:
            raise ValueError(
                "提醒、预警、超期的比例（reminder_share、warning_share、breach_share）应依次不减，大于0且不大于1，"
                f"而不是 {self.reminder:g}、{self.warning:g}、{self.breach:g}"
            )


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing to be done about a clock that still runs then."""

    step: Step
    to: Addressee
    at: datetime
    """Aware, Asia/Shanghai; the breach at the full share is the moment the clock lapses."""
    share: float


@dataclass(frozen=True, slots=True)
class _Run:
    """How a clock runs."""

    start: date
    unit: Unit
    length: int
    """In `unit`."""
    gaps: Sequence[Span[date]]
    lapses_at: datetime
    calendar: Calendar


def shares_of(parameters: Mapping[str, Parameter]) -> Shares:
    """The profile's shares. Raises ValueError where they are no shares or out of order."""
    return Shares(*(float(parameters[f"{step.value}_share"].value) for step in Step))


def check_shares(document: Document, parameters: Mapping[str, Parameter]) -> None:
    """Raises ProfileMistake, told of `document`, where the profile's shares are out of order."""
    try:
        shares_of(parameters)
    except ValueError as error:
        raise ProfileMistake([document.mistake(("parameters", f"{Step.WARNING.value}_share"), str(error))]) from None


def moments(answer: Due, shares: Shares) -> tuple[Moment, ...]:
    """Reminder, warning and breach of a computed date, in order. Ask again after a pause, an extension or a new start."""
    derivation = answer.derivation
    gaps = [(gap.first, gap.end) for gap in derivation.excluded]
    counted = derivation.counted, derivation.version.unit
    run = _run(derivation.start, derivation.unrolled, counted, gaps, answer.lapses_at, derivation.calendar)
    return _moments(run, shares)


def clock_moments(clock: Clock, calendar: Calendar, shares: Shares) -> tuple[Moment, ...]:
    """The same of a clock as it stands in events; nothing where it has no date.

    The contract keeps only the days of an exclusion, so the shares of a paused limit in hours are those of all its time.
    """
    derivation, lapses_at = clock.derivation, clock.lapses_at
    if derivation is None or lapses_at is None:
        return ()
    unit, lapses_at = Unit(derivation.unit), lapses_at.astimezone(SHANGHAI)
    if unit is Unit.HOUR:
        start: date = datetime.fromisoformat(derivation.started_on)
        return _moments(
            _Run(start, unit, 0 if derivation.excluded else derivation.counted, (), lapses_at, calendar), shares
        )
    unrolled = derivation.rolled_from or lapses_at.date() - _ONE_DAY
    gaps = [(gap.from_day, gap.to_day + _ONE_DAY) for gap in derivation.excluded]
    counted = derivation.counted, unit
    return _moments(
        _run(date.fromisoformat(derivation.started_on), unrolled, counted, gaps, lapses_at, calendar), shares
    )


def with_moments(clock: Clock, duty_of: DutyOf, calendar: Calendar, shares: Shares) -> Clock:
    """The clock with what is to be done about it, as events carry it: nothing about a party's limit, no breach of a duty
    that lies outside."""
    if duty_of is DutyOf.PARTY:
        return clock
    at = {moment.step: moment.at for moment in clock_moments(clock, calendar, shares)}
    breach = at.get(Step.BREACH) if duty_of is DutyOf.BODY else None
    told = {"remind_at": at.get(Step.REMINDER), "warn_at": at.get(Step.WARNING), "breach_at": breach}
    return clock.model_copy(update=told)


def reached(of: Iterable[Moment], now: datetime) -> tuple[Moment, ...]:
    """The moments that have come at `now`, in order."""
    return tuple(moment for moment in of if moment.at <= now)


def _run(
    start: date,
    unrolled: date,
    counted: tuple[int, Unit],
    gaps: Sequence[Span[date]],
    lapses_at: datetime,
    on: Calendar,
) -> _Run:
    length, unit = counted
    if unit in (Unit.MONTH, Unit.YEAR):
        left_out = sum((until - first).days for first, until in merged(gaps))
        return _Run(start, Unit.CALENDAR_DAY, (unrolled - start).days - left_out, gaps, lapses_at, on)
    return _Run(start, unit, length, gaps, lapses_at, on)


def _moments(run: _Run, shares: Shares) -> tuple[Moment, ...]:
    told = (
        (Step.REMINDER, Addressee.HANDLER, shares.reminder),
        (Step.WARNING, Addressee.SUPERVISOR, shares.warning),
        (Step.BREACH, Addressee.SUPERVISOR, shares.breach),
    )
    return tuple(Moment(step, to, _at(run, share), share) for step, to, share in told)


def _at(run: _Run, share: float) -> datetime:
    if share >= 1:
        return run.lapses_at
    found = _in_hours(run, share) if run.unit is Unit.HOUR else _in_days(run, share)
    return min(found, run.lapses_at)


def _in_days(run: _Run, share: float) -> datetime:
    """On the unit that is running when so many have passed, which is itself a counted day."""
    passed = share * run.length
    whole = min(floor(passed + _TINY), run.length - 1)
    day, _ = last_day_with_pauses(run.start, whole + 1, run.unit, run.calendar, run.gaps, "")
    minutes = floor(max(passed - whole, 0) * 24 * 60 + _TINY)
    return datetime.combine(day, time(), SHANGHAI) + timedelta(minutes=minutes)


def _in_hours(run: _Run, share: float) -> datetime:
    start = run.start
    if not isinstance(start, datetime):
        raise TypeError("a limit in hours starts at a moment")
    if not run.length:
        return start + (run.lapses_at - start) * share
    at = start + timedelta(hours=run.length) * share
    for first, until in merged(run.gaps):
        if isinstance(first, datetime) and isinstance(until, datetime) and start <= until and max(first, start) <= at:
            at += until - max(first, start)
    return at
