"""What is true afterwards: the table of contents of the folds. Events of unknown rounds leave the state as it is."""

from schemas import administrative_mediation as told
from schemas.administrative_mediation import TrackEvent
from schemas.base import Event
from schemas.clocks import ClockEvent
from services.administrative_mediation.domain.folds import agreements, case, proceedings, rounds
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction import clock_book


def evolve(state: CaseState, event: Event) -> CaseState:
    """The state after `event`. Never asks the law: dates and derivations stand in the events."""
    match event:
        case ClockEvent():
            return state.model_copy(update={"clocks": clock_book.evolve(state.clocks, event)})
        case told.Noted():
            return case.noted(state, event)
        case told.CaseInformationUpdated():
            return case.with_summary(state, event.case)
        case told.OfferReceived():
            return _put(case.with_summary(state, event.case), rounds.offered(event))
        case told.OfferClosed():
            return _put(state, rounds.offer_over(state.tracks.get(event.track_id), event))
        case told.CustodyReceived():
            here = case.custody_told(case.with_summary(state, event.case), event)
            return _put(here, rounds.custody_received(state.tracks.get(event.track_id), event))
        case TrackEvent() if (track := state.tracks.get(event.track_id)) is not None:
            known = case.custody_told(state, event) if isinstance(event, told.CustodyLost) else state
            return _put(known, _round(track, event))
        case _:
            return state


def _put(state: CaseState, track: Track) -> CaseState:
    return state.model_copy(update={"tracks": {**state.tracks, track.track_id: track}})


def _round(track: Track, event: TrackEvent) -> Track:
    """The round after an event up to its acceptance."""
    match event:
        case told.OfferAccepted():
            return rounds.offer_accepted(track, event)
        case told.OfferReturned():
            return rounds.offer_over(track, event)
        case told.CustodyLost():
            return rounds.custody_lost(track, event)
        case told.ApplicationReceived():
            return rounds.application_received(track, event)
        case told.MatterClassified():
            return rounds.classified(track, event)
        case told.ApplicationRecorded():
            return rounds.application_recorded(track, event)
        case told.ApplicationExamined():
            return rounds.examined(track, event)
        case told.TransferRequested():
            return rounds.handing_over(track, event)
        case told.TransferReturned():
            return rounds.transfer_returned(track)
        case told.AgencyDesignated():
            return rounds.designated(track)
        case told.MediationNotAccepted():
            return rounds.not_accepted(track, event)
        case told.MediationAccepted():
            return rounds.taken_up(track, event)
        case told.DecisionNotified():
            return rounds.decision_told(track, event)
        case told.MediationOpened():
            return rounds.opened(track, event)
        case told.DamageFixed():
            return rounds.damage_fixed(track, event)
        case _:
            return _proceeding(track, event)


def _proceeding(track: Track, event: TrackEvent) -> Track:
    """The round after an event of the talks."""
    match event:
        case told.ConsentGiven() | told.ConsentRefused():
            return proceedings.consent_answered(track, event)
        case told.MediatorAssigned():
            return proceedings.mediator_assigned(track, event)
        case told.RecusalRequested():
            return proceedings.recusal_requested(track, event)
        case told.MediatorRecused():
            return proceedings.mediator_recused(track, event)
        case told.RightsNotified():
            return proceedings.rights_notified(track, event)
        case told.MeetingNotified():
            return proceedings.meeting_notified(track, event)
        case told.AppraisalStarted():
            return proceedings.appraisal_started(track, event)
        case told.AppraisalEnded():
            return proceedings.appraisal_ended(track, event)
        case told.SessionHeld():
            return proceedings.session_held(track, event)
        case _:
            return _agreement(track, event)


def _agreement(track: Track, event: TrackEvent) -> Track:
    """The round after an event of its agreements or its end; the rest (requests, urging, danger) only stands on file."""
    match event:
        case told.AgreementReached():
            return agreements.reached(track, event)
        case told.PartySigned() | told.RepresentedConsented() | told.MediatorSigned() | told.AgencySealed():
            return agreements.signed(track, event)
        case told.AgreementEffective():
            return agreements.effective(track, event)
        case told.PerformanceRecorded():
            return agreements.performed(track, event)
        case told.BreachReported():
            return agreements.breached(track, event)
        case told.FollowUpDone():
            return agreements.followed_up(track, event)
        case told.MediationTerminated():
            return agreements.terminated(track, event)
        case told.TerminationNotified():
            return agreements.termination_served(track, event)
        case told.AgencyDutyArose():
            return agreements.duty_arose(track, event)
        case told.AgencyDutyDischarged():
            return agreements.duty_discharged(track, event)
        case told.FileArchived():
            return agreements.archived(track, event)
        case _:
            return track
