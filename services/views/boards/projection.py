"""Per case and source: what is to be done by whom, its clocks with the body whose duty each is, and, of intake, whether one body holds it.

Work list, deadline board and the proof of custody fold the same facts. They are one document per case, so that a decision is
folded, packed and written once for the three of them.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from schemas.base import Event
from schemas.envelope import PublishedEvent
from services.jurisdiction.clock_book import ClockStatus
from services.runtime.projection import Index, Section
from services.views.boards.due import due_rows
from services.views.custody.proof import proved
from services.views.facts import clocks
from services.views.facts.documents import documents_of, limits_waiting
from services.views.facts.rectifications import put_right
from services.views.facts.sources import SOURCES
from services.views.facts.supervision import ordered
from services.views.work_list.items import ITEMS

NAME = "boards"
ASKED = tuple(f"{source}.asked" for source in SOURCES)
"""Bodies that have something to do: what a work list is searched by."""
TIMED = tuple(f"{source}.timed" for source in SOURCES)
"""Bodies whose clocks run or stand still, or whose papers wait to be served: what a deadline board is searched by."""
LAPSED = tuple(f"{source}.lapsed" for source in SOURCES)
"""Bodies whose clocks have lapsed. Most of their cases are long closed and on no board: they are asked for apart (`timed`)."""
ORDERED, ORDERED_BEFORE = "intake.ordered", "intake.ordered_before"
"""Bodies that gave or were given a supervision order on which somebody still has to act, and one that is settled."""
PUT_RIGHT, PUT_RIGHT_BEFORE = "satisfaction.put_right", "satisfaction.put_right_before"
"""Bodies and supervisors of bad reviews and unresolved matters that are open, and of those that are closed."""
OPEN = {"intake.facts.status": "open"}
LAPSED_BESIDE_THE_CASE = "satisfaction.lapsed"
"""A bad review goes on after its case is closed."""
ORPHANS = {"intake.orphan": True}
"""The query for open cases that nobody holds: must find none (design.md section 5)."""
DOUBLES = {"intake.double": True}
"""The query for cases that two bodies held at once by what the log says: must find none."""
READ = tuple(f"{source}.{part}" for source in SOURCES for part in ("facts", "clocks", "items"))
"""What boards are told from: without clocks that have stopped and the ledger of custody, most of an old document."""
DUE = (*(f"{source}.due" for source in SOURCES), *OPEN)
"""What a deadline board is sorted and narrowed by."""
LISTED = (*DUE, *(f"{source}.items" for source in SOURCES), "intake.facts.dispute_type", "intake.facts.story")
"""What a work list is put in order by, and told from as far as it is no clock."""
_GOES_ON = (ClockStatus.RUNNING.value, ClockStatus.PAUSED.value)


def timed(wanted: Mapping[str, Any] | str) -> dict[str, Any]:
    """The query for what may stand on the deadline board of a body, or of those that a condition names: as much as is open, however
    many cases are closed."""
    lapsed = {"$and": [OPEN, {"$or": [{field: wanted} for field in LAPSED]}]}
    return {"$or": [*({field: wanted} for field in TIMED), lapsed, {LAPSED_BESIDE_THE_CASE: wanted}]}


class BoardsView:
    """One document per case; searched by the bodies that have something to do there or to keep a limit."""

    name = NAME
    version = 7
    sources: Sequence[str] = tuple(SOURCES)
    indexes: Sequence[Index] = tuple(
        Index(((path, 1),))
        for path in (
            *ASKED, *TIMED, *LAPSED, ORDERED, ORDERED_BEFORE, PUT_RIGHT, PUT_RIGHT_BEFORE, *OPEN, *ORPHANS, *DOUBLES,
        )
    )  # fmt: skip

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        name = envelope.service
        source = SOURCES[name]
        before = section or {"facts": None, "clocks": {}, "stopped": {}}
        facts = source.fold(before["facts"], event)
        running, stopped = clocks.fold_apart(before["clocks"], before["stopped"], event, partial(source.owner, facts))
        items = ITEMS[name](facts) if facts is not None else []
        to_serve = limits_waiting(documents_of(name, facts))
        told = {
            "facts": facts,
            "clocks": running,
            "stopped": stopped,
            "items": items,
            "due": due_rows(facts, running, to_serve),
            "asked": sorted({item["organisation"] for item in items}),
            "timed": sorted({*clocks.organisations(running, _GOES_ON), *(paper.body for paper in to_serve)}),
            "lapsed": clocks.organisations(running, (ClockStatus.LAPSED.value,)),
        }
        match name:
            case "intake":
                return {**told, **ordered(facts), **proved(before, facts, envelope.case_code, event)}
            case "satisfaction":
                return {**told, **put_right(facts)}
            case _:
                return told
