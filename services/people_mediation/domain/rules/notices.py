"""Serving the round's written notices on the parties (送达; PML 26, R75 24), and telling of judicial confirmation (MED 39)."""

from schemas.command import Command, Refused
from schemas.people_mediation import ConfirmationRightTold, NoticeServed
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.commands import ServeNotice, TellConfirmationRight
from services.people_mediation.domain.refusals import no_agreement, unknown_party
from services.people_mediation.domain.state import CaseState, Track


def serve_notice(state: CaseState, track: Track, command: Command[ServeNotice], law: Law) -> Answer:
    """One party received the notice; a service that does not count leaves it to be served."""
    body = command.body
    issued = track.notice(body.notice)
    if issued is None:
        return Refused("notice_not_issued", "本轮调解没有作出这份通知，请先终止调解或者退回移交并告知途径。", "notice")
    party = state.party(body.party_id)
    if party is None:
        return unknown_party((body.party_id,))
    if party.party_id in (state.current_id(served) for served in issued.served):
        return Refused("notice_already_served", "这份通知已经送达给该当事人，不能重复登记。", "party_id")
    if moment(command).is_before(issued.issued):
        return Refused("served_before_notice", "送达时间早于作出通知的时间，请核对实际送达的时间。", "occurred_at")
    judged = law.served(body.service, command.occurred_at)
    served = NoticeServed(
        **stamp(command, track), irregularities=judged.irregularities, notice=body.notice, party_id=party.party_id,
        service=judged.service,
    )  # fmt: skip
    return (served,)


def tell_confirmation_right(state: CaseState, track: Track, command: Command[TellConfirmationRight]) -> Answer:
    """A fact, told with the agreement or later; told again it stands twice, which does no harm."""
    body = command.body
    agreement = track.latest_agreement(body.agreement_id)
    if agreement is None:
        return no_agreement()
    told = tuple(state.current_id(party_id) for party_id in body.party_ids or agreement.party_ids)
    if unknown := tuple(party_id for party_id in told if state.party(party_id) is None):
        return unknown_party(unknown)
    return (
        ConfirmationRightTold(
            **stamp(command, track), agreement_id=agreement.agreement_id, party_ids=told, orally=body.orally
        ),
    )
