"""Review and re-check (复查, 复核; XF 35, 36): asked for, not taken up, answered. After the re-check it is final."""

from collections.abc import Mapping

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.petitions_opinions import (
    RecheckOpinionIssued,
    RecheckRequested,
    ReviewOpinionIssued,
    ReviewRejected,
    ReviewRequested,
)
from schemas.petitions_values import OpinionStage, ReviewFinding
from services.jurisdiction.grounds import GroundKind
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import (
    IssueRecheckOpinion,
    IssueReviewOpinion,
    RejectReview,
    RequestRecheck,
    RequestReview,
)
from services.petitions.domain.irregularities import marked
from services.petitions.domain.refusals import only_in, unknown_ground, unknown_party
from services.petitions.domain.rules.grounds import grounds_on, left_open
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
from services.petitions.domain.state import CaseState, Opinion, Petition

_LIMIT: Mapping[OpinionStage, str] = {OpinionStage.REVIEW: clocks.REVIEW, OpinionStage.RECHECK: clocks.RECHECK}


def request_review(state: CaseState, petition: Petition, command: Command[RequestReview], law: Law) -> Answer:
    """The petitioner's act: recorded even late or without an opinion on file; the reviewing unit decides about it."""
    body, at = command.body, moment(command)
    refused = only_in(petition, Registered, WithUnit, Accepted, Handling, Opined) or _unknown(state, body.party_ids)
    if refused:
        return refused
    opinion = petition.latest(OpinionStage.HANDLING)
    who = _who(state, body.party_ids)
    marks = _request_marks(state, opinion, clocks.ASKING_FOR_REVIEW, who, at, "review_requested_late")
    higher = _not_higher(petition.unit, body.reviewing_unit, law)
    requested = ReviewRequested(
        **stamp(command, petition), irregularities=marked(*marks, higher),
        opinion_id=opinion.opinion_id if opinion else None, reviewing_unit=body.reviewing_unit, party_ids=who,
        grounds=body.grounds,
    )  # fmt: skip
    asked = _asked(state, opinion, clocks.ASKING_FOR_REVIEW, who, at, "已申请复查")
    return requested, *asked, *clocks.start(state, law, clocks.REVIEW, at)


def request_recheck(state: CaseState, petition: Petition, command: Command[RequestRecheck], law: Law) -> Answer:
    """As `request_review`, of the opinion on review."""
    body, at = command.body, moment(command)
    if refused := only_in(petition, Reviewed) or _unknown(state, body.party_ids):
        return refused
    opinion = petition.latest(OpinionStage.REVIEW)
    who = _who(state, body.party_ids)
    marks = _request_marks(state, opinion, clocks.ASKING_FOR_RECHECK, who, at, "recheck_requested_late")
    higher = _not_higher(petition.reviewing_unit, body.rechecking_unit, law)
    requested = RecheckRequested(
        **stamp(command, petition), irregularities=marked(*marks, higher),
        opinion_id=opinion.opinion_id if opinion else None, rechecking_unit=body.rechecking_unit, party_ids=who,
        grounds=body.grounds,
    )  # fmt: skip
    asked = _asked(state, opinion, clocks.ASKING_FOR_RECHECK, who, at, "已申请复核")
    return requested, *asked, *clocks.start(state, law, clocks.RECHECK, at)


def reject(state: CaseState, petition: Petition, command: Command[RejectReview], law: Law) -> Answer:
    """The request is not taken up, e.g. since it came too late; the opinion before it stands."""
    body = command.body
    recheck = body.stage is OpinionStage.RECHECK
    if refused := only_in(petition, UnderRecheck if recheck else UnderReview):
        return refused
    known = grounds_on(law, GroundKind.PETITION_REVIEW_NOT_ACCEPTED, command.occurred_at)
    if body.ground not in known and not left_open(state, body.ground):
        return unknown_ground(known)
    rejected = ReviewRejected(
        **stamp(command, petition), stage=body.stage, body=command.actor.organisation, ground=body.ground,
        reason=body.reason,
    )  # fmt: skip
    return rejected, *clocks.stop(state, _LIMIT[body.stage], moment(command), "不予受理复查、复核申请")


