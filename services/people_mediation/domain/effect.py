"""When an agreement binds (PML 29, 30), and what that sets going."""

from schemas.base import Event
from schemas.people_mediation import AgreementEffective
from schemas.values import Agreed, Party
from services.jurisdiction.clock_book import ClockLaw
from services.people_mediation.domain.agreement import AgreementRecord, Draft
from services.people_mediation.domain.clocks import start_follow_ups
from services.people_mediation.domain.moments import Moment
from services.people_mediation.domain.state import CaseState, Track


def unsigned(state: CaseState, agreement: AgreementRecord, draft: Draft) -> tuple[str, ...]:
    """Agreeing parties whose signature is missing; a party's own signature serves for who succeeded to it."""
    signed = [state.current_id(party_id) for party_id in draft.party_signatures]
    return tuple(party_id for party_id in _agreeing(state, agreement) if party_id not in signed)


def not_all_consenting(state: CaseState, agreement: AgreementRecord, draft: Draft) -> tuple[str, ...]:
    """Signed parties with unnamed members of whom some have not consented (CPL 56)."""
    told = {state.current_id(party_id): persons for party_id, persons in draft.persons.items()}
    parties = (state.party(party_id) for party_id in _agreeing(state, agreement))
    return tuple(one.party_id for one in parties if one and one.party_id in told and told[one.party_id] < one.headcount)


def without_represented_consent(state: CaseState, agreement: AgreementRecord, draft: Draft) -> tuple[str, ...]:
    """Agreeing parties for whom others speak and who neither consented to this agreement nor signed it (CPL 56)."""
    own = [state.current_id(party_id) for party_id in (*draft.consents, *draft.party_signatures)]
    case = state.case
    spoken_for = [one for one in _agreeing(state, agreement) if case is not None and case.representatives_of(one)]
    return tuple(party_id for party_id in spoken_for if party_id not in own)


def _agreeing(state: CaseState, agreement: AgreementRecord) -> tuple[str, ...]:
    """Those who agreed, as they stand in the case today; who went their own way is no party to it any more."""
    current = dict.fromkeys(state.current_id(party_id) for party_id in agreement.party_ids)
    return tuple(party_id for party_id in current if state.party(party_id) is not None)


def missing(state: CaseState, agreement: AgreementRecord) -> tuple[str, ...]:
    """Codes of what a written agreement still lacks, in the order of PML 29; empty when it binds."""
    draft = agreement.standing
    if not isinstance(draft, Draft):
        return () if agreement.is_in_force else ("agreement_dropped",)
    unasked = ("represented_consent_missing", bool(without_represented_consent(state, agreement, draft)))
    if agreement.form is Agreed.ORAL:
        return ("represented_consent_missing",) if unasked[1] else ()
    lacking = (
        unasked,
        ("members_not_all_consenting", bool(not_all_consenting(state, agreement, draft))),
        ("party_signature_missing", bool(unsigned(state, agreement, draft))),
        ("mediator_signature_missing", draft.mediator_signed_at is None),
        ("agreement_unsealed", draft.sealed_at is None),
    )
    return tuple(code for code, lacks in lacking if lacks)


def effect_if_complete(
    state: CaseState, track: Track, agreement: AgreementRecord, draft: Draft, law: ClockLaw
) -> tuple[Event, ...]:
    """The effect, at the latest of all signatures and the seal, once nothing is missing (PML 29; OL 19)."""
    signed = agreement.model_copy(update={"standing": draft})
    if agreement.form is Agreed.ORAL and not missing(state, signed):
        last = max((agreement.reached_at, *draft.consents.values()))
        return take_effect(state, track, signed, Moment(at=last, assumed=draft.dates_assumed), law)
    if missing(state, signed) or draft.mediator_signed_at is None or draft.sealed_at is None:
        return ()
    last = max(draft.mediator_signed_at, draft.sealed_at, *draft.party_signatures.values())
    return take_effect(state, track, signed, Moment(at=last, assumed=draft.dates_assumed), law)


def take_effect(
    state: CaseState, track: Track, agreement: AgreementRecord, at: Moment, law: ClockLaw
) -> tuple[Event, ...]:
    """It binds from `at` (PML 31); the committee's duty to look after performance begins."""
    assert state.case is not None  # a round always brings the case with it
    effective = AgreementEffective(
        occurred_at=at.at, occurred_at_assumed=at.assumed, track_id=track.track_id,
        custody_number=track.custody_number, agreement_id=agreement.agreement_id, number=agreement.number,
        form=agreement.form, partial=agreement.partial, body=track.body, reason=track.reason,
        parties=_parties(state, agreement), terms=agreement.terms, case=state.case,
    )  # fmt: skip
    return effective, *start_follow_ups(state, law, effective)


def _parties(state: CaseState, agreement: AgreementRecord) -> tuple[Party, ...]:
    found = (state.party(party_id) for party_id in agreement.party_ids)
    return tuple(party for party in found if party is not None)
