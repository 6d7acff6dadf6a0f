"""Orders of many cases and entries as rows of one list: pure, from the facts and clocks that the views keep of each."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from services.jurisdiction.clock_book import ClockStatus
from services.views.answers import ClockRow
from services.views.clock_rows import clock_row
from services.views.deadline_board.reading import WarnsAt
from services.views.facts.clocks import ON_THE_BOARD
from services.views.facts.supervision import AWAITING_REPLY, REPLIED
from services.views.supervision.answers import OrderRow
from services.views.words import Words

Document = Mapping[str, Any]
STANDING = ("open", "closed", "all")
_OPEN = (AWAITING_REPLY, REPLIED)


@dataclass(frozen=True)
class Waiting:
    """A clock that waits for the answer to an order."""

    due: str
    """ISO date; empty where the clock has none."""
    told: Callable[[], ClockRow]
    """The clock in words, for the orders that are shown."""


@dataclass(frozen=True)
class Found:
    """An order that is asked for, before it is told in words."""

    code: str
    """Of the case, or the entry's number."""
    facts: Mapping[str, Any]
    order_id: str
    order: Mapping[str, Any]
    waiting: Waiting | None

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something about it."""
        return self.order["status"] in _OPEN


def orders(
    documents: Iterable[Document],
    source: str,
    bodies: Set[str],
    standing: str,
    clocks: Callable[[Document], Mapping[str, Waiting]],
) -> tuple[Found, ...]:
    """The orders given by or to one of `bodies`; `source` keeps them in its facts, `standing` is one of STANDING, `clocks`
    tells which wait for an answer to which order."""
    found = []
    for document in documents:
        facts, waiting = document[source]["facts"], clocks(document)
        for order_id, order in facts.get("orders", {}).items():
            one = Found(document["_id"], facts, order_id, order, waiting.get(order_id))
            if {order["body"], order["supervisor"]} & bodies and standing in (
                "all",
                "open" if one.is_open else "closed",
            ):
                found.append(one)
    return tuple(found)


def in_order(found: Iterable[Found]) -> tuple[Found, ...]:
    """What is still open first, and of these the one that is due first; then the newest."""
    newest = sorted(found, key=lambda one: (one.order["since"], one.code, one.order["number"]), reverse=True)
    return tuple(
        sorted(newest, key=lambda one: (not one.is_open, one.waiting is None, one.waiting.due if one.waiting else ""))
    )


def of_case(
    document: Document, bodies: Set[str], today: date, words: Words, warns_at: WarnsAt
) -> Mapping[str, Waiting]:
    """The clocks of a case's orders that these bodies have to keep, by order: running, or lapsed while the case goes on."""
    section = document["intake"]
    facts = section["facts"]
    return {
        kept["clock"]["subject"]: Waiting(
            kept["clock"]["due"] or "",
            partial(
                clock_row, document["_id"], "intake", kept, words, today=today, story=bool(facts["story"]),
                warns_at=warns_at,
            ),
        )
        for kept in section["clocks"].values()
        if kept["organisation"] in bodies
        and kept["status"] in ON_THE_BOARD
        and (kept["status"] != ClockStatus.LAPSED.value or facts["status"] == "open")
    }  # fmt: skip


def of_entries(clocks: Iterable[ClockRow]) -> Callable[[Document], Mapping[str, Waiting]]:
    """The clocks of entries' orders, by entry and order."""
    known: dict[str, dict[str, Waiting]] = {}
    for row in clocks:
        waiting = Waiting(row.due.isoformat() if row.due else "", partial(_itself, row))
        known.setdefault(row.case_code, {})[row.subject] = waiting
    return lambda document: known.get(document["_id"], {})


def _itself(row: ClockRow) -> ClockRow:
    return row


def rows(found: Sequence[Found], words: Words) -> tuple[OrderRow, ...]:
    """The orders in words."""
    return tuple(_row(one, words) for one in found)


def _row(one: Found, words: Words) -> OrderRow:
    order, facts = one.order, one.facts
    ground = order.get("ground", "")
    return OrderRow(
        case_code=one.code, register_code=facts.get("register", ""), story=bool(facts.get("story")),
        order_id=one.order_id, number=order["number"], body=order["body"], body_name=words.body(order["body"]),
        supervisor=order["supervisor"], supervisor_name=words.body(order["supervisor"]),
        ground_name=words.word(ground) if ground else "", limit_name=order["limit_name"], since=order["since"],
        status=order["status"], status_name=words.word(order["status"]), open=one.is_open,
        clock=one.waiting.told() if one.waiting else None,
    )  # fmt: skip
