"""Rounds after offers, custody, the application, competence and acceptance."""

from schemas.administrative_mediation import (
    ApplicationExamined,
    ApplicationReceived,
    ApplicationRecorded,
    CustodyLost,
    CustodyReceived,
    DamageFixed,
    DecisionNotified,
    MatterClassified,
    MediationAccepted,
    MediationNotAccepted,
    MediationOpened,
    OfferAccepted,
    OfferClosed,
    OfferReceived,
    OfferReturned,
    TransferRequested,
)
from schemas.intake import HandOverReason
from services.administrative_mediation.domain.situations import (
    AwaitingCustody,
    ConsentPending,
    Declined,
    Examining,
    HandingOver,
    InMediation,
    Lost,
    NotAccepted,
    Offered,
)
from services.administrative_mediation.domain.state import Application, Track
from services.jurisdiction.moments import moment_of


def offered(event: OfferReceived) -> Track:
    """A round begins as an offer."""
    return Track(
        track_id=event.track_id, custody_number=event.custody_number, body=event.body, from_body=event.from_body,
        reason=event.reason, situation=Offered(), offered_at=moment_of(event),
    )  # fmt: skip


def offer_accepted(track: Track, event: OfferAccepted) -> Track:
    """The agency signed for the file and waits for custody."""
    return _with(track, situation=AwaitingCustody(), signed_for=moment_of(event))


def offer_over(track: Track | None, event: OfferReturned | OfferClosed) -> Track:
    """The offer is over, perhaps before it was heard of."""
    over = Declined(at=moment_of(event), by_us=isinstance(event, OfferReturned), reason=event.reason)
    if track is not None:
        return _with(track, situation=over)
    return Track(track_id=event.track_id, custody_number=event.custody_number, body=event.body, situation=over)


def custody_received(track: Track | None, event: CustodyReceived) -> Track:
    """The agency holds the case and examines it."""
    known = track or Track(
        track_id=event.track_id, custody_number=event.custody_number, body=event.body, situation=Examining()
    )
    return _with(
        known, body=event.body, from_body=event.from_body, reason=event.reason, situation=Examining(),
        custody_at=moment_of(event), signed_for=known.signed_for or moment_of(event),
        designated=event.reason is HandOverReason.DESIGNATION,
    )  # fmt: skip


def custody_lost(track: Track, event: CustodyLost) -> Track:
    """The round is closed, its record kept."""
    return _with(track, situation=Lost(at=moment_of(event), reason=event.reason))


def application_received(track: Track, event: ApplicationReceived) -> Track:
    """Sector and grade as the agency got the matter."""
    return _with(
        track, sector=event.sector, complex=event.complex, by_application=event.by_application,
        own_motion_duty=event.own_motion_duty,
    )  # fmt: skip


def classified(track: Track, event: MatterClassified) -> Track:
    """Another sector or grade."""
    return _with(track, sector=event.sector, complex=event.complex)


def application_recorded(track: Track, event: ApplicationRecorded) -> Track:
    """What the application says; a later entry replaces an earlier one."""
    application = Application(
        at=moment_of(event), joint=event.joint, written=event.written, infringed_on=event.infringed_on,
        mediation_failed_on=event.mediation_failed_on,
    )  # fmt: skip
    return _with(track, application=application, by_application=True)


def examined(track: Track, event: ApplicationExamined) -> Track:
    """The last check counts."""
    return _with(track, findings=event.findings)


def handing_over(track: Track, event: TransferRequested) -> Track:
    """The agency waits for the other one to take the case."""
    return _with(track, situation=HandingOver(to_body=event.to_body))


def transfer_returned(track: Track) -> Track:
    """The agency still has it."""
    return _with(track, situation=Examining()) if isinstance(track.situation, HandingOver) else track


def designated(track: Track) -> Track:
    """The agency designated may not send the case on."""
    return _with(track, designated=True)


def not_accepted(track: Track, event: MediationNotAccepted) -> Track:
    """Declined in writing."""
    return _with(track, situation=NotAccepted(at=moment_of(event), ground=event.ground))


def taken_up(track: Track, event: MediationAccepted) -> Track:
    """Accepted; whether everybody agrees is still open."""
    return _with(
        track, situation=ConsentPending(), taken_up=moment_of(event), own_motion=event.own_motion,
        joint_application=event.joint_application, sector=event.sector,
    )  # fmt: skip


def decision_told(track: Track, event: DecisionNotified) -> Track:
    """Who knows whether the matter is taken up."""
    return _with(track, decision_told=tuple(dict.fromkeys((*track.decision_told, *event.party_ids))))


def opened(track: Track, event: MediationOpened) -> Track:
    """Everybody agreed."""
    return _with(track, situation=InMediation(since=event.occurred_at))


def damage_fixed(track: Track, event: DamageFixed) -> Track:
    """The day from which ten days run."""
    return _with(track, damage_fixed_on=event.on)


def _with(track: Track, **changes: object) -> Track:
    return track.model_copy(update=changes)
