"""Mediation inside a petition (XF 33), and the way to people's mediation (访调对接, XFT)."""

from schemas.command import Command, Refused
from schemas.petitions_custody import Noted
from schemas.petitions_handling import PetitionMediated, PetitionSettled
from schemas.petitions_receiving import MediationReferred
from schemas.petitions_values import PetitionKind
from schemas.values import Channel
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp, told
from services.petitions.domain.commands import (
    HearMediationResult,
    MediatePetition,
    ReferToMediation,
    SettlePetition,
)
from services.petitions.domain.irregularities import marked
from services.petitions.domain.refusals import only_in, unknown_party
from services.petitions.domain.situations import Accepted, Handling, Objected, Registered, WithUnit
from services.petitions.domain.state import CaseState, Petition

MEDIATION_CHANNELS = (Channel.PEOPLE_MEDIATION, Channel.INDUSTRY_MEDIATION, Channel.ADMIN_MEDIATION)
"""Channels of the bodies a petition may be referred to, in the order in which a body that has several is asked."""
_STILL_TO_HANDLE = (Registered, WithUnit, Objected, Accepted, Handling)


def mediate(state: CaseState, petition: Petition, command: Command[MediatePetition], law: Law) -> Answer:
    """The unit mediates within its discretion; without both sides' consent the fact is marked."""
    body = command.body
    refused = only_in(petition, Accepted, Handling) or _unknown(state, body.consenting)
    if refused:
        return refused
    missing = "consent_not_recorded" if _without_consent(state, body.consenting) else None
    mediated = PetitionMediated(
        **stamp(command, petition), irregularities=marked(missing), by_body=command.actor.organisation,
        consenting=body.consenting, minutes=body.minutes,
    )  # fmt: skip
    return (mediated,)


def settle(state: CaseState, petition: Petition, command: Command[SettlePetition], law: Law) -> Answer:
    """The sides settled: nothing is left to be handled."""
    body = command.body
    if refused := only_in(petition, Registered, WithUnit, Accepted, Handling) or _unknown(state, body.party_ids):
        return refused
    everybody = tuple(party.party_id for party in (*state.petitioners, *state.respondents))
    settled = PetitionSettled(
        **stamp(command, petition),
        irregularities=marked(None if body.agreement_document else "agreement_document_missing"),
        by_body=command.actor.organisation, party_ids=body.party_ids or everybody, terms=body.terms,
        agreement_document=body.agreement_document,
    )  # fmt: skip
    return settled, *clocks.stop_all(state, moment(command), "各方和解")


def hear_result(state: CaseState, command: Command[HearMediationResult]) -> Answer:
    """The mediation that the petition was referred to settled the matter: nothing is left to be handled (XF 33)."""
    body, petition = command.body, state.petition
    if petition is None or not petition.referred or not isinstance(petition.situation, _STILL_TO_HANDLE):
        reason = "调解协议已经生效；没有因此和解的信访事项"
        return (Noted(**told(command), source=body.source, what="agreement_effective", reason=reason),)
    settled = PetitionSettled(
        **stamp(command, petition), by_body=body.body, party_ids=body.party_ids, terms=body.terms,
        agreement_document=body.number, agreement_id=body.agreement_id,
    )  # fmt: skip
    return settled, *clocks.stop_all(state, moment(command), "引入的调解达成协议")


def refer(state: CaseState, petition: Petition, command: Command[ReferToMediation], law: Law) -> Answer:
    """The window is asked to offer the case to a mediation body; the petition's own clocks run on beside it.

    What belongs to a statutory route (XF 31(1)-(5)) has been diverted and is told so.
    """
    refused = only_in(petition, Registered, WithUnit, Accepted, Handling) or _not_for_mediation(
        state, petition, command
    )
    if refused:
        return refused
    body = command.body
    channel = _channel(body.to_body, law)
    if channel is None:
        return Refused("not_a_mediation_body", "该机构不承办调解，请另选调解组织。", "to_body", "XFT")
    referred = MediationReferred(
        **stamp(command, petition), to_body=body.to_body, channel=channel, consenting=body.consenting,
        explanation=body.explanation,
    )  # fmt: skip
    return (referred,)


def _not_for_mediation(state: CaseState, petition: Petition, command: Command[ReferToMediation]) -> Refused | None:
    body = command.body
    if petition.kind is not PetitionKind.GRIEVANCE or body.administrative_dispute:
        return Refused("not_a_civil_dispute", "只有民事性质的纠纷可以引入人民调解，行政争议除外。", source="XFT")
    if refused := _unknown(state, body.consenting):
        return refused
    if missing := _without_consent(state, body.consenting):
        return Refused(
            "consent_missing", "引入调解须双方同意，请先征求意见。", "consenting", "XFT",
            parameters={"party_ids": list(missing)},
        )  # fmt: skip
    return None


def _without_consent(state: CaseState, consenting: tuple[str, ...]) -> tuple[str, ...]:
    given = {state.current_id(party_id) for party_id in consenting}
    sides = (*state.petitioners, *state.respondents)
    return tuple(party.party_id for party in sides if party.party_id not in given)


def _unknown(state: CaseState, party_ids: tuple[str, ...]) -> Refused | None:
    unknown = tuple(party_id for party_id in party_ids if state.party(party_id) is None)
    return unknown_party(unknown) if unknown else None


def _channel(body_id: str, law: Law) -> Channel | None:
    body = law.organisation(body_id)
    return next((channel for channel in MEDIATION_CHANNELS if body is not None and channel in body.channels), None)
