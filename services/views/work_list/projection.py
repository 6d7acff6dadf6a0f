"""Per case and source: what is to be done by whom. What is due stands on the deadline board and is joined when read."""

from collections.abc import Sequence

from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.runtime.projection import Index, Section
from services.views.facts.sources import SOURCES
from services.views.work_list.items import ITEMS


class WorkListView:
    """One document per case; searched by the bodies that have something to do."""

    name = "work_list"
    version = 8
    sources: Sequence[str] = tuple(ITEMS)
    indexes: Sequence[Index] = tuple(Index(((f"{source}.organisations", 1),)) for source in ITEMS)

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        facts = SOURCES[envelope.service].fold(section["facts"] if section else None, event)
        items = ITEMS[envelope.service](facts) if facts is not None else []
        return {"facts": facts, "items": items, "organisations": sorted({item["organisation"] for item in items})}
