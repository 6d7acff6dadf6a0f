"""After the agreement: performance, breach, urging, follow-up, and what follows for a penalty (PSL 9, PSP 186)."""

from typing import Any

from schemas.administrative_mediation import (
    AgencyDutyArose,
    BreachReported,
    FollowUpDone,
    PenaltyForgone,
    PerformanceRecorded,
    PerformanceUrged,
)
from schemas.base import Event
from schemas.command import Command, Refused
from schemas.values import Performance
from services.administrative_mediation.domain import effect, sectors
from services.administrative_mediation.domain.agreement import AgreementRecord, Kept
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import (
    FollowUp,
    ForgoPenalty,
    RecordPerformance,
    ReportBreach,
    UrgePerformance,
)
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.refusals import no_agreement, not_ours_yet
from services.administrative_mediation.domain.situations import Archived
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law

BY_A_COMMITTEE = "PSP 186"


def record_performance(state: CaseState, track: Track, command: Command[RecordPerformance], law: Law) -> Answer:
    """Done in full or in part. At the police, a whole agreement performed in full means no penalty (PSL 9)."""
    body = command.body
    agreement = _about(track, command)
    if isinstance(agreement, Refused):
        return agreement
    recorded = PerformanceRecorded(
        **stamp(command, track), irregularities=marked(*_standing(state, track, agreement)),
        agreement_id=agreement.agreement_id, performance=body.performance, item_ids=body.item_ids, proof=body.proof,
        persons=body.persons,
    )  # fmt: skip
    forgoes = sectors.sector_of(law, track).no_penalty_when_performed is not None and agreement.is_in_force
    if not forgoes or agreement.partial or body.performance is not Performance.FULL:
        return (recorded,)
    return recorded, PenaltyForgone(
        **stamp(command, track), agreement_id=agreement.agreement_id, agreement_number=agreement.number
    )


def report_breach(state: CaseState, track: Track, command: Command[ReportBreach], law: Law) -> Answer:
    """Reported or found not kept: the agency that owes a decision owes it now (PSL 9)."""
    body = command.body
    agreement = _about(track, command)
    if isinstance(agreement, Refused):
        return agreement
    reported = BreachReported(
        **stamp(command, track), irregularities=marked(*_standing(state, track, agreement)),
        agreement_id=agreement.agreement_id, what=body.what, item_ids=body.item_ids,
    )  # fmt: skip
    return reported, *duty_after_failure(track, command, law)


def urge_performance(state: CaseState, track: Track, command: Command[UrgePerformance]) -> Answer:
    """An act of today on an agreement that binds; what stays open is told with it."""
    agreement = _about(track, command)
    if isinstance(agreement, Refused):
        return agreement
    if lacking := effect.missing(state, agreement):
        return Refused(
            "agreement_not_in_force",
            "协议尚未生效，不能督促履行。",
            "agreement_id",
            parameters={"missing": list(lacking)},
        )
    if agreement.kept is Kept.FULLY:
        return Refused("already_performed", "协议已经全部履行。", "agreement_id")
    return (
        PerformanceUrged(
            **stamp(command, track), agreement_id=agreement.agreement_id, what=command.body.what,
            routes_told=routes_after_breach(agreement),
        ),
    )  # fmt: skip


def follow_up(state: CaseState, track: Track, command: Command[FollowUp]) -> Answer:
    """Somebody looked again, also after a round without agreement."""
    body = command.body
    if refused := not_ours_yet(track):
        return refused
    agreement = track.latest_agreement(body.agreement_id)
    if agreement is None and body.agreement_id is not None:
        return no_agreement()
    return (
        FollowUpDone(
            **stamp(command, track), irregularities=marked(_archived(track)),
            agreement_id=agreement.agreement_id if agreement else None, findings=body.findings,
            performed=body.performed, satisfied=body.satisfied, hidden_danger=body.hidden_danger,
        ),
    )  # fmt: skip


def forgo_penalty(state: CaseState, track: Track, command: Command[ForgoPenalty], law: Law) -> Answer:
    """A committee's agreement was performed, both asked in writing, the police approved: no penalty (PSP 186)."""
    body = command.body
    if refused := not_ours_yet(track):
        return refused
    if sectors.sector_of(law, track).no_penalty_when_performed is None:
        return Refused("no_penalty_at_stake", "本领域没有治安管理处罚可以免除。", source="PSL 9")
    if not (body.written_request and body.approved):
        return Refused(
            "penalty_not_to_be_forgone",
            "须当事人书面申请并经公安机关认可，才可以不予处罚。",
            "approved",
            BY_A_COMMITTEE,
        )
    return (PenaltyForgone(**stamp(command, track), agreement_number=body.agreement_number, people_mediation=True),)


def duty_after_failure(track: Track, command: Command[Any], law: Law) -> tuple[Event, ...]:
    """What the sector says the agency owes when mediation failed or was not kept; nothing where it owes nothing more."""
    duty = sectors.sector_of(law, track).duty_after_failure
    if duty is None or duty.code in track.duties_open:
        return ()
    return (AgencyDutyArose(**stamp(command, track), duty=duty.code, text=duty.text_zh, source=duty.source),)


def routes_after_breach(agreement: AgreementRecord) -> tuple[str, ...]:
    """Enforcement where a court confirmed the agreement, else a suit."""
    return ("向人民法院申请强制执行",) if agreement.confirmed else ("就调解协议向人民法院起诉",)


def _about(track: Track, command: Command[Any]) -> AgreementRecord | Refused:
    """The agreement the act is about; its items have to be the agreement's own."""
    if refused := not_ours_yet(track):
        return refused
    agreement = track.latest_agreement(command.body.agreement_id)
    if agreement is None:
        return no_agreement()
    known = [item.item_id for item in agreement.terms.items]
    unknown = [item_id for item_id in getattr(command.body, "item_ids", ()) if item_id not in known]
    if unknown:
        return Refused("unknown_item", "协议中没有这一履行事项，请核对。", "item_ids", parameters={"item_ids": unknown})
    return agreement


def _standing(state: CaseState, track: Track, agreement: AgreementRecord) -> tuple[str | None, ...]:
    return (_archived(track), *effect.missing(state, agreement))


def _archived(track: Track) -> str | None:
    return "file_already_archived" if isinstance(track.situation, Archived) else None
