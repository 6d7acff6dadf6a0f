"""Working days of the PRC, with make-up workdays (调休), from a holiday library and dated overrides of ours."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal

import chinese_calendar
from pydantic import BaseModel, ConfigDict

_LAST_DAY = date(2100, 12, 31)
"""How far ahead days are indexed; later answers are not judged."""

_HOLIDAY_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利七十周年纪念日",
}
"""Chinese names of the library's holidays; one without stands under the library's own name."""

_WEEKDAYS = "一二三四五六日"


class CalendarOverride(BaseModel):
    """One day that differs from the library: a later notice, or a local holiday."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: date
    kind: Literal["holiday", "working_day"]
    name_zh: str
    """Name of the holiday, or of the holiday for which a weekend is worked."""
    source: str
    """The notice."""


class CalendarOverrides(BaseModel):
    """The file `profiles/national/calendar_overrides.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    published_until: date | None = None
    """Last day covered by published notices when the overrides go beyond the library; else the library's last year."""
    overrides: tuple[CalendarOverride, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked. Two calendars are equal when their versions are."""

    version: str
    """Library version and digest of the overrides; written into every decision."""
    overrides: CalendarOverrides = field(compare=False, repr=False)
    """What was applied to the library, so that a trial can add to it."""
    first_day: date
    """Earlier days are not judged."""
    published_until: date
    """Later days are provisional: the yearly holiday notice is not out."""
    last_day: date
    holidays: Mapping[date, str] = field(compare=False, repr=False)
    """Statutory holidays with their Chinese name, weekends inside them included."""
    makeup_workdays: Mapping[date, str] = field(compare=False, repr=False)
    """Weekend days that are worked, with the holiday they make up for."""
    working_ordinals: "array[int]" = field(compare=False, repr=False)
    """Ordinals of all working days in order."""
    worked_through: "array[int]" = field(compare=False, repr=False)
    """For each day from `first_day`: how many working days there are up to and including it."""

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is worked: a weekday that is no holiday, or a make-up workday."""
        return day in self.makeup_workdays or (day.weekday() < 5 and day not in self.holidays)

    def next_working_day(self, day: date) -> date:
        """`day` itself if it is worked, else the first working day after it."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`, which itself is not counted. Raises IndexError past the index."""
        worked = self.worked_through[start.toordinal() - self.first_day.toordinal()]
        return date.fromordinal(self.working_ordinals[worked + count - 1])

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`."""
        first = self.first_day.toordinal()
        return self.worked_through[end.toordinal() - first] - self.worked_through[start.toordinal() - first]

    def is_provisional(self, day: date) -> bool:
        """Whether `day` lies past the published notices, so that a later notice may change what it is."""
        return day > self.published_until

    def why_rest(self, day: date) -> str:
        """Why `day` is a day of rest, in Chinese, e.g. `春节假期`, `星期六`."""
        name = self.holidays.get(day)
        return f"{name}假期" if name else f"星期{_WEEKDAYS[day.weekday()]}"


def build_calendar(overrides: Iterable[CalendarOverride] = (), published_until: date | None = None) -> Calendar:
    """The library's calendar with `overrides` applied; the same overrides give the same version."""
    holidays = {day: _HOLIDAY_NAMES.get(name, name) for day, name in chinese_calendar.holidays.items()}
    workdays = {day: _HOLIDAY_NAMES.get(name, name) for day, name in chinese_calendar.workdays.items()}
    library_first, library_last = min(holidays).year, max(holidays).year
    applied = sorted(overrides, key=lambda override: override.date)
    for override in applied:
        holidays.pop(override.date, None)
        workdays.pop(override.date, None)
        if override.kind == "holiday":
            holidays[override.date] = override.name_zh
        elif override.date.weekday() >= 5:
            workdays[override.date] = override.name_zh
    first = date(library_first, 1, 1)
    ordinals, through = _index(first, holidays, workdays)
    return Calendar(
        version=_version(applied, published_until),
        overrides=CalendarOverrides(published_until=published_until, overrides=tuple(applied)),
        first_day=first,
        published_until=published_until or date(library_last, 12, 31),
        last_day=_LAST_DAY,
        holidays=holidays,
        makeup_workdays=workdays,
        working_ordinals=ordinals,
        worked_through=through,
    )


def _version(applied: list[CalendarOverride], published_until: date | None) -> str:
    said = "\n".join(f"{item.date} {item.kind} {item.name_zh}" for item in applied) + f"\n{published_until}"
    digest = sha256(said.encode()).hexdigest()[:8] if applied or published_until else "none"
    return f"chinesecalendar-{chinese_calendar.__version__}+overrides.{digest}"


def _index(
    first: date, holidays: Mapping[date, str], workdays: Mapping[date, str]
) -> tuple["array[int]", "array[int]"]:
    """The ordinals of working days, and for each day the number of working days up to it."""
    ordinals, through = array("l"), array("l")
    day, step = first, timedelta(days=1)
    while day <= _LAST_DAY:
        if day in workdays or (day.weekday() < 5 and day not in holidays):
            ordinals.append(day.toordinal())
        through.append(len(ordinals))
        day += step
    return ordinals, through
