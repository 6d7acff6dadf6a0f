"""Invitations after an event: each stays in one named situation."""

from schemas.satisfaction import (
    CountedUnder,
    InvitationEvent,
    InvitationExpired,
    InvitationIssued,
    InvitationReminded,
    RatingAskedAgain,
    RatingChanged,
    RatingGiven,
    RatingMarked,
    SurveyCancelled,
)
from services.satisfaction.domain.issuing import month_of
from services.satisfaction.domain.state import (
    Answered,
    Cancelled,
    Expired,
    Final,
    Invitation,
    Situation,
    State,
    Waiting,
)


def issued(state: State, event: InvitationIssued) -> State:
    """One more invitation."""
    counted = CountedUnder(
        month=month_of(event.occurred_at), rated_body=event.rated_body, party_role=event.party_role, channel=event.channel,
        dispute_type=event.dispute_type, result=event.result, story=event.story,
    )  # fmt: skip
    made = Invitation(
        invitation_id=event.invitation_id, party_id=event.party_id, party_role=event.party_role,
        rated_body=event.rated_body, delivery=event.delivery, counted=counted, remind_at=event.remind_at,
    )  # fmt: skip
    return _with(state.model_copy(update={"story": state.story or event.story, "held": None}), made)


def after(state: State, event: InvitationEvent) -> State:
    """The invitation of `event`, which is known, after it."""
    known = state.invitations[event.invitation_id]
    changed = known.model_copy(update={"situation": _situation(known.situation, event)})
    match event:
        case RatingGiven():
            changed = changed.model_copy(update={"simulated": event.simulated, "named": event.named})
        case RatingChanged():
            told = {"simulated": known.simulated or event.simulated, "named": event.named, "asked_again": False}
            changed = changed.model_copy(update=told)
        case RatingMarked():
            changed = changed.model_copy(update={"marks": (*known.marks, event.pattern)})
        case RatingAskedAgain():
            changed = changed.model_copy(update={"asked_again": True})
        case InvitationExpired():
            changed = changed.model_copy(update={"asked_again": False})
    return _with(state, changed)


def _situation(situation: Situation, event: InvitationEvent) -> Situation:
    match event:
        case InvitationReminded() if isinstance(situation, Waiting):
            return Waiting(reminded=(*situation.reminded, event.round.value))
        case RatingGiven():
            return Answered(first=event.grade, last=event.grade)
        case RatingChanged() if isinstance(situation, Answered | Final):
            return Answered(first=situation.first, last=event.grade)
        case RatingAskedAgain() if isinstance(situation, Final):
            return Answered(first=situation.first, last=situation.last)
        case RatingAskedAgain() if isinstance(situation, Expired):
            return Waiting(reminded=("reminder", "follow_up"))
        case InvitationExpired() if isinstance(situation, Answered):
            return Final(first=situation.first, last=situation.last)
        case InvitationExpired() if isinstance(situation, Waiting):
            return Expired()
        case SurveyCancelled():
            return Cancelled(at=event.occurred_at)
        case _:
            return situation


def _with(state: State, invitation: Invitation) -> State:
    return state.model_copy(update={"invitations": {**state.invitations, invitation.invitation_id: invitation}})
