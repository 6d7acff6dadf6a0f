"""Supervision orders (督办) with reply and closing, and urging (催办): what people do about a case that does not move (issue 4, item 5).

An order binds nobody's custody and moves no other clock: the responsible body stays who it is, and owes a reply.
"""

from datetime import datetime
from typing import Any

from schemas.base import Event, Irregularity
from schemas.command import Command, Refused
from schemas.intake import (
    HandlingUrged,
    OrderGround,
    OrderResult,
    SupervisionClosed,
    SupervisionOrdered,
    SupervisionReplied,
    SupervisionReplySentBack,
)
from services.intake.domain import clocks
from services.intake.domain.access import Answer, standings
from services.intake.domain.law import SUPERVISION_LIMIT, IntakeLaw
from services.intake.domain.state import CaseFile, Open, State, Unregistered
from services.intake.domain.supervision_commands import (
    CloseSupervision,
    IssueSupervision,
    ReplyToSupervision,
    SendReplyBack,
    UrgeHandling,
)
from services.intake.domain.supervision_orders import OrderStatus, SupervisionOrder
from services.jurisdiction.acts import not_found
from services.jurisdiction.clock_book import ClockStatus
from services.jurisdiction.told import told


def issue(file: Open, command: Command[IssueSupervision], law: IntakeLaw) -> Answer:
    """A body above orders of its own motion; one order to a body at a time."""
    body = command.body.body or file.custody.custodian
    if file.case.sealed:
        return Refused("sealed_no_supervision", "检举控告已经封存，不在本系统内督办。", source="XF 30")
    if body not in handling_bodies(file):
        return Refused("not_on_case", "所填机构没有办理本案，不能就本案对其督办。请核对机构。", "body")
    if command.actor.organisation not in supervisors_of(law, body):
        return Refused("not_its_supervisor", "只有上级机构可以督办下级机构；法院的期限由上级法院督办。", "body")
    if file.supervision.open_for(body):
        return Refused("already_supervised", "对该机构的督办尚未办结。请先办结，或者将其回复退回补充。", "body")
    about = {"ground": OrderGround.OWN_MOTION, "demand": command.body.demand}
    return ordered(file, command, law, body, command.actor.organisation, command.occurred_at, **about)


def reply(state: State, command: Command[ReplyToSupervision], law: IntakeLaw) -> Answer:
    """Only the supervised body replies; after the time to reply it is recorded with its mark."""
    found = _order(state, command, law, OrderStatus.AWAITING_REPLY)
    if isinstance(found, Refused):
        return found
    file, order = found
    if command.actor.organisation != order.body:
        return Refused("not_supervised_body", "督办由被督办的机构回复，您所在的机构不能代为回复。", "order_id")
    if order.status is not OrderStatus.AWAITING_REPLY:
        return _settled()
    replied = SupervisionReplied(
        **told(command), irregularities=_late(file, order, command), order_id=order.order_id, body=order.body,
        reply=command.body.reply,
    )  # fmt: skip
    return replied, *_reply_clock_stopped(file, order, command, "已回复督办")


def send_back(state: State, command: Command[SendReplyBack], law: IntakeLaw) -> Answer:
    """The reply does not do: the time to reply runs anew."""
    found = _of_supervisor(state, command, law, OrderStatus.REPLIED)
    if isinstance(found, Refused):
        return found
    order = found[1]
    if order.status is not OrderStatus.REPLIED:
        return Refused("no_reply_yet", "被督办机构尚未回复，没有可以退回的回复。", "order_id")
    back = SupervisionReplySentBack(
        **told(command), order_id=order.order_id, supervisor=command.actor.organisation, reason=command.body.reason
    )
    return back, clocks.started(law, command, SUPERVISION_LIMIT, order.order_id, command.occurred_at)


def close(state: State, command: Command[CloseSupervision], law: IntakeLaw) -> Answer:
    """The supervisor is content with the reply, or finds that there was nothing to order."""
    found = _of_supervisor(state, command, law, OrderStatus.REPLIED)
    if isinstance(found, Refused):
        return found
    file, order = found
    body = command.body
    if not order.is_open:
        return _settled()
    if body.result is OrderResult.DONE and order.status is not OrderStatus.REPLIED:
        return Refused("no_reply_yet", "被督办机构尚未回复，不能以“已落实”办结督办。", "result")
    closed = SupervisionClosed(
        **told(command), order_id=order.order_id, supervisor=command.actor.organisation, result=body.result,
        note=body.note,
    )  # fmt: skip
    return closed, *_reply_clock_stopped(file, order, command, "督办已办结")


