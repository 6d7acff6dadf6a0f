"""申诉复核: a body holds a review to be malicious or mistaken; the body above decides. The answer stays in the figures either way."""

from typing import Any

from schemas.base import Event
from schemas.clocks import ClockLapsed
from schemas.command import Command, Refused
from schemas.satisfaction import RatingSetAside
from schemas.satisfaction_rectification import (
    AppealDecided,
    RectificationClosed,
    RectificationEnd,
    RectificationNoted,
    ReviewAppealed,
    Trigger,
)
from services.jurisdiction import clock_book
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.rectification_commands import AppealReview, DecideAppeal
from services.satisfaction.domain.refusals import refuse
from services.satisfaction.domain.rules.handling import PLAN
from services.satisfaction.domain.rules.opening import RECTIFICATION, started
from services.satisfaction.domain.rules.standing import found, is_above
from services.satisfaction.domain.situations import ClosedMatter, FedBack
from services.satisfaction.domain.state import Answered, Final, Rectification, State

Answer = tuple[Event, ...] | Refused
APPEAL = "SV-5"


def appeal(state: State, command: Command[AppealReview], law: SatisfactionLaw) -> Answer:
    """申诉, once, by the responsible body; meanwhile its own clock stands still and that of the body above runs."""
    one = found(state, command, law)
    if isinstance(one, Refused):
        return one
    if one.trigger is not Trigger.RATING or command.actor.organisation != one.responsible_body:
        return refuse("no_appeal_here")
    if one.appeal is not None:
        return refuse("appealed_already")
    if isinstance(one.situation, FedBack | ClosedMatter):
        return refuse("appeal_too_late")
    body, at = command.body, command.occurred_at
    appealed = ReviewAppealed(**_told(one, command), grounds=body.grounds, evidence=body.evidence)
    paused = _paused(state, one, command)
    if isinstance(paused, Refused):
        return paused
    begun = started(state, APPEAL, one.rectification_id, at, law, assumed=body.occurred_at_assumed)
    return appealed, *paused, begun


def decide_appeal(state: State, command: Command[DecideAppeal], law: SatisfactionLaw) -> Answer:
    """复核, by a body above; to set a review aside takes evidence."""
    one = found(state, command, law)
    if isinstance(one, Refused):
        return one
    if one.appeal is None or one.appeal.decided:
        return refuse("no_appeal")
    if not is_above(command.actor.organisation, one, law):
        return refuse("own_appeal")
    body, at = command.body, command.occurred_at
    evidence = tuple(text.strip() for text in body.evidence if text.strip())
    if body.upheld and not evidence:
        return refuse("evidence_missing", "evidence")
    decided = AppealDecided(**_told(one, command), upheld=body.upheld, reason=body.reason, evidence=evidence)
    kept = state.clocks.latest(APPEAL, one.rectification_id)
    stopped = clock_book.stop(kept, at, "已作出复核决定", assumed=body.occurred_at_assumed)
    if not body.upheld:
        return decided, *stopped, *resumed(state, one, at, law)
    ended = [
        event
        for limit in (RECTIFICATION, PLAN)
        for event in clock_book.stop(state.clocks.running(limit, one.rectification_id), at, "申诉成立")
    ]
    closed = RectificationClosed(**_told(one, command), end=RectificationEnd.SET_ASIDE, evidence=evidence)
    return decided, *stopped, *ended, *_set_aside(state, one, command), closed


def lapsed(state: State, one: Rectification, lapse: ClockLapsed, law: SatisfactionLaw) -> tuple[Event, ...]:
    """Nobody decided in time: the matter goes on, so that an appeal cannot be used to wait."""
    if one.appeal is None or one.appeal.decided:
        return ()
    goes_on = RectificationNoted(
        occurred_at=lapse.occurred_at, rectification_id=one.rectification_id, what="appeal_undecided"
    )
    return goes_on, *resumed(state, one, lapse.occurred_at, law)


def resumed(state: State, one: Rectification, at: Any, law: SatisfactionLaw) -> tuple[Event, ...]:
    """The responsible body's clock goes on."""
    found_events: list[Event] = []
    for limit in (RECTIFICATION, PLAN):
        kept = state.clocks.running(limit, one.rectification_id)
        if kept is None or kept.status is not clock_book.ClockStatus.PAUSED:
            continue
        goes_on = clock_book.resume(law, kept, at, "申诉复核结束")
        if not isinstance(goes_on, Refused):
            found_events.append(goes_on)
    return tuple(found_events)


def _paused(state: State, one: Rectification, command: Command[AppealReview]) -> tuple[Event, ...] | Refused:
    """A clock that has lapsed already is not paused: the appeal comes after the limit and does not heal it."""
    found_events: list[Event] = []
    for limit in (RECTIFICATION, PLAN):
        kept = state.clocks.running(limit, one.rectification_id)
        if kept is None or kept.status is not clock_book.ClockStatus.RUNNING:
            continue
        stands = clock_book.pause(kept, command.occurred_at, "申诉复核期间")
        if isinstance(stands, Refused):
            return stands
        found_events.append(stands)
    return tuple(found_events)


def _set_aside(state: State, one: Rectification, command: Command[DecideAppeal]) -> tuple[Event, ...]:
    """The answer is shown as set aside; it is counted all the same (nothing is silently dropped)."""
    invitation = state.invitations.get(one.invitation_id or "")
    if invitation is None or not isinstance(invitation.situation, Answered | Final):
        return ()
    told = RatingSetAside(
        occurred_at=command.occurred_at, invitation_id=invitation.invitation_id, rectification_id=one.rectification_id,
        grade=invitation.situation.last, counted=invitation.counted,
    )  # fmt: skip
    return (told,)


def _told(one: Rectification, command: Command[Any]) -> dict[str, Any]:
    return {
        "occurred_at": command.occurred_at, "occurred_at_assumed": command.body.occurred_at_assumed,
        "rectification_id": one.rectification_id, "by_body": command.actor.organisation,
    }  # fmt: skip
