"""What is true afterwards: the table of contents of the folds. Events of unknown rounds leave the state as it is."""

from schemas.base import Event
from schemas.clocks import ClockEvent
from schemas.network import (
    AgreementEffective,
    AgreementReached,
    AppraisalEnded,
    AppraisalStarted,
    BodySealed,
    BreachReported,
    CaseInformationUpdated,
    ConsentGiven,
    ConsentRefused,
    CustodyLost,
    CustodyReceived,
    FeeAgreed,
    FollowUpDone,
    HandledElsewhere,
    MediationAccepted,
    MediationTerminated,
    MediatorAssigned,
    MediatorRecused,
    MediatorSigned,
    Noted,
    OfferAccepted,
    OfferClosed,
    OfferReceived,
    OfferReturned,
    PartySigned,
    PerformanceRecorded,
    ReferralEvent,
    RegisterEvent,
    RelationDeclared,
    RelationLifted,
    RightsNotified,
    SessionHeld,
    TrackEvent,
)
from services.jurisdiction import clock_book
from services.jurisdiction.network_register import entered
from services.network.domain.folds import agreements, case, rounds
from services.network.domain.state import CaseState, Track


def evolve(state: CaseState, event: Event) -> CaseState:
    """The state after `event`. Never asks the law: dates and derivations stand in the events."""
    match event:
        case RegisterEvent():
            return state.model_copy(update={"body_register": entered(state.body_register, event)})
        case ClockEvent():
            return state.model_copy(update={"clocks": clock_book.evolve(state.clocks, event)})
        case ReferralEvent():
            return case.referral(state, event)
        case Noted():
            return case.noted(state, event)
        case HandledElsewhere():
            return case.handled_elsewhere(state, event)
        case CaseInformationUpdated():
            return case.with_summary(state, event.case)
        case RelationDeclared():
            return case.relation_declared(state, event)
        case RelationLifted():
            return case.relation_lifted(state, event)
        case TrackEvent():
            return _of_round(state, event)
        case _:
            return state


def _of_round(state: CaseState, event: TrackEvent) -> CaseState:
    known = state.tracks.get(event.track_id)
    match event:
        case OfferReceived():
            return _put(case.with_summary(state, event.case), rounds.offered(event))
        case OfferClosed():
            return _put(state, rounds.offer_over(known, event))
        case CustodyReceived():
            told = case.custody_told(case.with_summary(state, event.case), event)
            return _put(told, rounds.custody_received(known, event))
        case MediatorRecused():
            told = case.recused_elsewhere(state, event)
            return _put(told, rounds.mediator_recused(known, event)) if known is not None else told
        case _ if known is None:
            return state
        case _:
            told = case.custody_told(state, event) if isinstance(event, CustodyLost) else state
            return _put(told, _round(known, event))


def _put(state: CaseState, track: Track) -> CaseState:
    return state.model_copy(update={"tracks": {**state.tracks, track.track_id: track}})


def _round(track: Track, event: TrackEvent) -> Track:
    """The round after an event of its own."""
    match event:
        case OfferAccepted():
            return rounds.offer_accepted(track, event)
        case OfferReturned():
            return rounds.offer_over(track, event)
        case CustodyLost():
            return rounds.custody_lost(track, event)
        case ConsentGiven() | ConsentRefused():
            return rounds.consent_answered(track, event)
        case MediationAccepted():
            return rounds.taken_up(track, event)
        case MediatorAssigned():
            return rounds.mediator_assigned(track, event)
        case RightsNotified():
            return rounds.rights_notified(track, event)
        case SessionHeld():
            return rounds.session_held(track, event)
        case AppraisalStarted():
            return rounds.appraisal_started(track, event)
        case AppraisalEnded():
            return rounds.appraisal_ended(track)
        case FeeAgreed():
            return rounds.fee_agreed(track)
        case _:
            return _agreement(track, event)


def _agreement(track: Track, event: TrackEvent) -> Track:
    """The round after an event of its agreements or its end; the rest only stands on file."""
    match event:
        case AgreementReached():
            return agreements.reached(track, event)
        case PartySigned() | MediatorSigned() | BodySealed():
            return agreements.signed(track, event)
        case AgreementEffective():
            return agreements.effective(track, event)
        case PerformanceRecorded():
            return agreements.performed(track, event)
        case BreachReported():
            return agreements.breached(track, event)
        case FollowUpDone():
            return agreements.followed_up(track, event)
        case MediationTerminated():
            return agreements.terminated(track, event)
        case _:
            return track
