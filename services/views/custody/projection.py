"""Who holds each case, from intake's log alone."""

from collections.abc import Sequence

from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.runtime.projection import Index, Section
from services.views.facts import custody

ORPHANS = {"intake.orphan": True}
"""The query for open cases that nobody holds: must find none (design.md section 5)."""


class CustodyView:
    """One document per case: its custody, and whether it is an orphan."""

    name = "custody"
    version = 1
    sources: Sequence[str] = ("intake",)
    indexes: Sequence[Index] = (Index((("intake.orphan", 1),)),)

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        folded = custody.fold(section["custody"] if section else None, event)
        return {"custody": folded, "orphan": folded is not None and custody.is_orphan(folded)}
