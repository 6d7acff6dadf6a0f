"""Per entry: its events as they were written, what they tell, and its clocks with the body whose duty each is."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from schemas.base import Event
from schemas.clocks import ClockStarted
from schemas.envelope import PublishedEvent
from schemas.registers import EntryOwnerAssigned
from services.runtime.projection import Index, Section
from services.views.facts import clocks
from services.views.registers.facts import Entry, fold

SOURCE = "registers"
BODIES = f"{SOURCE}.facts.bodies"
REGISTER = f"{SOURCE}.facts.register"
ENTERED = f"{SOURCE}.facts.entered_at"
ORDERED = f"{SOURCE}.ordered"
"""Bodies that gave or were given a supervision order about the entry, whatever became of it."""
ROW = (f"{SOURCE}.facts", f"{SOURCE}.clocks")
"""What a row of a list is told from: the events are the longer part of an entry."""
DUTIES = f"{SOURCE}.organisations"
"""Bodies whose duty a clock is, or that an order concerns."""


class RegistersView:
    """One document per entry; searched by register and body, and by the bodies that have something to do."""

    name = "registers"
    version = 3
    sources: Sequence[str] = (SOURCE,)
    indexes: Sequence[Index] = (
        Index(((REGISTER, 1), (BODIES, 1))), Index(((DUTIES, 1),)), Index(((ENTERED, -1),)), Index(((ORDERED, 1),)),
    )  # fmt: skip

    def project(self, section: Section | None, envelope: PublishedEvent, event: Event) -> Section:
        """See CaseView."""
        before = section or {"events": [], "facts": None, "clocks": {}}
        facts = fold(before["facts"], event)
        running = clocks.fold(before["clocks"], event, partial(_owner, facts))
        if isinstance(event, EntryOwnerAssigned):
            running = {key: _handed_on(kept, event) for key, kept in running.items()}
        return {
            "events": [*before["events"], _kept(envelope)], "facts": facts, "clocks": running,
            "organisations": sorted({*clocks.organisations(running), *_ordered(facts, still_open=True)}),
            **({"ordered": ordered} if (ordered := sorted(_ordered(facts))) else {}),
        }  # fmt: skip


def _owner(facts: Entry | None, started: ClockStarted) -> str | None:
    """The supervised body for its reply; else the owner."""
    if facts is None:
        return None
    order = facts["orders"].get(started.clock.subject)
    owner: str = order["body"] if order else facts["owner"]
    return owner


def _handed_on(kept: dict[str, Any], event: EntryOwnerAssigned) -> dict[str, Any]:
    """The clocks of the entry are the new owner's duty; a reply to an order stays the old one's."""
    return {**kept, "organisation": event.owner} if not kept["clock"]["subject"] else kept


def _ordered(facts: Entry | None, *, still_open: bool = False) -> set[str]:
    """Bodies of the orders about an entry, all or those of orders that somebody still has to act on."""
    given = [
        one for one in (facts or {"orders": {}})["orders"].values() if not (still_open and one["status"] == "settled")
    ]
    return {one[whose] for one in given for whose in ("body", "supervisor")}


def _kept(envelope: PublishedEvent) -> dict[str, Any]:
    """The event in the version it was written in: a later wording or upcaster needs no rebuild."""
    actor = envelope.actor
    return {
        "id": str(envelope.id), "name": envelope.name, "version": envelope.version, "sequence": envelope.sequence,
        "index": envelope.index, "recorded_at": envelope.recorded_at.isoformat(), "data": envelope.data,
        "actor": {"user": actor.user, "organisation": actor.organisation, "roles": list(actor.roles)},
    }  # fmt: skip
