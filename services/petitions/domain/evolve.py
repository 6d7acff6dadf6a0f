"""What is true afterwards: the table of contents of the folds. Events of unknown rounds leave the state as it is."""

from schemas.base import Event
from schemas.clocks import ClockEvent
from schemas.petitions_custody import (
    CaseInformationUpdated,
    CustodyLost,
    CustodyReceived,
    Noted,
    OfferAccepted,
    OfferClosed,
    OfferReceived,
    OfferReturned,
    PetitionEvent,
)
from schemas.petitions_receiving import (
    AccusationHandedOver,
    AdmissionRejected,
    CompetenceDisputed,
    MediationReferred,
    ObjectionDecided,
    PetitionAccepted,
    PetitionDelivered,
    PetitionerNotified,
    PetitionForwarded,
    PetitionRegistered,
    RepeatPetitionRecorded,
    RepresentativesElected,
    ResponsibleUnitDesignated,
    SuggestionAnswered,
    TransferObjected,
)
from services.jurisdiction import clock_book
from services.petitions.domain.folds import handling, receiving, tracks
from services.petitions.domain.state import CaseState


def evolve(state: CaseState, event: Event) -> CaseState:
    """The state after `event`. Never asks the law: dates and derivations stand in the events."""
    match event:
        case ClockEvent():
            return state.model_copy(update={"clocks": clock_book.evolve(state.clocks, event)})
        case Noted():
            return state.model_copy(update={"custody_heard": max(state.custody_heard, event.custody_number or 0)})
        case CaseInformationUpdated():
            return tracks.with_summary(state, event.case)
        case OfferReceived():
            return tracks.offered(state, event)
        case OfferAccepted():
            return tracks.offer_accepted(state, event)
        case OfferReturned() | OfferClosed():
            return tracks.offer_over(state, event)
        case CustodyReceived():
            return tracks.custody_received(state, event)
        case CustodyLost():
            return tracks.custody_lost(state, event)
        case PetitionEvent():
            return _petition(state, event)
        case _:
            return state


def _petition(state: CaseState, event: PetitionEvent) -> CaseState:
    match event:
        case PetitionRegistered():
            return receiving.registered(state, event)
        case RepeatPetitionRecorded():
            return receiving.repeated(state, event)
        case PetitionAccepted():
            return receiving.accepted(state, event)
        case (
            RepresentativesElected()
            | PetitionForwarded()
            | PetitionDelivered()
            | MediationReferred()
            | TransferObjected()
            | ObjectionDecided()
            | PetitionerNotified()
            | AdmissionRejected()
            | CompetenceDisputed()
            | ResponsibleUnitDesignated()
            | AccusationHandedOver()
            | SuggestionAnswered()
        ):
            return receiving.changed(state, event)
        case _ if state.petition is not None:
            after = handling.handled(state.petition, event)
            return handling.finality(state.model_copy(update={"petition": after}), event)
        case _:
            return state
