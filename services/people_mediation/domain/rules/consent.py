"""Consent: asked for, given, refused (PML 17). A clear refusal ends the round, unless the others go on."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.people_mediation import (
    ActedThrough,
    ConsentGiven,
    ConsentRefused,
    ConsentRequested,
    MediationTerminated,
    TerminationReason,
)
from services.people_mediation.domain.answers import Answer, stamp
from services.people_mediation.domain.commands import GiveConsent, RefuseConsent, RequestConsent
from services.people_mediation.domain.facts import place_in_procedure
from services.people_mediation.domain.irregularities import marked
from services.people_mediation.domain.moments import moment
from services.people_mediation.domain.refusals import only_in, unknown_party, where_it_stands
from services.people_mediation.domain.representation import refused_representative
from services.people_mediation.domain.rules.ending import end_round
from services.people_mediation.domain.situations import Agreed, AwaitingCustody, InMediation, Offered, Preparing
from services.people_mediation.domain.state import CaseState, Track
from services.people_mediation.domain.voluntariness import may_go_on_without


def request_consent(state: CaseState, track: Track, command: Command[RequestConsent]) -> Answer:
    """Asking is planning: allowed before custody moves."""
    body = command.body
    if refused := only_in(track, AwaitingCustody, Preparing, InMediation):
        return refused
    if state.party(body.party_id) is None:
        return unknown_party((body.party_id,))
    return (ConsentRequested(**stamp(command, track), party_id=body.party_id, method=body.method),)


def give_consent(state: CaseState, track: Track, command: Command[GiveConsent]) -> Answer:
    """A party's yes, itself or through guardian or agent; agreeing to talk needs no special authority."""
    body = command.body
    if isinstance(track.situation, Offered):
        return where_it_stands(track)
    party = state.party(body.party_id)
    if party is None:
        return unknown_party((body.party_id,))
    if refused := refused_representative(party, body.through, body.agent_id, settles=False):
        return refused
    return (
        ConsentGiven(
            **stamp(command, track), irregularities=marked(place_in_procedure(track, moment(command))),
            party_id=party.party_id, by=body.by, through=body.through,
            agent_id=body.agent_id if body.through is ActedThrough.AGENT else None,
        ),
    )  # fmt: skip


def refuse_consent(state: CaseState, track: Track, command: Command[RefuseConsent]) -> Answer:
    """A fact. It ends an open round (PML 17, 26); an agreement that binds already is not undone by it."""
    body = command.body
    if isinstance(track.situation, Offered):
        return where_it_stands(track)
    party = state.party(body.party_id)
    if party is None:
        return unknown_party((body.party_id,))
    if body.others_go_on and not may_go_on_without(state, track, party.party_id):
        return Refused(
            "nobody_left_to_mediate",
            "拒绝的一方退出后，双方已不齐全，不能由其余当事人继续调解。",
            "others_go_on",
            "PML 17",
        )
    refusal = ConsentRefused(
        **stamp(command, track), irregularities=marked(place_in_procedure(track, moment(command))),
        party_id=party.party_id, reason=body.reason, others_go_on=body.others_go_on,
    )  # fmt: skip
    if body.others_go_on or not _ends(state, track, party.party_id):
        return (refusal,)
    return (refusal, *_ended(state, track, command))


def _ends(state: CaseState, track: Track, party_id: str) -> bool:
    """Third parties cannot bar mediation; before custody there is nothing to end; a binding agreement stands."""
    if all(party.party_id != party_id for party in state.sides):
        return False
    settled = track.settled_by
    if isinstance(track.situation, Agreed):
        return settled is not None and not settled.is_in_force
    return isinstance(track.situation, Preparing | InMediation)


def _ended(state: CaseState, track: Track, command: Command[RefuseConsent]) -> tuple[Event, ...]:
    routes = command.body.routes_told
    ended = MediationTerminated(
        **stamp(command, track), irregularities=marked(None if routes else "routes_not_told"), body=track.body,
        reason=TerminationReason.CONSENT_REFUSED, routes_told=routes,
        partial_agreement=any(agreement.is_in_force for agreement in track.agreements),
    )  # fmt: skip
    return end_round(state, track, ended)
