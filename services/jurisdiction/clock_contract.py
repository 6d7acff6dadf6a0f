"""A computed date as it stands in events: the contract's `Clock`."""

from datetime import date, datetime

from schemas.clocks import Clock, Verdict
from services.jurisdiction.clock_calculation import Due
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.outcomes import NotJudged
from services.jurisdiction.time_limits import TimeLimit, TimeLimits, Unit


def as_clock(clock_id: str, limit: TimeLimit, subject: str, started_at: datetime, answer: Due | NotJudged) -> Clock:
    """The clock with its date and derivation, or with the verdict that it could not be judged and why."""
    if isinstance(answer, NotJudged):
        return Clock(
            clock_id=clock_id,
            limit=limit.id,
            name=limit.name_zh,
            subject=subject,
            started_at=started_at,
            verdict=Verdict.NOT_JUDGED,
            verdict_reason=answer.reason,
        )
    in_hours = answer.derivation.version.unit is Unit.HOUR
    return Clock(
        clock_id=clock_id,
        limit=limit.id,
        name=limit.name_zh,
        subject=subject,
        started_at=started_at,
        due=None if in_hours else answer.due,
        lapses_at=answer.lapses_at,
        derivation=answer.derivation.as_contract(),
    )


def day_alone(limits: TimeLimits, limit_id: str, started_at: datetime) -> date | None:
    """The day in Shanghai on which alone the dates of this limit depend; None where the hour counts or nothing is known."""
    if started_at.tzinfo is None:
        return None
    day = started_at.astimezone(SHANGHAI).date()
    limit = limits.find(limit_id)
    version = limit.version_on(day) if limit is not None else None
    return day if version is not None and version.unit is not Unit.HOUR else None
