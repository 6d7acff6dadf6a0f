"""Freezing a report and correcting it: only its own county office, only after the period, only figures that match their digest."""

from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.statistics import ChangedFigure, FigureValue, ReportCorrected, ReportFrozen
from services.jurisdiction.acts import not_found
from services.jurisdiction.frozen_reports import Changed, Row, changes, digest, report_code
from services.jurisdiction.indicators import Catalogue
from services.jurisdiction.periods import NoPeriod, Period, month_of
from services.statistics.domain.commands import CorrectReport, FreezeReport
from services.statistics.domain.law import StatisticsLaw
from services.statistics.domain.refusals import refuse
from services.statistics.domain.state import State

Answer = tuple[Event, ...] | Refused
ABOUT = ("report", "organisation", "bodies", "period", "series", "catalogue_version")
"""What the figures are of, as the digest has it."""


def freeze(state: State, command: Command[FreezeReport], law: StatisticsLaw) -> Answer:
    """Edition 1."""
    if refused := _refused(state, command, law):
        return refused
    if state.editions:
        return refuse("already_frozen")
    return (ReportFrozen(**_edition(state, command)),)


def correct(state: State, command: Command[CorrectReport], law: StatisticsLaw) -> Answer:
    """The next edition, with every figure that changed."""
    if refused := _refused(state, command, law):
        return refused
    if not state.editions:
        return refuse("not_frozen")
    changed = changes(_rows(state), _rows(command.body))
    if not changed:
        return refuse("nothing_changed")
    named = tuple(_named(one, law.catalogue) for one in changed)
    return (ReportCorrected(**_edition(state, command), reason=command.body.reason, changes=named),)


def _refused(state: State, command: Command[Any], law: StatisticsLaw) -> Refused | None:
    """Who may, and whether what was sent holds together."""
    body: FreezeReport = command.body
    if command.actor.organisation != body.organisation:
        return not_found()
    if body.report not in law.catalogue.reports:
        return refuse("unknown_report", "report")
    try:
        period = Period.parse(body.period)
    except NoPeriod:
        return refuse("not_a_period", "period")
    if not _is_over(period, command.recorded_at):
        return refuse("period_not_over", "period")
    if state.code != report_code(body.organisation, body.report, body.period, body.series):
        return refuse("report_code_mismatch")
    about = {name: value for name, value in body.model_dump(mode="json").items() if name in ABOUT}
    if digest(about, _rows(body)) != body.digest:
        return refuse("digest_mismatch", "digest")
    return None


def _is_over(period: Period, now: datetime) -> bool:
    """Asia/Shanghai: the last month has passed."""
    return period.months[-1] < month_of(now)


def _edition(state: State, command: Command[Any]) -> dict[str, Any]:
    body: FreezeReport = command.body
    kept = {
        name: getattr(body, name)
        for name in FreezeReport.model_fields
        if name not in ("occurred_at", "occurred_at_assumed")
    }
    return {**kept, "edition": len(state.editions) + 1, "occurred_at": command.occurred_at}


def _rows(of: State | FreezeReport) -> list[Row]:
    return [(one.table, one.row, one.indicator, one.count, one.of) for one in of.figures]


def _named(changed: Changed, catalogue: Catalogue) -> ChangedFigure:
    """An indicator that today's catalogue has no more keeps its id for a name."""
    known = catalogue.indicators.get(changed.indicator)
    return ChangedFigure(
        table=changed.table, row=changed.row, indicator=changed.indicator,
        name=known.name_zh if known else changed.indicator, old=_value(changed.old), new=_value(changed.new),
    )  # fmt: skip


def _value(figure: tuple[int | None, int | None] | None) -> FigureValue | None:
    return None if figure is None else FigureValue(count=figure[0], of=figure[1])
