"""The mediation document (行政调解书, 协议书): every party, the mediating official, the agency's seal (domain.md 2.2, section 7)."""

from dataclasses import dataclass

from schemas.administrative_mediation import ActedThrough, AgencySealed, MediatorSigned, PartySigned
from schemas.command import Command, Refused
from schemas.values import Agreed, Party
from services.administrative_mediation.domain.agreement import AgreementRecord, Draft, Dropped, InForce
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import SealDocument, SignAsMediator, SignAsParty
from services.administrative_mediation.domain.effect import effect_if_complete
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.refusals import (
    no_agreement,
    not_ours_yet,
    unknown_party,
    where_it_stands,
    wrong_role,
)
from services.administrative_mediation.domain.rules.represented import refused_for_represented
from services.administrative_mediation.domain.situations import Accepted, Examining, Lost
from services.administrative_mediation.domain.situations import Agreed as WhollyAgreed
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.law import Law
from services.jurisdiction.moments import Moment, moment
from services.jurisdiction.representation import refused_representative
from services.jurisdiction.roles import Role
from services.jurisdiction.signature_images import AT_OFFICE, OF_SEAL, SignByLink, manner_of, refused_image
from services.jurisdiction.signed_by_link import sign_by_link as signed_by_link


@dataclass(frozen=True)
class _ToSign:
    """A written agreement that still waits for signatures."""

    agreement: AgreementRecord
    draft: Draft


def sign_as_party(state: CaseState, track: Track, command: Command[SignAsParty], law: Law) -> Answer:
    """Itself, its guardian where it has not full capacity, or an agent with special authority."""
    body = command.body
    to_sign = _to_sign(track, body.agreement_id, moment(command))
    if isinstance(to_sign, Refused):
        return to_sign
    party = state.party(body.party_id)
    image = body.signature_image
    refused = refused_image(track.agreements, to_sign.agreement, image, AT_OFFICE)
    refused = refused or _refused_party(state, to_sign, party, body)
    if refused or party is None:
        return refused or unknown_party((body.party_id,))
    signed = PartySigned(
        **stamp(command, track), irregularities=marked(_members(party, body)),
        agreement_id=to_sign.agreement.agreement_id, party_id=party.party_id, by=body.by, through=body.through,
        agent_id=body.agent_id if body.through is ActedThrough.AGENT else None,
        manner=manner_of(image, body.manner), signature_image=image, persons=body.persons,
        representative=body.representative if body.through is ActedThrough.REPRESENTATIVE else None,
    )  # fmt: skip
    at, assumed = command.occurred_at, body.occurred_at_assumed
    draft = to_sign.draft.with_party(party.party_id, at, assumed, body.persons)
    return signed, *effect_if_complete(state, track, to_sign.agreement, draft, law)


def sign_by_link(state: CaseState, track: Track, command: Command[SignByLink], law: Law) -> Answer:
    """A party itself, through its own link."""
    return signed_by_link(state, track, command, SignAsParty, lambda signing: sign_as_party(state, track, signing, law))


def sign_as_mediator(state: CaseState, track: Track, command: Command[SignAsMediator], law: Law) -> Answer:
    """An official of this round, acting as the one who mediates; where it was left out, also after the document has come into force."""
    mediator = command.body.mediator or command.actor.user
    agreement = _written(track, command.body.agreement_id, moment(command))
    if isinstance(agreement, Refused):
        return agreement
    standing = agreement.standing
    if isinstance(standing, Dropped) or (isinstance(standing, InForce) and standing.mediator_signed):
        return _in_force()
    if Role.MEDIATOR not in command.actor.roles:
        return wrong_role("调解人员")
    if all(one.mediator != mediator for one in track.mediators):
        return Refused("not_mediator_of_round", "该人员不是本轮调解的调解人员，不能在调解书上签名。", "mediator")
    if isinstance(standing, Draft) and standing.mediator_signed_at is not None:
        return _already_signed("mediator")
    image = command.body.signature_image
    if refused := refused_image(track.agreements, agreement, image, AT_OFFICE):
        return refused
    signed = MediatorSigned(
        **stamp(command, track), agreement_id=agreement.agreement_id, mediator=mediator, signature_image=image
    )
    if isinstance(standing, InForce):
        return (signed,)
    draft = standing.with_mediator(command.occurred_at, command.body.occurred_at_assumed)
    return signed, *effect_if_complete(state, track, agreement, draft, law)


