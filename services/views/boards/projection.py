"""Per case and source: what is to be done by whom, its clocks with the body whose duty each is, and, of intake, whether one body holds it.

Work list, deadline board and the proof of custody fold the same facts. They are one document per case, so that a decision is
folded, packed and written once for the three of them.
"""

from collections.abc import Sequence
from functools import partial

from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.runtime.projection import Index, Section
from services.views.custody.proof import proved
from services.views.facts import clocks
from services.views.facts.documents import waiting_bodies
from services.views.facts.sources import SOURCES
from services.views.work_list.items import ITEMS

NAME = "boards"
ASKED = tuple(f"{source}.asked" for source in SOURCES)
"""Bodies that have something to do: what a work list is searched by."""
TIMED = tuple(f"{source}.timed" for source in SOURCES)
"""Bodies whose clocks run, stand still or have lapsed, or whose papers wait to be served: what a deadline board is searched by."""
ORPHANS = {"intake.orphan": True}
"""The query for open cases that nobody holds: must find none (design.md section 5)."""
DOUBLES = {"intake.double": True}
"""The query for cases that two bodies held at once by what the log says: must find none."""


class BoardsView:
    """One document per case; searched by the bodies that have something to do there or to keep a limit."""

    name = NAME
    version = 1
    sources: Sequence[str] = tuple(SOURCES)
    indexes: Sequence[Index] = tuple(Index(((path, 1),)) for path in (*ASKED, *TIMED, *ORPHANS, *DOUBLES))

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        name = envelope.service
        source = SOURCES[name]
        before = section or {"facts": None, "clocks": {}}
        facts = source.fold(before["facts"], event)
        running = clocks.fold(before["clocks"], event, partial(source.owner, facts))
        items = ITEMS[name](facts) if facts is not None else []
        told = {
            "facts": facts,
            "clocks": running,
            "items": items,
            "asked": sorted({item["organisation"] for item in items}),
            "timed": sorted({*clocks.organisations(running), *waiting_bodies(name, facts)}),
        }
        return {**told, **proved(before, facts, envelope.case_code, event)} if name == "intake" else told
