"""When an agreement before an agency binds: every party's signature and the agency's seal (domain.md 2.2, working default)."""

from schemas.administrative_mediation import AgreementEffective
from schemas.base import Event
from schemas.values import Party
from services.administrative_mediation.domain.agreement import AgreementRecord, Draft
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment

COURT_TAKES_THEM = "court_takes_agency_agreements"
"""The parameter that says whether the court here takes an agency's own agreement for confirmation."""


def missing(state: CaseState, agreement: AgreementRecord) -> tuple[str, ...]:
    """Codes of what a written agreement still lacks for its effect; empty when it binds."""
    draft = agreement.standing
    if not isinstance(draft, Draft):
        return () if agreement.is_in_force else ("agreement_dropped",)
    signed = [state.current_id(party_id) for party_id in draft.party_signatures]
    unsigned = [one for one in map(state.current_id, agreement.party_ids) if one not in signed]
    lacking = (("party_signature_missing", bool(unsigned)), ("document_unsealed", draft.sealed_at is None))
    return tuple(code for code, lacks in lacking if lacks)


def effect_if_complete(
    state: CaseState, track: Track, agreement: AgreementRecord, draft: Draft, law: Law
) -> tuple[Event, ...]:
    """The effect, at the latest of the signatures and the seal, once nothing is missing."""
    signed = agreement.model_copy(update={"standing": draft})
    if missing(state, signed) or draft.sealed_at is None:
        return ()
    last = max(draft.sealed_at, *draft.party_signatures.values())
    unsigned = "mediator_signature_missing" if draft.mediator_signed_at is None else None
    return take_effect(state, track, signed, Moment(at=last, assumed=draft.dates_assumed), law, unsigned)


def take_effect(
    state: CaseState, track: Track, agreement: AgreementRecord, at: Moment, law: Law, irregular: str | None = None
) -> tuple[Event, ...]:
    """It binds from `at`. Whether the court here may confirm it stands in the event, so that nobody has to ask again."""
    assert state.case is not None  # a round always brings the case with it
    return (
        AgreementEffective(
            occurred_at=at.at, occurred_at_assumed=at.assumed, irregularities=marked(irregular),
            track_id=track.track_id, custody_number=track.custody_number, agreement_id=agreement.agreement_id,
            number=agreement.number, form=agreement.form, partial=agreement.partial, body=track.body,
            reason=track.reason, parties=_parties(state, agreement), terms=agreement.terms, case=state.case,
            confirmable=bool(law.parameter(COURT_TAKES_THEM).value),
        ),
    )  # fmt: skip


def _parties(state: CaseState, agreement: AgreementRecord) -> tuple[Party, ...]:
    found = (state.party(party_id) for party_id in agreement.party_ids)
    return tuple(party for party in found if party is not None)
