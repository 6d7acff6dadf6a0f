"""A second, naive way to count: one day at a time, written apart from the program and sharing nothing with it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

ONE_DAY = timedelta(days=1)
Pauses = Sequence[tuple[date, date]]


def last_day_in_time(
    start: date, length: int, unit: str, roll: bool, pauses: Pauses, works: Callable[[date], bool]
) -> date:
    """Walk from the day after `start`; `works` tells whether a day is worked."""
    if unit in ("month", "year"):
        length = days_until_corresponding_day(start, length * (12 if unit == "year" else 1))
    day, counted = start, 0
    while counted < length:
        day += ONE_DAY
        if any(first <= day < until for first, until in pauses):
            continue
        if unit == "working_day" and not works(day):
            continue
        counted += 1
    while roll and not works(day):
        day += ONE_DAY
    return day


def days_until_corresponding_day(start: date, months: int) -> int:
    """Days from `start` to the corresponding day so many months later, or to that month's end, found by walking."""
    passed, day, walked = 0, start, 0
    while True:
        day, walked = day + ONE_DAY, walked + 1
        if day.day == 1:
            passed += 1
        month_ends = (day + ONE_DAY).day == 1
        if passed == months and (day.day == start.day or (month_ends and day.day < start.day)):
            return walked


def last_minute_in_time(start: datetime, hours: int, pauses: Sequence[tuple[datetime, datetime]]) -> datetime:
    """Walk minute by minute, leaving out paused minutes."""
    moment, counted = start, 0
    while counted < hours * 60:
        if not any(first <= moment < until for first, until in pauses):
            counted += 1
        moment += timedelta(minutes=1)
    return moment
