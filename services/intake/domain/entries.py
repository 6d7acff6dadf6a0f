"""What somebody writes at the window about people: the contracts' values without the ids that only a decision gives."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.base import PersonalText
from schemas.command import Command, CommandBody
from schemas.values import Agent, AgentType, Capacity, Contact, Guardian, Party, PartyKind, PartyRole

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
"""Text that must not be blank: a reason, a name, an explanation."""
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20000)]
"""A summary, a note."""


class Entry(BaseModel):
    """Part of a command body: immutable, unknown fields refused with their name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ContactEntry(Entry):
    """How a person can be reached."""

    phone: PersonalText | None = None
    address: PersonalText | None = None
    delivery_address: PersonalText | None = None
    safe_to_contact: bool = True

    def contact(self) -> Contact:
        """The contract's value."""
        return Contact(
            phone=self.phone, address=self.address, delivery_address=self.delivery_address,
            safe_to_contact=self.safe_to_contact,
        )  # fmt: skip


class GuardianEntry(Entry):
    """Who acts for a minor or a person without full capacity."""

    name: Words
    relation: Words
    contact: ContactEntry = Field(default_factory=ContactEntry)

    def guardian(self) -> Guardian:
        """The contract's value."""
        return Guardian(name=self.name, relation=self.relation, contact=self.contact.contact())


class AgentEntry(Entry):
    """A person empowered by a party; settling needs special authority and its document."""

    type: AgentType
    name: Words
    may_settle: bool = False
    contact: ContactEntry = Field(default_factory=ContactEntry)
    document: PersonalText = ""
    """Power of attorney: number or description (授权委托书)."""

    def agent(self, agent_id: UUID) -> Agent:
        """The contract's value under this id."""
        return Agent(
            agent_id=str(agent_id), type=self.type, name=self.name, may_settle=self.may_settle,
            contact=self.contact.contact(),
        )  # fmt: skip


class PartyEntry(Entry):
    """A party as told at the window."""

    role: PartyRole
    kind: PartyKind
    name: Words
    identity_number: PersonalText | None = None
    sex: PersonalText | None = None
    ethnicity: PersonalText | None = None
    birth_date: PersonalText | None = None
    occupation: PersonalText | None = None
    legal_representative: PersonalText | None = None
    contact: ContactEntry = Field(default_factory=ContactEntry)
    capacity: Capacity = Capacity.FULL
    guardian: GuardianEntry | None = None
    agents: tuple[AgentEntry, ...] = ()
    headcount: Annotated[int, Field(ge=1)] = 1


_TOLD_AS_THEY_ARE = tuple(name for name in PartyEntry.model_fields if name not in ("contact", "guardian", "agents"))


def party(entry: PartyEntry, command: Command[CommandBody], name: str, predecessor: str | None = None) -> Party:
    """The party with its id and its agents' ids, both derived from the command: `party/0`, `party/0/agent/0`."""
    told = {name: getattr(entry, name) for name in _TOLD_AS_THEY_ARE}
    agents = tuple(
        agent.agent(command.derived_id(f"{name}/agent/{number}")) for number, agent in enumerate(entry.agents)
    )
    return Party(
        **told,
        party_id=str(command.derived_id(name)),
        contact=entry.contact.contact(),
        guardian=entry.guardian.guardian() if entry.guardian else None,
        agents=agents,
        predecessor=predecessor,
    )
