"""When the content of a window is an alert: the same answer in whatever order its entries came, and however often.

A window is twice as long as a run may be, and a run belongs to the window in whose first half it begins: so no run is
missed at a border, and none is found in two windows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from schemas.early_warning import CountedCase, WindowCount
from services.early_warning.domain.signals import Told
from services.jurisdiction.warning_rules import Signal, WarningRule

MOST_CASES = 200
"""Cases that an alert names; it counts all."""


class Shape(NamedTuple):
    """How long the windows of a rule are, and how often one begins. Days, Asia/Shanghai."""

    name: str
    size: timedelta
    step: timedelta
    offset: timedelta = timedelta(0)
    """From 1970-01-01 to the first beginning."""


SHAPES = (
    Shape("month", timedelta(62), timedelta(31)),
    Shape("year", timedelta(732), timedelta(366)),
    Shape("weeks", timedelta(63), timedelta(7), timedelta(4)),
)
"""`weeks` begin on Mondays and hold eight weeks and the one that is compared with them."""


class Judged(NamedTuple):
    """What a window was found to hold."""

    is_alert: bool
    window: WindowCount
    judge_at: datetime | None
    """When it is to be judged; None: at once."""
    told_at: datetime
    """When the last of its entries was recorded."""


def shape_of(rule: WarningRule) -> Shape:
    """The shortest windows in which a run of the rule fits."""
    if rule.watches is Signal.PLACE_AND_TYPE:
        return SHAPES[2]
    return next(shape for shape in SHAPES if shape.step >= rule.run)


def may_be_enough(rule: WarningRule, told: Sequence[int]) -> bool:
    """Whether a window may be, or have been, an alert when its steps were told so many things; spares reading most windows."""
    counted = told[-1] if rule.watches is Signal.PLACE_AND_TYPE else sum(told)
    return counted >= rule.at_least


def judged(rule: WarningRule, start: datetime, content: Mapping[str, Told]) -> Judged | None:
    """The window that begins at `start`; None where it neither is an alert nor could have been one before."""
    if not content:
        return None
    if not _could_have_been(rule, start, content):
        return None
    in_order = _in_order(one for one in content.values() if one.counts)
    if rule.watches is Signal.PLACE_AND_TYPE:
        return _against_usual(rule, start, content, in_order)
    run = _run(rule, start, in_order)
    count = _count(rule, start, content, run, _units(rule, run), None)
    return Judged(count.counted >= rule.at_least, count, None, _told_at(content))


def _could_have_been(rule: WarningRule, start: datetime, content: Mapping[str, Told]) -> bool:
    """Whether it is an alert or may have been reported as one: so many things were told, whatever counts of them now."""
    ever = _in_order(content.values())
    if rule.watches is Signal.PLACE_AND_TYPE:
        return sum(one.at >= _last_week(rule, start) for one in ever) >= rule.at_least
    return any(last - first + 1 >= rule.at_least for first, last in _runs(rule, start, ever))


def _in_order(told: Iterable[Told]) -> list[Told]:
    return sorted(told, key=lambda one: (one.at, one.case_code, one.subject))


def _last_week(rule: WarningRule, start: datetime) -> datetime:
    shape = shape_of(rule)
    return start + shape.size - shape.step


def _run(rule: WarningRule, start: datetime, in_order: Sequence[Told]) -> list[Told]:
    """The first run that is enough, with all that lies within its days; else the longest there is."""
    best: list[Told] = []
    for first, last in _runs(rule, start, in_order):
        if last - first + 1 < min(rule.at_least, len(best) + 1):
            continue
        run = list(in_order[first : last + 1])
        if _units(rule, run) >= rule.at_least:
            return run
        best = max(best, run, key=len)
    return best


def _runs(rule: WarningRule, start: datetime, in_order: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """The first and the last place of every run that begins in the first half of the window."""
    after = 0
    for place, first in enumerate(in_order):
        if not start <= first.at < start + shape_of(rule).step:
            continue
        while after < len(in_order) and in_order[after].at < first.at + rule.run:
            after += 1
        yield place, after - 1


def _units(rule: WarningRule, run: Sequence[Told]) -> int:
    """What the rule counts: applicants around one respondent, else things."""
    return len({one.who for one in run}) if rule.watches is Signal.SAME_RESPONDENT else len(run)


def _against_usual(rule: WarningRule, start: datetime, content: Mapping[str, Told], in_order: Sequence[Told]) -> Judged:
    """The last week of the window against the rate of those before, once late entries have come."""
    shape = shape_of(rule)
    week = _last_week(rule, start)
    judge_at = start + shape.size + timedelta(rule.settle_days)
    last = [one for one in in_order if one.at >= week]
    before = [one for one in in_order if week - rule.usual_weeks * shape.step <= one.at < week]
    usual = len(before) / rule.usual_weeks
    known = len(before) >= rule.usual_at_least
    enough = len(last) >= rule.at_least
    is_alert = known and enough and len(last) >= rule.times_usual * usual
    count = _count(rule, start, content, last, len(last), usual)
    return Judged(is_alert, count, judge_at if enough else None, _told_at(content))


def _count(
    rule: WarningRule, start: datetime, content: Mapping[str, Told], run: Sequence[Told], counted: int,
    usual: float | None,
) -> WindowCount:  # fmt: skip
    cases = {one.case_code: CountedCase(case_code=one.case_code, at=one.at, body=one.body) for one in reversed(run)}
    subjects = sorted({one.subject for one in run} - {""})
    places = sorted({one.place for one in run} - {""})
    return WindowCount(
        rule=rule.id, name_zh=rule.name_zh, signal=rule.watches.value, window_start=start,
        window_end=start + shape_of(rule).size, counted=counted, unit_zh=rule.unit_zh, at_least=rule.at_least,
        within_days=rule.within_days, usual=usual,
        cases=tuple(sorted(cases.values(), key=lambda one: (one.at, one.case_code)))[:MOST_CASES],
        bodies=tuple(sorted({one.body for one in run})), subject="、".join(subjects), place="、".join(places),
        weight=sum(one.version for one in content.values()) + len(content),
    )  # fmt: skip


def _told_at(content: Mapping[str, Told]) -> datetime:
    return max(one.recorded_at for one in content.values())
