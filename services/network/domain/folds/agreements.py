"""Rounds and their agreements after agreements, signatures, performance and the end."""

from collections.abc import Callable

from schemas.network import (
    AgreementEffective,
    AgreementReached,
    BodySealed,
    BreachReported,
    FollowUpDone,
    MediationTerminated,
    MediatorSigned,
    PartySigned,
    PerformanceRecorded,
)
from schemas.values import Performance
from services.jurisdiction.moments import moment_of
from services.network.domain.agreement import AgreementRecord, Kept
from services.network.domain.situations import Agreed, Appraising, InMediation, Preparing, Terminated
from services.network.domain.state import Track

_KEPT = {Performance.FULL: Kept.FULLY, Performance.PARTIAL: Kept.PARTLY}
_SETTLING = Preparing | InMediation | Appraising | Agreed | Terminated


def reached(track: Track, event: AgreementReached) -> Track:
    """A whole agreement settles the round while it is ours; a partial one lets the rest go on."""
    record = AgreementRecord.when_reached(event)
    settles = not event.partial and isinstance(track.situation, _SETTLING)
    situation = Agreed(agreement_id=event.agreement_id) if settles else track.situation
    return track.model_copy(update={"agreements": (*track.agreements, record), "situation": situation})


def signed(track: Track, event: PartySigned | MediatorSigned | BodySealed) -> Track:
    """One signature or the seal more."""
    at, assumed = event.occurred_at, event.occurred_at_assumed

    def more(agreement: AgreementRecord) -> AgreementRecord:
        match event:
            case PartySigned():
                return agreement.signed_by_party(event.party_id, at, assumed, event.persons)
            case MediatorSigned():
                return agreement.signed_by_mediator(at, assumed)
            case BodySealed():
                return agreement.sealed(at, assumed)

    return _agreement(track, event.agreement_id, more)


def effective(track: Track, event: AgreementEffective) -> Track:
    """It binds."""
    return _agreement(track, event.agreement_id, lambda one: _with(one, effective_since=event.occurred_at))


def performed(track: Track, event: PerformanceRecorded) -> Track:
    """Kept in full or in part."""
    return _agreement(track, event.agreement_id, lambda one: _with(one, kept=_KEPT[event.performance]))


def breached(track: Track, event: BreachReported) -> Track:
    """Not kept."""
    return _agreement(track, event.agreement_id, lambda one: _with(one, kept=Kept.BREACHED))


def followed_up(track: Track, event: FollowUpDone) -> Track:
    """What was found about performance counts."""
    if event.agreement_id is None or event.performed is None:
        return track
    kept = _KEPT[event.performed]
    return _agreement(track, event.agreement_id, lambda one: _with(one, kept=kept))


def terminated(track: Track, event: MediationTerminated) -> Track:
    """The round is over; agreements that never bound are dropped."""
    agreements = tuple(one if one.is_in_force else _with(one, dropped=True) for one in track.agreements)
    situation = Terminated(at=moment_of(event), reason=event.reason)
    return track.model_copy(update={"situation": situation, "agreements": agreements})


def _agreement(track: Track, agreement_id: str, change: Callable[[AgreementRecord], AgreementRecord]) -> Track:
    agreements = tuple(change(one) if one.agreement_id == agreement_id else one for one in track.agreements)
    return track.model_copy(update={"agreements": agreements})


def _with(agreement: AgreementRecord, **changes: object) -> AgreementRecord:
    return agreement.model_copy(update=changes)
