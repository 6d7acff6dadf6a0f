"""What the window makes of a breach that any service tells: the supervision order of rule E1, or a note why there is none.

Reactions are never refused, and no order between two sources is relied on: a breach that is heard after the withdrawal of
its lapse is noted alone.
"""

from typing import Any

from schemas.base import Event
from schemas.command import Command
from schemas.intake import BreachNoted, LapseWithdrawalNoted, OrderGround
from services.intake.domain.access import Answer
from services.intake.domain.clocks import SERVICE
from services.intake.domain.law import SUPERVISION_LIMIT, IntakeLaw
from services.intake.domain.state import CaseFile, Merged, Voided
from services.intake.domain.supervision import ordered
from services.intake.domain.supervision_commands import HearClockBreached, HearLapseWithdrawn
from services.intake.domain.supervision_orders import OrderStatus, clock_key
from services.jurisdiction import clock_book
from services.jurisdiction.told import told

_WHY_NO_ORDER = {
    "case_gone": "案件已作废或者并入其他案件，不再督办",
    "sealed": "检举控告已经封存，不向上级机构发出督办，由办理机关自行督促",
    "responsible_unknown": "未能确定负有办理责任的机构，由综治中心核实后督办",
    "no_supervisor": "该机构在本地没有可以督办的上级机构，仅作逾期记录",
    "lapse_withdrawn": "该期限的逾期记录已经撤销，不发出督办",
    "already_ordered": "对这一逾期已经发出督办",
    "order_settled": "所涉督办已经回复或者办结，不再向上一级督办",
    "unknown_case": "本案未在窗口登记，仅作逾期记录",
}


def hear_breach(file: CaseFile, command: Command[HearClockBreached], law: IntakeLaw) -> Answer:
    """The supervisor of the responsible body issues an order, once for each breach (rule E1)."""
    body = command.body
    if body.service == SERVICE and body.limit == SUPERVISION_LIMIT:
        return _unanswered(file, command, law)
    if file.supervision.about(body.service, body.clock_id) is not None:
        return (_noted(command, "already_ordered"),)
    if (why := _why_not(file, command)) is not None:
        return (_noted(command, why),)
    if body.body is None:
        return (_noted(command, "responsible_unknown"),)
    if body.supervisor is None:
        return (_noted(command, "no_supervisor"),)
    return ordered(file, command, law, body.body, body.supervisor, command.recorded_at, **_about(command))


def hear_lapse_withdrawn(file: CaseFile, command: Command[HearLapseWithdrawn], law: IntakeLaw) -> Answer:
    """The act was in time after all: the order about it is withdrawn, whether it was answered or not."""
    body = command.body
    order = file.supervision.about(body.service, body.clock_id)
    withdrawn = LapseWithdrawalNoted(
        **told(command), service=body.service, clock_id=body.clock_id, limit=body.limit,
        source_sequence=body.source_sequence, order_id=order.order_id if order else None,
    )  # fmt: skip
    if order is None:
        return (withdrawn,)
    waiting = file.clocks.running(SUPERVISION_LIMIT, order.order_id)
    return withdrawn, *clock_book.stop(waiting, command.recorded_at, "逾期记录已撤销，督办收回")


def heard_of_unknown_case(command: Command[HearClockBreached]) -> Answer:
    """A breach in a case that was never registered here stands as a note."""
    return (_noted(command, "unknown_case"),)


def withdrawn_in_unknown_case(command: Command[HearLapseWithdrawn]) -> Answer:
    """A lapse taken back in a case that was never registered here."""
    body = command.body
    return (
        LapseWithdrawalNoted(
            **told(command), service=body.service, clock_id=body.clock_id, limit=body.limit,
            source_sequence=body.source_sequence,
        ),
    )  # fmt: skip


def _unanswered(file: CaseFile, command: Command[HearClockBreached], law: IntakeLaw) -> Answer:
    """Nobody replied in time: the next body above takes the order up, until there is none."""
    order = file.supervision.order(command.body.subject)
    if order is None or order.status is not OrderStatus.AWAITING_REPLY:
        return (_noted(command, "order_settled"),)
    above = law.supervisor(order.supervisor)
    if above is None:
        return (_noted(command, "no_supervisor"),)
    about = {**_about(command), "ground": OrderGround.NO_REPLY, "supersedes": order.order_id}
    return ordered(file, command, law, order.body, above.id, command.recorded_at, **about)


def _why_not(file: CaseFile, command: Command[HearClockBreached]) -> str | None:
    body = command.body
    withdrawn = file.supervision.withdrawals.get(clock_key(body.service, body.clock_id), 0) > body.source_sequence
    reasons = (
        ("lapse_withdrawn", withdrawn),
        ("case_gone", isinstance(file, Merged | Voided)),
        ("sealed", file.case.sealed),
    )
    return next((code for code, holds in reasons if holds), None)


def _about(command: Command[HearClockBreached]) -> dict[str, Any]:
    body = command.body
    return {
        "ground": OrderGround.BREACH, "service": body.service, "clock_id": body.clock_id, "limit": body.limit,
        "limit_name": body.limit_name, "lapsed_at": body.lapsed_at,
    }  # fmt: skip


def _noted(command: Command[HearClockBreached], code: str) -> Event:
    body = command.body
    return BreachNoted(
        **told(command), service=body.service, clock_id=body.clock_id, limit=body.limit, limit_name=body.limit_name, body=body.body,
        code=code, why=_WHY_NO_ORDER[code],
    )  # fmt: skip
