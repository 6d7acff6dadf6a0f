"""The handling opinion and the service of every opinion (处理意见书, 送达; XF 32, 34-36)."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.petitions_opinions import HandlingOpinionIssued, OpinionServed
from schemas.petitions_values import OpinionDecision, OpinionStage, ReviewFinding
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import IssueHandlingOpinion, ServeOpinion
from services.petitions.domain.irregularities import marked
from services.petitions.domain.refusals import only_in, unknown_party
from services.petitions.domain.situations import (
    Accepted,
    Handling,
    Opined,
    Registered,
    Reviewed,
    UnderRecheck,
    UnderReview,
    WithUnit,
)
from services.petitions.domain.standing import Standing, standings
from services.petitions.domain.state import CaseState, Opinion, Petition

ASKING_AFTER = {OpinionStage.HANDLING: clocks.ASKING_FOR_REVIEW, OpinionStage.REVIEW: clocks.ASKING_FOR_RECHECK}
"""Which limit runs for the petitioner from the receipt of which opinion; none after the re-check."""

OPEN_AFTER = {OpinionStage.HANDLING: (Opined, UnderReview), OpinionStage.REVIEW: (Reviewed, UnderRecheck)}
"""While the petition stands here, the receipt of this opinion opens the way further; an older or ended one opens nothing."""


def issue(state: CaseState, petition: Petition, command: Command[IssueHandlingOpinion], law: Law) -> Answer:
    """A fact once it is written: what was left out before is marked. After a revoked one the unit gives a new opinion."""
    if refused := _no_place_for_opinion(petition):
        return refused
    body, at = command.body, moment(command)
    if body.decision is OpinionDecision.NOT_STATED and not state.is_story:
        return Refused("decision_not_told", "请写明处理意见：支持、解释或者不予支持。", "decision", "XF 32")
    opinion = HandlingOpinionIssued(
        **stamp(command, petition), irregularities=marked(*_irregular(state, petition, command, at)),
        opinion_id=str(command.derived_id("opinion")), responsible_unit=petition.unit or command.actor.organisation,
        number=body.number, decision=body.decision, facts=body.facts, basis=body.basis, answer=body.answer,
        review_right_told=body.review_right_told,
    )  # fmt: skip
    return opinion, *clocks.stop_all(state, at, "已出具处理意见书", answered=(clocks.HANDLING, clocks.SIMPLE_OPINION))


def serve(state: CaseState, petition: Petition, command: Command[ServeOpinion], law: Law) -> Answer:
    """One event per petitioner. Only a service that counts starts the limit for asking further."""
    body = command.body
    opinion = petition.latest() if body.opinion_id is None else petition.opinion(body.opinion_id)
    if opinion is None:
        return Refused("no_opinion", "没有这份意见书，请核对。", "opinion_id", "XF 32")
    if not _may_serve(petition, opinion, command, law):
        return Refused("not_entitled", "由出具意见的机关、单位送达，信访部门可以代为登记。", source="XF 32")
    party_ids = body.party_ids or tuple(party.party_id for party in state.petitioners)
    unknown = tuple(one for one in party_ids if state.party(one) is None)
    if unknown or not party_ids:
        return unknown_party(unknown)
    if already := [one for one in party_ids if one in opinion.served]:
        return Refused("already_served", "已经送达过。", "party_ids", parameters={"party_ids": already})
    at, served = moment(command), law.served(body.service, command.occurred_at)
    events: list[Event] = []
    for party_id in party_ids:
        one = OpinionServed(
            **stamp(command, petition), irregularities=served.irregularities, opinion_id=opinion.opinion_id,
            stage=opinion.stage, party_id=party_id, service=served.service,
        )  # fmt: skip
        events.append(one)
        if served.counts and isinstance(petition.situation, OPEN_AFTER.get(opinion.stage, ())):
            subject = f"{opinion.opinion_id}/{party_id}"
            events += clocks.start(state, law, ASKING_AFTER[opinion.stage], at, subject=subject)
    return events


def _no_place_for_opinion(petition: Petition) -> Refused | None:
    """Nothing before it is needed to record that it was given, but it cannot be given twice or for what went elsewhere."""
    last = petition.latest()
    if isinstance(petition.situation, Reviewed) and last is not None and last.finding is ReviewFinding.REVOKED:
        return None
    return only_in(petition, Registered, WithUnit, Accepted, Handling)


def _irregular(
    state: CaseState, petition: Petition, command: Command[IssueHandlingOpinion], at: Moment
) -> tuple[str | None, ...]:
    body = command.body
    untold = petition.notified is None and petition.identity_known
    return (
        "not_admitted" if petition.accepted is None else None,
        "not_classified" if petition.article is None else None,
        "petitioner_not_notified" if untold else None,
        *clocks.late(state, clocks.HANDLING, at, "opinion_late"),
        None if body.review_right_told else "review_right_not_told",
        "internal_seal" if body.internal_seal else None,
    )


def _may_serve(petition: Petition, opinion: Opinion, command: Command[ServeOpinion], law: Law) -> bool:
    """Whoever gave the opinion, and the office, which enters what units report."""
    own = command.actor.organisation
    return own == opinion.by_unit or Standing.OFFICE in standings(petition, own, law)
