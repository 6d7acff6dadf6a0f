"""When each step of a published case happened: told by the source, or assumed between its dated neighbours.

Pure. Dates are read from `day_zero`, `date` and `day`, never from prose (issue 3, item 6). Times of day are always ours:
steps of one day follow one another from 09:00, Asia/Shanghai.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.jurisdiction.clock_calculation import SHANGHAI
from services.play.case_file import Day, PublishedCase, Step

OPENING = time(9, 0)
BETWEEN_STEPS = timedelta(minutes=20)
"""Between two steps of one day, so that the acts a gap needs fit in between."""
BETWEEN_ACTS = timedelta(seconds=30)
ANCHOR_WITHOUT_ANY_DATE = date(2023, 6, 1)
"""Last day of a case whose source gives no date at all; every such date is assumed and judged by nobody."""


@dataclass(frozen=True)
class Dated:
    """A step with its moment."""

    step: Step
    index: int
    occurred_at: datetime
    assumed: bool
    """True when the source does not name the very day."""


def date_steps(case: PublishedCase) -> tuple[Dated, ...]:
    """Every step with a moment that never goes back; full dates exactly as told."""
    days = _assumed_days(case, [_bounds(case, step) for step in case.timeline])
    dated: list[Dated] = []
    for index, (step, (day, assumed)) in enumerate(zip(case.timeline, days, strict=True)):
        moment = datetime.combine(day, OPENING, SHANGHAI)
        if dated and moment <= dated[-1].occurred_at:
            moment = dated[-1].occurred_at + BETWEEN_STEPS
        dated.append(Dated(step, index, moment, assumed))
    return tuple(dated)


def _bounds(case: PublishedCase, step: Step) -> Day | None:
    """The span of days in which the source places the step; None when it says nothing."""
    if step.date is not None:
        return Day.parse(step.date)
    if step.day is not None and case.day_zero is not None and Day.parse(case.day_zero).is_full:
        return _single(Day.parse(case.day_zero).first + timedelta(days=step.day))
    return None


def _assumed_days(case: PublishedCase, told: Sequence[Day | None]) -> list[tuple[date, bool]]:
    """A day per step: the told one, else one between the dated neighbours, keeping the distances told by `day`."""
    relative = _from_relative_days(case, told)
    days: list[tuple[date, bool]] = []
    for index, span in enumerate(relative):
        before = days[-1][0] if days else None
        if span is not None and span.is_full:
            assumed = not (told[index] is not None and told[index] == span)
            days.append((_not_before(span.first, before), assumed))
        elif span is not None:
            days.append((_not_before(span.first, before), True))
        else:
            days.append((_between(index, before, relative, case), True))
    return days


def _from_relative_days(case: PublishedCase, told: Sequence[Day | None]) -> list[Day | None]:
    """Where a case has day numbers but no full day zero, an assumed day zero keeps the told distances."""
    if not any(step.day is not None for step in case.timeline) or (case.day_zero and Day.parse(case.day_zero).is_full):
        return list(told)
    last_day = max(step.day for step in case.timeline if step.day is not None)
    zero = Day.parse(case.day_zero).first if case.day_zero else _latest(case) - timedelta(days=max(last_day, 0) + 30)
    return [
        _single(zero + timedelta(days=step.day))
        if step.day is not None and (span is None or not span.is_full)
        else span
        for step, span in zip(case.timeline, told, strict=True)
    ]


def _between(index: int, before: date | None, spans: Sequence[Day | None], case: PublishedCase) -> date:
    """A day evenly between the previous step and the next dated one; a day per step where nothing follows."""
    following = [(place, span) for place, span in enumerate(spans[index:], index) if span is not None]
    if not following:
        start = before or _latest(case) - timedelta(days=len(spans) + 1)
        return min(start + timedelta(days=1), max(_latest(case), start))
    place, span = following[0]
    if before is None:
        return span.first - timedelta(days=place - index)
    share = (span.last - before).days // (place - index + 1)
    return before + timedelta(days=share)


def _latest(case: PublishedCase) -> date:
    """No step lies after publication; where even that is unknown, a fixed day, so that playing twice is the same."""
    return Day.parse(case.source.date).last if case.source.date else ANCHOR_WITHOUT_ANY_DATE


def _not_before(day: date, before: date | None) -> date:
    return day if before is None else max(day, before)


def _single(day: date) -> Day:
    return Day(first=day, last=day)
