"""Agreements before an agency: oral ones bind when reached, written ones at the last signature and the seal."""

from schemas.administrative_mediation import AgreementReached
from schemas.base import Event
from schemas.command import Command, Refused
from schemas.values import Agreed
from services.administrative_mediation.domain import clocks, facts, sectors
from services.administrative_mediation.domain.agreement import AgreementRecord
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import ReachAgreement
from services.administrative_mediation.domain.effect import missing, take_effect
from services.administrative_mediation.domain.irregularities import irregular, marked
from services.administrative_mediation.domain.refusals import not_ours_yet, unknown_party
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.administrative_sectors import Sector
from services.jurisdiction.agreement_text import agreement_text_hash
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment


def reach_agreement(state: CaseState, track: Track, command: Command[ReachAgreement], law: Law) -> Answer:
    """The parties agreed. A whole agreement ends the round's limits; a partial one lets the rest go on."""
    if refused := not_ours_yet(track) or _not_an_agreement(state, command):
        return refused
    sector, at = sectors.sector_of(law, track), moment(command)
    reached = _reached(state, track, command, sector)
    events: list[Event] = [reached]
    if not reached.partial:
        events += clocks.stopped(state, sector.finish_limit, track, at, "达成调解协议")
        events += clocks.stopped(state, sector.second_session_limit, track, at, "达成调解协议")
    agreement = AgreementRecord.when_reached(reached)
    if reached.form is Agreed.ORAL and not missing(state, agreement):
        events += take_effect(state, track, agreement, at, law)
    return events


def _reached(state: CaseState, track: Track, command: Command[ReachAgreement], sector: Sector) -> AgreementReached:
    body = command.body
    form = body.form or Agreed.WRITTEN
    wanted = sector.written_agreement if form is Agreed.ORAL else None
    agreement_id, party_ids = str(command.derived_id("agreement")), _agreeing(state, body)
    return AgreementReached(
        **stamp(command, track), irregularities=(
            *marked(*_irregular(state, track, command, sector)),
            *((irregular("should_be_written", wanted.source),) if wanted else ()),
        ),
        agreement_id=agreement_id, number=body.number, form=form,
        form_assumed=body.form_assumed or body.form is None, partial=body.partial, party_ids=party_ids,
        terms=body.terms,
        text_hash=agreement_text_hash(agreement_id, body.number, body.partial, party_ids, body.terms),
    )  # fmt: skip


def _agreeing(state: CaseState, body: ReachAgreement) -> tuple[str, ...]:
    return body.party_ids or tuple(party.party_id for party in state.sides)


def _not_an_agreement(state: CaseState, command: Command[ReachAgreement]) -> Refused | None:
    """What makes the entry no agreement at all: strangers, one party alone, or a part told as the whole."""
    body = command.body
    agreeing = _agreeing(state, body)
    named = (*agreeing, *(item.debtor for item in body.terms.items))
    if unknown := tuple(party_id for party_id in dict.fromkeys(named) if state.party(party_id) is None):
        return unknown_party(unknown, "party_ids")
    if len(agreeing) < 2:
        return Refused("agreement_needs_two_parties", "协议至少要有两方当事人。", "party_ids")
    now_agreeing = [state.current_id(party_id) for party_id in agreeing]
    if not body.partial and any(party.party_id not in now_agreeing for party in state.sides):
        return Refused("agreement_not_whole", "并非全部当事人达成协议，请登记为部分协议。", "partial", "SD 23")
    return None


def _irregular(
    state: CaseState, track: Track, command: Command[ReachAgreement], sector: Sector
) -> tuple[str | None, ...]:
    at = moment(command)
    return (
        facts.place_in_procedure(track, at),
        facts.not_taken_up(track),
        facts.consent_not_recorded(state, track),
        facts.rights_not_notified(state, track, (), at) if track.sessions == 0 else None,
        facts.no_mediator(track),
        facts.past_limit(state, track, sector, at),
        facts.recorded_late(state, track, sector, at),
        facts.barred(state, track, sector),
    )
