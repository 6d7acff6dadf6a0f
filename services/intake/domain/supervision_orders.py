"""Supervision orders (督办) of a case as the window keeps them: values and questions, no decisions."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from schemas.base import Value


class OrderStatus(StrEnum):
    """An order is in exactly one of these."""

    AWAITING_REPLY = "awaiting_reply"
    REPLIED = "replied"
    """The supervisor has to say whether that is sufficient."""
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    """The lapse it was about was taken back."""
    SUPERSEDED = "superseded"
    """Unanswered: the next body above has taken it up."""


class SupervisionOrder(Value):
    """One order to one body."""

    order_id: str
    number: int
    body: str
    supervisor: str
    service: str = ""
    clock_id: str | None = None
    supersedes: str | None = None
    status: OrderStatus = OrderStatus.AWAITING_REPLY

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something about it."""
        return self.status in (OrderStatus.AWAITING_REPLY, OrderStatus.REPLIED)


class Supervision(Value):
    """What supervision has done about a case."""

    orders: tuple[SupervisionOrder, ...] = ()
    """In the order in which they were issued."""
    withdrawals: Mapping[str, int] = Field(default_factory=dict)
    """By `<service>/<clock id>`: the source's sequence of the last lapse that was taken back."""
    urged: Mapping[str, int] = Field(default_factory=dict)
    """How often each body was urged."""

    def order(self, order_id: str) -> SupervisionOrder | None:
        """The order with this id."""
        return next((one for one in self.orders if one.order_id == order_id), None)

    def about(self, service: str, clock_id: str) -> SupervisionOrder | None:
        """The open order about this clock."""
        return next((o for o in self.orders if o.is_open and (o.service, o.clock_id) == (service, clock_id)), None)

    def open_for(self, body: str) -> tuple[SupervisionOrder, ...]:
        """The open orders to this body, oldest first."""
        return tuple(order for order in self.orders if order.is_open and order.body == body)

    def named_or_first(self, order_id: str | None, status: OrderStatus) -> SupervisionOrder | None:
        """The order with this id; without one, the oldest in this status, else the oldest that is open."""
        if order_id is not None:
            return self.order(order_id)
        still_open = [order for order in self.orders if order.is_open]
        return next((order for order in still_open if order.status is status), still_open[0] if still_open else None)


def clock_key(service: str, clock_id: str) -> str:
    """How `withdrawals` names a clock."""
    return f"{service}/{clock_id}"
