"""Rounds after consent, officials, notices, sessions and appraisals."""

from schemas.administrative_mediation import (
    AppraisalEnded,
    AppraisalStarted,
    ConsentGiven,
    ConsentRefused,
    MediatorAssigned,
    MediatorRecused,
    MeetingNotified,
    RecusalRequested,
    RightsNotified,
    SessionHeld,
)
from services.administrative_mediation.domain.agreement import Kept
from services.administrative_mediation.domain.situations import Appraising, ConsentPending, InMediation
from services.administrative_mediation.domain.state import Consent, MediatorOfRound, MeetingNotice, Track
from services.jurisdiction.moments import moment_of


def consent_answered(track: Track, event: ConsentGiven | ConsentRefused) -> Track:
    """The last answer of a party counts."""
    answer = Consent(given=isinstance(event, ConsentGiven))
    others = {party_id: consent for party_id, consent in track.consents.items() if party_id != event.party_id}
    return _with(track, consents={**others, event.party_id: answer})


def mediator_assigned(track: Track, event: MediatorAssigned) -> Track:
    """Another official who leads relieves the former one of the lead."""
    others = tuple(
        MediatorOfRound(mediator=one.mediator, lead=one.lead and not event.lead)
        for one in track.mediators
        if one.mediator != event.mediator
    )
    return _with(track, mediators=(*others, MediatorOfRound(mediator=event.mediator, lead=event.lead)))


def recusal_requested(track: Track, event: RecusalRequested) -> Track:
    """The request waits for a decision."""
    return _with(track, recusal_open=tuple(dict.fromkeys((*track.recusal_open, event.mediator))))


def mediator_recused(track: Track, event: MediatorRecused) -> Track:
    """The official is out of this round for good."""
    return _with(
        track,
        mediators=tuple(one for one in track.mediators if one.mediator != event.mediator),
        recusal_open=tuple(one for one in track.recusal_open if one != event.mediator),
        recused=(*track.recused, event.mediator),
    )


def rights_notified(track: Track, event: RightsNotified) -> Track:
    """The first time counts."""
    new = dict.fromkeys(event.party_ids, event.occurred_at)
    told = {**new, **{party_id: min(at, new.get(party_id, at)) for party_id, at in track.rights_told.items()}}
    return _with(track, rights_told=told)


def meeting_notified(track: Track, event: MeetingNotified) -> Track:
    """The parties know when talks will be."""
    notice = MeetingNotice(told_at=moment_of(event), held_at=event.held_at)
    return _with(track, meeting_notices=(*track.meeting_notices, notice))


def appraisal_started(track: Track, event: AppraisalStarted) -> Track:
    """Talks rest; where nobody has accepted the case yet the appraisal only stands on file."""
    if not isinstance(track.situation, ConsentPending | InMediation):
        return track
    resting = Appraising(appraisal_id=event.appraisal_id, time_excluded=event.time_excluded, before=track.situation)
    return _with(track, situation=resting)


def appraisal_ended(track: Track, event: AppraisalEnded) -> Track:
    """The round goes on where it stood."""
    return _with(track, situation=track.situation.before) if isinstance(track.situation, Appraising) else track


def session_held(track: Track, event: SessionHeld) -> Track:
    """Talks after a breach take the dispute up again."""
    settled = track.settled_by
    again = settled is not None and settled.kept is Kept.BREACHED
    situation = InMediation(since=event.occurred_at) if again else track.situation
    return _with(track, situation=situation, sessions=track.sessions + event.count)


def _with(track: Track, **changes: object) -> Track:
    return track.model_copy(update=changes)
