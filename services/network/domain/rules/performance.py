"""After the agreement: performed, broken, looked after (PML 31)."""

from schemas.command import Command, Refused
from schemas.network import BreachReported, FollowUpDone, PerformanceRecorded
from services.network.domain.agreement import AgreementRecord
from services.network.domain.answers import Answer, stamp
from services.network.domain.commands import FollowUp, RecordPerformance, ReportBreach
from services.network.domain.irregularities import marked
from services.network.domain.refusals import no_agreement, not_ours_yet
from services.network.domain.rules.agreements import missing
from services.network.domain.state import CaseState, Track


def record_performance(state: CaseState, track: Track, command: Command[RecordPerformance]) -> Answer:
    """What was agreed was done; of an agreement that does not bind it is marked."""
    body = command.body
    agreement = _about(track, body.agreement_id, body.item_ids)
    if isinstance(agreement, Refused):
        return agreement
    return (
        PerformanceRecorded(
            **stamp(command, track), irregularities=marked(*missing(state, agreement)),
            agreement_id=agreement.agreement_id, performance=body.performance, item_ids=body.item_ids,
            proof=body.proof, persons=body.persons,
        ),
    )  # fmt: skip


def report_breach(state: CaseState, track: Track, command: Command[ReportBreach]) -> Answer:
    """It was not kept."""
    body = command.body
    agreement = _about(track, body.agreement_id, body.item_ids)
    if isinstance(agreement, Refused):
        return agreement
    return (
        BreachReported(
            **stamp(command, track), irregularities=marked(*missing(state, agreement)),
            agreement_id=agreement.agreement_id, what=body.what, item_ids=body.item_ids,
        ),
    )  # fmt: skip


def follow_up(state: CaseState, track: Track, command: Command[FollowUp]) -> Answer:
    """The body looked again."""
    body = command.body
    agreement = _about(track, body.agreement_id, ())
    if isinstance(agreement, Refused):
        return agreement
    return (
        FollowUpDone(
            **stamp(command, track), irregularities=marked(*missing(state, agreement)),
            agreement_id=agreement.agreement_id, findings=body.findings, performed=body.performed,
            satisfied=body.satisfied, hidden_danger=body.hidden_danger,
        ),
    )  # fmt: skip


def _about(track: Track, agreement_id: str | None, item_ids: tuple[str, ...]) -> AgreementRecord | Refused:
    if refused := not_ours_yet(track):
        return refused
    agreement = track.latest_agreement(agreement_id)
    if agreement is None:
        return no_agreement()
    known = [item.item_id for item in agreement.terms.items]
    unknown = [item_id for item_id in item_ids if item_id not in known]
    if unknown:
        return Refused("unknown_item", "协议中没有这一履行事项，请核对。", "item_ids", parameters={"item_ids": unknown})
    return agreement
