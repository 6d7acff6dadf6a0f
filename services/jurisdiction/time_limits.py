"""Time limits as dated data: what runs from which event to which, how long, by which law (domain.md 2.7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from services.jurisdiction.profile_files import Document, Place, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake


class Unit(StrEnum):
    """In what a limit is counted; days are those of Asia/Shanghai."""

    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


UNITS_ZH = {
    Unit.CALENDAR_DAY: "日",
    Unit.WORKING_DAY: "个工作日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
}
"""The units as they follow a number in a sentence."""


class Mark(StrEnum):
    """How sure the text is (domain.md, Marks)."""

    VERIFIED = "V"
    GENERAL_KNOWLEDGE = "GK"
    INFERRED = "INF"


class DutyOf(StrEnum):
    """Who has to act within a limit."""

    BODY = "body"
    """A body of ours: it is reminded and supervised (rule E1)."""
    OUTSIDE = "outside"
    """A body outside: ours is reminded to ask after it, and blamed for nothing."""
    PARTY = "party"
    """A party, whose right or choice it is; nobody is supervised for it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Part):
    """The instrument a number rests on."""

    instrument: str
    """Code as in domain.md, e.g. `XF`; its Chinese title stands in the file's `instruments`."""
    article: str | None = None
    """Article number; None where the text was not seen."""
    mark: Mark
    dates_mark: Mark = Mark.VERIFIED
    """How sure the dates of force are."""


class Extension(_Part):
    """How a limit may lawfully be lengthened."""

    max: int | None
    """At most so many of the limit's own units; None where the law sets no maximum."""
    unit: Unit
    approver: str
    """Who approves, in Chinese."""
    notify: str | None = None
    """Who must be told, in Chinese."""
    times: int | None = None
    """How often; None where the law does not say."""


class LimitVersion(_Part):
    """A limit as the law of some period has it."""

    valid_from: date
    valid_to: date | None = None
    """Last day of force; None while in force."""
    length: int
    unit: Unit
    source: Source
    extension: Extension | None = None
    excludes: tuple[str, ...] = ()
    """Chinese names of the periods the law does not count, e.g. 鉴定."""
    roll: bool = True
    """Whether a last day that is a day of rest moves to the next working day."""
    note_zh: str | None = None


class TimeLimit(_Part):
    """A time limit with all the versions that are loaded."""

    id: str
    name_zh: str
    start_event_zh: str
    stop_event_zh: str
    on_breach_zh: str | None = None
    """What follows when it passes, in Chinese."""
    local: bool = False
    """Whether the law leaves it to the city, which may then override it."""
    duty_of: DutyOf = DutyOf.BODY
    versions: tuple[LimitVersion, ...]

    def version_on(self, day: date) -> LimitVersion | None:
        """The version in force on `day`; None where none is loaded."""
        for version in self.versions:
            if version.valid_from <= day and (version.valid_to is None or day <= version.valid_to):
                return version
        return None


class TimeLimitFile(_Part):
    """The form of `time_limits.yaml`."""

    instruments: dict[str, str] = {}
    """Chinese titles of the instruments by code."""
    limits: tuple[TimeLimit, ...] = ()


@dataclass(frozen=True)
class TimeLimits:
    """The catalogue in force for one profile."""

    by_id: Mapping[str, TimeLimit]
    instruments: Mapping[str, str]

    def find(self, id_or_name: str) -> TimeLimit | None:
        """The limit with this id (`XF-4`) or Chinese name; None where there is none."""
        return self.by_id.get(id_or_name) or next(
            (limit for limit in self.by_id.values() if limit.name_zh == id_or_name), None
        )

    def said_source(self, source: Source) -> str:
        """The source as a person reads it: title, article and mark."""
        title = self.instruments.get(source.instrument, source.instrument)
        unseen = "（条号待核）" if title.startswith("《") else ""
        article = f"第{source.article}条" if source.article else unseen
        return f"{title}{article}[{source.mark.value}]"


def read_time_limits(national: Document, city: Document | None = None) -> TimeLimits:
    """The national catalogue with the city's overrides. Raises ProfileMistake, also where a city overrides what it may not."""
    base = read_as(TimeLimitFile, national)
    mistakes = list(limit_mistakes(national, base, base.instruments))
    limits = {limit.id: limit for limit in base.limits}
    instruments = dict(base.instruments)
    if city is not None:
        local = read_as(TimeLimitFile, city)
        instruments |= local.instruments
        mistakes += list(limit_mistakes(city, local, instruments))
        for position, limit in enumerate(local.limits):
            known = limits.get(limit.id)
            if known is not None and not known.local:
                sentence = f"“{limit.id}”由国家规定，地方不能改；只能改标明 local: true 的时限"
                mistakes.append(city.mistake(("limits", position, "id"), sentence))
            limits[limit.id] = limit.model_copy(update={"local": True})
    if mistakes:
        raise ProfileMistake(mistakes)
    return TimeLimits(limits, instruments)


def limit_mistakes(document: Document, file: TimeLimitFile, instruments: Mapping[str, str]) -> Iterator[Mistake]:
    """What the form alone cannot see: ids written twice, versions that overlap, instruments nobody named."""
    seen: set[str] = set()
    for position, limit in enumerate(file.limits):
        place: Place = ("limits", position)
        if limit.id in seen:
            yield document.mistake((*place, "id"), f"时限“{limit.id}”写了两次，只能保留一处")
        seen.add(limit.id)
        if not limit.versions:
            yield document.mistake((*place, "versions"), f"时限“{limit.id}”至少要有一个版本")
        for index, version in enumerate(limit.versions):
            yield from _version_mistakes(document, (*place, "versions", index), limit, index, version, instruments)


def _version_mistakes(
    document: Document, place: Place, limit: TimeLimit, index: int, version: LimitVersion, known: Mapping[str, str]
) -> Iterator[Mistake]:
    if version.length < 1:
        yield document.mistake((*place, "length"), "“length”应是正整数")
    if version.valid_to is not None and version.valid_to < version.valid_from:
        yield document.mistake((*place, "valid_to"), "“valid_to”不能早于“valid_from”")
    if version.source.instrument not in known:
        right = "请在 instruments 中写明它的全称"
        yield document.mistake((*place, "source"), f"不认识的法律文件代号“{version.source.instrument}”，{right}")
    if version.extension is not None and version.extension.unit is not version.unit:
        sentence = f"延长的单位应与时限相同，即 {version.unit.value}"
        yield document.mistake((*place, "extension"), sentence)
    if index > 0:
        before = limit.versions[index - 1]
        if before.valid_to is None or before.valid_to >= version.valid_from:
            sentence = f"与上一版本的有效期重叠，版本应从早到晚排列，上一版本的 valid_to 应早于 {version.valid_from}"
            yield document.mistake((*place, "valid_from"), sentence)
