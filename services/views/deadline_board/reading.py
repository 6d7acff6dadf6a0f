"""The deadline board of a body and those below it: every clock that runs, stands still or has lapsed, by due date."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
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


Place = tuple[str, str, str, str]
"""Where a row stands on its board, unlike any other: due date, case, clock, service; texts, so that a page can name it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock on a board before it is told: a board has thousands, a page tells a hundred."""

    place: Place
    limit: str
    days_left: int | None
    told: Callable[[], ClockRow]
    """The row."""

    @staticmethod
    def of(row: ClockRow) -> "Standing":
        """A row that is told already."""
        due = row.due.isoformat() if row.due else _UNDATED
        return Standing((due, row.case_code, row.clock_id, row.service), row.limit, row.days_left, lambda: row)


def place(row: Standing) -> Place:
    """What a board is sorted by."""
    return row.place


def wanted(row: Standing, when: str, time_limit: str) -> bool:
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
    """The rows of these bodies, earliest date first, clocks without a date (paused, not judged) last."""
    return tuple(one.told() for one in sorted(standing(documents, bodies, now, words, warns_at), key=place))


def standing(
    documents: Iterable[Document], bodies: Set[str], now: datetime, words: Words, warns_at: WarnsAt = _unwarned
) -> Iterator[Standing]:
    """The clocks of these bodies on their boards, in no order.

    A lapsed clock stays on the board while its case goes on. A limit that waits for the service of a document has a row
    without dates, status `not_served`.
    """
    today = now.astimezone(SHANGHAI).date()
    for document in documents:
        yield from _clocks(document, bodies, today, words, warns_at)
        yield from (Standing.of(row) for row in _not_served(document, bodies, words))


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


def _clocks(document: Document, bodies: Set[str], today: date, words: Words, warns_at: WarnsAt) -> Iterator[Standing]:
    story = bool((document.get("intake", {}).get("facts") or {}).get("story"))
    for service in SOURCES:
        for kept in document.get(service, {}).get("clocks", {}).values():
            shown = kept["status"] in ON_THE_BOARD and (
                kept["status"] != ClockStatus.LAPSED.value or _goes_on(document, service, kept["clock"]["subject"])
            )
            if shown and kept["organisation"] in bodies:
                told = partial(
                    clock_row, document["_id"], service, kept, words, today=today, story=story, warns_at=warns_at
                )
                yield _standing(document["_id"], service, kept, today, told)


def _standing(
    case_code: str, service: str, kept: Mapping[str, Any], today: date, told: Callable[[], ClockRow]
) -> Standing:
    clock, due = kept["clock"], kept["clock"]["due"]
    counts = due is not None and kept["status"] != ClockStatus.PAUSED.value
    left = (date.fromisoformat(due) - today).days if counts else None
    return Standing((due or _UNDATED, case_code, clock["clock_id"], service), clock["limit"], left, told)


def _goes_on(document: Document, service: str, subject: str) -> bool:
    """Whether what the clock ran for is still to be done: of a closed case only a bad review that nobody has put right."""
    matters = (document.get("satisfaction", {}).get("facts") or {}).get("matters", {})
    if service == "satisfaction" and subject in matters:
        return matters[subject]["stage"] not in ("fed_back", "closed")
    return bool((document.get("intake", {}).get("facts") or {}).get("status", "open") == "open")
