"""Telling the petitioner, taking the petition up, or not (告知, 受理, 不予受理; XF 19, 23, 36)."""

from schemas.command import Command, Refused
from schemas.petitions_receiving import AdmissionRejected, PetitionAccepted, PetitionerNotified
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import AcceptPetition, NotifyPetitioner, RejectAdmission
from services.petitions.domain.irregularities import marked, receipt_missing
from services.petitions.domain.refusals import only_in, unknown_ground
from services.petitions.domain.rules.grounds import grounds_on, left_open
from services.petitions.domain.situations import Accepted, Over, Registered, WithUnit
from services.petitions.domain.state import CaseState, Petition


def notify_petitioner(state: CaseState, petition: Petition, command: Command[NotifyPetitioner], law: Law) -> Answer:
    """In writing, on the spot where possible; the office's own notice ends its 15 days as well (XF 22)."""
    if isinstance(petition.situation, Over):
        return only_in(petition) or ()
    if petition.notified is not None:
        return Refused("already_notified", "已经告知过信访人。", source="XF 23")
    body, at = command.body, moment(command)
    own = command.actor.organisation == petition.office and petition.unit is None
    limit = clocks.FORWARDING if own else clocks.NOTICE
    notified = PetitionerNotified(
        **stamp(command, petition), irregularities=marked(
            *clocks.late(state, limit, at, "notified_late"), None if own else receipt_missing(petition)
        ),
        by_body=command.actor.organisation, way_told=body.way_told, on_the_spot=body.on_the_spot,
        query_code_told=body.query_code_told,
    )  # fmt: skip
    return notified, *clocks.stop(state, limit, at, "已书面告知信访人")


def accept_petition(state: CaseState, petition: Petition, command: Command[AcceptPetition], law: Law) -> Answer:
    """Taken up by the unit. What is final, or with a superior or inferior already, is not (XF 19, 36)."""
    if state.final:
        return Refused(
            "matter_final", "复核意见已经出具，同一事实和理由的请求不再受理；疏导和帮扶继续进行。", source="XF 36"
        )
    if refused := only_in(petition, WithUnit):
        return refused
    at = moment(command)
    late = clocks.is_past(state, clocks.NOTICE, at)
    unit = petition.unit or petition.office
    accepted = PetitionAccepted(
        **stamp(command, petition), irregularities=marked("accepted_late" if late else None, receipt_missing(petition)),
        responsible_unit=unit,
        first_handler=state.first_handler or unit,
    )  # fmt: skip
    return accepted, *clocks.stop_several(state, (clocks.OBJECTION, clocks.SIMPLE_ACCEPTANCE), at, "已受理")


def reject_admission(state: CaseState, petition: Petition, command: Command[RejectAdmission], law: Law) -> Answer:
    """Not taken up: with a ground the law gives, and the right way told where there is one."""
    body, at = command.body, moment(command)
    if refused := only_in(petition, Registered, WithUnit, Accepted):
        return refused
    known = grounds_on(law, GroundKind.PETITION_NOT_ACCEPTED, command.occurred_at)
    if body.ground not in known and not left_open(state, body.ground):
        return unknown_ground(known)
    if body.ground in _NEEDS_ROUTE and not body.routes:
        return Refused("routes_not_told", "须告知信访人应当通过的法定途径，请填写已告知的途径。", "routes", "XF 31")
    rejected = AdmissionRejected(
        **stamp(command, petition), irregularities=marked(*clocks.late(state, clocks.NOTICE, at, "notified_late")),
        body=command.actor.organisation, ground=body.ground, reason=body.reason, number=body.number, routes=body.routes,
    )  # fmt: skip
    return rejected, *clocks.stop_all(state, at, "不予受理", answered=(clocks.FORWARDING, clocks.NOTICE))


_NEEDS_ROUTE = ("litigation_related", "statutory_route")
