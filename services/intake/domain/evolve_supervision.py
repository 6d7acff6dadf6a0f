"""Supervision orders after an event: issued once, then only their status changes."""

from schemas.base import Event
from schemas.intake import (
    HandlingUrged,
    LapseWithdrawalNoted,
    SupervisionClosed,
    SupervisionOrdered,
    SupervisionReplied,
    SupervisionReplySentBack,
)
from services.intake.domain.supervision_orders import OrderStatus, Supervision, SupervisionOrder, clock_key


def evolve_supervision(known: Supervision, event: Event) -> Supervision:
    """What supervision has done after `event`; any other event leaves it as it is."""
    match event:
        case SupervisionOrdered():
            return _issued(known, event)
        case SupervisionReplied(order_id=order_id):
            return _with_status(known, order_id, OrderStatus.REPLIED)
        case SupervisionReplySentBack(order_id=order_id):
            return _with_status(known, order_id, OrderStatus.AWAITING_REPLY)
        case SupervisionClosed(order_id=order_id):
            return _with_status(known, order_id, OrderStatus.CLOSED)
        case LapseWithdrawalNoted():
            key = clock_key(event.service, event.clock_id)
            withdrawals = {**known.withdrawals, key: max(event.source_sequence, known.withdrawals.get(key, 0))}
            after = known.model_copy(update={"withdrawals": withdrawals})
            return _with_status(after, event.order_id, OrderStatus.WITHDRAWN) if event.order_id else after
        case HandlingUrged(to_body=body, times=times):
            return known.model_copy(update={"urged": {**known.urged, body: times}})
        case _:
            return known


def _issued(known: Supervision, event: SupervisionOrdered) -> Supervision:
    order = SupervisionOrder(
        order_id=event.order_id, number=event.number, body=event.body, supervisor=event.supervisor,
        service=event.service, clock_id=event.clock_id, supersedes=event.supersedes,
    )  # fmt: skip
    before = _with_status(known, event.supersedes, OrderStatus.SUPERSEDED) if event.supersedes else known
    return before.model_copy(update={"orders": (*before.orders, order)})


def _with_status(known: Supervision, order_id: str, status: OrderStatus) -> Supervision:
    orders = tuple(
        one.model_copy(update={"status": status}) if one.order_id == order_id else one for one in known.orders
    )
    return known.model_copy(update={"orders": orders})
