"""Ending without (full) agreement: the written notice and its service, and what the agency then owes (domain.md 2.2)."""

from schemas.administrative_mediation import (
    AgencyDutyArose,
    AgencyDutyDischarged,
    MediationTerminated,
    TerminationNotified,
    TerminationReason,
)
from schemas.base import Event
from schemas.command import Command, Refused
from services.administrative_mediation.domain import clocks, facts, sectors
from services.administrative_mediation.domain.agreement import Kept
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import DischargeDuty, NotifyTermination, TerminateMediation
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.refusals import only_in, routes_not_told, unknown_party
from services.administrative_mediation.domain.situations import Accepted, Agreed, Terminated
from services.administrative_mediation.domain.state import CaseState, Track
from services.administrative_mediation.domain.voluntariness import refusing
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment, moment_of


def terminate_mediation(state: CaseState, track: Track, command: Command[TerminateMediation], law: Law) -> Answer:
    """The agency's decision: refused without the routes, or while an agreement binds and is kept."""
    body = command.body
    refused = only_in(track, *Accepted.__args__, Agreed) or _refused_reason(state, track, command, law)
    if refused:
        return refused
    if _is_kept(track):
        return Refused("agreement_in_force", "协议已经生效且没有违约记录，不能终止；请跟踪履行后归档。")
    if not body.routes_told:
        return routes_not_told("domain.md 2.2")
    sector = sectors.sector_of(law, track)
    ended = MediationTerminated(
        **stamp(command, track), irregularities=marked(facts.recorded_late(state, track, sector, moment(command))),
        body=track.body, reason=body.reason, explanation=body.explanation, routes_told=body.routes_told,
        partial_agreement=any(agreement.is_in_force for agreement in track.agreements),
        notice_number=body.notice_number, in_writing=True,
    )  # fmt: skip
    return end_round(state, track, ended, law)


def end_round(state: CaseState, track: Track, ended: MediationTerminated, law: Law) -> tuple[Event, ...]:
    """The end, what it stops, the time to tell the parties (MKT-3), and the decision the agency owes (PSL 9)."""
    sector, at = sectors.sector_of(law, track), moment_of(ended)
    duty = sector.duty_after_failure
    owed: tuple[Event, ...] = ()
    if duty is not None and duty.code not in track.duties_open:
        where = {"track_id": ended.track_id, "custody_number": ended.custody_number, "occurred_at": ended.occurred_at}
        owed = (
            AgencyDutyArose(
                **where, occurred_at_assumed=at.assumed, duty=duty.code, text=duty.text_zh, source=duty.source
            ),
        )
    return (
        ended,
        *_rests_no_more(state, track, at, law),
        *clocks.started(state, law, sector.notice_limit, track, at),
        *owed,
    )


def notify_termination(state: CaseState, track: Track, command: Command[NotifyTermination], law: Law) -> Answer:
    """The notice was served on a party. When everybody has it, the time to tell them ends (SAMR 21)."""
    body = command.body
    if refused := only_in(track, Terminated):
        return refused
    party = state.party(body.party_id)
    if party is None:
        return unknown_party((body.party_id,))
    served = law.served(body.service, command.occurred_at)
    notified = TerminationNotified(
        **stamp(command, track), irregularities=served.irregularities, party_id=party.party_id, service=served.service
    )
    reached = (*track.termination_served, *((party.party_id,) if served.counts else ()))
    if any(one.party_id not in reached for one in state.sides):
        return (notified,)
    limit = sectors.sector_of(law, track).notice_limit
    return notified, *clocks.stopped(state, limit, track, moment(command), "已告知各方终止调解")


def discharge_duty(state: CaseState, track: Track, command: Command[DischargeDuty]) -> Answer:
    """The agency decided, or told why it does not."""
    body = command.body
    if body.duty not in track.duties_open:
        return Refused(
            "no_such_duty", "本机关没有这一项待履行的职责。", "duty", parameters={"open": list(track.duties_open)}
        )
    return (AgencyDutyDischarged(**stamp(command, track), duty=body.duty, what=body.what),)


def _rests_no_more(state: CaseState, track: Track, at: Moment, law: Law) -> tuple[Event, ...]:
    """Every limit of the round ends; a lapse that was in truth in time is taken back."""
    sector = sectors.sector_of(law, track)
    finish = clocks.kept(state, sector.finish_limit, track)
    late = clocks.stopped(state, sector.finish_limit, track, at, "调解终止") if clocks.is_late_entry(finish, at) else ()
    return *late, *clocks.all_stopped(state, track, at, "调解终止")


def _refused_reason(state: CaseState, track: Track, command: Command[TerminateMediation], law: Law) -> Refused | None:
    """A reason that the record contradicts."""
    match command.body.reason:
        case TerminationReason.CONSENT_REFUSED if not refusing(state, track):
            return Refused("no_refusal_on_file", "没有当事人拒绝调解的记录，请先登记拒绝。", "reason", "SD 22；SZ 21")
        case TerminationReason.TIME_OUT if not _may_be_past(state, track, command, law):
            return Refused("limit_not_passed", "调解期限尚未届满，不能以超期为由终止。", "reason", "SZ 25")
        case TerminationReason.DELEGATION_ENDED:
            return Refused("not_delegated", "行政调解不是法院委派、委托的调解。", "reason")
        case _:
            return None


def _may_be_past(state: CaseState, track: Track, command: Command[TerminateMediation], law: Law) -> bool:
    """A date that cannot be judged contradicts nothing."""
    kept = clocks.kept(state, sectors.sector_of(law, track).finish_limit, track)
    at = moment(command)
    return at.assumed or kept is None or kept.clock.lapses_at is None or clocks.is_past(kept, at)


def _is_kept(track: Track) -> bool:
    settled = track.settled_by
    return settled is not None and settled.is_in_force and settled.kept is not Kept.BREACHED
