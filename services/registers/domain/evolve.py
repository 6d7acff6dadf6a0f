"""What is true after an event of registers. Never asks the law; total."""

from collections.abc import Callable

from schemas.base import Event
from schemas.clocks import ClockEvent
from schemas.registers import (
    EntryOwnerAssigned,
    EntrySupervisionClosed,
    EntrySupervisionOrdered,
    EntrySupervisionReplied,
    EntrySupervisionSentBack,
    EntrySupervisionWithdrawn,
    EntryVoided,
    RegisterEntryCorrected,
    RegisterEntryMade,
    RegisterStepTaken,
)
from services.jurisdiction import clock_book
from services.registers.domain.filled import by_field
from services.registers.domain.state import Entry, Order, OrderStatus, Unentered


def evolve(state: Unentered | Entry, event: Event) -> Unentered | Entry:
    """The state after `event`; events that only tell something leave it as it is."""
    if isinstance(event, RegisterEntryMade):
        return _entered(state.number, event)
    return state if isinstance(state, Unentered) else _after(state, event)


def _entered(number: str, event: RegisterEntryMade) -> Entry:
    return Entry(
        number=number, register_code=event.register_code, story=event.story, entered_by=event.entered_by,
        owner=event.owner, bodies=tuple(dict.fromkeys((event.entered_by, event.owner))), hidden_from=event.hidden_from,
        values=by_field(event.values), case_code=event.case_code,
    )  # fmt: skip


def _after(entry: Entry, event: Event) -> Entry:
    match event:
        case ClockEvent():
            return entry.model_copy(update={"clocks": clock_book.evolve(entry.clocks, event)})
        case RegisterStepTaken():
            return entry.model_copy(
                update={
                    "stage": event.step, "taken": (*entry.taken, event.step), "closed": entry.closed or event.closes,
                    "values": {**entry.values, **by_field(event.values)},
                    "case_code": event.case_code or entry.case_code,
                }
            )  # fmt: skip
        case RegisterEntryCorrected():
            values = {name: value for name, value in entry.values.items() if name != event.field}
            return entry.model_copy(update={"values": {**values, **by_field(event.values)}})
        case EntryOwnerAssigned():
            bodies = tuple(dict.fromkeys((*entry.bodies, event.owner)))
            return entry.model_copy(update={"owner": event.owner, "bodies": bodies})
        case EntryVoided():
            return entry.model_copy(update={"voided": True})
        case _:
            return _supervised(entry, event)


def _supervised(entry: Entry, event: Event) -> Entry:
    match event:
        case EntrySupervisionOrdered():
            issued = Order(
                order_id=event.order_id, body=event.body, supervisor=event.supervisor, clock_id=event.clock_id
            )
            before = _settled(entry, event.supersedes) if event.supersedes else entry
            return before.model_copy(update={"orders": (*before.orders, issued)})
        case EntrySupervisionReplied():
            return _with_status(entry, event.order_id, OrderStatus.REPLIED)
        case EntrySupervisionSentBack():
            return _with_status(entry, event.order_id, OrderStatus.AWAITING_REPLY)
        case EntrySupervisionClosed() | EntrySupervisionWithdrawn():
            return _settled(entry, event.order_id)
        case _:
            return entry


def _settled(entry: Entry, order_id: str) -> Entry:
    return _with_status(entry, order_id, OrderStatus.SETTLED)


def _with_status(entry: Entry, order_id: str, status: OrderStatus) -> Entry:
    def changed(order: Order) -> Order:
        return order.model_copy(update={"status": status}) if order.order_id == order_id else order

    return entry.model_copy(update={"orders": _each(entry.orders, changed)})


def _each(orders: tuple[Order, ...], change: Callable[[Order], Order]) -> tuple[Order, ...]:
    return tuple(change(order) for order in orders)
