"""Review and re-check asked for by a petitioner's own link: the same rules as at the office, with the petitioner as declarer."""

from typing import TypeVar

from schemas.base import Event
from schemas.command import Command, CommandBody, Refused
from schemas.petitions_opinions import RecheckRequested, ReviewRequested
from schemas.petitions_values import OpinionStage
from services.jurisdiction.acts import not_found
from services.jurisdiction.law import Law
from services.jurisdiction.roles import Role
from services.petitions.domain.answers import Answer
from services.petitions.domain.commands import RequestRecheck, RequestReview, RequestReviewByLink
from services.petitions.domain.refusals import only_in
from services.petitions.domain.rules.reviews import request_recheck, request_review
from services.petitions.domain.situations import Opined, Reviewed
from services.petitions.domain.state import CaseState, Petition

Body = TypeVar("Body", bound=CommandBody)


def review_by_link(state: CaseState, command: Command[RequestReviewByLink], law: Law) -> Answer:
    """Only of an opinion that is on file, and only where the unit above is known; otherwise an office has to look at it."""
    body, petition = command.body, state.petition
    if petition is None or Role.PUBLIC_WEB.value not in command.actor.roles:
        return not_found()
    if body.party_id not in [party.party_id for party in state.petitioners]:
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
        answer = request_recheck(state, petition, _saying(command, request), law)
    else:
        answer = request_review(state, petition, _saying(command, RequestReview(**told, reviewing_unit=above)), law)
    return answer if isinstance(answer, Refused) else tuple(_declared(event, body) for event in answer)


def _above(petition: Petition, law: Law, *, recheck: bool) -> str | None:
    """The next higher unit of who gave the last opinion; None where the tree of bodies does not tell."""
    last = petition.reviewing_unit if recheck else petition.unit
    known = law.organisation(last) if last else None
    return next((body.id for body in law.ancestors(known)), None) if known else None


def _declared(event: Event, body: RequestReviewByLink) -> Event:
    asked = isinstance(event, ReviewRequested | RecheckRequested)
    return event.model_copy(update={"by_link": body.by_link}) if asked else event


def _saying(command: Command[RequestReviewByLink], body: Body) -> Command[Body]:
    """The same act in the words of the office."""
    return Command(command.id, command.case_code, command.actor, command.recorded_at, body)
