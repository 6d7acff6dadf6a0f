"""Indicators as data: each defined once with its name, what it counts, of what, unit, source and mark (issue 7, item 4).

What is counted lies in books, one per channel, as measures per body and month (services/views/statistics/books). An
indicator names measures; a report lays indicators out in tables. Nothing here knows how the figures are kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from services.jurisdiction.profile_files import PROFILES, Document, read_as, read_document, rules_version
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark

Sums = Mapping[str, int]
"""How many of each measure, by `<book>.<measure>`, e.g. `people_mediation.accepted/type/NEIGHBOR`."""
PER_CENT = "%"


class By(StrEnum):
    """What a table has its rows by. The first three are known of the figures themselves, the others are parts of measures."""

    HOST = "host"
    ORGANISATION = "organisation"
    MONTH = "month"
    TYPE = "type"
    SOURCE = "source"
    FORM = "form"
    VIA = "via"
    SECTOR = "sector"
    KIND = "kind"
    MANNER = "manner"
    ARTICLE = "article"
    DECISION = "decision"
    FINDING = "finding"
    ENDING = "ending"
    RESULT = "result"
    CHANNEL = "channel"
    REASON = "reason"
    GROUND = "ground"
    LIMIT = "limit"
    CODE = "code"
    THREAT = "threat"
    CAUSE = "cause"
    ESTABLISHED = "established"
    REMEDY = "remedy"
    END = "end"


OF_THE_FIGURES = frozenset({By.HOST, By.ORGANISATION, By.MONTH})
"""Known of every figure, so that any indicator can be told by it."""


class Indicator(BaseModel):
    """One figure of the reports."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name_zh: str
    unit_zh: str
    counts: tuple[str, ...] = ()
    """`<book>.<measure>`: what is added up. Empty for a figure whose service tells no events yet."""
    of: tuple[str, ...] = ()
    """The denominator, where it is a rate."""
    of_whole: bool = False
    """Whether the denominator is the whole also where the numerator is broken down: a share (占比)."""
    hundredths: bool = False
    """What is counted are hundredths of the unit (分)."""
    decimals: int = Field(default=0, ge=0, le=4)
    source: str
    mark: Mark
    note_zh: str = ""
    answers: str = ""
    """The measure of the parties' answers that it rests on. Where these are few, or could become few by taking one figure from
    another, it is not told (services/views/statistics/withheld.py); whose answers they are is never told."""
    awaits: str = ""
    """The service whose events it waits for; the figure is then shown as not yet connected and never as 0."""

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of something."""
        return bool(self.of)

    @property
    def formula_zh(self) -> str:
        """What it is made of, for the page that explains it."""
        whole = " + ".join(self.counts)
        return f"（{whole}）÷（{' + '.join(self.of)}）" if self.of else whole


class Table(BaseModel):
    """A table of a report: one row, or one row per value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title_zh: str
    by: By | None = None
    columns: tuple[str, ...]
    """Ids of indicators."""


class Report(BaseModel):
    """A report that somebody has to make, or that the county office wants."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name_zh: str
    due_zh: str
    """How often it is made."""
    layout_seen: bool
    """Whether the official sheet was seen; if not, the sheet says that the layout is ours."""
    source: str
    mark: Mark
    tables: tuple[Table, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Ids of its indicators, in order, each once."""
        return tuple(dict.fromkeys(name for table in self.tables for name in table.columns))


class IndicatorFile(BaseModel):
    """The form of `indicators.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reports: dict[str, Report]
    indicators: dict[str, Indicator]


@dataclass(frozen=True)
class Catalogue:
    """All reports and indicators, with the version that a frozen report names."""

    reports: Mapping[str, Report]
    indicators: Mapping[str, Indicator]
    version: str


@dataclass(frozen=True)
class Figure:
    """An indicator's value: what was counted, and of what; both whole numbers, so that it is exact and re-computes to the same."""

    count: int
    of: int | None = None
    """The denominator of a rate; None for a number."""

    def value(self, indicator: Indicator) -> Decimal | None:
        """In the indicator's unit, exact but for a rate; None for a rate of nothing."""
        if self.of is None:
            return Decimal(self.count) / (100 if indicator.hundredths else 1)
        if self.of == 0:
            return None
        return Decimal(self.count) * (100 if indicator.unit_zh == PER_CENT else 1) / Decimal(self.of)

    def shown(self, indicator: Indicator) -> Decimal | None:
        """Rounded half up to the indicator's decimals; None for a rate of nothing."""
        return rounded(self.value(indicator), indicator.decimals)


def rounded(value: Decimal | None, decimals: int, *, truncated: bool = False) -> Decimal | None:
    """Half up, as the published tables do; or cut off."""
    if value is None:
        return None
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN if truncated else ROUND_HALF_UP)


def figure(indicator: Indicator, sums: Sums, whole: Sums, by: By | None = None, value: str = "") -> Figure:
    """The indicator over these sums, or of the one value of a breakdown that is part of the measures; `whole` is what shares are of."""
    within = "" if by is None or by in OF_THE_FIGURES else f"/{by.value}/{value}"
    count = sum(sums.get(name + within, 0) for name in indicator.counts)
    if not indicator.is_rate:
        return Figure(count)
    if indicator.of_whole:
        return Figure(count, sum(whole.get(name, 0) for name in indicator.of))
    return Figure(count, sum(sums.get(name + within, 0) for name in indicator.of))


def values_found(indicators: Iterable[Indicator], sums: Sums, by: By) -> tuple[str, ...]:
    """The values of a breakdown that occur in the sums, sorted."""
    found = set()
    for indicator in indicators:
        for name in (*indicator.counts, *indicator.of):
            start = f"{name}/{by.value}/"
            found |= {key[len(start) :] for key, number in sums.items() if key.startswith(start) and number}
    return tuple(sorted(found))


@cache
def load_catalogue(folder: Path = PROFILES) -> Catalogue:
    """The reports of the country. Raises ProfileMistake with file, line and what would be right."""
    document = read_document(folder / "national" / "indicators.yaml")
    file = read_as(IndicatorFile, document)
    mistakes = list(_mistakes(document, file))
    if mistakes:
        raise ProfileMistake(mistakes)
    return Catalogue(file.reports, file.indicators, rules_version("indicators", [document]))


def _mistakes(document: Document, file: IndicatorFile) -> Iterator[Mistake]:
    for name, report in file.reports.items():
        for number, table in enumerate(report.tables):
            for position, column in enumerate(table.columns):
                if column not in file.indicators:
                    place = ("reports", name, "tables", number, "columns", position)
                    yield document.mistake(place, f"没有名为“{column}”的指标，应填本文件 indicators 中的一个")
    for name, indicator in file.indicators.items():
        if bool(indicator.counts) == bool(indicator.awaits):
            yield document.mistake(("indicators", name), f"指标“{name}”应写 counts；来源服务尚未接入的，改写 awaits")
