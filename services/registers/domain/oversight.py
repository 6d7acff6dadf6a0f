"""Supervision orders (督办) about an entry: a limit that was not kept calls the owner's superior, as in the window for a case (rule E1).

An entry is no case, so that the window can order nothing about it: the order stands with the entry.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.clocks import ClockBreached, LapseWithdrawn
from schemas.command import Command, Refused
from schemas.intake import OrderGround, OrderResult
from schemas.registers import (
    EntrySupervisionClosed,
    EntrySupervisionOrdered,
    EntrySupervisionReplied,
    EntrySupervisionSentBack,
    EntrySupervisionWithdrawn,
)
from services.jurisdiction import clock_book
from services.jurisdiction.acts import not_found
from services.jurisdiction.register_law import RegisterLaw
from services.registers.domain import limits
from services.registers.domain.commands import CloseOrder, OrderCommand, ReplyToOrder, SendOrderBack
from services.registers.domain.refusals import refuse
from services.registers.domain.rights import is_concerned, stands_under, supervisors_of
from services.registers.domain.state import Entry, Order, OrderStatus, Unentered

Answer = tuple[Event, ...] | Refused


def follow(entry: Entry, told: Iterable[Event], command: Command[Any], law: RegisterLaw) -> tuple[Event, ...]:
    """What follows from what the care of clocks told: an order for a breach, issued when it is noticed."""
    breaches = (one for one in told if isinstance(one, ClockBreached))
    return tuple(event for breach in breaches for event in _ordered(entry, breach, command, law))


def withdrawn(entry: Entry, told: Iterable[Event], at: datetime) -> tuple[Event, ...]:
    """The orders about lapses that were taken back are withdrawn, with the time to reply to them."""
    found: list[Event] = []
    for one in told:
        order = entry.order_about(one.clock_id) if isinstance(one, LapseWithdrawn) else None
        if order is not None:
            gone = EntrySupervisionWithdrawn(occurred_at=at, register_code=entry.register_code, order_id=order.order_id)
            found += [gone, *_reply_clock_ended(entry, order, at, "逾期记录已撤销，督办收回")]
    return tuple(found)


def all_closed(entry: Entry, at: datetime) -> tuple[Event, ...]:
    """The entry was voided: nobody owes a reply any more."""
    return tuple(
        EntrySupervisionClosed(
            occurred_at=at, register_code=entry.register_code, order_id=order.order_id, supervisor="",
            result=OrderResult.CASE_GONE,
        )
        for order in entry.orders
        if order.is_open
    )  # fmt: skip


def decide_order(state: Unentered | Entry, command: Command[Any], law: RegisterLaw) -> Answer:
    """Reply, sending back and closing: each is about the oldest order that waits for it."""
    body: OrderCommand = command.body
    if isinstance(state, Unentered):
        return not_found()
    order = _waiting(state, body, command.actor.organisation, law)
    if order is None:
        known = is_concerned(state, command.actor.organisation, law) or _has_to_do(state, command, law)
        return refuse("no_order") if known else not_found()
    if isinstance(body, CloseOrder) and body.result is OrderResult.DONE and order.status is not OrderStatus.REPLIED:
        return refuse("order_not_answered", "result")
    at = command.occurred_at
    about = {"occurred_at": at, "register_code": state.register_code, "order_id": order.order_id}
    match body:
        case ReplyToOrder():
            replied = EntrySupervisionReplied(**about, body=order.body, reply=body.reply)
            return replied, *_reply_clock_ended(state, order, at, "已回复督办")
        case SendOrderBack():
            back = EntrySupervisionSentBack(**about, supervisor=command.actor.organisation, reason=body.reason)
            return back, limits.reply_begun(state, order.order_id, at, law)
        case CloseOrder():
            closed = EntrySupervisionClosed(
                **about, supervisor=command.actor.organisation, result=body.result, note=body.note
            )
            return closed, *_reply_clock_ended(state, order, at, "督办已办结")


def _ordered(entry: Entry, breach: ClockBreached, command: Command[Any], law: RegisterLaw) -> tuple[Event, ...]:
    """To the owner by its superior; where nobody replied, by the next body above; nothing where none stands above."""
    at, unanswered = command.recorded_at, entry.order(breach.subject)
    supervisor, body = breach.supervisor, breach.body
    if unanswered is not None:
        above = law.supervisor(unanswered.supervisor)
        waits = unanswered.status is OrderStatus.AWAITING_REPLY
        supervisor, body = above.id if above and waits else None, unanswered.body
    if supervisor is None or body is None or _is_kept_from(entry, supervisor, law):
        return ()
    number = len(entry.orders) + 1
    order_id = str(command.derived_id(f"supervision/{number}"))
    issued = EntrySupervisionOrdered(
        occurred_at=at, register_code=entry.register_code, order_id=order_id, number=number,
        ground=OrderGround.NO_REPLY if unanswered else OrderGround.BREACH, body=body, supervisor=supervisor,
        clock_id=unanswered.clock_id if unanswered else breach.clock_id, limit=breach.limit,
        limit_name=breach.limit_name, lapsed_at=breach.lapses_at,
        supersedes=unanswered.order_id if unanswered else None,
    )  # fmt: skip
    return issued, limits.reply_begun(entry, order_id, at, law)


def _is_kept_from(entry: Entry, supervisor: str, law: RegisterLaw) -> bool:
    """A complaint is not told to the body it is about, though that body stands above the owner."""
    return entry.hidden_from is not None and stands_under(supervisor, entry.hidden_from, law)


def _waiting(entry: Entry, body: OrderCommand, organisation: str, law: RegisterLaw) -> Order | None:
    """The oldest order that this body may now reply to, send back or close."""
    match body:
        case ReplyToOrder():
            fitting = [one for one in entry.orders if one.status is OrderStatus.AWAITING_REPLY]
            return next((one for one in fitting if one.body == organisation), None)
        case SendOrderBack():
            fitting = [one for one in entry.orders if one.status is OrderStatus.REPLIED]
        case CloseOrder():
            fitting = [one for one in entry.orders if one.is_open]
    return next((one for one in fitting if organisation in _issuers(one, law)), None)


def _issuers(order: Order, law: RegisterLaw) -> tuple[str, ...]:
    return (order.supervisor, *supervisors_of(order.supervisor, law))


def _has_to_do(entry: Entry, command: Command[Any], law: RegisterLaw) -> bool:
    organisation = command.actor.organisation
    return any(organisation in (order.body, *_issuers(order, law)) for order in entry.orders)


def _reply_clock_ended(entry: Entry, order: Order, at: datetime, reason: str) -> tuple[Event, ...]:
    return clock_book.stop(entry.clocks.latest(limits.REPLY_LIMIT, order.order_id), at, reason)
