"""Consent: given, refused (PML 17; TY 15). A clear refusal ends the round, unless the others go on."""

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.network import ActedThrough, ConsentGiven, ConsentRefused, MediationTerminated, TerminationReason
from services.jurisdiction.moments import moment
from services.jurisdiction.representation import refused_representative
from services.network.domain.answers import Answer, stamp
from services.network.domain.commands import GiveConsent, RefuseConsent
from services.network.domain.irregularities import marked, place_in_procedure
from services.network.domain.refusals import only_in, strangers
from services.network.domain.rules.ending import end_round
from services.network.domain.situations import Agreed, Appraising, InMediation, Offered, Preparing
from services.network.domain.state import CaseState, Track
from services.network.domain.voluntariness import may_go_on_without


def give_consent(state: CaseState, track: Track, command: Command[GiveConsent]) -> Answer:
    """A party's yes, itself or through guardian or agent; agreeing to talk needs no special authority."""
    body = command.body
    if refused := _not_answered(state, track, body.party_id):
        return refused
    party = state.party(body.party_id)
    assert party is not None
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
    """A fact. It ends an open round; an agreement that binds already is not undone by it."""
    body = command.body
    if refused := _not_answered(state, track, body.party_id):
        return refused
    party_id = state.current_id(body.party_id)
    if body.others_go_on and not may_go_on_without(state, track, party_id):
        sentence = "拒绝的一方退出后，双方已不齐全，不能由其余当事人继续调解。"
        return Refused("nobody_left_to_mediate", sentence, "others_go_on", "PML 17")
    refusal = ConsentRefused(
        **stamp(command, track), irregularities=marked(place_in_procedure(track, moment(command))),
        party_id=party_id, reason=body.reason, others_go_on=body.others_go_on,
    )  # fmt: skip
    if body.others_go_on or not _ends(state, track, party_id):
        return (refusal,)
    return (refusal, *_ended(state, track, command))


def _not_answered(state: CaseState, track: Track, party_id: str) -> Refused | None:
    if isinstance(track.situation, Offered):
        return only_in(track)
    return strangers(state, (party_id,))


def _ends(state: CaseState, track: Track, party_id: str) -> bool:
    """Third parties cannot bar mediation; before custody there is nothing to end; a binding agreement stands."""
    if all(party.party_id != party_id for party in state.sides):
        return False
    settled = track.settled_by
    if isinstance(track.situation, Agreed):
        return settled is not None and not settled.is_in_force
    return isinstance(track.situation, Preparing | InMediation | Appraising)


def _ended(state: CaseState, track: Track, command: Command[RefuseConsent]) -> tuple[Event, ...]:
    routes = command.body.routes_told
    ended = MediationTerminated(
        **stamp(command, track), irregularities=marked(None if routes else "routes_not_told"), body=track.body,
        reason=TerminationReason.CONSENT_REFUSED, routes_told=routes,
        partial_agreement=any(agreement.is_in_force for agreement in track.agreements),
    )  # fmt: skip
    return end_round(state, track, ended)
