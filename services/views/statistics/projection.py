"""The view of statistics: figures per book, body, month and series, beside what each case counts for."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from schemas.base import Event
from schemas.envelope import PublishedEvent
from schemas.network import RegisterEvent
from services.runtime.projection import Counted, Index, Section
from services.views.statistics.books import (
    confirmations,
    mediation,
    network,
    petitions,
    rectifications,
    registers,
    staffing,
    window,
)
from services.views.statistics.books.ledger import Row, counted_in

NAME = "statistics"
MEDIATING = ("people_mediation", "administrative_mediation")
ROWS: Mapping[str, Callable[[Section], Iterable[Row]]] = {
    "intake": window.rows,
    "people_mediation": lambda section: mediation.rows(section, "people_mediation"),
    "administrative_mediation": lambda section: mediation.rows(section, "administrative_mediation"),
    "judicial_confirmation": confirmations.rows,
    "petitions": petitions.rows,
    "network": lambda section: staffing.rows(section) if staffing.is_staffing(section) else network.rows(section),
    "registers": registers.rows,
    "satisfaction": rectifications.rows,
}
"""What a section of each source counts for."""


class StatisticsView:
    """See TallyView. A correction, a withdrawn lapse or a seal moves what a case counts for; nothing is counted twice."""

    name = NAME
    version = 5
    sources: Sequence[str] = tuple(ROWS)
    indexes: Sequence[Index] = (
        Index((("labels.organisation", 1), ("labels.month", 1))),
        *(Index(((f"{source}.figures", 1),), of_words=True) for source in ROWS),
    )

    def fold(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section | None:
        """See TallyView."""
        source = envelope.service
        if source in MEDIATING:
            return mediation.fold(section, source, event)
        if source == confirmations.BOOK:
            return confirmations.fold(section, event)
        if isinstance(event, RegisterEvent):
            return staffing.fold(section, event)
        if source == network.BOOK:
            return network.fold(section, event)
        if source == registers.BOOK:
            return registers.fold(section, event)
        if source == rectifications.BOOK:
            return rectifications.fold(section, event)
        if source == petitions.BOOK:
            return petitions.fold(section, event)
        return window.fold(section, event)

    def counted(self, source: str, section: Section) -> Sequence[Counted]:
        """See TallyView."""
        story = bool(section.get("story") or (section.get("case") or {}).get("story"))
        return counted_in(ROWS[source](section), story=story)
