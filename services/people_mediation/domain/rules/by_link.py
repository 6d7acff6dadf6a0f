"""Consent, refusal and withdrawal by a party's own link: the same rules as at the committee, with the party as declarer."""

from schemas.command import Command, Refused
from schemas.values import PartyRole
from services.jurisdiction.acts import not_found
from services.jurisdiction.declarations import (
    ROUTES_TOLD,
    Declaration,
    DeclareByLink,
    declared,
    not_the_applicant,
    saying,
)
from services.people_mediation.domain.answers import Answer
from services.people_mediation.domain.commands import GiveConsent, RefuseConsent
from services.people_mediation.domain.refusals import where_it_stands
from services.people_mediation.domain.rules.consent import give_consent, refuse_consent
from services.people_mediation.domain.situations import AwaitingCustody, InMediation, Preparing
from services.people_mediation.domain.state import CaseState, Track


def declare_by_link(state: CaseState, track: Track, command: Command[DeclareByLink]) -> Answer:
    """What the committee's clerk would enter after hearing the party; only while the round has not been decided."""
    body = command.body
    party = state.party(body.party_id)
    if party is None or party.party_id != body.party_id:
        return not_found()
    if not isinstance(track.situation, AwaitingCustody | Preparing | InMediation):
        return where_it_stands(track)
    if body.withdraws and party.role is not PartyRole.APPLICANT:
        return not_the_applicant()
    when = {"occurred_at": body.occurred_at, "track_id": track.track_id, "party_id": party.party_id}
    if body.declaration is Declaration.CONSENT:
        answer = give_consent(state, track, saying(command, GiveConsent(**when)))
    else:
        refusal = RefuseConsent(**when, reason=body.reason, routes_told=ROUTES_TOLD)
        answer = refuse_consent(state, track, saying(command, refusal))
    return answer if isinstance(answer, Refused) else declared(answer, body)
