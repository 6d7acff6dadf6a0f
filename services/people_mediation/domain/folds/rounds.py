"""Rounds after offers, custody, consent, mediators and sessions."""

from schemas.people_mediation import (
    ConsentGiven,
    ConsentRefused,
    CustodyLost,
    CustodyReceived,
    FileItem,
    MediationAccepted,
    MediatorAssigned,
    MediatorRecused,
    OfferAccepted,
    OfferClosed,
    OfferReceived,
    OfferReturned,
    RecusalRequested,
    RightsNotified,
    SessionHeld,
)
from services.people_mediation.domain.agreement import Kept
from services.people_mediation.domain.moments import moment_of
from services.people_mediation.domain.situations import (
    AwaitingCustody,
    Declined,
    InMediation,
    Lost,
    Offered,
    Preparing,
)
from services.people_mediation.domain.state import Consent, MediatorOfRound, Track


def offered(event: OfferReceived) -> Track:
    """A round begins as an offer."""
    return Track(
        track_id=event.track_id, custody_number=event.custody_number, body=event.body, from_body=event.from_body,
        reason=event.reason, situation=Offered(), offered_at=moment_of(event),
    )  # fmt: skip


def offer_accepted(track: Track, event: OfferAccepted) -> Track:
    """The committee signed for the file and waits for custody."""
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
    """The round may begin; who registered or handed over brought the registration form with it."""
    known = track or Track(
        track_id=event.track_id, custody_number=event.custody_number, body=event.body, situation=Preparing()
    )
    begun = InMediation(since=known.taken_up.at) if known.taken_up else Preparing()
    return with_item(
        _with(
            known, body=event.body, from_body=event.from_body, reason=event.reason, situation=begun,
            custody_at=moment_of(event), signed_for=known.signed_for or moment_of(event),
        ),
        FileItem.APPLICATION_OR_REGISTRATION,
    )  # fmt: skip


def custody_lost(track: Track, event: CustodyLost) -> Track:
    """The round is closed, its record kept."""
    return _with(track, situation=Lost(at=moment_of(event), reason=event.reason))


def consent_answered(track: Track, event: ConsentGiven | ConsentRefused) -> Track:
    """The last answer of a party counts."""
    answer = (
        Consent(given=True)
        if isinstance(event, ConsentGiven)
        else Consent(given=False, others_go_on=event.others_go_on)
    )
    others = {party_id: consent for party_id, consent in track.consents.items() if party_id != event.party_id}
    return _with(track, consents={**others, event.party_id: answer})


def taken_up(track: Track, event: MediationAccepted) -> Track:
    """The case is in mediation."""
    return _with(
        track, situation=InMediation(since=event.occurred_at), taken_up=moment_of(event),
        own_motion=event.own_motion, joint_application=event.joint_application,
    )  # fmt: skip


def mediator_assigned(track: Track, event: MediatorAssigned) -> Track:
    """A new lead mediator relieves the former one of the lead."""
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
    """The mediator is out of this round for good."""
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
    return with_item(_with(track, rights_told=told), FileItem.RIGHTS_NOTICE)


def session_held(track: Track, event: SessionHeld) -> Track:
    """Talks after a breach take the dispute up again."""
    settled = track.settled_by
    again = settled is not None and settled.kept is Kept.BREACHED
    situation = InMediation(since=event.occurred_at) if again else track.situation
    return with_item(
        _with(track, situation=situation, sessions=track.sessions + event.count), FileItem.MEDIATION_RECORD
    )


def with_item(track: Track, item: FileItem) -> Track:
    """The file with one more kind of document."""
    return _with(track, file_items=tuple(dict.fromkeys((*track.file_items, item))))


def _with(track: Track, **changes: object) -> Track:
    return track.model_copy(update=changes)
