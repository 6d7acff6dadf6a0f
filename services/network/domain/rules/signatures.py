"""The three layers of a written agreement: every party, a mediator of the round, the body's seal (PML 29)."""

from schemas.command import Command, Refused
from schemas.network import ActedThrough, BodySealed, MediatorSigned, PartySigned
from schemas.values import Agreed, Party
from services.jurisdiction.moments import Moment, moment
from services.jurisdiction.representation import refused_representative
from services.jurisdiction.roles import Role
from services.jurisdiction.signature_images import AT_OFFICE, OF_SEAL, SignByLink, manner_of, refused_image
from services.jurisdiction.signed_by_link import sign_by_link as signed_by_link
from services.network.domain.agreement import AgreementRecord
from services.network.domain.answers import Answer, stamp
from services.network.domain.commands import SealAgreement, SignAsMediator, SignAsParty
from services.network.domain.irregularities import marked
from services.network.domain.refusals import no_agreement, not_ours_yet, only_in, strangers
from services.network.domain.rules.agreements import effect_if_complete
from services.network.domain.situations import Agreed as WhollyAgreed
from services.network.domain.situations import Appraising, InMediation, Lost, Preparing
from services.network.domain.state import CaseState, Track


def sign_as_party(state: CaseState, track: Track, command: Command[SignAsParty]) -> Answer:
    """Itself, its guardian where it has not full capacity, or an agent with special authority."""
    body = command.body
    agreement = _to_sign(track, body.agreement_id, moment(command))
    if isinstance(agreement, Refused):
        return agreement
    party = state.party(body.party_id)
    if party is None:
        return strangers(state, (body.party_id,)) or no_agreement()
    image = body.signature_image
    refused = refused_image(track.agreements, agreement, image, AT_OFFICE)
    if refused := refused or _refused_party(state, agreement, party, body):
        return refused
    few = "members_not_all_consenting" if (body.persons or 1) < party.headcount else None
    signed = PartySigned(
        **stamp(command, track), irregularities=marked(few), agreement_id=agreement.agreement_id,
        party_id=party.party_id, by=body.by, through=body.through,
        agent_id=body.agent_id if body.through is ActedThrough.AGENT else None, manner=manner_of(image, body.manner),
        persons=body.persons, signature_image=image,
    )  # fmt: skip
    at, assumed = command.occurred_at, body.occurred_at_assumed
    after = agreement.signed_by_party(party.party_id, at, assumed, body.persons)
    return signed, *effect_if_complete(state, track, after)


def sign_by_link(state: CaseState, track: Track, command: Command[SignByLink]) -> Answer:
    """A party itself, through its own link."""
    return signed_by_link(state, track, command, SignAsParty, lambda signing: sign_as_party(state, track, signing))


def sign_as_mediator(state: CaseState, track: Track, command: Command[SignAsMediator]) -> Answer:
    """A mediator of this round, acting as mediator."""
    mediator = command.body.mediator or command.actor.user
    agreement = _to_sign(track, command.body.agreement_id, moment(command))
    if isinstance(agreement, Refused):
        return agreement
    if Role.MEDIATOR not in command.actor.roles:
        return Refused("wrong_role", "此事只能由调解员办理。", source="PML 29")
    if all(one.mediator != mediator for one in track.mediators):
        return Refused("not_mediator_of_round", "该人员不是本轮调解的调解员，不能在协议上签名。", "mediator", "PML 29")
    if agreement.mediator_signed_at is not None:
        return Refused("already_signed", "已经签过名，不需要重复签名。", "mediator")
    image = command.body.signature_image
    if refused := refused_image(track.agreements, agreement, image, AT_OFFICE):
        return refused
    signed = MediatorSigned(
        **stamp(command, track), agreement_id=agreement.agreement_id, mediator=mediator, signature_image=image
    )
    after = agreement.signed_by_mediator(command.occurred_at, command.body.occurred_at_assumed)
    return signed, *effect_if_complete(state, track, after)


def seal_agreement(state: CaseState, track: Track, command: Command[SealAgreement]) -> Answer:
    """The seal is kept by its keeper."""
    agreement = _to_sign(track, command.body.agreement_id, moment(command))
    if isinstance(agreement, Refused):
        return agreement
    if Role.COMMITTEE_SEAL_KEEPER not in command.actor.roles:
        return Refused("wrong_role", "此事只能由印章管理员办理。", source="PML 29")
    if agreement.sealed_at is not None:
        return Refused("already_sealed", "协议已经加盖印章。")
    photo = command.body.seal_photo
    if refused := refused_image(track.agreements, agreement, photo, OF_SEAL):
        return refused
    sealed = BodySealed(**stamp(command, track), agreement_id=agreement.agreement_id, body=track.body, seal_photo=photo)
    after = agreement.sealed(command.occurred_at, command.body.occurred_at_assumed)
    return sealed, *effect_if_complete(state, track, after)


def _to_sign(track: Track, agreement_id: str | None, at: Moment) -> AgreementRecord | Refused:
    """Only in a round of ours that was not over when it was signed."""
    if refused := not_ours_yet(track):
        return refused
    lost_after = isinstance(track.situation, Lost) and at.is_before(track.situation.at)
    if not lost_after and (refused := only_in(track, Preparing, InMediation, Appraising, WhollyAgreed)):
        return refused
    agreement = track.latest_agreement(agreement_id)
    if agreement is None:
        return no_agreement()
    if agreement.form is Agreed.ORAL:
        return Refused("oral_needs_no_signature", "口头协议自达成之日起生效，不需要签名盖章。", source="PML 30")
    if not agreement.is_open:
        return Refused(
            "agreement_already_in_force", "协议已经生效或者已经失去效力，不需要再签名盖章。", source="PML 29"
        )
    return agreement


def _refused_party(state: CaseState, agreement: AgreementRecord, party: Party, body: SignAsParty) -> Refused | None:
    if all(state.current_id(party_id) != party.party_id for party_id in agreement.party_ids):
        return Refused("not_an_agreeing_party", "该当事人不是协议的当事人。", "party_id", "PML 29")
    told = agreement.persons.get(party.party_id, 0)
    if party.party_id in agreement.party_signatures and (party.headcount <= told or (body.persons or 1) <= told):
        return Refused("already_signed", "已经签过名，不需要重复签名。", "party_id")
    return refused_representative(party, body.through, body.agent_id, settles=True)
