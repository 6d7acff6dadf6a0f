"""From a limit and its start to the last day that is in time, with the reasons (domain.md 2.0; CPL 85, CC 201–203)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.jurisdiction.calendar import Calendar
from services.jurisdiction.counting import last_day, last_day_with_pauses, last_moment
from services.jurisdiction.derivation import Derivation, ExcludedPeriod
from services.jurisdiction.outcomes import NotJudged, Refused
from services.jurisdiction.time_limits import UNITS_ZH, LimitVersion, TimeLimit, TimeLimits, Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Where days begin and end."""

_ONE_DAY = timedelta(days=1)

Pause = tuple[date, date]
"""From the first day left out up to, not including, the day counting goes on (date-times for limits in hours)."""


@dataclass(frozen=True, slots=True)
class ClockRules:
    """What dates are computed from: the catalogue, the calendar, and the version of the rules."""

    limits: TimeLimits
    calendar: Calendar
    rules_version: str


@dataclass(frozen=True, slots=True)
class Due:
    """The answer: until when something is in time, and why."""

    due: date
    """Last day that is in time; for limits in hours the last moment (an aware datetime)."""
    lapses_at: datetime
    """00:00 in Asia/Shanghai of the day after; the moment itself for limits in hours."""
    provisional: bool
    """The date lies past the published holiday calendar and may move."""
    derivation: Derivation


def due(
    limit_id: str,
    start: date,
    rules: ClockRules,
    pauses: Sequence[Pause] = (),
    extension: int = 0,
    why_paused: str = "中止期间",
) -> Due | NotJudged | Refused:
    """The last day of `limit_id` (or its Chinese name) started on `start`, by the law in force on that day.

    An aware datetime counts as its day in Asia/Shanghai; limits in hours need one. `extension` is in the limit's own unit.
    """
    limit = rules.limits.find(limit_id)
    if limit is None:
        return Refused("unknown_limit", f"没有名为“{limit_id}”的时限，请查时限目录", field="limit")
    if isinstance(start, datetime):
        if start.tzinfo is None:
            return Refused("start_without_zone", "起算时刻没有时区，请写明，如 2024-02-09T10:00+08:00", field="start")
        start = start.astimezone(SHANGHAI)
        day = start.date()
    else:
        day = start
    version = limit.version_on(day)
    if version is None:
        return NotJudged("law_not_loaded", f"{limit.name_zh}（{limit.id}）：{day}当时的规定没有载入，不作判断")
    refused = _refused_extension(limit, version, extension) if extension else None
    if refused is not None:
        return refused
    if version.unit is Unit.HOUR:
        return _due_in_hours(limit, version, start, rules, pauses, extension, why_paused)
    return _due_in_days(limit, version, day, rules, pauses, extension, why_paused)


def _due_in_days(
    limit: TimeLimit,
    version: LimitVersion,
    day: date,
    rules: ClockRules,
    pauses: Sequence[Pause],
    extension: int,
    why: str,
) -> Due | NotJudged | Refused:
    calendar, length = rules.calendar, version.length + extension
    if day < calendar.first_day:
        return NotJudged("calendar_not_loaded", f"没有{calendar.first_day}以前的工作日历，不作判断")
    wrong = _refused_pauses(pauses, in_hours=False) if pauses else None
    if wrong is not None:
        return wrong
    excluded: tuple[ExcludedPeriod, ...] = ()
    try:
        if pauses:
            spans = [(_day(first), _day(until)) for first, until in pauses]
            unrolled, excluded = last_day_with_pauses(day, length, version.unit, calendar, spans, why)
        else:
            unrolled = last_day(day, length, version.unit, calendar)
        final = calendar.next_working_day(unrolled) if version.roll else unrolled
    except (IndexError, OverflowError, ValueError):
        return _past_calendar(calendar)
    if final > calendar.last_day:
        return _past_calendar(calendar)
    after = final + _ONE_DAY
    counts_rest_days = version.roll or version.unit is Unit.WORKING_DAY
    provisional = counts_rest_days and final > calendar.published_until
    derivation = Derivation(
        limit,
        version,
        day,
        extension,
        excluded,
        unrolled,
        final,
        provisional,
        rules.rules_version,
        calendar,
        rules.limits,
    )
    return Due(final, datetime(after.year, after.month, after.day, tzinfo=SHANGHAI), provisional, derivation)


def _past_calendar(calendar: Calendar) -> NotJudged:
    return NotJudged("calendar_not_loaded", f"结果晚于{calendar.last_day}，超出工作日历，不作判断")


def _due_in_hours(
    limit: TimeLimit,
    version: LimitVersion,
    start: date,
    rules: ClockRules,
    pauses: Sequence[Pause],
    extension: int,
    why: str,
) -> Due | NotJudged | Refused:
    if not isinstance(start, datetime):
        return Refused("start_needs_time", f"{limit.name_zh}按小时计算，起算须写明时刻", field="start")
    wrong = _refused_pauses(pauses, in_hours=True) if pauses else None
    if wrong is not None:
        return wrong
    spans = [(first, until) for first, until in pauses if isinstance(first, datetime) and isinstance(until, datetime)]
    try:
        end, excluded = last_moment(start, version.length + extension, spans, why)
    except OverflowError:
        return NotJudged("calendar_not_loaded", "结果超出可计算的日期，不作判断")
    derivation = Derivation(
        limit, version, start, extension, excluded, end, end, False, rules.rules_version, rules.calendar, rules.limits
    )
    return Due(end, end, False, derivation)


def _refused_extension(limit: TimeLimit, version: LimitVersion, by: int) -> Refused | None:
    unit, source = UNITS_ZH[version.unit], f"{version.source.instrument} {version.source.article or '?'}"
    if by < 0:
        return Refused("extension_negative", "延长的数不能是负数", field="extension")
    if version.extension is None:
        return Refused("extension_not_allowed", f"{limit.name_zh}（{limit.id}）不能延长", "extension", source)
    most = version.extension.max
    if most is not None and by > most:
        sentence = f"{limit.name_zh}（{limit.id}）最多延长{most}{unit}，不能延长{by}{unit}"
        return Refused("extension_above_maximum", sentence, "extension", source, {"maximum": most})
    return None


def _refused_pauses(pauses: Sequence[Pause], in_hours: bool) -> Refused | None:
    for first, until in pauses:
        if in_hours and not (_is_aware(first) and _is_aware(until)):
            return Refused("pause_needs_time", "按小时计算的时限，暂停起止须写明时刻和时区", field="pauses")
        if (first > until) if in_hours else (_day(first) > _day(until)):
            return Refused("pause_reversed", f"暂停的开始（{first}）晚于恢复（{until}）", field="pauses")
    return None


def _is_aware(moment: date) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is not None


def _day(moment: date) -> date:
    """The day in Asia/Shanghai."""
    if isinstance(moment, datetime):
        return (moment.astimezone(SHANGHAI) if moment.tzinfo else moment).date()
    return moment
