"""What is true after an event of satisfaction. Never asks the law; total."""

from schemas.base import Event
from schemas.clocks import ClockEvent
from schemas.satisfaction import (
    InvitationEvent,
    InvitationIssued,
    PartyNotReached,
    PetitionNotRated,
    PetitionSurveyDropped,
    PetitionSurveyHeld,
    PetitionTold,
)
from schemas.satisfaction_deliveries import DeliveryEvent
from schemas.satisfaction_links import LinkMessageEvent
from schemas.satisfaction_patterns import AnswerFlagged, AnswerSeen
from schemas.satisfaction_population import PopulationSurveyImported
from schemas.satisfaction_rectification import RectificationEvent, UnresolvedMatterReported
from services.jurisdiction import clock_book
from services.satisfaction.domain import link_messages, patterns, sending
from services.satisfaction.domain.folds import invitations, rectifications
from services.satisfaction.domain.petition_rating import told_to
from services.satisfaction.domain.state import State, not_reached_key


def evolve(state: State, event: Event) -> State:
    """The state after `event`; events that only tell something leave it as it is."""
    match event:
        case ClockEvent():
            return state.model_copy(update={"clocks": clock_book.evolve(state.clocks, event)})
        case PartyNotReached():
            key = not_reached_key(event.party_id, event.rated_body, event.reason)
            return state.model_copy(update={"not_reached": (*state.not_reached, key)})
        case InvitationIssued():
            return invitations.issued(state, event)
        case InvitationEvent() if event.invitation_id in state.invitations:
            return invitations.after(state, event)
        case DeliveryEvent():
            return sending.after(state, event)
        case LinkMessageEvent():
            return link_messages.after(state, event)
        case RectificationEvent():
            return rectifications.after(state, event)
        case PetitionTold():
            return state.model_copy(update={"petition": told_to(state.petition, event)})
        case PetitionSurveyHeld():
            return state.model_copy(update={"held": event.closing, "story": state.story or event.closing.story})
        case PetitionSurveyDropped() | PetitionNotRated():
            return state.model_copy(update={"held": None})
        case AnswerSeen():
            return state.model_copy(update={"watched": patterns.with_answer(state.watched, event)})
        case AnswerFlagged():
            return state.model_copy(update={"watched": patterns.flagged(state.watched, event)})
        case PopulationSurveyImported():
            return state.model_copy(update={"survey": True})
        case UnresolvedMatterReported():
            return state.model_copy(update={"reported": True})
        case _:
            return state
