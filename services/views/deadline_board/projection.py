"""Per case and source: its clocks with the body whose duty each is."""

from collections.abc import Sequence
from functools import partial

from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.runtime.projection import Index, Section
from services.views.facts import clocks
from services.views.facts.documents import waiting_bodies
from services.views.facts.sources import SOURCES


class DeadlineBoardView:
    """One document per case; searched by the bodies whose running, paused or lapsed clocks it has, or whose papers wait to be served."""

    name = "deadline_board"
    version = 7
    sources: Sequence[str] = tuple(SOURCES)
    indexes: Sequence[Index] = tuple(Index(((f"{source}.organisations", 1),)) for source in SOURCES)

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        source = SOURCES[envelope.service]
        before = section or {"facts": None, "clocks": {}}
        facts = source.fold(before["facts"], event)
        running = clocks.fold(before["clocks"], event, partial(source.owner, facts))
        shown = {*clocks.organisations(running), *waiting_bodies(envelope.service, facts)}
        return {"facts": facts, "clocks": running, "organisations": sorted(shown)}
