"""Rounds and their agreements after agreements, signatures, performance, ending, duties and archiving."""

from collections.abc import Callable

from schemas.administrative_mediation import (
    AgencyDutyArose,
    AgencyDutyDischarged,
    AgencySealed,
    AgreementEffective,
    AgreementReached,
    BreachReported,
    FileArchived,
    FollowUpDone,
    MediationTerminated,
    MediatorSigned,
    PartySigned,
    PerformanceRecorded,
    RepresentedConsented,
    TerminationNotified,
)
from schemas.values import Agreed, Performance
from services.administrative_mediation.domain.agreement import AgreementRecord, Draft, Dropped, InForce, Kept
from services.administrative_mediation.domain.situations import Accepted, Archived, Examining, Terminated
from services.administrative_mediation.domain.situations import Agreed as WhollyAgreed
from services.administrative_mediation.domain.state import Track
from services.jurisdiction.moments import moment_of

_KEPT = {Performance.FULL: Kept.FULLY, Performance.PARTIAL: Kept.PARTLY}


def reached(track: Track, event: AgreementReached) -> Track:
    """A whole agreement settles the round while it is ours; a partial one lets the rest go on."""
    record = AgreementRecord.when_reached(event)
    settles = not event.partial and isinstance(track.situation, Examining | Accepted | WhollyAgreed | Terminated)
    situation = WhollyAgreed(agreement_id=event.agreement_id) if settles else track.situation
    return track.model_copy(update={"agreements": (*track.agreements, record), "situation": situation})


def signed(track: Track, event: PartySigned | RepresentedConsented | MediatorSigned | AgencySealed) -> Track:
    """One signature, consent or the seal more on a draft."""
    at, assumed = event.occurred_at, event.occurred_at_assumed

    def more(agreement: AgreementRecord) -> AgreementRecord:
        draft = agreement.standing
        if isinstance(draft, InForce) and isinstance(event, MediatorSigned):
            return _with(agreement, standing=draft.model_copy(update={"mediator_signed": True}))
        if not isinstance(draft, Draft):
            return agreement
        match event:
            case PartySigned():
                return _with(agreement, standing=draft.with_party(event.party_id, at, assumed, event.persons))
            case RepresentedConsented():
                return _with(agreement, standing=draft.with_consent(event.party_id, at, assumed))
            case MediatorSigned():
                return _with(agreement, standing=draft.with_mediator(at, assumed))
            case AgencySealed():
                return _with(agreement, standing=draft.with_seal(at, assumed))

    return _agreement(track, event.agreement_id, more)


def effective(track: Track, event: AgreementEffective) -> Track:
    """It binds."""

    def bound(agreement: AgreementRecord) -> AgreementRecord:
        unsigned = isinstance(agreement.standing, Draft) and agreement.standing.mediator_signed_at is None
        signed = agreement.form is Agreed.ORAL or not unsigned
        return _with(agreement, standing=InForce(since=event.occurred_at, mediator_signed=signed))

    return _agreement(track, event.agreement_id, bound)


def performed(track: Track, event: PerformanceRecorded) -> Track:
    """Kept in full or in part."""
    kept = _KEPT[event.performance]
    return _agreement(track, event.agreement_id, lambda agreement: _with(agreement, kept=kept))


def breached(track: Track, event: BreachReported) -> Track:
    """Not kept."""
    return _agreement(track, event.agreement_id, lambda agreement: _with(agreement, kept=Kept.BREACHED))


def followed_up(track: Track, event: FollowUpDone) -> Track:
    """What was found about performance counts."""
    if event.agreement_id is None or event.performed is None:
        return track
    kept = _KEPT[event.performed]
    return _agreement(track, event.agreement_id, lambda agreement: _with(agreement, kept=kept))


def terminated(track: Track, event: MediationTerminated) -> Track:
    """The round is over; drafts that never bound are dropped."""
    agreements = tuple(
        _with(one, standing=Dropped()) if isinstance(one.standing, Draft) else one for one in track.agreements
    )
    over = Terminated(at=moment_of(event), reason=event.reason)
    return track.model_copy(update={"situation": over, "agreements": agreements, "termination_served": ()})


def termination_served(track: Track, event: TerminationNotified) -> Track:
    """One more party has the notice, where the service counts."""
    if not event.service.counts:
        return track
    served = tuple(dict.fromkeys((*track.termination_served, event.party_id)))
    return track.model_copy(update={"termination_served": served})


def duty_arose(track: Track, event: AgencyDutyArose) -> Track:
    """The agency owes something."""
    return track.model_copy(update={"duties_open": tuple(dict.fromkeys((*track.duties_open, event.duty)))})


def duty_discharged(track: Track, event: AgencyDutyDischarged) -> Track:
    """It owes that no more."""
    return track.model_copy(update={"duties_open": tuple(one for one in track.duties_open if one != event.duty)})


def archived(track: Track, event: FileArchived) -> Track:
    """The file is closed."""
    return track.model_copy(update={"situation": Archived(volume_number=event.volume_number)})


def _agreement(track: Track, agreement_id: str, change: Callable[[AgreementRecord], AgreementRecord]) -> Track:
    agreements = tuple(change(one) if one.agreement_id == agreement_id else one for one in track.agreements)
    return track.model_copy(update={"agreements": agreements})


def _with(agreement: AgreementRecord, **changes: object) -> AgreementRecord:
    return agreement.model_copy(update=changes)
