"""Consent of both sides (征求意见书): asked for, given, refused. A clear refusal ends an accepted mediation (SD 22, SZ 21)."""

from schemas.administrative_mediation import (
    ActedThrough,
    ConsentGiven,
    ConsentRefused,
    ConsentRequested,
    MediationOpened,
    MediationTerminated,
    TerminationReason,
)
from schemas.base import Event
from schemas.command import Command
from services.administrative_mediation.domain.answers import Answer, stamp
from services.administrative_mediation.domain.commands import GiveConsent, RefuseConsent, RequestConsent
from services.administrative_mediation.domain.facts import place_in_procedure
from services.administrative_mediation.domain.folds import proceedings
from services.administrative_mediation.domain.irregularities import marked
from services.administrative_mediation.domain.refusals import only_in, unknown_party, where_it_stands
from services.administrative_mediation.domain.rules.ending import end_round
from services.administrative_mediation.domain.situations import (
    Accepted,
    Agreed,
    AwaitingCustody,
    ConsentPending,
    Examining,
    InMediation,
    Offered,
)
from services.administrative_mediation.domain.state import CaseState, Track
from services.administrative_mediation.domain.voluntariness import without_consent
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.jurisdiction.representation import refused_representative


def request_consent(state: CaseState, track: Track, command: Command[RequestConsent]) -> Answer:
    """Asking is preparing: allowed before custody moves."""
    body = command.body
    if refused := only_in(track, AwaitingCustody, Examining, ConsentPending, InMediation):
        return refused
    if state.party(body.party_id) is None:
        return unknown_party((body.party_id,))
    return (ConsentRequested(**stamp(command, track), party_id=body.party_id, method=body.method),)


def give_consent(state: CaseState, track: Track, command: Command[GiveConsent]) -> Answer:
    """A party's yes; the last one that was missing opens the talks."""
    body = command.body
    if isinstance(track.situation, Offered):
        return where_it_stands(track)
    party = state.party(body.party_id)
    if party is None:
        return unknown_party((body.party_id,))
    if refused := refused_representative(party, body.through, body.agent_id, settles=False):
        return refused
    given = ConsentGiven(
        **stamp(command, track), irregularities=marked(place_in_procedure(track, moment(command))),
        party_id=party.party_id, by=body.by, through=body.through,
        agent_id=body.agent_id if body.through is ActedThrough.AGENT else None,
    )  # fmt: skip
    return given, *_opened(state, track, given, command)


def refuse_consent(state: CaseState, track: Track, command: Command[RefuseConsent], law: Law) -> Answer:
    """A fact. Before acceptance it bars acceptance; afterwards it ends the mediation, unless an agreement binds already."""
    body = command.body
    if isinstance(track.situation, Offered):
        return where_it_stands(track)
    party = state.party(body.party_id)
    if party is None:
        return unknown_party((body.party_id,))
    refusal = ConsentRefused(
        **stamp(command, track), irregularities=marked(place_in_procedure(track, moment(command))),
        party_id=party.party_id, reason=body.reason,
    )  # fmt: skip
    return refusal, *(_ended(state, track, command, law) if _ends(state, track, party.party_id) else ())


def _opened(state: CaseState, track: Track, given: ConsentGiven, command: Command[GiveConsent]) -> tuple[Event, ...]:
    if not isinstance(track.situation, ConsentPending):
        return ()
    missing = without_consent(state, proceedings.consent_answered(track, given))
    return () if missing else (MediationOpened(**stamp(command, track)),)


def _ends(state: CaseState, track: Track, party_id: str) -> bool:
    """Third parties cannot bar mediation; before acceptance there is nothing to end; a binding agreement stands."""
    if all(party.party_id != party_id for party in state.sides):
        return False
    settled = track.settled_by
    if isinstance(track.situation, Agreed):
        return settled is not None and not settled.is_in_force
    return isinstance(track.situation, Accepted)


def _ended(state: CaseState, track: Track, command: Command[RefuseConsent], law: Law) -> tuple[Event, ...]:
    routes = command.body.routes_told
    ended = MediationTerminated(
        **stamp(command, track), irregularities=marked(None if routes else "routes_not_told"), body=track.body,
        reason=TerminationReason.CONSENT_REFUSED, routes_told=routes, in_writing=True,
        partial_agreement=any(agreement.is_in_force for agreement in track.agreements),
    )  # fmt: skip
    return end_round(state, track, ended, law)