def issue_review(state: CaseState, petition: Petition, command: Command[IssueReviewOpinion], law: Law) -> Answer:
    """The reviewing unit's opinion; the right to the re-check is told."""
    body, at = command.body, moment(command)
    if refused := only_in(petition, UnderReview) or _not_told(state, body.finding):
        return refused
    marks = (
        *clocks.late(state, clocks.REVIEW, at, "review_opinion_late"),
        None if body.recheck_right_told else "recheck_right_not_told",
    )
    issued = ReviewOpinionIssued(
        **stamp(command, petition), irregularities=marked(*marks), opinion_id=str(command.derived_id("opinion")),
        reviewing_unit=petition.reviewing_unit or command.actor.organisation, number=body.number, finding=body.finding,
        facts=body.facts, answer=body.answer, recheck_right_told=body.recheck_right_told,
    )  # fmt: skip
    return issued, *clocks.stop(state, clocks.REVIEW, at, "已出具复查意见")


def issue_recheck(state: CaseState, petition: Petition, command: Command[IssueRecheckOpinion], law: Law) -> Answer:
    """Final: same facts and reasons are no longer accepted (XF 36)."""
    body, at = command.body, moment(command)
    if refused := only_in(petition, UnderRecheck) or _not_told(state, body.finding):
        return refused
    if petition.hearing is not None:
        return Refused("hearing_open", "听证正在进行，请先登记听证结束。", source="XF 36")
    issued = RecheckOpinionIssued(
        **stamp(command, petition), irregularities=marked(*clocks.late(state, clocks.RECHECK, at, "recheck_opinion_late")),
        opinion_id=str(command.derived_id("opinion")),
        rechecking_unit=petition.rechecking_unit or command.actor.organisation, number=body.number,
        finding=body.finding, facts=body.facts, answer=body.answer,
    )  # fmt: skip
    return issued, *clocks.stop_all(state, at, "已出具复核意见", answered=(clocks.RECHECK,))


def _not_told(state: CaseState, finding: ReviewFinding) -> Refused | None:
    """Only the source of a played public case may leave it open."""
    if finding is not ReviewFinding.NOT_STATED or state.is_story:
        return None
    return Refused("finding_not_told", "请写明复查、复核结论：维持、变更或者撤销。", "finding", "XF 35–36")


def _who(state: CaseState, party_ids: tuple[str, ...]) -> tuple[str, ...]:
    return party_ids or tuple(party.party_id for party in state.petitioners)


def _unknown(state: CaseState, party_ids: tuple[str, ...]) -> Refused | None:
    unknown = tuple(party_id for party_id in party_ids if state.party(party_id) is None)
    return unknown_party(unknown) if unknown else None


def _request_marks(
    state: CaseState, opinion: Opinion | None, limit: str, who: tuple[str, ...], at: Moment, code: str
) -> tuple[str | None, ...]:
    if opinion is None:
        return ("no_opinion_on_file",)
    subjects = [f"{opinion.opinion_id}/{one}" for one in who if one in opinion.served]
    return code if any(clocks.is_past(state, limit, at, subject=one) for one in subjects) else None, (
        "recorded_late" if any(clocks.is_late_entry(state, limit, at, subject=one) for one in subjects) else None
    )


def _asked(
    state: CaseState, opinion: Opinion | None, limit: str, who: tuple[str, ...], at: Moment, reason: str
) -> tuple[Event, ...]:
    """The limits of those who asked end; the others' run on."""
    if opinion is None:
        return ()
    subjects = [f"{opinion.opinion_id}/{one}" for one in who]
    return tuple(event for one in subjects for event in clocks.stop(state, limit, at, reason, subject=one))


def _not_higher(lower: str | None, upper: str, law: Law) -> str | None:
    """The code where both bodies are known and `upper` does not stand above `lower`; nobody else is judged."""
    below = law.organisation(lower) if lower else None
    if below is None or law.organisation(upper) is None:
        return None
    return None if any(body.id == upper for body in law.ancestors(below)) else "wrong_reviewing_unit"
