"""How a case ends: closed with its result, voided as a mistake, reopened."""

from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.identity import track_id
from schemas.intake import CaseClosed, CaseReopened, CaseVoided, CloseResult, CustodyDenied
from services.intake.domain import clocks
from services.intake.domain.access import Answer
from services.intake.domain.court_rounds import suit_pending
from services.intake.domain.custody import CHANNELS_WITH_SERVICE
from services.intake.domain.file_commands import CloseCase, ReopenCase, VoidCase
from services.intake.domain.law import SUPERVISION_LIMIT, IntakeLaw
from services.intake.domain.offers import given_way, open_offer_refusal
from services.intake.domain.state import CaseFile, Closed, Open
from services.intake.domain.supervision import all_closed
from services.jurisdiction.told import told

LEAVES_CHANNEL = (CloseResult.WITHDRAWN, CloseResult.OUTSIDE)
"""Results that end an open round from outside: the party took it back, or it goes on elsewhere."""
CONFIRMED = "agreement_confirmed"


def close_case(file: Open, command: Command[CloseCase], law: IntakeLaw) -> Answer:
    """The custodian ends the case; everyone concerned is asked for an answer (satisfaction reacts)."""
    result = command.body.result
    refusal = (
        open_offer_refusal(file)
        or suit_pending(file)
        or _round_goes_on(file, result)
        or _result_unfounded(file, result)
    )
    if refusal is not None:
        return refusal
    last = file.custody.last_round
    closed = CaseClosed(
        **told(command), result=result, reason=command.body.reason, closing_body=file.custody.custodian,
        handling_body=last.body if last else file.custody.custodian, channel=last.channel if last else None,
        dispute_type=file.case.dispute_type, parties=file.case.parties, story=file.case.story, parent=file.parent,
        sealed=file.case.sealed,
    )  # fmt: skip
    back = given_way(file, command)
    denied = round_denied(file, command, "案件已经办结")
    return *back, closed, *denied, *clocks.all_stopped(file, command, "案件已经办结", back, (SUPERVISION_LIMIT,))


def void_case(file: Open, command: Command[VoidCase], law: IntakeLaw) -> Answer:
    """A mistaken registration; it stays visible and nobody is surveyed."""
    refusal = open_offer_refusal(file) or agreement_stands(file)
    if refusal is not None:
        return refusal
    if file.duplicates:
        return Refused(
            "has_duplicates",
            "已有其他案件并入本案，请先解除合并，再作废。",
            parameters={"duplicates": list(file.duplicates)},
        )
    back = given_way(file, command)
    return (
        *back,
        CaseVoided(**told(command), reason=command.body.reason),
        *round_denied(file, command, "本案系误登记，已经作废"),
        *all_closed(file, command),
        *clocks.all_stopped(file, command, "案件已作废", back),
    )


def reopen_case(file: CaseFile, command: Command[ReopenCase], law: IntakeLaw) -> Answer:
    """The last custodian holds it again at the window; a new round begins with a new offer."""
    if not isinstance(file, Closed):
        return Refused("not_closed", "本案没有办结，不需要重新启动。")
    number = file.custody.next_number
    body = file.custody.custodian
    track = track_id(file.case_code, number)
    reopened = CaseReopened(
        **told(command), reason=command.body.reason, custody_number=number, body=body, parent=file.parent
    )
    return reopened, *clocks.level_started(law, command, body, track, command.occurred_at)


def round_denied(file: CaseFile, command: Command[Any], reason: str) -> tuple[Event, ...]:
    """The channel whose round is still open is told that it is over; it closes its track and keeps the record."""
    present = file.custody.present
    if not present.is_open_round or present.channel is None:
        return ()
    denial = CustodyDenied(
        **told(command), custody_number=present.number, body=present.body, channel=present.channel,
        track_id=present.track_id, reason=reason,
    )  # fmt: skip
    return (denial,)


def agreement_stands(file: CaseFile) -> Refused | None:
    """A case with an effective agreement is no duplicate and no mistake: people have rights under it (PML 31)."""
    if not any(holding.agreed for holding in file.custody.holdings):
        return None
    return Refused("agreement_effective", "本案已有生效的调解协议，不能作废或并入其他案件。", source="PML 31")


def _round_goes_on(file: Open, result: CloseResult) -> Refused | None:
    if result in LEAVES_CHANNEL or not file.custody.present.is_open_round:
        return None
    return Refused(
        "round_open", "本案在所在途径的办理尚未结束。请先在该途径办结（达成协议、终止调解、信访事项办结），再办结本案。"
    )


def _result_unfounded(file: Open, result: CloseResult) -> Refused | None:
    """What the channel's or the court's own record does not show cannot be the result."""
    if result is CloseResult.CONFIRMED and CONFIRMED not in file.confirmations.values():
        return Refused("not_confirmed", "尚未收到法院确认调解协议有效的裁定，不能以“已确认”办结。", "result")
    rounds = [holding for holding in file.custody.holdings if holding.channel in CHANNELS_WITH_SERVICE]
    if result is CloseResult.OPINION_ISSUED and not any(holding.opinion_given for holding in rounds):
        return Refused("no_opinion", "尚未收到信访处理意见书，不能以出具处理意见办结。", "result", "XF 32")
    if not rounds or result not in (CloseResult.AGREED, CloseResult.PARTLY_AGREED):
        return None
    in_full = result is CloseResult.AGREED
    if any(holding.agreed_in_full if in_full else holding.agreed for holding in rounds):
        return None
    return Refused("no_agreement", "调解组织没有生效的调解协议，不能以达成协议办结。", "result")
