"""Passing a petition to the unit that has to handle it, and the unit's objection (转送, 交办, 报告, 异议退回; XF 22-25)."""

from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.petitions_receiving import ObjectionDecided, PetitionForwarded, PetitionReported, TransferObjected
from schemas.petitions_values import PetitionKind, TransferManner
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import DecideObjection, ForwardPetition, ObjectToTransfer, ReportPetition
from services.petitions.domain.irregularities import marked, receipt_missing
from services.petitions.domain.refusals import only_in
from services.petitions.domain.rules.sealing import not_to_the_accused
from services.petitions.domain.situations import Objected, Over, Registered, WithUnit
from services.petitions.domain.state import CaseState, Petition


def forward(state: CaseState, petition: Petition, command: Command[ForwardPetition], law: Law) -> Answer:
    """To the unit, or to the office itself. Within the system it arrives at once; on paper the limits wait for the receipt."""
    if refused := only_in(petition, Registered) or _cannot_go(petition, command, law):
        return refused
    body, at = command.body, moment(command)
    sent = PetitionForwarded(
        **stamp(command, petition), irregularities=marked(*clocks.late(state, clocks.FORWARDING, at, "forwarded_late")),
        from_body=petition.office, responsible_unit=body.responsible_unit, manner=body.manner, materials=body.materials,
        requirements=body.requirements, report_due=body.report_due, by_superior=body.by_superior,
        arrives_later=body.arrives_later and body.responsible_unit != petition.office,
    )  # fmt: skip
    return sent, *passed_on(
        state, petition, command, law, body.responsible_unit, delivered=not sent.arrives_later
    )  # fmt: skip


def passed_on(
    state: CaseState, petition: Petition, command: Command[Any], law: Law, unit: str, *, delivered: bool = True
) -> tuple[Event, ...]:
    """What follows from the unit having it: the office's limit ends, notice and objection begin.

    No notice to somebody whose name or address is not known (XF 23), no objection against oneself. What the office handles
    itself it received when it received the petition.
    """
    at = moment(command)
    done = clocks.stop_several(state, (clocks.FORWARDING, clocks.SIMPLE_HOP), at, "已转送、交办")
    if not delivered:
        return done
    own = unit == petition.office
    notice = () if is_told(petition) else clocks.start(state, law, clocks.NOTICE, petition.received if own else at, at)
    objection = () if own else clocks.start(state, law, clocks.OBJECTION, at)
    return *done, *notice, *objection


def is_told(petition: Petition) -> bool:
    """Nobody is left to be told in writing (XF 23)."""
    return petition.notified is not None or not petition.identity_known


def report(state: CaseState, petition: Petition, command: Command[ReportPetition], law: Law) -> Answer:
    """Grave or urgent: told upwards at once; it changes nothing in the handling (XF 25)."""
    body = command.body
    if isinstance(petition.situation, Over):
        return only_in(petition) or ()
    return (
        PetitionReported(
            **stamp(command, petition), reported_to=body.reported_to, measures=body.measures, reason=body.reason
        ),
    )


def object_to_transfer(
    state: CaseState, petition: Petition, command: Command[ObjectToTransfer], law: Law
) -> Answer:  # fmt: skip
    """The unit says that it is not competent; entered late it is marked, and the sender decides all the same."""
    if refused := only_in(petition, WithUnit):
        return refused
    if petition.unit is None or petition.unit == petition.office:
        return Refused("own_matter", "由本机构直接办理的信访事项没有转送单位，不能提出异议。", source="XF 23")
    body, at = command.body, moment(command)
    objected = TransferObjected(
        **stamp(command, petition), irregularities=marked(
            *clocks.late(state, clocks.OBJECTION, at, "objection_late"), receipt_missing(petition)
        ),
        responsible_unit=petition.unit, reason=body.reason, proposed_unit=body.proposed_unit,
    )  # fmt: skip
    return objected, *clocks.stop(state, clocks.OBJECTION, at, "已提出异议")


def decide_objection(state: CaseState, petition: Petition, command: Command[DecideObjection], law: Law) -> Answer:
    """Approved, it is back in the register and the unit owes no notice; rejected, it stays with the unit."""
    if refused := only_in(petition, Objected):
        return refused
    body = command.body
    if not body.approved and not body.reason:
        return Refused("reason_missing", "不同意退回的，请说明理由。", "reason", "XF 23")
    decided = ObjectionDecided(
        **stamp(command, petition), responsible_unit=petition.unit or "", approved=body.approved, reason=body.reason
    )
    ended = (clocks.NOTICE, clocks.SIMPLE_ACCEPTANCE)
    stopped = clocks.stop_several(state, ended, moment(command), "信访事项已退回") if body.approved else ()
    return decided, *stopped


def _cannot_go(petition: Petition, command: Command[ForwardPetition], law: Law) -> Refused | None:
    body = command.body
    if petition.kind is PetitionKind.ACCUSATION:
        return not_to_the_accused(petition, body.responsible_unit, law, "responsible_unit")
    if body.manner is TransferManner.ASSIGN_WITH_REPORT and body.report_due is None:
        return Refused("report_due_missing", "交办须写明反馈办理结果的期限。", "report_due", "XF 22")
    return None
