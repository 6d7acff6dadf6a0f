"""A time limit whose last day the document itself sets (交办单, 建议书): counted from its start to that day, rest days and all."""

from datetime import date, datetime, time, timedelta

from schemas.clocks import Clock, Derivation
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.time_limits import TimeLimit, Unit

SOURCE = "文书载明"
"""What stands as the source of such a date."""
_ONE_DAY = timedelta(days=1)


def told_clock(clock_id: str, limit: TimeLimit, started_at: datetime, due: date, versions: tuple[str, str]) -> Clock:
    """The clock with the told day, which neither a rest day nor a newer calendar moves. `versions`: of rules and calendar.

    A day told that lies before the start has passed already when the clock begins; no share of it can be reminded of.
    """
    first = min(started_at.astimezone(SHANGHAI).date(), due - _ONE_DAY)
    rules, calendar = versions
    days = (due - first).days
    derivation = Derivation(
        limit=limit.id, length=days, unit=Unit.CALENDAR_DAY.value, source=SOURCE, started_on=first.isoformat(),
        counted=days, rules_version=rules, calendar_version=calendar,
        in_chinese=f"文书载明的最后一日为{due.isoformat()}，不因休息日顺延。",
    )  # fmt: skip
    return Clock(
        clock_id=clock_id, limit=limit.id, name=limit.name_zh, started_at=started_at, due=due,
        lapses_at=datetime.combine(due + _ONE_DAY, time(), SHANGHAI), derivation=derivation,
    )  # fmt: skip


def is_told(clock: Clock) -> bool:
    """Whether the document set the day, so that no newer law counts it again."""
    return clock.derivation is not None and clock.derivation.source == SOURCE