def urge(file: Open, command: Command[UrgeHandling], law: IntakeLaw) -> Answer:
    """Anybody who may see the case asks a body to get on with it; a window also for a party. Nothing else follows."""
    body, offer = command.body, file.custody.open_offer
    to_body = body.to_body or (offer.to_body if offer else file.custody.custodian)
    if law.organisation(to_body) is None:
        return Refused("unknown_body", "没有找到所填的机构。请核对机构。", "to_body")
    if body.on_behalf_of is not None and file.party(body.on_behalf_of) is None:
        return Refused("unknown_party", "所填的当事人不在本案中。请核对当事人。", "on_behalf_of")
    if to_body == command.actor.organisation and body.on_behalf_of is None:
        return Refused("urges_itself", "不能对本机构自己催办；当事人催办的，请填写是哪一位当事人。", "to_body")
    urged = HandlingUrged(
        **told(command), to_body=to_body, by_body=command.actor.organisation, on_behalf_of=body.on_behalf_of,
        limit=body.limit, times=file.supervision.urged.get(to_body, 0) + 1, text=body.text,
    )  # fmt: skip
    return (urged,)


def ordered(
    file: CaseFile, command: Command[Any], law: IntakeLaw, body: str, supervisor: str, at: datetime, **about: Any
) -> tuple[Event, ...]:
    """The order to `body`, issued `at`, and its clock; `about` are further fields of the event.

    An order that follows from a breach is issued when the breach is heard of, so that nobody is late with a reply to an
    order that a system at rest could not issue.
    """
    number = len(file.supervision.orders) + 1
    order_id = str(command.derived_id(f"supervision/{number}"))
    issued = SupervisionOrdered(
        occurred_at=at, occurred_at_assumed=command.body.occurred_at_assumed, order_id=order_id, number=number,
        body=body, supervisor=supervisor, **about,
    )  # fmt: skip
    return issued, clocks.started(law, command, SUPERVISION_LIMIT, order_id, at)


def all_closed(file: CaseFile, command: Command[Any]) -> tuple[Event, ...]:
    """The case was voided or merged: nobody owes a reply any more. The clocks are stopped by whoever ends the case."""
    return tuple(
        SupervisionClosed(**told(command), order_id=one.order_id, supervisor="", result=OrderResult.CASE_GONE)
        for one in file.supervision.orders
        if one.is_open
    )


def handling_bodies(file: CaseFile) -> frozenset[str]:
    """Everybody who has held the case or is asked to take it."""
    offer = file.custody.open_offer
    return frozenset((*(held.body for held in file.custody.holdings), *((offer.to_body,) if offer else ())))


def supervisors_of(law: IntakeLaw, body: str) -> tuple[str, ...]:
    """Every body that supervises `body`, nearest first."""
    found: list[str] = []
    above = law.supervisor(body)
    while above is not None:
        found.append(above.id)
        above = law.supervisor(above.id)
    return tuple(found)


def _order(
    state: State, command: Command[Any], law: IntakeLaw, status: OrderStatus
) -> tuple[CaseFile, SupervisionOrder] | Refused:
    """The order that is meant, for whoever may know of it; a stranger learns nothing."""
    if isinstance(state, Unregistered):
        return not_found()
    organisation = command.actor.organisation
    order = state.supervision.named_or_first(command.body.order_id, status)
    known_above = order is not None and organisation in (order.body, *supervisors_of(law, order.body))
    concerned = known_above and not state.case.sealed
    if not concerned and not standings(state, organisation, law):
        return not_found()
    if order is None:
        return Refused("no_such_order", "没有找到这一督办。请核对督办编号。", "order_id")
    return state, order


def _of_supervisor(
    state: State, command: Command[Any], law: IntakeLaw, status: OrderStatus
) -> tuple[CaseFile, SupervisionOrder] | Refused:
    """As `_order`, for the issuing body and those that supervise it."""
    found = _order(state, command, law, status)
    if isinstance(found, Refused):
        return found
    order = found[1]
    if command.actor.organisation in (order.supervisor, *supervisors_of(law, order.supervisor)):
        return found
    return Refused("not_its_supervisor", "这一督办由发出督办的机构或者其上级办理。", "order_id")


def _settled() -> Refused:
    return Refused("order_settled", "这一督办已经办结、收回或者已经回复，不能再办理这一事项。", "order_id")


def _late(file: CaseFile, order: SupervisionOrder, command: Command[Any]) -> tuple[Irregularity, ...]:
    kept = file.clock_about(order.order_id, SUPERVISION_LIMIT)
    lapses_at = kept.clock.lapses_at if kept else None
    if lapses_at is None or command.occurred_at < lapses_at or command.body.occurred_at_assumed:
        return ()
    sentence = "超过督办回复期限才回复，照常登记，并计入督办逾期。"
    return (Irregularity(code="supervision_reply_late", message=sentence, source="domain.md E1"),)


def _reply_clock_stopped(
    file: CaseFile, order: SupervisionOrder, command: Command[Any], reason: str
) -> tuple[Event, ...]:
    kept = file.clock_about(order.order_id, SUPERVISION_LIMIT)
    if kept is None or kept.status is ClockStatus.STOPPED:
        return ()
    return clocks.stopped(kept, command, reason)
