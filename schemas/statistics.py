"""Events of statistics: reports of a period frozen by the county office, and their corrections (issue 7, item 4)."""

from collections.abc import Mapping

from schemas.base import Event, PersonalText, Value


class FigureValue(Value):
    """What was counted, and of what; None where the figure's service is not connected, or for a number that is no rate."""

    count: int | None
    of: int | None


class FrozenFigure(Value):
    """One figure of a frozen report."""

    table: int
    """Which table of the report, from 0."""
    row: str
    """The value of the breakdown; empty for everything together."""
    indicator: str
    count: int | None
    """In hundredths for amounts."""
    of: int | None


class ChangedFigure(Value):
    """A figure that a correction tells otherwise; None where an edition does not have it."""

    table: int
    row: str
    indicator: str
    name: str
    """Chinese name of the indicator."""
    old: FigureValue | None
    new: FigureValue | None


class FrozenReport(Event):
    """Base: an edition of a report of a body and those below it, for a period."""

    report: str
    organisation: str
    period: str
    """`2026-03`, `2026-Q1`, `2026`, `2026-01..2026-11`."""
    series: str
    edition: int
    bodies: tuple[str, ...]
    """Ids of the bodies that were counted together."""
    positions: Mapping[str, Mapping[str, int]]
    """By source and partition of the decisions: everything before this offset was counted, and nothing from it on."""
    catalogue_version: str
    """By which definitions of the indicators."""
    digest: str
    """SHA-256 of the figures and what they are of."""
    figures: tuple[FrozenFigure, ...]


class ReportFrozen(FrozenReport):
    """The county office froze the report: edition 1, which computes again to the same figures whenever it is asked for."""


class ReportCorrected(FrozenReport):
    """A further edition that names what changed and why; the former ones stay."""

    reason: PersonalText
    changes: tuple[ChangedFigure, ...]


EVENTS: tuple[type[Event], ...] = (ReportFrozen, ReportCorrected)
"""Every event of statistics."""
