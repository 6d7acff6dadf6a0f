"""Who is represented consents to the agreement itself; only then may a representative sign for them (SAMR 11; CPL 56)."""

from schemas.administrative_mediation import ActedThrough, RepresentedConsented
from schemas.command import Command, Refused
from schemas.values import Party
from services.administrative_mediation.domain.agreement import Draft
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import ConsentToAgreement
from services.administrative_mediation.domain.effect import effect_if_complete
from services.administrative_mediation.domain.refusals import no_agreement, not_ours_yet, unknown_party
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law
from services.jurisdiction.representation import refused_representative

SOURCE = "SAMR 11；CPL 56"


def consent_to_agreement(state: CaseState, track: Track, command: Command[ConsentToAgreement], law: Law) -> Answer:
    """Recorded person by person; the last missing consent may bring the agreement into force."""
    body = command.body
    if refused := not_ours_yet(track):
        return refused
    agreement = track.latest_agreement(body.agreement_id)
    if agreement is None:
        return no_agreement()
    draft = agreement.standing
    if not isinstance(draft, Draft):
        return Refused("agreement_already_in_force", "协议已经生效或者已经作废，不需要再表示同意。", source=SOURCE)
    party = state.party(body.party_id)
    if party is None:
        return unknown_party((body.party_id,))
    refused = _cannot_consent(state, draft, party, agreement.party_ids)
    refused = refused or refused_representative(party, body.through, body.agent_id, settles=True)
    if refused is not None:
        return refused
    consented = RepresentedConsented(
        **stamp(command, track), agreement_id=agreement.agreement_id, party_id=party.party_id, by=body.by,
        through=body.through, agent_id=body.agent_id if body.through is ActedThrough.AGENT else None,
    )  # fmt: skip
    after = draft.with_consent(party.party_id, command.occurred_at, body.occurred_at_assumed)
    return consented, *effect_if_complete(state, track, agreement, after, law)


def refused_for_represented(state: CaseState, draft: Draft, party: Party, representative: str | None) -> Refused | None:
    """Why this representative may not sign for the party."""
    speaking = state.case.representatives_of(party.party_id) if state.case else ()
    if representative is None or state.current_id(representative) not in speaking:
        sentence = "该人没有被推选为这位当事人的代表人，请先登记推选结果。"
        return Refused("not_its_representative", sentence, "representative", SOURCE)
    if all(state.current_id(party_id) != party.party_id for party_id in draft.consents):
        sentence = "被代表的当事人尚未同意本协议，代表人不能代其签名。请先登记其本人的同意。"
        return Refused("represented_consent_missing", sentence, "party_id", SOURCE)
    return None


def _cannot_consent(state: CaseState, draft: Draft, party: Party, party_ids: tuple[str, ...]) -> Refused | None:
    if all(state.current_id(party_id) != party.party_id for party_id in party_ids):
        return Refused("not_an_agreeing_party", "该当事人不是协议的当事人。", "party_id")
    if not (state.case and state.case.representatives_of(party.party_id)):
        return Refused("not_represented", "该当事人没有代表人，由其本人签名即可。", "party_id", SOURCE)
    if any(state.current_id(party_id) == party.party_id for party_id in draft.consents):
        return Refused("already_consented", "该当事人已经同意，不需要重复登记。", "party_id")
    return None
