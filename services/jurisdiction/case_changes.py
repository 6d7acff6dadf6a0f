"""What intake may change in the case that a channel holds: parties, agents, guardians, contacts, risk, corrections."""

from collections.abc import Callable
from typing import Literal, TypeVar, assert_never

from schemas import intake
from schemas.base import Event, Value
from schemas.intake import CaseSummary, Representation
from schemas.values import Agent, Contact, Guardian, Party, Risk
from services.jurisdiction.group_parties import after_succession, with_representation, without_members

ValueT = TypeVar("ValueT", bound=Value)


class PartyJoined(Value):
    """A party joined or was found out later."""

    kind: Literal["party_joined"] = "party_joined"
    party: Party


class PartyReplaced(Value):
    """Someone took over a party's rights and duties."""

    kind: Literal["party_replaced"] = "party_replaced"
    former_party_id: str
    successor: Party


class AgentEmpowered(Value):
    """A party empowered an agent."""

    kind: Literal["agent_empowered"] = "agent_empowered"
    party_id: str
    agent: Agent


class AgentWithdrawn(Value):
    """A party withdrew an agent's authority."""

    kind: Literal["agent_withdrawn"] = "agent_withdrawn"
    party_id: str
    agent_id: str


class GuardianActs(Value):
    """A guardian was named for a party."""

    kind: Literal["guardian_acts"] = "guardian_acts"
    party_id: str
    guardian: Guardian


class ContactMoved(Value):
    """A party can be reached elsewhere."""

    kind: Literal["contact_moved"] = "contact_moved"
    party_id: str
    contact: Contact


class RiskAssessed(Value):
    """Risk was assessed anew."""

    kind: Literal["risk_assessed"] = "risk_assessed"
    risk: Risk


class EntryPutRight(Value):
    """A wrong entry was corrected: the whole case as it stands now."""

    kind: Literal["entry_put_right"] = "entry_put_right"
    case: CaseSummary


class SideSpokenFor(Value):
    """One side of a group chose who speaks for it."""

    kind: Literal["side_spoken_for"] = "side_spoken_for"
    representation: Representation


class MembersGone(Value):
    """Members of a group went their own way: they are no party here any more."""

    kind: Literal["members_gone"] = "members_gone"
    party_ids: tuple[str, ...]
    from_party: str | None = None
    persons: int


CaseChange = (
    PartyJoined
    | PartyReplaced
    | AgentEmpowered
    | AgentWithdrawn
    | GuardianActs
    | ContactMoved
    | RiskAssessed
    | EntryPutRight
    | SideSpokenFor
    | MembersGone
)
"""Everything intake may change in what we know of the case."""


def change_told(event: Event) -> CaseChange | None:
    """The change that an event of intake tells; None for an event that changes nothing of this."""
    match event:
        case intake.PartyAdded():
            return PartyJoined(party=event.party)
        case intake.PartySucceeded():
            return PartyReplaced(former_party_id=event.former_party_id, successor=event.successor)
        case intake.AgentAppointed():
            return AgentEmpowered(party_id=event.party_id, agent=event.agent)
        case intake.AgentDismissed():
            return AgentWithdrawn(party_id=event.party_id, agent_id=event.agent_id)
        case intake.GuardianNamed():
            return GuardianActs(party_id=event.party_id, guardian=event.guardian)
        case intake.ContactChanged():
            return ContactMoved(party_id=event.party_id, contact=event.contact)
        case intake.RiskRaised():
            return RiskAssessed(risk=event.risk)
        case intake.EntryCorrected():
            return EntryPutRight(case=event.case)
        case intake.RepresentativesElected():
            return SideSpokenFor(
                representation=Representation(
                    role=event.role, representatives=event.representatives, represented=event.represented
                )
            )
        case intake.MembersLeft():
            return MembersGone(party_ids=event.party_ids, from_party=event.from_party, persons=event.persons)
        case _:
            return None


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
            replaced = _party(case, change.former_party_id, lambda former: successor)
            return replaced and after_succession(replaced, change.former_party_id, successor.party_id)
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
        case SideSpokenFor():
            return with_representation(case, change.representation)
        case MembersGone():
            return without_members(case, change.party_ids, change.from_party, change.persons)
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
