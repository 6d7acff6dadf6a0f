"""Counting units from a start, leaving pauses out. No rule of law here: that is `clock_calculation`."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

from services.jurisdiction.calendar import Calendar
from services.jurisdiction.derivation import ExcludedPeriod
from services.jurisdiction.time_limits import Unit

_ONE_DAY = timedelta(days=1)
Moment = TypeVar("Moment", bound=date)

Span = tuple[Moment, Moment]
"""A pause: from the first day left out up to, not including, the day on which counting goes on."""


def merged(pauses: Iterable[Span[Moment]]) -> list[Span[Moment]]:
    """The pauses in order, overlapping or touching ones joined, empty ones dropped."""
    joined: list[Span[Moment]] = []
    for first, end in sorted(pauses):
        if first >= end:
            continue
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((first, end))
    return joined


def add_months(start: date, months: int) -> date:
    """The corresponding day `months` later, or that month's last day where it has none (CC 202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    month += 1
    if start.day <= 28:
        return date(year, month, start.day)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def last_day(start: date, length: int, unit: Unit, calendar: Calendar) -> date:
    """The last of `length` units after `start`, which is not counted; nothing paused, not rolled."""
    if unit is Unit.CALENDAR_DAY:
        return date.fromordinal(start.toordinal() + length)
    if unit is Unit.WORKING_DAY:
        return calendar.add_working_days(start, length)
    return add_months(start, length if unit is Unit.MONTH else 12 * length)


def last_day_with_pauses(
    start: date, length: int, unit: Unit, calendar: Calendar, pauses: Iterable[Span[date]], why: str
) -> tuple[date, tuple[ExcludedPeriod, ...]]:
    """As `last_day`, leaving out the paused days that fall into the running period, counted in the limit's own unit.

    Months and years have no day count of their own: their paused calendar days are added to the corresponding day.
    """
    end = last_day(start, length, unit, calendar)
    excluded: list[ExcludedPeriod] = []
    left_out = 0
    for first, until in merged(pauses):
        # The start day is not counted anyway, so a pause cannot leave it out a second time.
        begin = max(first, start + _ONE_DAY)
        if begin > end:
            break
        if begin >= until:
            continue
        if unit is Unit.WORKING_DAY:
            amount = calendar.working_days_between(begin - _ONE_DAY, until - _ONE_DAY)
            left_out += amount
            end = calendar.add_working_days(start, length + left_out)
        else:
            amount = (until - begin).days
            end += timedelta(days=amount)
        excluded.append(ExcludedPeriod(begin, until, amount, why))
    return end, tuple(excluded)


def last_moment(
    start: datetime, hours: int, pauses: Iterable[Span[datetime]], why: str
) -> tuple[datetime, tuple[ExcludedPeriod, ...]]:
    """The moment `hours` after `start`; hours run straight through nights and rest days, pauses apart.

    At that moment the time is over, so a pause that begins with it comes too late.
    """
    end = start + timedelta(hours=hours)
    excluded: list[ExcludedPeriod] = []
    for first, until in merged(pauses):
        begin = max(first, start)
        if begin >= end:
            break
        if begin >= until:
            continue
        end += until - begin
        excluded.append(ExcludedPeriod(begin, until, int((until - begin).total_seconds() // 60), why))
    return end, tuple(excluded)
