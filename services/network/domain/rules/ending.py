"""Ending a round without (full) agreement and telling the other routes (PML 26; TY 21)."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.network import MediationTerminated, TerminationReason
from services.jurisdiction.moments import Moment, moment
from services.network.domain.agreement import Kept
from services.network.domain.answers import Answer, stamp
from services.network.domain.clocks import is_past_limit, round_clock, stop_round
from services.network.domain.commands import TerminateMediation
from services.network.domain.irregularities import marked, recorded_late
from services.network.domain.refusals import only_in, routes_not_told
from services.network.domain.situations import Agreed, Appraising, InMediation, Preparing
from services.network.domain.state import CaseState, Track
from services.network.domain.voluntariness import refusing


def terminate_mediation(state: CaseState, track: Track, command: Command[TerminateMediation]) -> Answer:
    """The body's decision: refused without the routes, or while an agreement binds and is kept."""
    body = command.body
    refused = only_in(track, Preparing, InMediation, Appraising, Agreed) or _refused_reason(state, track, command)
    if refused:
        return refused
    settled = track.settled_by
    if settled is not None and settled.is_in_force and settled.kept is not Kept.BREACHED:
        return Refused("agreement_in_force", "协议已经生效且没有违约记录，不能终止；请监督履行。", source="PML 31")
    if not body.routes_told:
        return routes_not_told("PML 26")
    ended = MediationTerminated(
        **stamp(command, track), irregularities=marked(recorded_late(state, track, moment(command))), body=track.body,
        reason=body.reason, explanation=body.explanation, routes_told=body.routes_told,
        partial_agreement=any(agreement.is_in_force for agreement in track.agreements),
    )  # fmt: skip
    return end_round(state, track, ended)


def end_round(state: CaseState, track: Track, ended: MediationTerminated) -> tuple[Event, ...]:
    """The end and what it stops."""
    at = Moment(at=ended.occurred_at, assumed=ended.occurred_at_assumed)
    return ended, *stop_round(state, track, at, "调解终止")


def _refused_reason(state: CaseState, track: Track, command: Command[TerminateMediation]) -> Refused | None:
    """A reason that the record contradicts."""
    match command.body.reason:
        case TerminationReason.CONSENT_REFUSED if not refusing(state, track):
            return Refused("no_refusal_on_file", "没有当事人拒绝调解的记录，请先登记拒绝。", "reason", "PML 17")
        case TerminationReason.TIME_OUT if not _may_be_past(state, track, command):
            return Refused("limit_not_passed", "调解期限尚未届满，不能以超期为由终止。", "reason", "SZ 25")
        case TerminationReason.DELEGATION_ENDED if not track.was_delegated:
            return Refused("not_delegated", "本案不是法院委派、委托的案件。", "reason", "TY 27")
        case _:
            return None


def _may_be_past(state: CaseState, track: Track, command: Command[TerminateMediation]) -> bool:
    """A date that cannot be judged contradicts nothing."""
    at, kept = moment(command), round_clock(state, track)
    judged = kept is not None and kept.clock.lapses_at is not None
    return at.assumed or is_past_limit(state, track, at) or not judged
