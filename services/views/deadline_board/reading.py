"""The deadline board of a body and those below it: every clock that runs, stands still or has lapsed, by due date.

A board is sorted and narrowed by one line of each clock (boards/due.py); the clocks of a page are told in words, from the
documents of their cases.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schemas.clocks import Clock
from services.jurisdiction.clock_book import SHANGHAI, ClockStatus
from services.views.answers import ClockRow
from services.views.boards.due import Due
from services.views.clock_rows import NOT_SERVED, clock_row, not_served_row
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
_LAPSED = ClockStatus.LAPSED.value


Place = tuple[str, str, str, str]
"""Where a row stands on its board, unlike any other: due date, case, clock, service; texts, so that a page can name it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock on a board before it is told: a board has thousands, a page tells a hundred."""

    place: Place
    limit: str
    days_left: int | None
    line: Due | None = None
    """Of a case's clock: as its document keeps it."""
    row: ClockRow | None = None
    """What is told already, as an entry's clock is."""

    @staticmethod
    def of(row: ClockRow) -> "Standing":
        """A row that is told already."""
        due = row.due.isoformat() if row.due else _UNDATED
        return Standing((due, row.case_code, row.clock_id, row.service), row.limit, row.days_left, row=row)

    @property
    def case_code(self) -> str:
        """Of the case, or the entry's number."""
        return self.place[1]


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


def unwarned(clock: Clock) -> datetime | None:
    """Nobody is warned."""
    return None


def board(
    documents: Sequence[Document], bodies: Set[str], now: datetime, words: Words, warns_at: WarnsAt = unwarned
) -> tuple[ClockRow, ...]:
    """The rows of these bodies, earliest date first, clocks without a date (paused, not judged) last."""
    return told(sorted(standing(documents, bodies, now), key=place), documents, now, words, warns_at)


def standing(documents: Iterable[Document], bodies: Set[str], now: datetime) -> Iterator[Standing]:
    """The clocks of these bodies on their boards, in no order; `documents` with what boards.projection.DUE names.

    A lapsed clock stays on the board while its case goes on. A limit that waits for the service of a document has a row
    without dates, status `not_served`.
    """
    today = now.astimezone(SHANGHAI).date()
    for document in documents:
        is_open = (document.get("intake", {}).get("facts") or {}).get("status", "open") == "open"
        for service in SOURCES:
            for line in document.get(service, {}).get("due", ()):
                if line["organisation"] in bodies and (line["status"] != _LAPSED or _goes_on(line, is_open)):
                    yield _standing(document["_id"], service, line, today)


def told(
    found: Iterable[Standing], documents: Iterable[Document], now: datetime, words: Words, warns_at: WarnsAt = unwarned
) -> tuple[ClockRow, ...]:
    """The rows in words, in the same order; `documents` with what boards.projection.READ names. A clock that no document has any
    more, since something happened between two questions, is left out."""
    known = {document["_id"]: document for document in documents}
    today = now.astimezone(SHANGHAI).date()
    rows = (one.row or _told(one, known.get(one.case_code), today, words, warns_at) for one in found)
    return tuple(row for row in rows if row is not None)


def presses(one: Standing, now: datetime) -> bool | None:
    """As `is_pressing`, of a case's clock by its line; None where only the law says when its supervisor is warned."""
    line = one.line or {}
    lapses_at, warns_at = line["lapses_at"], line["warns_at"]
    if lapses_at is None or line["status"] == ClockStatus.PAUSED.value:
        return False
    if warns_at is None and now < datetime.fromisoformat(lapses_at):
        return None
    return now >= datetime.fromisoformat(warns_at or lapses_at)


def has_passed(one: Standing, now: datetime) -> bool:
    """As `is_overdue`, of a case's clock by its line."""
    line = one.line or {}
    lapses_at: str | None = line["lapses_at"]
    if lapses_at is None or line["status"] == ClockStatus.PAUSED.value:
        return False
    return now >= datetime.fromisoformat(lapses_at)


def is_pressing(row: ClockRow, now: datetime) -> bool:
    """True from the moment of the warning on: that share of the limit, in the limit's own unit, is over (rule E1)."""
    if row.lapses_at is None or row.status == ClockStatus.PAUSED.value:
        return False
    return now >= (row.warns_at or row.lapses_at)


def is_overdue(row: ClockRow, now: datetime) -> bool:
    """True when the last day in time has passed."""
    return row.lapses_at is not None and now >= row.lapses_at and row.status != ClockStatus.PAUSED.value


def _standing(case_code: str, service: str, line: Due, today: date) -> Standing:
    due = line["due"]
    counts = due is not None and line["status"] != ClockStatus.PAUSED.value
    left = (date.fromisoformat(due) - today).days if counts else None
    return Standing((due or _UNDATED, case_code, line["clock_id"], service), line["limit"], left, line)


def _goes_on(line: Due, is_open: bool) -> bool:
    """Whether what the clock ran for is still to be done: of a closed case only a bad review that nobody has put right."""
    goes_on: bool | None = line["goes_on"]
    return is_open if goes_on is None else goes_on


def _told(one: Standing, document: Document | None, today: date, words: Words, warns_at: WarnsAt) -> ClockRow | None:
    _, case_code, clock_id, service = one.place
    section = (document or {}).get(service, {})
    story = bool(((document or {}).get("intake", {}).get("facts") or {}).get("story"))
    if one.line is not None and one.line["status"] == NOT_SERVED:
        papers = (paper for paper in documents_of(service, section.get("facts")) if paper.clock_id == clock_id)
        paper = next((paper for paper in papers if paper.limit == one.limit and paper.waiting), None)
        return not_served_row(case_code, service, paper, words, story=story) if paper else None
    kept = section.get("clocks", {}).get(clock_id)
    if kept is None:
        return None
    return clock_row(case_code, service, kept, words, today=today, story=story, warns_at=warns_at)
