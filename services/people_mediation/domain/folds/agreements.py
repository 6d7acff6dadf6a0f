"""Rounds and their agreements after agreements, signatures, performance, ending and archiving."""

from collections.abc import Callable

from schemas.people_mediation import (
    AgreementEffective,
    AgreementReached,
    BreachReported,
    CommitteeSealed,
    ConfirmationRightTold,
    FileArchived,
    FileItem,
    FollowUpDone,
    MediationTerminated,
    MediatorSigned,
    PartySigned,
    PerformanceRecorded,
    PerformanceUrged,
    RepresentedConsented,
)
from schemas.values import Performance
from services.people_mediation.domain.agreement import AgreementRecord, Draft, Dropped, InForce, Kept
from services.people_mediation.domain.folds.rounds import with_item
from services.people_mediation.domain.moments import moment_of
from services.people_mediation.domain.situations import Agreed, Archived, InMediation, Preparing, Terminated
from services.people_mediation.domain.state import Track

_KEPT = {Performance.FULL: Kept.FULLY, Performance.PARTIAL: Kept.PARTLY}


def reached(track: Track, event: AgreementReached) -> Track:
    """A whole agreement settles the round while it is ours; a partial one lets the rest go on (SD 23)."""
    record = AgreementRecord.when_reached(event)
    settles = not event.partial and isinstance(track.situation, Preparing | InMediation | Agreed | Terminated)
    situation = Agreed(agreement_id=event.agreement_id) if settles else track.situation
    return track.model_copy(update={"agreements": (*track.agreements, record), "situation": situation})


def signed(track: Track, event: PartySigned | RepresentedConsented | MediatorSigned | CommitteeSealed) -> Track:
    """One signature or the seal more on a draft."""
    at, assumed = event.occurred_at, event.occurred_at_assumed

    def more(agreement: AgreementRecord) -> AgreementRecord:
        draft = agreement.standing
        if not isinstance(draft, Draft):
            return agreement
        match event:
            case PartySigned():
                return _with(agreement, standing=draft.with_party(event.party_id, at, assumed, event.persons))
            case RepresentedConsented():
                return _with(agreement, standing=draft.with_consent(event.party_id, at, assumed))
            case MediatorSigned():
                return _with(agreement, standing=draft.with_mediator(at, assumed))
            case CommitteeSealed():
                return _with(agreement, standing=draft.with_seal(at, assumed))

    return _agreement(track, event.agreement_id, more)


def effective(track: Track, event: AgreementEffective) -> Track:
    """It binds, and the file has its agreement."""
    since = InForce(since=event.occurred_at)
    bound = _agreement(track, event.agreement_id, lambda agreement: _with(agreement, standing=since))
    return with_item(bound, FileItem.AGREEMENT)


def performed(track: Track, event: PerformanceRecorded) -> Track:
    """Kept in full or in part."""
    kept = _KEPT[event.performance]
    return _agreement(track, event.agreement_id, lambda agreement: _with(agreement, kept=kept))


def breached(track: Track, event: BreachReported) -> Track:
    """Not kept; what was urged before was urged about something else."""
    return _agreement(track, event.agreement_id, lambda agreement: _with(agreement, kept=Kept.BREACHED, urged=False))


def confirmation_told(track: Track, event: ConfirmationRightTold) -> Track:
    """The parties know of judicial confirmation."""
    return _agreement(track, event.agreement_id, lambda agreement: _with(agreement, confirmation_told=True))


def urged(track: Track, event: PerformanceUrged) -> Track:
    """The committee did its part (PML 31)."""
    return _agreement(track, event.agreement_id, lambda agreement: _with(agreement, urged=True))


def followed_up(track: Track, event: FollowUpDone) -> Track:
    """Looked after; what was found about performance counts."""
    noted = with_item(track, FileItem.FOLLOW_UP_RECORD)
    if event.agreement_id is None:
        return noted
    kept = _KEPT[event.performed] if event.performed is not None else None
    return _agreement(
        noted,
        event.agreement_id,
        lambda agreement: _with(agreement, followed_up=True, kept=kept or agreement.kept),
    )


def terminated(track: Track, event: MediationTerminated) -> Track:
    """The round is over; drafts that never bound are dropped."""
    agreements = tuple(
        _with(one, standing=Dropped()) if isinstance(one.standing, Draft) else one for one in track.agreements
    )
    return track.model_copy(
        update={"situation": Terminated(at=moment_of(event), reason=event.reason), "agreements": agreements}
    )


def archived(track: Track, event: FileArchived) -> Track:
    """The file is closed."""
    return track.model_copy(update={"situation": Archived(volume_number=event.volume_number)})


def _agreement(track: Track, agreement_id: str, change: Callable[[AgreementRecord], AgreementRecord]) -> Track:
    agreements = tuple(change(one) if one.agreement_id == agreement_id else one for one in track.agreements)
    return track.model_copy(update={"agreements": agreements})


def _with(agreement: AgreementRecord, **changes: object) -> AgreementRecord:
    return agreement.model_copy(update=changes)
