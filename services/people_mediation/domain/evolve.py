"""What is true afterwards: the table of contents of the folds. Events of unknown rounds leave the state as it is."""

from schemas.base import Event
from schemas.clocks import ClockEvent
from schemas.people_mediation import (
    AgreementEffective,
    AgreementReached,
    BreachReported,
    CaseInformationUpdated,
    CommitteeSealed,
    ConfirmationRightTold,
    ConsentGiven,
    ConsentRefused,
    CustodyLost,
    CustodyReceived,
    EvidenceGathered,
    FileArchived,
    FileItem,
    FileItemAdded,
    FollowUpDone,
    MediationAccepted,
    MediationTerminated,
    MediatorAssigned,
    MediatorRecused,
    MediatorSigned,
    Noted,
    NoticeServed,
    OfferAccepted,
    OfferClosed,
    OfferReceived,
    OfferReturned,
    PartySigned,
    PerformanceRecorded,
    PerformanceUrged,
    RecusalRequested,
    RepresentedConsented,
    RightsNotified,
    SessionHeld,
    TrackEvent,
)
from services.jurisdiction import clock_book
from services.people_mediation.domain.folds import agreements, case, notices, rounds
from services.people_mediation.domain.state import CaseState, Track


def evolve(state: CaseState, event: Event) -> CaseState:
    """The state after `event`. Never asks the law: dates and derivations stand in the events."""
    match event:
        case ClockEvent():
            return state.model_copy(update={"clocks": clock_book.evolve(state.clocks, event)})
        case Noted():
            return case.noted(state, event)
        case CaseInformationUpdated():
            return case.with_summary(state, event.case)
        case OfferReceived():
            return _put(case.with_summary(state, event.case), rounds.offered(event))
        case OfferClosed():
            return _put(state, rounds.offer_over(state.tracks.get(event.track_id), event))
        case CustodyReceived():
            told = case.custody_told(case.with_summary(state, event.case), event)
            return _put(told, rounds.custody_received(state.tracks.get(event.track_id), event))
        case TrackEvent() if (track := state.tracks.get(event.track_id)) is not None:
            told = case.custody_told(state, event) if isinstance(event, CustodyLost) else state
            return _put(told, _round(track, event))
        case _:
            return state


def _put(state: CaseState, track: Track) -> CaseState:
    return state.model_copy(update={"tracks": {**state.tracks, track.track_id: track}})


def _round(track: Track, event: TrackEvent) -> Track:
    """The round after an event of its own."""
    match event:
        case OfferAccepted():
            return rounds.offer_accepted(track, event)
        case OfferReturned():
            return notices.issued(rounds.offer_over(track, event), event)
        case CustodyLost():
            return rounds.custody_lost(track, event)
        case ConsentGiven() | ConsentRefused():
            return rounds.consent_answered(track, event)
        case MediationAccepted():
            return rounds.taken_up(track, event)
        case MediatorAssigned():
            return rounds.mediator_assigned(track, event)
        case RecusalRequested():
            return rounds.recusal_requested(track, event)
        case MediatorRecused():
            return rounds.mediator_recused(track, event)
        case RightsNotified():
            return rounds.rights_notified(track, event)
        case EvidenceGathered():
            return rounds.with_item(track, FileItem.INVESTIGATION_RECORD)
        case SessionHeld():
            return rounds.session_held(track, event)
        case _:
            return _agreement(track, event)


def _agreement(track: Track, event: TrackEvent) -> Track:
    """The round after an event of its agreements or its end; the rest (requests, signs of danger) only stands on file."""
    match event:
        case AgreementReached():
            return agreements.reached(track, event)
        case PartySigned() | RepresentedConsented() | MediatorSigned() | CommitteeSealed():
            return agreements.signed(track, event)
        case AgreementEffective():
            return agreements.effective(track, event)
        case PerformanceRecorded():
            return agreements.performed(track, event)
        case BreachReported():
            return agreements.breached(track, event)
        case ConfirmationRightTold():
            return agreements.confirmation_told(track, event)
        case PerformanceUrged():
            return agreements.urged(track, event)
        case FollowUpDone():
            return agreements.followed_up(track, event)
        case MediationTerminated():
            return notices.issued(agreements.terminated(track, event), event)
        case NoticeServed():
            return notices.served(track, event)
        case FileItemAdded():
            return rounds.with_item(track, event.item)
        case FileArchived():
            return agreements.archived(track, event)
        case _:
            return track
