"""The case summary after a change that intake told (parties, agents, guardians, contacts, risk, corrections)."""

from collections.abc import Callable
from typing import TypeVar, assert_never

from schemas.base import Value
from schemas.intake import CaseSummary
from schemas.values import Agent, Party
from services.people_mediation.domain.commands.hearing import (
    AgentEmpowered,
    AgentWithdrawn,
    CaseChange,
    ContactMoved,
    EntryPutRight,
    GuardianActs,
    PartyJoined,
    PartyReplaced,
    RiskAssessed,
)

ValueT = TypeVar("ValueT", bound=Value)


def changed(case: CaseSummary | None, change: CaseChange) -> CaseSummary | None:
    """The summary after the change; None where the case or the party is not known here."""
    if isinstance(change, EntryPutRight):
        return change.case if case is not None else None
    if case is None:
        return None
    match change:
        case PartyJoined():
            others = tuple(party for party in case.parties if party.party_id != change.party.party_id)
            return _with(case, parties=(*others, change.party))
        case PartyReplaced():
            successor = _with(change.successor, predecessor=change.former_party_id)
            return _party(case, change.former_party_id, lambda former: successor)
        case AgentEmpowered():
            agent = change.agent
            return _party(
                case,
                change.party_id,
                lambda party: _with(party, agents=(*_without_agent(party, agent.agent_id), agent)),
            )
        case AgentWithdrawn():
            gone = change.agent_id
            return _party(case, change.party_id, lambda party: _with(party, agents=_without_agent(party, gone)))
        case GuardianActs():
            guardian = change.guardian
            return _party(case, change.party_id, lambda party: _with(party, guardian=guardian))
        case ContactMoved():
            contact = change.contact
            return _party(case, change.party_id, lambda party: _with(party, contact=contact))
        case RiskAssessed():
            return _with(case, risk=change.risk)
        case _:
            assert_never(change)


def _party(case: CaseSummary, party_id: str, change: Callable[[Party], Party]) -> CaseSummary | None:
    """The case with one party changed; None where it has no such party."""
    if all(party.party_id != party_id for party in case.parties):
        return None
    return _with(case, parties=tuple(change(one) if one.party_id == party_id else one for one in case.parties))


def _without_agent(party: Party, agent_id: str) -> tuple[Agent, ...]:
    return tuple(agent for agent in party.agents if agent.agent_id != agent_id)


def _with(value: ValueT, **changes: object) -> ValueT:
    return value.model_copy(update=changes)
