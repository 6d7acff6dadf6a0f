"""What is true after an event of satisfaction. Never asks the law; total."""

from schemas.base import Event
from schemas.clocks import ClockEvent
from schemas.satisfaction import (
    InvitationEvent,
    InvitationExpired,
    InvitationIssued,
    InvitationReminded,
    PartyNotReached,
    RatingChanged,
    RatingGiven,
    SurveyCancelled,
)
from services.jurisdiction import clock_book
from services.satisfaction.domain.state import (
    Answered,
    Cancelled,
    Expired,
    Final,
    Invitation,
    Situation,
    State,
    Waiting,
    not_reached_key,
)


def evolve(state: State, event: Event) -> State:
    """The state after `event`; events that only tell something leave it as it is."""
    match event:
        case ClockEvent():
            return state.model_copy(update={"clocks": clock_book.evolve(state.clocks, event)})
        case PartyNotReached():
            key = not_reached_key(event.party_id, event.rated_body, event.reason)
            return state.model_copy(update={"not_reached": (*state.not_reached, key)})
        case InvitationIssued():
            return _with(state.model_copy(update={"story": state.story or event.story}), _issued(event))
        case InvitationEvent() if event.invitation_id in state.invitations:
            known = state.invitations[event.invitation_id]
            return _with(state, known.model_copy(update={"situation": _after(known.situation, event)}))
        case _:
            return state


def _after(situation: Situation, event: InvitationEvent) -> Situation:
    match event:
        case InvitationReminded() if isinstance(situation, Waiting):
            return Waiting(reminded=True)
        case RatingGiven():
            return Answered(first=event.grade, last=event.grade)
        case RatingChanged() if isinstance(situation, Answered | Final):
            return Answered(first=situation.first, last=event.grade)
        case InvitationExpired() if isinstance(situation, Answered):
            return Final(first=situation.first, last=situation.last)
        case InvitationExpired() if isinstance(situation, Waiting):
            return Expired()
        case SurveyCancelled():
            return Cancelled(at=event.occurred_at)
        case _:
            return situation


def _issued(event: InvitationIssued) -> Invitation:
    return Invitation(
        invitation_id=event.invitation_id, party_id=event.party_id, party_role=event.party_role,
        rated_body=event.rated_body,
    )  # fmt: skip


def _with(state: State, invitation: Invitation) -> State:
    return state.model_copy(update={"invitations": {**state.invitations, invitation.invitation_id: invitation}})
