"""Review, re-check and withdrawal by a petitioner's own link: the same rules as at the office, with the petitioner as declarer."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.petitions_handling import PetitionWithdrawalDeclared
from schemas.petitions_opinions import RecheckRequested, ReviewRequested
from schemas.petitions_values import OpinionStage
from services.jurisdiction.acts import not_found
from services.jurisdiction.declarations import saying
from services.jurisdiction.law import Law
from services.jurisdiction.roles import Role
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import RequestRecheck, RequestReview, RequestReviewByLink, WithdrawByLink
from services.petitions.domain.refusals import only_in, where_it_stands
from services.petitions.domain.rules.reviews import request_recheck, request_review
from services.petitions.domain.situations import Final, Opined, Over, Reviewed
from services.petitions.domain.state import CaseState, Petition


def review_by_link(state: CaseState, command: Command[RequestReviewByLink], law: Law) -> Answer:
    """Only of an opinion that is on file, and only where the unit above is known; otherwise an office has to look at it."""
    body, petition = command.body, state.petition
    if petition is None or Role.PUBLIC_WEB.value not in command.actor.roles:
        return not_found()
    if not _petitions(state, body.party_id):
        return Refused("not_the_petitioner", "只有信访人可以申请复查、复核。", "party_id", "XF 35")
    recheck = body.stage is OpinionStage.RECHECK
    if refused := only_in(petition, Reviewed if recheck else Opined):
        return refused
    above = _above(petition, law, recheck=recheck)
    if above is None:
        sentence = "原办理单位的上一级机关、单位需要由工作人员核对，请到信访窗口提出申请。"
        return Refused("reviewing_unit_unknown", sentence, source="XF 36" if recheck else "XF 35")
    told = {"occurred_at": body.occurred_at, "party_ids": (body.party_id,), "grounds": body.grounds}
    if recheck:
        request = RequestRecheck(**told, rechecking_unit=above)
        answer = request_recheck(state, petition, saying(command, request), law)
    else:
        answer = request_review(state, petition, saying(command, RequestReview(**told, reviewing_unit=above)), law)
    return answer if isinstance(answer, Refused) else tuple(_declared(event, body) for event in answer)


def withdraw_by_link(state: CaseState, command: Command[WithdrawByLink]) -> Answer:
    """Kept for the office, which looks at it and ends the petition or answers: nothing is ended by it, no limit stops."""
    body, petition = command.body, state.petition
    if petition is None or Role.PUBLIC_WEB.value not in command.actor.roles:
        return not_found()
    if not _petitions(state, body.party_id):
        return Refused("not_the_petitioner", "只有信访人可以撤回信访事项。", "party_id")
    if isinstance(petition.situation, Over | Final):
        return where_it_stands(petition)
    if body.party_id in petition.withdrawing:
        return Refused("withdrawal_declared", "您已经提出撤回，请等信访部门核对后答复。")
    declared = PetitionWithdrawalDeclared(
        **stamp(command, petition), party_id=body.party_id, reason=body.reason, by_link=body.by_link
    )
    return (declared,)


def _petitions(state: CaseState, party_id: str) -> bool:
    return party_id in [party.party_id for party in state.petitioners]


def _above(petition: Petition, law: Law, *, recheck: bool) -> str | None:
    """The next higher unit of who gave the last opinion; None where the tree of bodies does not tell."""
    last = petition.reviewing_unit if recheck else petition.unit
    known = law.organisation(last) if last else None
    return next((body.id for body in law.ancestors(known)), None) if known else None


def _declared(event: Event, body: RequestReviewByLink) -> Event:
    asked = isinstance(event, ReviewRequested | RecheckRequested)
    return event.model_copy(update={"by_link": body.by_link}) if asked else event
