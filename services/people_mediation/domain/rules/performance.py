"""After the agreement: performance, breach, urging, follow-up (PML 31-33). Facts, except urging."""

from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.people_mediation import BreachReported, FollowUpDone, PerformanceRecorded, PerformanceUrged
from schemas.values import Performance
from services.people_mediation.domain import effect
from services.people_mediation.domain.agreement import AgreementRecord, Kept
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.clocks import stop_follow_ups
from services.people_mediation.domain.commands import FollowUp, RecordPerformance, ReportBreach, UrgePerformance
from services.people_mediation.domain.irregularities import marked
from services.people_mediation.domain.moments import moment
from services.people_mediation.domain.refusals import no_agreement, not_ours_yet
from services.people_mediation.domain.situations import Archived
from services.people_mediation.domain.state import CaseState, Track


def record_performance(state: CaseState, track: Track, command: Command[RecordPerformance]) -> Answer:
    """Done in full or in part; in full it ends the duty to look after it."""
    body = command.body
    agreement = _about(track, command)
    if isinstance(agreement, Refused):
        return agreement
    recorded = PerformanceRecorded(
        **stamp(command, track), irregularities=marked(*_standing(state, track, agreement)),
        agreement_id=agreement.agreement_id, performance=body.performance, item_ids=body.item_ids, proof=body.proof,
        persons=body.persons,
    )  # fmt: skip
    return [recorded, *_looked_after(state, agreement, command, in_full=body.performance is Performance.FULL)]


def report_breach(state: CaseState, track: Track, command: Command[ReportBreach]) -> Answer:
    """Reported or found not kept; the committee urges next (PML 31), the round may be taken up again."""
    body = command.body
    agreement = _about(track, command)
    if isinstance(agreement, Refused):
        return agreement
    return (
        BreachReported(
            **stamp(command, track), irregularities=marked(*_standing(state, track, agreement)),
            agreement_id=agreement.agreement_id, what=body.what, item_ids=body.item_ids,
        ),
    )  # fmt: skip


def urge_performance(state: CaseState, track: Track, command: Command[UrgePerformance]) -> Answer:
    """An act of today on an agreement that binds; after a breach the way to the court is told (PML 32, 33)."""
    agreement = _about(track, command)
    if isinstance(agreement, Refused):
        return agreement
    if lacking := effect.missing(state, agreement):
        return Refused(
            "agreement_not_in_force",
            "协议尚未生效，不能督促履行。",
            "agreement_id",
            "PML 29",
            {"missing": list(lacking)},
        )
    if agreement.kept is Kept.FULLY:
        return Refused("already_performed", "协议已经全部履行。", "agreement_id", "PML 31")
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
    archived = "file_already_archived" if isinstance(track.situation, Archived) else None
    done = FollowUpDone(
        **stamp(command, track), irregularities=marked(archived),
        agreement_id=agreement.agreement_id if agreement else None, findings=body.findings, performed=body.performed,
        satisfied=body.satisfied, hidden_danger=body.hidden_danger,
    )  # fmt: skip
    stopped = stop_follow_ups(state, agreement.agreement_id, moment(command), reason="已回访") if agreement else []
    return [done, *stopped]


def routes_after_breach(agreement: AgreementRecord) -> tuple[str, ...]:
    """What stays open if urging fails: enforcement where a court confirmed the agreement (PML 33), else a suit (PML 32)."""
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
    archived = "file_already_archived" if isinstance(track.situation, Archived) else None
    return (archived, *effect.missing(state, agreement))


def _looked_after(
    state: CaseState, agreement: AgreementRecord, command: Command[RecordPerformance], *, in_full: bool
) -> list[Event]:
    if not in_full:
        return []
    return stop_follow_ups(state, agreement.agreement_id, moment(command), all_of_them=True, reason="协议已全部履行")