def seal_document(state: CaseState, track: Track, command: Command[SealDocument], law: Law) -> Answer:
    """The seal is kept by its keeper."""
    to_sign = _to_sign(track, command.body.agreement_id, moment(command))
    if isinstance(to_sign, Refused):
        return to_sign
    if Role.AGENCY_SEAL_KEEPER not in command.actor.roles:
        return wrong_role("机关印章管理员")
    if to_sign.draft.sealed_at is not None:
        return Refused("already_sealed", "调解书已经加盖印章。")
    photo = command.body.seal_photo
    if refused := refused_image(track.agreements, to_sign.agreement, photo, OF_SEAL):
        return refused
    sealed = AgencySealed(
        **stamp(command, track), agreement_id=to_sign.agreement.agreement_id, body=track.body, seal_photo=photo
    )
    draft = to_sign.draft.with_seal(command.occurred_at, command.body.occurred_at_assumed)
    return sealed, *effect_if_complete(state, track, to_sign.agreement, draft, law)


def _to_sign(track: Track, agreement_id: str | None, at: Moment) -> _ToSign | Refused:
    """A written agreement that does not bind yet."""
    agreement = _written(track, agreement_id, at)
    if isinstance(agreement, Refused):
        return agreement
    return _ToSign(agreement, agreement.standing) if isinstance(agreement.standing, Draft) else _in_force()


def _written(track: Track, agreement_id: str | None, at: Moment) -> AgreementRecord | Refused:
    """Only in a round of ours that was not over when it was signed; custody may have moved on before it was recorded."""
    if refused := not_ours_yet(track):
        return refused
    if not (isinstance(track.situation, Examining | Accepted | WhollyAgreed) or _lost_after(track, at)):
        return where_it_stands(track)
    agreement = track.latest_agreement(agreement_id)
    if agreement is None:
        return no_agreement()
    if agreement.form is Agreed.ORAL:
        return Refused("oral_needs_no_signature", "口头协议自达成之日起生效，不需要签名盖章。")
    return agreement


def _in_force() -> Refused:
    return Refused("agreement_already_in_force", "协议已经生效或者已经作废，不需要再签名盖章。")


def _lost_after(track: Track, at: Moment) -> bool:
    """Custody moved on after this moment: what was signed before is a fact that stands (design.md section 5)."""
    return isinstance(track.situation, Lost) and at.is_before(track.situation.at)


def _refused_party(state: CaseState, to_sign: _ToSign, party: Party | None, body: SignAsParty) -> Refused | None:
    if party is None:
        return unknown_party((body.party_id,))
    if all(state.current_id(party_id) != party.party_id for party_id in to_sign.agreement.party_ids):
        return Refused("not_an_agreeing_party", "该当事人不是协议的当事人。", "party_id")
    if _has_signed(state, to_sign.draft, party, body):
        return _already_signed("party_id")
    if body.through is ActedThrough.REPRESENTATIVE:
        return refused_for_represented(state, to_sign.draft, party, body.representative)
    return refused_representative(party, body.through, body.agent_id, settles=True)


def _has_signed(state: CaseState, draft: Draft, party: Party, body: SignAsParty) -> bool:
    """A party with unnamed members signs again when more of them have consented."""
    signed = any(state.current_id(party_id) == party.party_id for party_id in draft.party_signatures)
    consenting = max((n for who, n in draft.persons.items() if state.current_id(who) == party.party_id), default=0)
    return signed and (party.headcount <= consenting or (body.persons or 1) <= consenting)


def _members(party: Party, body: SignAsParty) -> str | None:
    """Of a group whose members are not all named, everyone's consent is collected (SAMR 11; CPL 56)."""
    return "members_not_all_consenting" if (body.persons or 1) < party.headcount else None


def _already_signed(field: str) -> Refused:
    return Refused("already_signed", "已经签过名，不需要重复签名。", field)
