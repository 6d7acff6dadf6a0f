"""When an agreement before an agency binds: every party's signature and the agency's seal (domain.md 2.2, working default)."""

from schemas.administrative_mediation import AgreementEffective
from schemas.base import Event
from schemas.values import Agreed, Party
from services.administrative_mediation.domain.agreement import AgreementRecord, Draft
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment

COURT_TAKES_THEM = "court_takes_agency_agreements"
"""The parameter that says whether the court here takes an agency's own agreement for confirmation."""


def missing(state: CaseState, agreement: AgreementRecord) -> tuple[str, ...]:
    """Codes of what an agreement still lacks for its effect; empty when it binds."""
    draft = agreement.standing
    if not isinstance(draft, Draft):
        return () if agreement.is_in_force else ("agreement_dropped",)
    agreeing = _agreeing(state, agreement)
    signed = [state.current_id(party_id) for party_id in draft.party_signatures]
    unasked = ("represented_consent_missing", bool(_without_consent(state, agreeing, draft)))
    if agreement.form is Agreed.ORAL:
        return ("represented_consent_missing",) if unasked[1] else ()
    lacking = (
        unasked,
        ("members_not_all_consenting", bool(_not_all_members(state, agreeing, draft))),
        ("party_signature_missing", any(party_id not in signed for party_id in agreeing)),
        ("document_unsealed", draft.sealed_at is None),
    )
    return tuple(code for code, lacks in lacking if lacks)


def effect_if_complete(
    state: CaseState, track: Track, agreement: AgreementRecord, draft: Draft, law: Law
) -> tuple[Event, ...]:
    """The effect, at the latest of the signatures and the seal, once nothing is missing."""
    signed = agreement.model_copy(update={"standing": draft})
    if missing(state, signed):
        return ()
    if agreement.form is Agreed.ORAL or draft.sealed_at is None:
        last = max((agreement.reached_at, *draft.consents.values()))
        return take_effect(state, track, signed, Moment(at=last, assumed=draft.dates_assumed), law)
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


def _agreeing(state: CaseState, agreement: AgreementRecord) -> tuple[str, ...]:
    """Those who agreed, as they stand in the case today; who went their own way is no party to it any more."""
    current = dict.fromkeys(state.current_id(party_id) for party_id in agreement.party_ids)
    return tuple(party_id for party_id in current if state.party(party_id) is not None)


def _without_consent(state: CaseState, agreeing: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    """Parties for whom others speak and who neither consented to this agreement nor signed it (SAMR 11; CPL 56)."""
    own = [state.current_id(party_id) for party_id in (*draft.consents, *draft.party_signatures)]
    spoken_for = [one for one in agreeing if state.case is not None and state.case.representatives_of(one)]
    return tuple(party_id for party_id in spoken_for if party_id not in own)


def _not_all_members(state: CaseState, agreeing: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    """Signed parties with unnamed members of whom some have not consented."""
    told = {state.current_id(party_id): persons for party_id, persons in draft.persons.items()}
    parties = (state.party(party_id) for party_id in agreeing)
    return tuple(one.party_id for one in parties if one and one.party_id in told and told[one.party_id] < one.headcount)


def _parties(state: CaseState, agreement: AgreementRecord) -> tuple[Party, ...]:
    found = (state.party(party_id) for party_id in agreement.party_ids)
    return tuple(party for party in found if party is not None)
