"""Supervision orders (督办) of a case and how they stand: folded from intake's events."""

from collections.abc import Mapping
from typing import Any

from schemas import intake
from schemas.base import Event

Orders = dict[str, dict[str, Any]]
"""By order id, in the order of their numbers: `number`, `body`, `supervisor`, `ground`, `limit_name`, `since`, `status`."""
AWAITING_REPLY, REPLIED = "awaiting_reply", "replied"


def fold(orders: Mapping[str, Any] | None, event: Event) -> Orders | None:
    """The orders after `event`; None where the event is about none."""
    known: Orders = dict(orders or {})
    match event:
        case intake.SupervisionOrdered():
            issued = {
                "number": event.number, "body": event.body, "supervisor": event.supervisor,
                "ground": event.ground.value, "limit_name": event.limit_name, "since": event.occurred_at.isoformat(),
                "status": AWAITING_REPLY,
            }  # fmt: skip
            before = _with(known, event.supersedes, "superseded") if event.supersedes else known
            return {**before, event.order_id: issued}
        case intake.SupervisionReplied():
            return _with(known, event.order_id, REPLIED)
        case intake.SupervisionReplySentBack():
            return _with(known, event.order_id, AWAITING_REPLY)
        case intake.SupervisionClosed():
            return _with(known, event.order_id, "closed")
        case intake.LapseWithdrawalNoted(order_id=str() as order_id):
            return _with(known, order_id, "order_withdrawn")
        case _:
            return None


def ordered(custody: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """What a case is searched by: bodies that gave or were given an order that is open (`ordered`), or settled (`ordered_before`)."""
    told: Mapping[str, Mapping[str, Any]] = (custody or {}).get("orders", {})
    found: dict[str, set[str]] = {"ordered": set(), "ordered_before": set()}
    for order in told.values():
        name = "ordered" if order["status"] in (AWAITING_REPLY, REPLIED) else "ordered_before"
        found[name] |= {order["body"], order["supervisor"]}
    return {name: sorted(bodies) for name, bodies in found.items() if bodies}


def _with(orders: Orders, order_id: str, status: str) -> Orders:
    if order_id not in orders:
        return orders
    return {**orders, order_id: {**orders[order_id], "status": status}}
