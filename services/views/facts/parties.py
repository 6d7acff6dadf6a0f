"""The parties as the case has them now, with agents, guardians and successors: folded from intake and confirmation."""

from collections.abc import Iterable, Mapping

from schemas import intake
from schemas.base import Event
from schemas.judicial_confirmation import AgreementRegistered
from schemas.values import Agent, Party, PartyRole

Parties = Mapping[str, Party]

_ROLES = {PartyRole.APPLICANT: "申请人", PartyRole.RESPONDENT: "被申请人", PartyRole.THIRD_PARTY: "第三人"}


def parties_of(events: Iterable[Event]) -> Parties:
    """The parties by id after these events, in the order in which they came in."""
    parties: dict[str, Party] = {}
    for event in events:
        parties = _after(parties, event)
    return parties


def labels(parties: Parties, with_names: bool) -> Mapping[str, str]:
    """How each party is called in a sentence: 申请人(name); without names by role and number alone."""
    counted: dict[PartyRole, int] = {}
    found = {}
    several = {role for role in PartyRole if sum(party.role is role for party in parties.values()) > 1}
    for party_id, party in parties.items():
        counted[party.role] = counted.get(party.role, 0) + 1
        number = str(counted[party.role]) if party.role in several else ""
        said = f"{_ROLES[party.role]}{number}"
        named = with_names and party.name not in ("", said)
        found[party_id] = f"{said}（{party.name}）" if named else said
    return found


def _after(parties: dict[str, Party], event: Event) -> dict[str, Party]:
    match event:
        case intake.CaseRegistered() | intake.EntryCorrected():
            return {**parties, **{party.party_id: party for party in event.case.parties}}
        case AgreementRegistered():
            return {**{party.party_id: party for party in event.parties}, **parties}
        case intake.PartyAdded():
            return {**parties, event.party.party_id: event.party}
        case intake.PartySucceeded():
            return {**parties, event.successor.party_id: event.successor}
        case intake.AgentAppointed():
            kept = tuple(agent for agent in _agents(parties, event.party_id) if agent.agent_id != event.agent.agent_id)
            return _with(parties, event.party_id, agents=(*kept, event.agent))
        case intake.AgentDismissed():
            kept = tuple(agent for agent in _agents(parties, event.party_id) if agent.agent_id != event.agent_id)
            return _with(parties, event.party_id, agents=kept)
        case intake.GuardianNamed():
            return _with(parties, event.party_id, guardian=event.guardian)
        case intake.ContactChanged():
            return _with(parties, event.party_id, contact=event.contact)
        case _:
            return parties


def _agents(parties: Parties, party_id: str) -> tuple[Agent, ...]:
    return tuple(parties[party_id].agents) if party_id in parties else ()


def _with(parties: dict[str, Party], party_id: str, **changes: object) -> dict[str, Party]:
    if party_id not in parties:
        return parties
    return {**parties, party_id: parties[party_id].model_copy(update=changes)}
