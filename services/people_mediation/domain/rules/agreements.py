"""Agreements (PML 28-31): oral ones bind when reached and every represented person consented, written ones at the last signature and seal."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.people_mediation import AgreementReached
from schemas.values import Agreed, Difficulty
from services.jurisdiction.agreement_text import agreement_text_hash
from services.jurisdiction.clock_book import ClockLaw
from services.people_mediation.domain import facts
from services.people_mediation.domain.agreement import AgreementRecord
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.clocks import stop_round
from services.people_mediation.domain.commands import ReachAgreement
from services.people_mediation.domain.effect import missing, take_effect
from services.people_mediation.domain.irregularities import marked
from services.people_mediation.domain.moments import moment
from services.people_mediation.domain.refusals import not_ours_yet, unknown_party
from services.people_mediation.domain.state import CaseState, Track
from services.people_mediation.domain.voluntariness import taking_part


def reach_agreement(state: CaseState, track: Track, command: Command[ReachAgreement], law: ClockLaw) -> Answer:
    """The parties agreed. A whole agreement stops the round's limit; a partial one lets the rest go on (SD 23)."""
    if refused := not_ours_yet(track) or _not_an_agreement(state, track, command):
        return refused
    reached = _reached(state, track, command)
    at = moment(command)
    events: list[Event] = [reached]
    if not reached.partial:
        events += stop_round(state, track, at, "达成调解协议")
    record = AgreementRecord.when_reached(reached)
    if reached.form is Agreed.ORAL and not missing(state, record):
        events += take_effect(state, track, record, at, law)
    return events


def _reached(state: CaseState, track: Track, command: Command[ReachAgreement]) -> AgreementReached:
    body = command.body
    form, assumed = _form(body)
    agreement_id, party_ids = str(command.derived_id("agreement")), _agreeing(state, track, body)
    return AgreementReached(
        **stamp(command, track), irregularities=marked(*_irregular(state, track, command, form)),
        agreement_id=agreement_id, number=body.number, form=form, form_assumed=assumed,
        partial=body.partial, party_ids=party_ids, terms=body.terms,
        text_hash=agreement_text_hash(agreement_id, body.number, body.partial, party_ids, body.terms),
    )  # fmt: skip


def _form(body: ReachAgreement) -> tuple[Agreed, bool]:
    """Form and whether it is assumed: written unless performed on the spot where nobody told (domain.md 2.1 `[INF]`)."""
    if body.form is not None:
        return body.form, body.form_assumed
    return (Agreed.ORAL if body.terms.performed_at_once else Agreed.WRITTEN), True


def _agreeing(state: CaseState, track: Track, body: ReachAgreement) -> tuple[str, ...]:
    return body.party_ids or tuple(party.party_id for party in taking_part(state, track))


def _not_an_agreement(state: CaseState, track: Track, command: Command[ReachAgreement]) -> Refused | None:
    """What makes the entry no agreement at all: strangers, one party alone, or a part told as the whole."""
    body = command.body
    agreeing = _agreeing(state, track, body)
    named = (*agreeing, *(item.debtor for item in body.terms.items))
    if unknown := tuple(party_id for party_id in dict.fromkeys(named) if state.party(party_id) is None):
        return unknown_party(unknown, "party_ids")
    if len(agreeing) < 2:
        return Refused("agreement_needs_two_parties", "协议至少要有两方当事人。", "party_ids", "PML 29")
    now_agreeing = [state.current_id(party_id) for party_id in agreeing]
    if not body.partial and any(party.party_id not in now_agreeing for party in taking_part(state, track)):
        return Refused("agreement_not_whole", "并非全部当事人达成协议，请登记为部分协议。", "partial", "SD 23")
    return None


def _irregular(
    state: CaseState, track: Track, command: Command[ReachAgreement], form: Agreed
) -> tuple[str | None, ...]:
    at = moment(command)
    oral = form is Agreed.ORAL
    return (
        facts.place_in_procedure(track, at),
        facts.not_taken_up(track),
        facts.consent_not_recorded(state, track),
        facts.rights_not_notified(state, track, (), at) if track.sessions == 0 else None,
        facts.no_mediator(track),
        facts.past_limit(state, track, at),
        facts.recorded_late(state, track, at),
        facts.accepted_elsewhere(state, track),
        "oral_terms_not_recorded" if oral and not command.body.terms.terms else None,
        "should_be_written" if oral and _must_be_written(state, command.body) else None,
    )


def _must_be_written(state: CaseState, body: ReachAgreement) -> bool:
    """NB 24 (local): a party asks for it, it is not performed at once, or the case is complex."""
    difficult = state.case is not None and state.case.difficulty is Difficulty.COMPLEX
    return body.writing_wanted or not body.terms.performed_at_once or difficult
