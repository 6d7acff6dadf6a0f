"""The program's counting against a naive day-by-day walk written apart, on random histories (issue 4)."""

import os
import random
from datetime import date, datetime, timedelta

import chinese_calendar

from services.jurisdiction.clock_calculation import SHANGHAI, Due
from services.jurisdiction.law import Law
from services.jurisdiction.time_limits import LimitVersion, TimeLimit, Unit
from tests.jurisdiction.naive_walk import last_day_in_time, last_minute_in_time

HISTORIES = int(os.environ.get("NAIVE_HISTORIES", "5000"))
"""How many random histories; `make drill` asks for more."""

LIBRARY_LAST_YEAR = max(chinese_calendar.holidays).year


def test_naive_walk_agrees_on_random_histories() -> None:
    law, chance = Law.load(), random.Random(20261122)
    limits = list(law.clocks.limits.by_id.values())
    judged = 0

    while judged < HISTORIES:
        limit = chance.choice(limits)
        start = date(2005, 1, 1) + timedelta(days=chance.randrange(365 * 22))
        version = limit.version_on(start)
        if version is None:
            continue
        _compare(law, chance, limit, version, start)
        judged += 1


def _compare(law: Law, chance: random.Random, limit: TimeLimit, version: LimitVersion, start: date) -> None:
    extension = _some_extension(chance, version)
    if version.unit is Unit.HOUR:
        moment = datetime(
            start.year, start.month, start.day, chance.randrange(24), chance.randrange(60), tzinfo=SHANGHAI
        )
        gaps = [_some_gap(chance, moment) for _ in range(chance.choice([0, 0, 1, 2]))]
        answer = law.due(limit.id, moment, gaps, extension)
        assert isinstance(answer, Due)
        assert answer.lapses_at == last_minute_in_time(moment, version.length + extension, gaps), (
            limit.id,
            moment,
            gaps,
        )
        return
    pauses = [_some_pause(chance, start) for _ in range(chance.choice([0, 0, 1, 2, 3]))]
    answer = law.due(limit.id, start, pauses, extension)
    assert isinstance(answer, Due)
    expected = last_day_in_time(start, version.length + extension, version.unit.value, version.roll, pauses, _works)
    assert answer.due == expected, (limit.id, start, pauses, extension, answer.derivation.in_chinese())
    midnight = datetime(expected.year, expected.month, expected.day, tzinfo=SHANGHAI) + timedelta(days=1)
    assert answer.lapses_at == midnight


def _works(day: date) -> bool:
    """The library itself for published years, the plain week after."""
    return bool(chinese_calendar.is_workday(day)) if day.year <= LIBRARY_LAST_YEAR else day.weekday() < 5


def _some_extension(chance: random.Random, version: LimitVersion) -> int:
    if version.extension is None or chance.random() < 0.6:
        return 0
    return chance.randint(0, version.extension.max if version.extension.max is not None else 12)


def _some_pause(chance: random.Random, start: date) -> tuple[date, date]:
    first = start + timedelta(days=chance.randint(-10, 70))
    return first, first + timedelta(days=chance.choice([0, 1, 3, 10, 40]))


def _some_gap(chance: random.Random, start: datetime) -> tuple[datetime, datetime]:
    first = start + timedelta(minutes=chance.randint(-60, 60 * 30))
    return first, first + timedelta(minutes=chance.choice([0, 1, 45, 300]))
