"""A report laid out: every table with its rows and figures, for bodies and months, from what was counted."""

from collections.abc import Iterator, Mapping

from services.jurisdiction.indicators import (
    OF_THE_FIGURES,
    By,
    Catalogue,
    Figure,
    Indicator,
    Report,
    Sums,
    Table,
    figure,
    values_found,
)
from services.jurisdiction.law import Law
from services.jurisdiction.periods import Period
from services.views.answered import Answered
from services.views.statistics.books.ledger import REAL
from services.views.statistics.books.staffing import BOOK as STAFFING
from services.views.statistics.breakdowns import CLOSED, Host, host_of, name_of
from services.views.statistics.standing import standing
from services.views.statistics.sums import Counts
from services.views.statistics.withheld import is_told, said
from services.views.words import Words

TOTAL = ""
"""The row of everything together."""
NOT_CONNECTED = "未接入"
NOTHING_TO_DIVIDE = "—"
LAYOUT_IS_OURS = "未见官方表样，版式由本系统拟定。"


class StatisticsCell(Answered):
    """One figure."""

    indicator: str
    count: int | None
    """What was counted, in hundredths for amounts; None where the service is not connected, and where it is withheld."""
    of: int | None
    """The denominator of a rate."""
    text: str
    """As it is shown: rounded half up; 未接入, — for a rate of nothing, or why it is withheld."""
    traced: bool = True
    """Whether it leads to its cases; what parties answered does not."""


class StatisticsRow(Answered):
    """One row of a table."""

    key: str
    """The value of the breakdown; empty for everything together."""
    name: str
    cells: tuple[StatisticsCell, ...]


class StatisticsTable(Answered):
    """One table."""

    title: str
    by: str | None
    columns: tuple[str, ...]
    """Chinese names with units."""
    indicators: tuple[str, ...]
    rows: tuple[StatisticsRow, ...]


class StatisticsReport(Answered):
    """One report of one body, with those below it, for one period."""

    report: str
    name: str
    organisation: str
    organisation_name: str
    bodies: tuple[str, ...]
    """Ids of the bodies that were counted together."""
    period: str
    period_name: str
    series: str
    layout_note: str
    """Empty where the official sheet was seen."""
    catalogue_version: str
    """By which definitions it was made."""
    tables: tuple[StatisticsTable, ...]


def laid_out(
    name: str,
    catalogue: Catalogue,
    counts: Counts,
    organisation: str,
    bodies: tuple[str, ...],
    period: Period,
    law: Law,
    words: Words,
    series: str = REAL,
) -> StatisticsReport:
    """The report over these counts. Raises KeyError for a report nobody defined."""
    report = catalogue.reports[name]
    if series == REAL and tells_standing(report, catalogue):
        counts = standing(counts, law, bodies, period)
    layer = _Layer(catalogue, counts, organisation, period, law, words)
    return StatisticsReport(
        report=name, name=report.name_zh, organisation=organisation, organisation_name=words.body(organisation),
        bodies=bodies, period=period.text, period_name=period.in_chinese, series=series,
        layout_note="" if report.layout_seen else LAYOUT_IS_OURS, catalogue_version=catalogue.version,
        tables=tuple(layer.table(table) for table in report.tables),
    )  # fmt: skip


def tells_standing(report: Report, catalogue: Catalogue) -> bool:
    """Whether a figure of the report is what stands at the end of the period, and not what happened in it."""
    return any(
        measure.startswith(f"{STAFFING}.")
        for name in report.indicators
        for measure in catalogue.indicators[name].counts
    )


class _Layer:
    """Lays out the tables of one question."""

    def __init__(
        self, catalogue: Catalogue, counts: Counts, organisation: str, period: Period, law: Law, words: Words
    ) -> None:
        self._catalogue = catalogue
        self._counts = counts
        self._organisation = organisation
        self._period = period
        self._law = law
        self._words = words
        self._whole = counts.total()

    def table(self, table: Table) -> StatisticsTable:
        """One table with all its rows."""
        columns = [self._catalogue.indicators[name] for name in table.columns]
        rows = [self._row(table, TOTAL, "合计", self._whole, None)]
        if table.by is not None:
            rows += [
                self._row(table, value, name_of(table.by, value, self._law, self._words), sums, table.by)
                for value, sums in self._values(table.by, columns)
            ]
        return StatisticsTable(
            title=table.title_zh, by=table.by.value if table.by else None, indicators=table.columns,
            columns=tuple(f"{one.name_zh}（{one.unit_zh}）" for one in columns), rows=tuple(rows),
        )  # fmt: skip

    def _row(self, table: Table, key: str, name: str, sums: Sums, by: By | None) -> StatisticsRow:
        cells = (self._cell(column, sums, by, key) for column in table.columns)
        return StatisticsRow(key=key, name=name, cells=tuple(cells))

    def _cell(self, name: str, sums: Sums, by: By | None, value: str) -> StatisticsCell:
        indicator = self._catalogue.indicators[name]
        if indicator.awaits:
            return StatisticsCell(indicator=name, count=None, of=None, text=NOT_CONNECTED)
        found = figure(indicator, sums, self._whole, by, value)
        told = is_told(indicator, sums, self._organisation, self._period, self._law)
        if not told or (by is not None and indicator.answers):
            return StatisticsCell(indicator=name, count=None, of=None, text=said(self._law), traced=False)
        return StatisticsCell(
            indicator=name, count=found.count, of=found.of, text=text_of(indicator, found), traced=not indicator.answers
        )

    def _values(self, by: By, columns: list[Indicator]) -> Iterator[tuple[str, Sums]]:
        match by:
            case By.HOST:
                yield from self._hosts().items()
            case By.ORGANISATION:
                yield from self._counting(columns, self._counts.by_body())
            case By.MONTH:
                found = self._counts.by_month()
                yield from ((month, found.get(month, {})) for month in self._period.months)
            case _:
                closed = CLOSED.get(by)
                values = tuple(closed) if closed else values_found(columns, self._whole, by)
                yield from ((str(value), self._whole) for value in values)

    def _hosts(self) -> Mapping[str, Sums]:
        groups: dict[str, dict[str, int]] = {host.value: {} for host in Host}
        for body, sums in self._counts.by_body().items():
            group = groups[host_of(self._law, body).value]
            for name, number in sums.items():
                group[name] = group.get(name, 0) + number
        return groups

    @staticmethod
    def _counting(columns: list[Indicator], by_body: Mapping[str, Sums]) -> Iterator[tuple[str, Sums]]:
        """Bodies for which any column has something."""
        names = {name for column in columns for name in (*column.counts, *column.of)}
        return ((body, sums) for body, sums in by_body.items() if any(sums.get(name) for name in names))


def text_of(indicator: Indicator, found: Figure) -> str:
    """The figure as a reader sees it."""
    shown = found.shown(indicator)
    return NOTHING_TO_DIVIDE if shown is None else f"{shown:,}"


def within(by: By | None, value: str) -> str:
    """The part of a measure's name that a row of a breakdown adds; nothing for what is known of the figures themselves."""
    return "" if by is None or by in OF_THE_FIGURES or not value else f"/{by.value}/{value}"
