"""The parties of a case after something happened to one of them."""

from collections.abc import Callable

from schemas.base import Event
from schemas.intake import (
    AgentAppointed,
    AgentDismissed,
    CaseSummary,
    ContactChanged,
    GuardianNamed,
    MembersLeft,
    PartyAdded,
    PartySucceeded,
    Representation,
    RepresentativesElected,
)
from schemas.values import Party
from services.jurisdiction.group_parties import after_succession, with_representation, without_members


def evolve_people(case: CaseSummary, event: Event) -> CaseSummary:
    """The case with its parties as they are after `event`; any other event leaves it as it is."""
    match event:
        case PartyAdded(party=party):
            return _with_parties(case, (*case.parties, party))
        case PartySucceeded(former_party_id=former, successor=successor):
            replaced = _changed(case, former, lambda party: successor)
            return after_succession(replaced, former, successor.party_id)
        case RepresentativesElected():
            spoken = Representation(
                role=event.role, representatives=event.representatives, represented=event.represented
            )
            return with_representation(case, spoken)
        case MembersLeft():
            return without_members(case, event.party_ids, event.from_party, event.persons)
        case AgentAppointed(party_id=party_id, agent=agent):
            return _changed(case, party_id, lambda party: _set(party, agents=(*party.agents, agent)))
        case AgentDismissed(party_id=party_id, agent_id=agent_id):
            return _changed(case, party_id, lambda party: _without_agent(party, agent_id))
        case GuardianNamed(party_id=party_id, guardian=guardian):
            return _changed(case, party_id, lambda party: _set(party, guardian=guardian))
        case ContactChanged(party_id=party_id, contact=contact):
            return _changed(case, party_id, lambda party: _set(party, contact=contact))
        case _:
            return case


def _changed(case: CaseSummary, party_id: str, change: Callable[[Party], Party]) -> CaseSummary:
    return _with_parties(case, tuple(change(party) if party.party_id == party_id else party for party in case.parties))


def _without_agent(party: Party, agent_id: str) -> Party:
    return _set(party, agents=tuple(agent for agent in party.agents if agent.agent_id != agent_id))


def _set(party: Party, **changes: object) -> Party:
    return party.model_copy(update=changes)


def _with_parties(case: CaseSummary, parties: tuple[Party, ...]) -> CaseSummary:
    return case.model_copy(update={"parties": parties})
