"""Rounds after offers, custody, consent, mediators and talks."""

from schemas.network import (
    AppraisalStarted,
    ConsentGiven,
    ConsentRefused,
    CustodyLost,
    CustodyReceived,
    MediationAccepted,
    MediatorAssigned,
    MediatorRecused,
    OfferAccepted,
    OfferClosed,
    OfferReceived,
    OfferReturned,
    RightsNotified,
    SessionHeld,
)
from services.jurisdiction.moments import moment_of
from services.network.domain.agreement import Kept
from services.network.domain.situations import (
    Appraising,
    AwaitingCustody,
    Declined,
    InMediation,
    Lost,
    Offered,
    Preparing,
)
from services.network.domain.state import Consent, MediatorOfRound, Track


def offered(event: OfferReceived) -> Track:
    """A round begins as an offer."""
    return Track(
        track_id=event.track_id, custody_number=event.custody_number, body=event.body, from_body=event.from_body,
        reason=event.reason, situation=Offered(), offered_at=moment_of(event),
    )  # fmt: skip


def offer_accepted(track: Track, event: OfferAccepted) -> Track:
    """The body signed for the file and waits for custody."""
    return _with(
        track, situation=AwaitingCustody(), signed_for=moment_of(event), summary_procedure=event.summary_procedure
    )


def offer_over(track: Track | None, event: OfferReturned | OfferClosed) -> Track:
    """The offer is over, perhaps before it was heard of."""
    over = Declined(at=moment_of(event), by_us=isinstance(event, OfferReturned), reason=event.reason)
    if track is not None:
        return _with(track, situation=over)
    return Track(track_id=event.track_id, custody_number=event.custody_number, body=event.body, situation=over)


def custody_received(track: Track | None, event: CustodyReceived) -> Track:
    """The round may begin."""
    known = track or Track(
        track_id=event.track_id, custody_number=event.custody_number, body=event.body, situation=Preparing()
    )
    return _with(
        known, body=event.body, from_body=event.from_body, reason=event.reason,
        situation=InMediation() if known.taken_up else Preparing(), custody_at=moment_of(event),
        signed_for=known.signed_for or moment_of(event),
    )  # fmt: skip


def custody_lost(track: Track, event: CustodyLost) -> Track:
    """The round is closed, its record kept."""
    return _with(track, situation=Lost(at=moment_of(event), reason=event.reason))


def consent_answered(track: Track, event: ConsentGiven | ConsentRefused) -> Track:
    """The last answer of a party counts."""
    answer = (
        Consent(given=False, others_go_on=event.others_go_on)
        if isinstance(event, ConsentRefused)
        else Consent(given=True)
    )
    others = {party_id: consent for party_id, consent in track.consents.items() if party_id != event.party_id}
    return _with(track, consents={**others, event.party_id: answer})


def taken_up(track: Track, event: MediationAccepted) -> Track:
    """The case is in mediation."""
    return _with(track, situation=InMediation(), taken_up=moment_of(event), joint_application=event.joint_application)


def mediator_assigned(track: Track, event: MediatorAssigned) -> Track:
    """A new lead mediator relieves the former one of the lead."""
    others = tuple(
        MediatorOfRound(mediator=one.mediator, lead=one.lead and not event.lead)
        for one in track.mediators
        if one.mediator != event.mediator
    )
    return _with(track, mediators=(*others, MediatorOfRound(mediator=event.mediator, lead=event.lead)))


def mediator_recused(track: Track, event: MediatorRecused) -> Track:
    """The mediator is out of this round for good."""
    staying = tuple(one for one in track.mediators if one.mediator != event.mediator)
    return _with(track, mediators=staying, recused=(*track.recused, event.mediator))


def rights_notified(track: Track, event: RightsNotified) -> Track:
    """The first time counts."""
    new = dict.fromkeys(event.party_ids, event.occurred_at)
    earlier = {party_id: min(at, new.get(party_id, at)) for party_id, at in track.rights_told.items()}
    return _with(track, rights_told={**new, **earlier})


def session_held(track: Track, event: SessionHeld) -> Track:
    """Talks after a breach take the dispute up again."""
    settled = track.settled_by
    again = settled is not None and settled.kept is Kept.BREACHED
    situation = InMediation() if again else track.situation
    return _with(track, situation=situation, sessions=track.sessions + event.count)


def appraisal_started(track: Track, event: AppraisalStarted) -> Track:
    """The talks rest."""
    return _with(track, situation=Appraising(appraisal_id=event.appraisal_id))


def appraisal_ended(track: Track) -> Track:
    """The talks go on, unless the round ended meanwhile."""
    if not isinstance(track.situation, Appraising):
        return track
    return _with(track, situation=InMediation())


def fee_agreed(track: Track) -> Track:
    """What it costs is agreed."""
    return _with(track, fee_agreed=True)


def _with(track: Track, **changes: object) -> Track:
    return track.model_copy(update=changes)
