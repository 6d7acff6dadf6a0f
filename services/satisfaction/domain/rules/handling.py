"""Putting a bad review right: verify, decide what is done, feed back, close with evidence (domain.md section 5)."""

from datetime import datetime
from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.satisfaction import RatingAskedAgain
from schemas.satisfaction_deliveries import Purpose
from schemas.satisfaction_rectification import (
    RectificationClosed,
    RectificationEnd,
    Remedy,
    RemedyDecided,
    ResultFedBack,
    ReviewVerified,
    RevisitManner,
    Trigger,
)
from services.jurisdiction import clock_book
from services.jurisdiction.clock_fold import day_of
from services.satisfaction.domain import sending, validity
from services.satisfaction.domain.commands import Reach
from services.satisfaction.domain.irregularities import marked
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.rectification_commands import (
    CloseRectification,
    DecideRemedy,
    FeedBackResult,
    VerifyReview,
)
from services.satisfaction.domain.refusals import refuse
from services.satisfaction.domain.rules.opening import RECTIFICATION, started
from services.satisfaction.domain.rules.standing import found, only_in
from services.satisfaction.domain.situations import Decided, FedBack
from services.satisfaction.domain.state import Cancelled, Rectification, State

Answer = tuple[Event, ...] | Refused
PLAN = "SV-4"


def verify(state: State, command: Command[VerifyReview], law: SatisfactionLaw) -> Answer:
    """回访核实. Who agreed to be revisited has to be asked (100 % of named reviews); who did not is left alone."""
    one = found(state, command, law)
    if isinstance(one, Refused):
        return one
    wrong = only_in(one, "opened")
    if wrong is not None:
        return refuse("verified_already") if one.situation.kind == "verified" else wrong
    body = command.body
    by_file = body.manner is RevisitManner.FILE_REVIEW
    if not one.named and not by_file and one.trigger is Trigger.RATING:
        return refuse("review_is_anonymous", "manner")
    verified = ReviewVerified(
        **_told(one, command), manner=body.manner, established=body.established, findings=body.findings,
        irregularities=marked("named_not_revisited" if one.named and by_file else None),
    )  # fmt: skip
    return (verified,)


def decide_remedy(state: State, command: Command[DecideRemedy], law: SatisfactionLaw) -> Answer:
    """At once, by a dated plan within SV-4, or by an explanation that names its ground."""
    one = found(state, command, law)
    if isinstance(one, Refused):
        return one
    wrong = only_in(one, "verified")
    if wrong is not None:
        return refuse("remedy_decided") if one.situation.kind == "decided" else wrong
    body = command.body
    is_plan = body.remedy is Remedy.DATED_PLAN
    if body.remedy is Remedy.EXPLANATION and not body.basis.strip():
        return refuse("basis_missing", "basis")
    if is_plan and body.due_on is None:
        return refuse("plan_date_missing", "due_on")
    if not is_plan and body.due_on is not None:
        return refuse("date_without_plan", "due_on")
    decided = RemedyDecided(
        **_told(one, command), remedy=body.remedy, measures=body.measures, basis=body.basis, due_on=body.due_on
    )
    if not is_plan:
        return (decided,)
    return _planned(state, one, command, law, decided)


def _planned(
    state: State, one: Rectification, command: Command[DecideRemedy], law: SatisfactionLaw, decided: RemedyDecided
) -> Answer:
    """The plan takes the place of the five days: SV-2 ends, SV-4 runs, and the date promised lies within it."""
    at, assumed = command.occurred_at, command.body.occurred_at_assumed
    plan = started(state, PLAN, one.rectification_id, at, law, assumed=assumed)
    due_on, latest = decided.due_on, plan.clock.due
    if due_on is not None and (due_on < day_of(at) or (latest is not None and due_on > latest)):
        return refuse("plan_date_outside", "due_on", latest=str(latest) if latest else "", first=str(day_of(at)))
    stopped = clock_book.stop(_running(state, one), at, "已列入台账限期整改", assumed=assumed)
    return decided, *stopped, plan


def feed_back(state: State, command: Command[FeedBackResult], law: SatisfactionLaw) -> Answer:
    """反馈: the clocks end, and the person may rate once more."""
    one = found(state, command, law)
    if isinstance(one, Refused):
        return one
    wrong = only_in(one, "decided")
    if wrong is not None or not isinstance(one.situation, Decided):
        return wrong or refuse("remedy_not_decided")
    at, assumed = command.occurred_at, command.body.occurred_at_assumed
    late = one.situation.due_on is not None and day_of(at) > one.situation.due_on and not assumed
    fed_back = ResultFedBack(
        **_told(one, command), result=command.body.result, evidence=command.body.evidence,
        irregularities=marked("plan_not_kept" if late else None),
    )  # fmt: skip
    stopped = clock_book.stop(_running(state, one), at, "已反馈整改结果", assumed=assumed)
    return fed_back, *stopped, *_asked_again(state, one, command, law)


def close(state: State, command: Command[CloseRectification], law: SatisfactionLaw) -> Answer:
    """销号: nothing is closed without evidence."""
    one = found(state, command, law)
    if isinstance(one, Refused):
        return one
    if not isinstance(one.situation, FedBack):
        return only_in(one) or refuse("not_fed_back")
    evidence = tuple(text.strip() for text in command.body.evidence if text.strip())
    if not evidence:
        return refuse("evidence_missing", "evidence")
    explained = one.situation.remedy is Remedy.EXPLANATION
    end = RectificationEnd.EXPLAINED if explained else RectificationEnd.RECTIFIED
    return (RectificationClosed(**_told(one, command), end=end, evidence=evidence),)


def _asked_again(state: State, one: Rectification, command: Command[Any], law: SatisfactionLaw) -> tuple[Event, ...]:
    """The same invitation is open anew, so that one person has one rating; nobody is asked who cannot be."""
    invitation = state.invitations.get(one.invitation_id or "")
    if invitation is None or isinstance(invitation.situation, Cancelled):
        return ()
    at: datetime = command.occurred_at if state.story else command.recorded_at
    again = RatingAskedAgain(
        occurred_at=at, invitation_id=invitation.invitation_id, rectification_id=one.rectification_id
    )
    ended = validity.ends(state, at, invitation.invitation_id, "整改后重新邀请评价")
    begun = validity.begins(law, state, at, invitation.invitation_id, assumed=command.body.occurred_at_assumed)
    is_sent = invitation.delivery == Reach.MESSAGE
    return (
        again,
        *ended,
        begun,
        *sending.further(state, invitation.invitation_id, Purpose.RE_RATING, at, is_sent=is_sent),
    )


def _running(state: State, one: Rectification) -> clock_book.KeptClock | None:
    """The clock of the matter: the five days, or the plan's; also one that has lapsed."""
    plan = state.clocks.latest(PLAN, one.rectification_id)
    return plan or state.clocks.latest(RECTIFICATION, one.rectification_id)


def _told(one: Rectification, command: Command[Any]) -> dict[str, Any]:
    return {
        "occurred_at": command.occurred_at, "occurred_at_assumed": command.body.occurred_at_assumed,
        "rectification_id": one.rectification_id, "by_body": command.actor.organisation,
    }  # fmt: skip
