"""The deadline board of a body and those below it: every clock that runs, stands still or has lapsed, by due date."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import datetime
from typing import Any

from schemas.clocks import Clock
from services.jurisdiction.clock_book import SHANGHAI, ClockStatus
from services.views.answers import ClockRow
from services.views.clock_rows import clock_row, not_served_row
from services.views.facts.clocks import ON_THE_BOARD
from services.views.facts.documents import documents_of
from services.views.facts.sources import SOURCES
from services.views.words import Words

Document = Mapping[str, Any]
WarnsAt = Callable[[Clock], datetime | None]
"""When a clock's supervisor is warned; None where it has no date."""


WEEK = 7
WHENS = ("overdue", "today", "week", "undated")
"""What a clock may be asked for by how long it has: passed, its last day, WEEK days at most, no date."""
PLACE = 4
"""Parts of the place of a row."""
_UNDATED = "~"
"""After every date."""


def place(row: ClockRow) -> tuple[str, str, str, str]:
    """Where a row stands on its board, unlike any other; texts, so that a page can name it."""
    return row.due.isoformat() if row.due else _UNDATED, row.case_code, row.clock_id, row.service


def wanted(row: ClockRow, when: str, time_limit: str) -> bool:
    """Whether a row is asked for: `when` one of WHENS and `time_limit` an id, empty for any."""
    if time_limit and row.limit != time_limit:
        return False
    left = row.days_left
    match when:
        case "overdue":
            return left is not None and left < 0
        case "today":
            return left == 0
        case "week":
            return left is not None and 0 <= left <= WEEK
        case "undated":
            return left is None
    return True


def _unwarned(clock: Clock) -> datetime | None:
    return None


def board(
    documents: Iterable[Document], bodies: Set[str], now: datetime, words: Words, warns_at: WarnsAt = _unwarned
) -> tuple[ClockRow, ...]:
    """The rows of these bodies, earliest date first, clocks without a date (paused, not judged) last.

    A lapsed clock stays on the board while its case goes on. A limit that waits for the service of a document has a row
    without dates, status `not_served`.
    """
    found = tuple(documents)
    rows = [row for document in found for row in _rows(document, bodies, now, words, warns_at)]
    rows += [row for document in found for row in _not_served(document, bodies, words)]
    return tuple(sorted(rows, key=place))


def is_pressing(row: ClockRow, now: datetime) -> bool:
    """True from the moment of the warning on: that share of the limit, in the limit's own unit, is over (rule E1)."""
    if row.lapses_at is None or row.status == ClockStatus.PAUSED.value:
        return False
    return now >= (row.warns_at or row.lapses_at)


def is_overdue(row: ClockRow, now: datetime) -> bool:
    """True when the last day in time has passed."""
    return row.lapses_at is not None and now >= row.lapses_at and row.status != ClockStatus.PAUSED.value


def _not_served(document: Document, bodies: Set[str], words: Words) -> Iterator[ClockRow]:
    story = bool((document.get("intake", {}).get("facts") or {}).get("story"))
    for service in SOURCES:
        for paper in documents_of(service, document.get(service, {}).get("facts")):
            if paper.limit and paper.waiting and paper.body in bodies:
                yield not_served_row(document["_id"], service, paper, words, story=story)


def _rows(document: Document, bodies: Set[str], now: datetime, words: Words, warns_at: WarnsAt) -> Iterator[ClockRow]:
    intake = document.get("intake", {}).get("facts") or {}
    today = now.astimezone(SHANGHAI).date()
    for service in SOURCES:
        for kept in document.get(service, {}).get("clocks", {}).values():
            shown = kept["status"] in ON_THE_BOARD and (
                kept["status"] != ClockStatus.LAPSED.value or _goes_on(document, service, kept["clock"]["subject"])
            )
            if shown and kept["organisation"] in bodies:
                story = bool(intake.get("story"))
                yield clock_row(
                    document["_id"], service, kept, words, today=today, story=story, warns_at=warns_at
                )  # fmt: skip


def _goes_on(document: Document, service: str, subject: str) -> bool:
    """Whether what the clock ran for is still to be done: of a closed case only a bad review that nobody has put right."""
    matters = (document.get("satisfaction", {}).get("facts") or {}).get("matters", {})
    if service == "satisfaction" and subject in matters:
        return matters[subject]["stage"] not in ("fed_back", "closed")
    return bool((document.get("intake", {}).get("facts") or {}).get("status", "open") == "open")
