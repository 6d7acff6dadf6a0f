"""Limits lapse when their last day has passed; a duplicate or stale scan changes nothing."""

from schemas.command import Command
from services.jurisdiction import clock_book
from services.jurisdiction.clock_commands import LapseClock
from services.jurisdiction.law import Law
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer
from services.petitions.domain.state import CaseState

_CONSEQUENCES = {
    clocks.FORWARDING: "信访部门逾期未转送、交办，由上级督办（XF 22）",
    clocks.NOTICE: "逾期未书面告知信访人，由信访部门督办（XF 23）",
    clocks.OBJECTION: "承办单位在期限内没有提出异议，继续办理（XF 23）",
    clocks.ASKING_FOR_REVIEW: "信访人在期限内没有申请复查（XF 35）",
    clocks.REVIEW: "复查期限届满，由上级督办（XF 35）",
    clocks.ASKING_FOR_RECHECK: "信访人在期限内没有申请复核（XF 36）",
    clocks.RECHECK: "复核期限届满，由上级督办（XF 36）",
}


def lapse(state: CaseState, command: Command[LapseClock], law: Law) -> Answer:
    """The lapse of a running clock, with what follows."""
    kept = state.clocks.clocks.get(command.body.clock_id)
    name = kept.clock.limit if kept is not None else ""
    limit = law.limit(name) if name else None
    said = limit.on_breach_zh if limit is not None and limit.on_breach_zh else "期限届满，由信访部门督办"
    lapsed = clock_book.lapse(kept, command.occurred_at, _CONSEQUENCES.get(name, said))
    return (lapsed,) if lapsed is not None else ()
