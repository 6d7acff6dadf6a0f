"""Orders of many cases and entries as rows of one list: pure, from the facts that the views keep of each."""

from collections.abc import Iterable, Mapping, Set
from typing import Any

from services.views.answers import ClockRow
from services.views.facts.supervision import AWAITING_REPLY, REPLIED
from services.views.supervision.answers import OrderRow
from services.views.words import Words

Document = Mapping[str, Any]
STANDING = ("open", "closed", "all")
_OPEN = (AWAITING_REPLY, REPLIED)


def rows(
    documents: Iterable[Document],
    source: str,
    bodies: Set[str],
    standing: str,
    clocks: Iterable[ClockRow],
    words: Words,
) -> tuple[OrderRow, ...]:
    """The orders given by or to one of `bodies`; `source` keeps them in its facts, `standing` is one of STANDING."""
    due = {(row.case_code, row.subject): row for row in clocks}
    return tuple(
        _row(document["_id"], facts, order_id, order, due.get((document["_id"], order_id)), words)
        for document in documents
        for facts in (document[source]["facts"],)
        for order_id, order in facts.get("orders", {}).items()
        if {order["body"], order["supervisor"]} & bodies and standing in ("all", _standing(order))
    )


def in_order(found: Iterable[OrderRow]) -> tuple[OrderRow, ...]:
    """What is still open first, and of these the one that is due first; then the newest."""
    newest = sorted(found, key=lambda row: (row.since, row.case_code, row.number), reverse=True)
    return tuple(
        sorted(newest, key=lambda row: (not row.open, row.clock is None, row.clock.due if row.clock else None))
    )


def _standing(order: Mapping[str, Any]) -> str:
    return "open" if order["status"] in _OPEN else "closed"


def _row(
    code: str,
    facts: Mapping[str, Any],
    order_id: str,
    order: Mapping[str, Any],
    clock: ClockRow | None,
    words: Words,
) -> OrderRow:
    ground = order.get("ground", "")
    return OrderRow(
        case_code=code, register_code=facts.get("register", ""), story=bool(facts.get("story")), order_id=order_id,
        number=order["number"], body=order["body"], body_name=words.body(order["body"]),
        supervisor=order["supervisor"], supervisor_name=words.body(order["supervisor"]),
        ground_name=words.word(ground) if ground else "", limit_name=order["limit_name"], since=order["since"],
        status=order["status"], status_name=words.word(order["status"]), open=order["status"] in _OPEN, clock=clock,
    )  # fmt: skip
