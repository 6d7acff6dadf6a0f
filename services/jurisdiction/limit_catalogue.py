"""The catalogue of time limits as people and programs read it."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from services.jurisdiction.law import Law
from services.jurisdiction.time_limits import UNITS_ZH, LimitVersion, TimeLimit, TimeLimits


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True)


class VersionEntry(_Entry):
    """A limit as the law of some period has it."""

    valid_from: date
    valid_to: date | None
    """Last day of force; null while in force."""
    length: int
    unit: str
    """calendar_day, working_day, month, year or hour; Asia/Shanghai."""
    length_zh: str
    """Length and unit, e.g. 60日."""
    instrument: str
    instrument_title: str
    article: str | None
    """Null where the article was not seen."""
    mark: str
    """V: text read; GK: general knowledge; INF: our inference or default."""
    source: str
    """Title, article and mark in Chinese."""
    extension_max: int | None
    """In the limit's own unit; null where it cannot be extended or the law sets no maximum."""
    extension_zh: str | None
    """How it may be extended, in Chinese; null where it cannot."""
    excludes: tuple[str, ...]
    rolls: bool
    """Whether a last day that is a day of rest moves to the next working day."""
    note: str | None


class LimitEntry(_Entry):
    """A time limit with all the versions that are loaded, from early to late."""

    id: str
    name: str
    starts: str
    """The event from which it runs."""
    stops: str
    on_breach: str | None
    local: bool
    """Whether the city may set it."""
    versions: tuple[VersionEntry, ...]


def catalogue(law: Law) -> tuple[LimitEntry, ...]:
    """Every limit of the profile, in the order of the catalogue."""
    limits = law.clocks.limits
    return tuple(entry(limit, limits) for limit in limits.by_id.values())


def entry(limit: TimeLimit, limits: TimeLimits) -> LimitEntry:
    """One limit."""
    return LimitEntry(
        id=limit.id,
        name=limit.name_zh,
        starts=limit.start_event_zh,
        stops=limit.stop_event_zh,
        on_breach=limit.on_breach_zh,
        local=limit.local,
        versions=tuple(_version(version, limits) for version in limit.versions),
    )


def _version(version: LimitVersion, limits: TimeLimits) -> VersionEntry:
    source = version.source
    return VersionEntry(
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        length=version.length,
        unit=version.unit.value,
        length_zh=f"{version.length}{UNITS_ZH[version.unit]}",
        instrument=source.instrument,
        instrument_title=limits.instruments.get(source.instrument, source.instrument),
        article=source.article,
        mark=source.mark.value,
        source=limits.said_source(source),
        extension_max=version.extension.max if version.extension else None,
        extension_zh=_extension(version),
        excludes=version.excludes,
        rolls=version.roll,
        note=version.note_zh,
    )


def _extension(version: LimitVersion) -> str | None:
    extension = version.extension
    if extension is None:
        return None
    most = f"最多{extension.max}{UNITS_ZH[extension.unit]}" if extension.max is not None else "没有规定上限"
    times = f"，{extension.times}次" if extension.times else ""
    notify = f"；{extension.notify}" if extension.notify else ""
    return f"{most}{times}，须经{extension.approver}{notify}"
