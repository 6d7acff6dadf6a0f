"""Consent, refusal and withdrawal by a party's own link: the same rules as at the committee, with the party as declarer."""

from typing import TypeVar

from schemas.base import Event
from schemas.command import Command, CommandBody, Refused
from schemas.people_mediation import ConsentGiven, ConsentRefused, MediationTerminated, TerminationReason
from schemas.values import PartyRole
from services.jurisdiction.acts import not_found
from services.jurisdiction.roles import Role
from services.people_mediation.domain.answers import Answer
from services.people_mediation.domain.commands import DeclareByLink, GiveConsent, RefuseConsent
from services.people_mediation.domain.commands.by_link import Declaration
from services.people_mediation.domain.refusals import where_it_stands
from services.people_mediation.domain.rules.consent import give_consent, refuse_consent
from services.people_mediation.domain.situations import AwaitingCustody, InMediation, Preparing
from services.people_mediation.domain.state import CaseState, Track

Body = TypeVar("Body", bound=CommandBody)
ROUTES_TOLD = ("仲裁", "行政途径", "向人民法院起诉")
"""The page on which the party declares it tells these ways (PML 26)."""


def find_round(state: CaseState, command: Command[DeclareByLink]) -> Track | Refused:
    """The round that the page showed; the public pages stand for the party and for no body."""
    track = state.tracks.get(command.body.track_id)
    if track is None or Role.PUBLIC_WEB.value not in command.actor.roles or command.actor.is_system:
        return not_found()
    return track


def declare_by_link(state: CaseState, track: Track, command: Command[DeclareByLink]) -> Answer:
    """What the committee's clerk would enter after hearing the party; only while the round has not been decided."""
    body = command.body
    party = state.party(body.party_id)
    if party is None or party.party_id != body.party_id:
        return not_found()
    if not isinstance(track.situation, AwaitingCustody | Preparing | InMediation):
        return where_it_stands(track)
    withdraws = body.declaration is Declaration.WITHDRAWAL
    if withdraws and party.role is not PartyRole.APPLICANT:
        sentence = "只有申请调解的一方可以撤回申请；您可以表示不同意调解。"
        return Refused("not_the_applicant", sentence, "party_id", "PML 17")
    when = {"occurred_at": body.occurred_at, "track_id": track.track_id, "party_id": party.party_id}
    if body.declaration is Declaration.CONSENT:
        answer = give_consent(state, track, _saying(command, GiveConsent(**when)))
    else:
        refusal = RefuseConsent(**when, reason=body.reason, routes_told=ROUTES_TOLD)
        answer = refuse_consent(state, track, _saying(command, refusal))
    return answer if isinstance(answer, Refused) else tuple(_declared(event, body, withdraws) for event in answer)


def _declared(event: Event, body: DeclareByLink, withdraws: bool) -> Event:
    """The event says who declared it and how; a withdrawal is no refusal of the other side's wish to talk."""
    match event:
        case ConsentGiven():
            return event.model_copy(update={"by_link": body.by_link})
        case ConsentRefused():
            return event.model_copy(update={"by_link": body.by_link, "withdraws": withdraws})
        case MediationTerminated() if withdraws:
            return event.model_copy(update={"reason": TerminationReason.WITHDRAWN})
        case _:
            return event


def _saying(command: Command[DeclareByLink], body: Body) -> Command[Body]:
    """The same act in the words of the office."""
    return Command(command.id, command.case_code, command.actor, command.recorded_at, body)
