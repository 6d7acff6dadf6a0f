"""The form of a case file (tests/cases/README.md) as types, read with line numbers."""

import calendar
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from schemas.values import Channel, Difficulty, DisputeType, PartyKind, PartyRole, ReceivedVia, Risk
from services.jurisdiction.profile_files import read_as, read_document
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.play.vocabulary import Act, Tier


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _readable_day(text: object) -> object:
    """YYYY-MM-DD, YYYY-MM or YYYY that lies in the calendar."""
    if text is None:
        return None
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise ValueError(f"日期“{text}”应写作带引号的 YYYY-MM-DD、YYYY-MM 或 YYYY")
    try:
        Day.parse(text)
    except ValueError:
        raise ValueError(f"日期“{text}”在日历上不存在") from None
    return text


DayText = Annotated[str | None, BeforeValidator(_readable_day)]


class Day(BaseModel):
    """A calendar day as far as the source tells it: the span of days it may lie in."""

    model_config = ConfigDict(frozen=True)

    first: date
    last: date

    @property
    def is_full(self) -> bool:
        """True when the source names the very day."""
        return self.first == self.last

    @classmethod
    def parse(cls, text: str) -> "Day":
        """From YYYY-MM-DD, YYYY-MM or YYYY. Raises ValueError."""
        year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
        if not month:
            return cls(first=date(year, 1, 1), last=date(year, 12, 31))
        if not day:
            return cls(first=date(year, month, 1), last=date(year, month, calendar.monthrange(year, month)[1]))
        return cls(first=date(year, month, day), last=date(year, month, day))


class Source(_Form):
    """Where the case was published."""

    title: str
    publisher: str
    url: str
    date: DayText


class CaseParty(_Form):
    """A party as the source names it: shortened name or role."""

    role: PartyRole
    kind: PartyKind
    label: str


class RiskLabel(_Form):
    """Our own label, not stated by the source."""

    level: Risk
    reason: str


class Step(_Form):
    """One thing that happened, in the order of telling."""

    day: int | None
    date: DayText
    channel: Channel
    act: Act
    to: Channel | None = None
    tier: Tier | None = None
    count: Annotated[int, Field(ge=1)] | None = None
    form_assumed: Literal[True] | None = None
    what: str
    actor: str


class Outcome(_Form):
    """How it ended, as far as the source tells."""

    result: (
        Literal[
            "agreed", "partly_agreed", "confirmed", "refused", "failed", "withdrawn", "not_accepted",
            "opinion_issued", "dismissed",
        ]
        | None
    )  # fmt: skip
    form: Literal["written", "oral"] | None
    judicial_confirmation: Literal["confirmed", "dismissed", "not_applied"] | None
    performed: Literal["yes", "partly", "no", "unknown"]
    satisfaction: str | None


class PublishedCase(_Form):
    """A real public dispute."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    source: Source
    province_city: str | None
    dispute_type: DisputeType
    tags: tuple[str, ...]
    summary_zh: str
    parties: Annotated[tuple[CaseParty, ...], Field(min_length=1)]
    headcount: Annotated[int, Field(ge=1)] | None
    amount_cny: Annotated[float, Field(ge=0)] | None
    risk: RiskLabel
    difficulty: Difficulty
    received_via: ReceivedVia
    day_zero: DayText
    timeline: Annotated[tuple[Step, ...], Field(min_length=1)]
    outcome: Outcome
    known_facts_missing: tuple[str, ...]


class CaseFile(_Form):
    """A list of cases."""

    cases: Annotated[tuple[PublishedCase, ...], Field(min_length=1)]


def read_cases(path: Path) -> tuple[PublishedCase, ...]:
    """The cases of a file. Raises ProfileMistake, with a line, the field and what would be right for every mistake."""
    document = read_document(path)
    cases = read_as(CaseFile, document).cases
    mistakes = [document.mistake(place, sentence) for place, sentence in _contradictions(cases)]
    if mistakes:
        raise ProfileMistake(mistakes)
    return cases


def _contradictions(cases: tuple[PublishedCase, ...]) -> list[tuple[tuple[str | int, ...], str]]:
    """What no single field shows: ids used twice, and the reading rules for day and date."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    seen: dict[str, int] = {}
    for number, case in enumerate(cases):
        if case.id in seen:
            found.append((("cases", number, "id"), f"“id”{case.id} 与第 {seen[case.id] + 1} 个案件重复"))
        seen.setdefault(case.id, number)
        found += [(("cases", number, "timeline", *place), sentence) for place, sentence in _day_mistakes(case)]
    return found


def _day_mistakes(case: PublishedCase) -> list[tuple[tuple[str | int, ...], str]]:
    zero = Day.parse(case.day_zero) if case.day_zero else None
    found: list[tuple[tuple[str | int, ...], str]] = []
    last = None
    for index, step in enumerate(case.timeline):
        if step.day is not None:
            if last is not None and step.day < last:
                found.append(((index, "day"), f"“day”{step.day} 小于前面的 {last}，天数只能不变或增加"))
            last = step.day
        if zero is None or not zero.is_full:
            continue
        if step.day is not None:
            right = (zero.first + timedelta(days=step.day)).isoformat()
            if step.date != right:
                found.append(((index, "date"), f"“date”应是 day_zero 加 day，即 {right}"))
        elif step.date is not None and Day.parse(step.date).is_full:
            right_day = (Day.parse(step.date).first - zero.first).days
            found.append(((index, "day"), f"写了完整的“date”，“day”就应是 {right_day}"))
    return found
