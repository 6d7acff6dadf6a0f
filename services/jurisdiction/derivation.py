"""Why a date is what it is, as data and in Chinese."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from schemas.clocks import Derivation as ContractDerivation
from schemas.clocks import Excluded
from services.jurisdiction.calendar import Calendar
from services.jurisdiction.derivation_words import sentence
from services.jurisdiction.time_limits import LimitVersion, TimeLimit, TimeLimits, Unit

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ExcludedPeriod:
    """Days (or, for hours, moments) that did not count."""

    first: date
    """First day left out; for hours the moment the pause began."""
    end: date
    """The day, or moment, from which is counted again."""
    amount: int
    """How much was left out, in the limit's own unit; for months and years in calendar days, for hours in minutes."""
    why: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """Everything a date was derived from. Cheap to make; the words are found only when somebody reads them."""

    limit: TimeLimit
    version: LimitVersion
    start: date
    """The day, or for hours the moment, of the start event; that day is not counted."""
    extension: int
    excluded: tuple[ExcludedPeriod, ...]
    unrolled: date
    """The last day before rolling over rest days."""
    due: date
    provisional: bool
    rules_version: str
    calendar: Calendar = field(repr=False)
    limits: TimeLimits = field(repr=False, compare=False)

    @property
    def calendar_version(self) -> str:
        """The calendar the days were counted by."""
        return self.calendar.version

    @property
    def counted(self) -> int:
        """How many of the limit's own units were counted."""
        return self.version.length + self.extension

    @property
    def source(self) -> str:
        """Instrument and article with its mark, e.g. `XF 34 [V]`."""
        source = self.version.source
        return f"{source.instrument} {source.article or '?'} [{source.mark.value}]"

    @property
    def roll_reason(self) -> str | None:
        """Why the last day moved, in Chinese; None where it did not."""
        if self.unrolled == self.due:
            return None
        return f"{self.unrolled}为{self.calendar.why_rest(self.unrolled)}，顺延至其后第一个工作日{self.due}"

    def rest_days(self) -> tuple[tuple[date, date, str], ...]:
        """Spans of rest days that a limit in working days stepped over: first, last, and why."""
        return tuple(_spans(self.calendar, self.start, self.due)) if self.version.unit is Unit.WORKING_DAY else ()

    def makeup_workdays(self) -> tuple[date, ...]:
        """Weekend days that were counted because they are worked (调休上班)."""
        if self.version.unit is not Unit.WORKING_DAY:
            return ()
        return tuple(day for day in sorted(self.calendar.makeup_workdays) if self.start < day <= self.due)

    def as_data(self) -> dict[str, object]:
        """The derivation for programs; dates in ISO form."""
        source = self.version.source
        return {
            "limit": self.limit.id,
            "name": self.limit.name_zh,
            "instrument": source.instrument,
            "instrument_title": self.limits.instruments.get(source.instrument, source.instrument),
            "article": source.article,
            "mark": source.mark.value,
            "valid_from": self.version.valid_from.isoformat(),
            "valid_to": self.version.valid_to.isoformat() if self.version.valid_to else None,
            "length": self.version.length,
            "unit": self.version.unit.value,
            "start": self.start.isoformat(),
            "counted": self.counted,
            "extension": self.extension,
            "excluded": [
                {"from": gap.first.isoformat(), "until": gap.end.isoformat(), "amount": gap.amount, "why": gap.why}
                for gap in self.excluded
            ],
            "rest_days": [{"from": a.isoformat(), "to": b.isoformat(), "why": why} for a, b, why in self.rest_days()],
            "makeup_workdays": [day.isoformat() for day in self.makeup_workdays()],
            "unrolled": self.unrolled.isoformat(),
            "due": self.due.isoformat(),
            "roll_reason": self.roll_reason,
            "provisional": self.provisional,
            "calendar_version": self.calendar_version,
            "rules_version": self.rules_version,
            "in_chinese": self.in_chinese(),
        }

    def in_chinese(self) -> str:
        """The whole derivation in Chinese, for the person who asks why."""
        return sentence(self)

    def as_contract(self) -> ContractDerivation:
        """The derivation as it stands in events."""
        hours = self.version.unit is Unit.HOUR
        return ContractDerivation(
            limit=self.limit.id,
            length=self.version.length,
            unit=self.version.unit.value,
            source=self.source,
            started_on=self.start.isoformat(),
            counted=self.counted,
            excluded=tuple(
                Excluded(from_day=_day(gap.first), to_day=_day(gap.end) if hours else gap.end - _ONE_DAY, why=gap.why)
                for gap in self.excluded
            ),
            extended_by=self.extension,
            rolled_from=self.unrolled if self.unrolled != self.due else None,
            roll_reason=self.roll_reason,
            provisional=self.provisional,
            rules_version=self.rules_version,
            calendar_version=self.calendar_version,
            in_chinese=self.in_chinese(),
        )


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _spans(calendar: Calendar, start: date, end: date) -> Iterator[tuple[date, date, str]]:
    """Runs of rest days after `start` and before `end`, each with one reason."""
    day, first, why = start + _ONE_DAY, None, ""
    while day <= end:
        reason = "" if calendar.is_working_day(day) else (calendar.holidays.get(day) or "周末")
        if reason != why:
            if first is not None:
                yield first, day - _ONE_DAY, why
            first, why = (day, reason) if reason else (None, "")
        day += _ONE_DAY
