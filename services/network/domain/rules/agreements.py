"""Agreements (PML 28-31): oral ones bind when reached, where the regime allows them; written ones at the last signature and seal."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.network import AgreementEffective, AgreementReached
from schemas.values import Agreed, Party
from services.jurisdiction.agreement_text import agreement_text_hash
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment
from services.network.domain.agreement import AgreementRecord
from services.network.domain.answers import Answer, stamp
from services.network.domain.clocks import stop_round
from services.network.domain.commands import ReachAgreement
from services.network.domain.irregularities import marked, of_talks, recorded_late, rights_not_notified
from services.network.domain.refusals import not_ours_yet, strangers
from services.network.domain.regimes import regime_of
from services.network.domain.state import CaseState, Track
from services.network.domain.voluntariness import missing_of, taking_part


def reach_agreement(state: CaseState, track: Track, command: Command[ReachAgreement], law: Law) -> Answer:
    """The parties agreed. A whole agreement stops the round's limit; a partial one lets the rest go on (SD 23)."""
    if refused := not_ours_yet(track) or _not_an_agreement(state, track, command):
        return refused
    body, at = command.body, moment(command)
    written = regime_of(law, track, state.case).written
    form = body.form or (Agreed.ORAL if body.terms.performed_at_once and not written else Agreed.WRITTEN)
    marks = (
        *of_talks(state, track, at),
        rights_not_notified(state, track, (), at) if track.sessions == 0 else None,
        recorded_late(state, track, at),
        "should_be_written" if written and form is Agreed.ORAL else None,
    )
    agreement_id, party_ids = str(command.derived_id("agreement")), _agreeing(state, track, body)
    reached = AgreementReached(
        **stamp(command, track), irregularities=marked(*marks), agreement_id=agreement_id,
        number=body.number, form=form, form_assumed=body.form is None, partial=body.partial,
        party_ids=party_ids, terms=body.terms,
        text_hash=agreement_text_hash(agreement_id, body.number, body.partial, party_ids, body.terms),
    )  # fmt: skip
    events: list[Event] = [reached]
    if not reached.partial:
        events += stop_round(state, track, at, "达成调解协议")
    if form is Agreed.ORAL:
        events.append(took_effect(state, track, AgreementRecord.when_reached(reached), at))
    return events


def missing(state: CaseState, agreement: AgreementRecord) -> tuple[str, ...]:
    """Codes of what an agreement still lacks, in the order of PML 29; empty when it binds."""
    if agreement.is_in_force:
        return ()
    if agreement.dropped:
        return ("agreement_dropped",)
    signed = [state.current_id(party_id) for party_id in agreement.party_signatures]
    lacking = (
        ("party_signature_missing", any(party_id not in signed for party_id in _signing(state, agreement))),
        ("mediator_signature_missing", agreement.mediator_signed_at is None),
        ("agreement_unsealed", agreement.sealed_at is None),
    )
    return tuple(code for code, lacks in lacking if lacks)


def effect_if_complete(state: CaseState, track: Track, agreement: AgreementRecord) -> tuple[Event, ...]:
    """The effect, at the latest of all signatures and the seal, once nothing is missing (PML 29; OL 19)."""
    if missing(state, agreement) or agreement.mediator_signed_at is None or agreement.sealed_at is None:
        return ()
    last = max(agreement.mediator_signed_at, agreement.sealed_at, *agreement.party_signatures.values())
    return (took_effect(state, track, agreement, Moment(at=last, assumed=agreement.dates_assumed)),)


def took_effect(state: CaseState, track: Track, agreement: AgreementRecord, at: Moment) -> AgreementEffective:
    """It binds from `at` (PML 31)."""
    assert state.case is not None  # a round always brings the case with it
    return AgreementEffective(
        occurred_at=at.at, occurred_at_assumed=at.assumed, track_id=track.track_id,
        custody_number=track.custody_number, agreement_id=agreement.agreement_id, number=agreement.number,
        form=agreement.form, partial=agreement.partial, body=track.body, reason=track.reason,
        parties=_parties(state, agreement), terms=agreement.terms, case=state.case,
    )  # fmt: skip


def _agreeing(state: CaseState, track: Track, body: ReachAgreement) -> tuple[str, ...]:
    return body.party_ids or tuple(party.party_id for party in taking_part(state, track))


def _not_an_agreement(state: CaseState, track: Track, command: Command[ReachAgreement]) -> Refused | None:
    """What makes the entry no agreement at all: strangers, one party alone, or a part told as the whole."""
    body = command.body
    agreeing = _agreeing(state, track, body)
    named = tuple(dict.fromkeys((*agreeing, *(item.debtor for item in body.terms.items))))
    if refused := strangers(state, named, "party_ids"):
        return refused
    if len(agreeing) < 2:
        return Refused("agreement_needs_two_parties", "协议至少要有两方当事人。", "party_ids", "PML 29")
    if not body.partial and missing_of(state, track, agreeing):
        return Refused("agreement_not_whole", "并非全部当事人达成协议，请登记为部分协议。", "partial", "SD 23")
    return None


def _signing(state: CaseState, agreement: AgreementRecord) -> tuple[str, ...]:
    """Those who agreed, as they stand in the case today; who went their own way is no party to it any more."""
    current = dict.fromkeys(state.current_id(party_id) for party_id in agreement.party_ids)
    return tuple(party_id for party_id in current if state.party(party_id) is not None)


def _parties(state: CaseState, agreement: AgreementRecord) -> tuple[Party, ...]:
    found = (state.party(party_id) for party_id in agreement.party_ids)
    return tuple(party for party in found if party is not None)
