"""Frozen reports computed again: the logs folded to the positions of each edition, and its figures held against those frozen."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from schemas.statistics import FrozenReport
from schemas.topics import PARTITIONS
from services.command_line.report_make import said
from services.jurisdiction.frozen_reports import Changed, changes
from services.jurisdiction.indicators import Catalogue, load_catalogue
from services.jurisdiction.law import Law
from services.jurisdiction.periods import Period
from services.runtime.checks.log import applied
from services.runtime.checks.tallies import TallyFold
from services.runtime.settings import Settings
from services.views.statistics.asking import figures_of
from services.views.statistics.books.staffing import BOOK as STAFFING
from services.views.statistics.projection import StatisticsView
from services.views.statistics.report import laid_out
from services.views.statistics.sums import Counts
from services.views.words import words_of

Rows = list[tuple[Mapping[str, str], dict[str, int]]]


@dataclass
class Edition:
    """An edition and what the logs say up to its positions."""

    code: str
    frozen: FrozenReport
    rows: Rows = field(default_factory=list)

    def position(self, source: str, partition: int) -> int:
        """The offset before which everything was counted."""
        return self.frozen.positions.get(source, {}).get(str(partition), 0)

    def keep(self, fold: TallyFold) -> None:
        """Take over what the fold has counted of the edition's bodies, months and series."""
        months, bodies = set(Period.parse(self.frozen.period).months), set(self.frozen.bodies)
        for identity, values in fold.figures.items():
            labels = fold.labels[identity]
            change = labels.get("book") == STAFFING and labels["month"] < min(months)
            wanted = labels.get("organisation") in bodies and (labels.get("month") in months or change)
            if wanted and labels["series"] == self.frozen.series:
                self.rows.append((labels, dict(values)))


@dataclass(frozen=True)
class Verified:
    """What came out for one edition."""

    edition: Edition
    differences: tuple[Changed, ...]
    redefined: bool
    """Whether indicators are defined otherwise now than when it was frozen."""

    @property
    def in_chinese(self) -> str:
        """One line for the operator."""
        frozen = self.edition.frozen
        name = f"{self.edition.code} {frozen.report} {frozen.organisation} {frozen.period} 第 {frozen.edition} 版"
        if not self.differences:
            return f"一致：{name}，{len(frozen.figures)} 项数字与按日志位置复算的结果相同。"
        first = self.differences[0]
        why = "（指标口径在定稿后有变更）" if self.redefined else ""
        return (
            f"不一致{why}：{name}，{len(self.differences)} 项不同，首项 {first.indicator} {first.row or '合计'}："
            f"定稿 {said(first.old)}，复算 {said(first.new)}。"
        )


async def verified(settings: Settings) -> list[Verified]:
    """Every edition of every frozen report of the installation; each log is read once."""
    editions = [one async for one in _editions(settings)]
    if not editions:
        return []
    view = StatisticsView()
    for source in view.sources:
        for partition in range(PARTITIONS):
            await _fold(settings, view, editions, source, partition)
    law, catalogue = Law.load(settings.profile), load_catalogue()
    return [_compared(edition, law, catalogue) for edition in editions]


async def _editions(settings: Settings) -> AsyncIterator[Edition]:
    async for logged in applied(settings.kafka, settings.installation, "statistics"):
        for _, event in logged.events:
            if isinstance(event, FrozenReport):
                yield Edition(logged.decision.case_code, event)


async def _fold(
    settings: Settings, view: StatisticsView, editions: Iterable[Edition], source: str, partition: int
) -> None:
    """One partition, every edition taking what is counted when its position is reached."""
    fold = TallyFold(view)
    waiting = sorted(editions, key=lambda edition: edition.position(source, partition))
    async for logged in applied(settings.kafka, settings.installation, source, partition):
        while waiting and waiting[0].position(source, partition) <= logged.offset:
            waiting.pop(0).keep(fold)
        if not waiting:
            return
        fold.take(logged)
    for edition in waiting:
        edition.keep(fold)


def _compared(edition: Edition, law: Law, catalogue: Catalogue) -> Verified:
    frozen = edition.frozen
    redefined = frozen.catalogue_version != catalogue.version
    if frozen.report not in catalogue.reports:
        return Verified(edition, tuple(changes(_rows(frozen), ())), redefined)
    report = laid_out(
        frozen.report, catalogue, Counts.of_rows(edition.rows), frozen.organisation, frozen.bodies,
        Period.parse(frozen.period), law, words_of(law), frozen.series,
    )  # fmt: skip
    return Verified(edition, changes(_rows(frozen), figures_of(report)), redefined)


def _rows(frozen: FrozenReport) -> Iterator[tuple[int, str, str, int | None, int | None]]:
    return ((one.table, one.row, one.indicator, one.count, one.of) for one in frozen.figures)
