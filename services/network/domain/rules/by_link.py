"""Consent, refusal and withdrawal by a party's own link: the same rules as at the body, with the party as declarer."""

from schemas.command import Command, Refused
from services.jurisdiction.acts import not_found
from services.jurisdiction.declarations import (
    ROUTES_TOLD,
    Declaration,
    DeclareByLink,
    declared,
    not_the_applicant,
    saying,
)
from services.network.domain.answers import Answer
from services.network.domain.commands import GiveConsent, RefuseConsent
from services.network.domain.refusals import where_it_stands
from services.network.domain.rules.consent import give_consent, refuse_consent
from services.network.domain.situations import Appraising, AwaitingCustody, InMediation, Preparing
from services.network.domain.state import CaseState, Track
from services.network.domain.voluntariness import has_applied


def declare_by_link(state: CaseState, track: Track, command: Command[DeclareByLink]) -> Answer:
    """What the body's clerk would enter after hearing the party; only while the round has not been decided.

    Whoever goes on without the one that refused is for the body to enter: a link ends the round.
    """
    body = command.body
    party = state.party(body.party_id)
    if party is None or party.party_id != body.party_id:
        return not_found()
    if not isinstance(track.situation, AwaitingCustody | Preparing | InMediation | Appraising):
        return where_it_stands(track)
    if body.withdraws and not has_applied(state, party):
        return not_the_applicant()
    when = {"occurred_at": body.occurred_at, "track_id": track.track_id, "party_id": party.party_id}
    if body.declaration is Declaration.CONSENT:
        answer = give_consent(state, track, saying(command, GiveConsent(**when)))
    else:
        refusal = RefuseConsent(**when, reason=body.reason, routes_told=ROUTES_TOLD)
        answer = refuse_consent(state, track, saying(command, refusal))
    return answer if isinstance(answer, Refused) else declared(answer, body)
