"""Other rules on trial: limits and calendar days of a file laid over a profile's, to see what they would change."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from services.jurisdiction.calendar import CalendarOverride, build_calendar
from services.jurisdiction.clock_calculation import ClockRules
from services.jurisdiction.law import Law
from services.jurisdiction.profile_files import Document, read_as, read_document
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import TimeLimitFile, TimeLimits, limit_mistakes


class RulesFile(TimeLimitFile):
    """The form of a trial file: keys of `time_limits.yaml` and of `calendar_overrides.yaml`, either or both.

    A limit stands with all its versions and replaces the one in force whole, also one the law does not leave to the
    city: this is a trial, not a profile. A calendar day replaces what the calendar in force says of that day.
    """

    published_until: date | None = None
    overrides: tuple[CalendarOverride, ...] = ()


def law_under(law: Law, path: Path) -> Law:
    """The law as it would be under the file's rules. Raises ProfileMistake with file, line and what would be right."""
    document = read_document(path)
    file = read_as(RulesFile, document)
    instruments = {**law.clocks.limits.instruments, **file.instruments}
    mistakes = [*limit_mistakes(document, file, instruments), *_mistakes(document, file)]
    if mistakes:
        raise ProfileMistake(mistakes)
    limits = TimeLimits({**law.clocks.limits.by_id, **{limit.id: limit for limit in file.limits}}, instruments)
    present = law.calendar.overrides
    changed = file.overrides or file.published_until
    # Of two words about one day the calendar takes the later one, so the trial's stand last.
    calendar = (
        build_calendar((*present.overrides, *file.overrides), file.published_until or present.published_until)
        if changed
        else law.calendar
    )
    return replace(law, clocks=ClockRules(limits, calendar, f"{law.rules_version}+{_digest(document)}"))


def _mistakes(document: Document, file: RulesFile) -> Iterator[Mistake]:
    if not (file.limits or file.overrides or file.published_until):
        yield document.mistake((), "文件里没有规则：应有 limits（时限）、overrides（日历）或 published_until 之一")
    seen: set[date] = set()
    for position, override in enumerate(file.overrides):
        if override.date in seen:
            yield document.mistake(("overrides", position, "date"), f"{override.date}写了两次，只能保留一处")
        seen.add(override.date)
    names: dict[str, str] = {}
    for position, limit in enumerate(file.limits):
        other = names.setdefault(limit.name_zh, limit.id)
        if other != limit.id:
            yield document.mistake(("limits", position, "name_zh"), f"名称与“{other}”相同，应各不相同")


def _digest(document: Document) -> str:
    return sha256(json.dumps(document.data, ensure_ascii=False, default=str).encode()).hexdigest()[:12]
