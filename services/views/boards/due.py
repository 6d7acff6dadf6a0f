"""What boards are sorted and narrowed by, of each clock in one line: a board has thousands, and a page tells a hundred in words."""

from collections.abc import Mapping
from typing import Any

from services.views.clock_rows import NOT_SERVED
from services.views.facts.documents import DocumentToServe

Due = dict[str, Any]
"""`clock_id`, `limit`, `subject`, `organisation` (whose duty it is), `status`, `since` (when it began), `due` (ISO date),
`lapses_at`, `warns_at` (ISO instants), each None where there is none, and `goes_on`: whether what the clock ran for is still to
be done, None where that is so as long as the case is open."""
_PUT_RIGHT = ("fed_back", "closed")
"""Stages of a bad review after which its clocks ask nothing more."""


def due_rows(facts: Mapping[str, Any] | None, clocks: Mapping[str, Any], papers: list[DocumentToServe]) -> list[Due]:
    """The lines of one source: its clocks that stand on a board, and the limits that begin when one of `papers` is served."""
    matters = (facts or {}).get("matters", {})
    return [
        *(_of_clock(kept, matters) for kept in clocks.values()),
        *(
            {
                "clock_id": one.clock_id, "limit": one.limit, "subject": one.subject, "organisation": one.body,
                "status": NOT_SERVED, "since": one.issued_at, "due": None, "lapses_at": None, "warns_at": None,
                "goes_on": True,
            }
            for one in papers
        ),
    ]  # fmt: skip


def _of_clock(kept: Mapping[str, Any], matters: Mapping[str, Any]) -> Due:
    clock = kept["clock"]
    matter = matters.get(clock["subject"])
    return {
        "clock_id": clock["clock_id"], "limit": clock["limit"], "subject": clock["subject"],
        "organisation": kept["organisation"], "status": kept["status"], "since": clock["started_at"], "due": clock["due"],
        "lapses_at": clock["lapses_at"], "warns_at": clock["warn_at"],
        "goes_on": matter["stage"] not in _PUT_RIGHT if matter else None,
    }  # fmt: skip
