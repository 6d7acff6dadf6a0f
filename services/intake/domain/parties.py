"""The people of a case: joining, empowering, guarding, succeeding. Registration is never blocked by what is missing; it is marked."""

from schemas.base import Irregularity
from schemas.command import Command, Refused
from schemas.intake import (
    AgentAppointed,
    AgentDismissed,
    ContactChanged,
    GuardianNamed,
    PartyAdded,
    PartySucceeded,
)
from schemas.values import Capacity, Party
from services.intake.domain.access import Answer
from services.intake.domain.entries import party
from services.intake.domain.file_commands import (
    AddParty,
    AppointAgent,
    ChangeContact,
    DismissAgent,
    NameGuardian,
    SucceedParty,
)
from services.intake.domain.law import IntakeLaw
from services.intake.domain.state import Open
from services.jurisdiction.told import told


def add_party(file: Open, command: Command[AddParty], law: IntakeLaw) -> Answer:
    """A further party on any side, or a third party."""
    joined = party(command.body.party, command, "party/0")
    marks = irregularities_of(joined, tuple(agent.document for agent in command.body.party.agents))
    return (PartyAdded(**told(command), party=joined, irregularities=marks),)


def appoint_agent(file: Open, command: Command[AppointAgent], law: IntakeLaw) -> Answer:
    """A party empowers somebody; special authority without its document is recorded and marked."""
    body = command.body
    if file.party(body.party_id) is None:
        return unknown_party()
    agent = body.agent.agent(command.derived_id("agent/0"))
    marks = _authority_without_document(agent.may_settle, body.agent.document)
    appointed = AgentAppointed(
        **told(command), party_id=body.party_id, agent=agent, document=body.agent.document, irregularities=marks
    )
    return (appointed,)


def dismiss_agent(file: Open, command: Command[DismissAgent], law: IntakeLaw) -> Answer:
    """The authority ends; what the agent did before stands."""
    body = command.body
    of = file.party(body.party_id)
    if of is None:
        return unknown_party()
    if all(agent.agent_id != body.agent_id for agent in of.agents):
        return Refused("unknown_agent", "这位当事人没有这名代理人。", "agent_id")
    return (AgentDismissed(**told(command), party_id=body.party_id, agent_id=body.agent_id, reason=body.reason),)


def name_guardian(file: Open, command: Command[NameGuardian], law: IntakeLaw) -> Answer:
    """Somebody acts for a minor or a person without full capacity; anybody else acts for themselves."""
    of = file.party(command.body.party_id)
    if of is None:
        return unknown_party()
    if of.capacity is Capacity.FULL:
        return Refused(
            "party_has_capacity", "这位当事人登记为完全民事行为能力人，不需要监护人。如登记有误，请先更正。", "party_id"
        )
    guardian = command.body.guardian.guardian()
    return (GuardianNamed(**told(command), party_id=command.body.party_id, guardian=guardian),)


def change_contact(file: Open, command: Command[ChangeContact], law: IntakeLaw) -> Answer:
    """A party can be reached elsewhere, or no longer safely."""
    body = command.body
    if file.party(body.party_id) is None:
        return unknown_party()
    return (ContactChanged(**told(command), party_id=body.party_id, contact=body.contact.contact()),)


def succeed_party(file: Open, command: Command[SucceedParty], law: IntakeLaw) -> Answer:
    """The successor takes the former party's place on the same side."""
    body = command.body
    former = file.party(body.former_party_id)
    if former is None:
        return unknown_party("former_party_id")
    if body.successor.role is not former.role:
        return Refused("other_side", "承继人应与原当事人处于同一方。", "successor.role")
    successor = party(body.successor, command, "party/0", predecessor=former.party_id)
    marks = irregularities_of(successor, tuple(agent.document for agent in body.successor.agents))
    succeeded = PartySucceeded(
        **told(command), former_party_id=former.party_id, successor=successor, reason=body.reason, irregularities=marks
    )
    return (succeeded,)


def irregularities_of(entered: Party, documents: tuple[str, ...]) -> tuple[Irregularity, ...]:
    """What is missing around a party; `documents` are those of its agents, in order."""
    marks: list[Irregularity] = []
    if entered.capacity is not Capacity.FULL and entered.guardian is None:
        sentence = "当事人不具有完全民事行为能力，尚未写明监护人。补齐之前，其本人所作的同意和签字须另行核实效力。"
        marks.append(Irregularity(code="guardian_missing", message=sentence, source="issue 3"))
    for agent, document in zip(entered.agents, documents, strict=True):
        marks.extend(_authority_without_document(agent.may_settle, document))
    return tuple(marks)


def unknown_party(field: str = "party_id") -> Refused:
    """The case has no such party."""
    return Refused("unknown_party", "本案没有这位当事人。", field)


def _authority_without_document(may_settle: bool, document: str) -> tuple[Irregularity, ...]:
    if not may_settle or document.strip():
        return ()
    sentence = (
        "代理人登记为有权和解的特别授权，但没有写明授权委托书。补齐之前，其和解、放弃或变更请求的效力须另行核实。"
    )
    return (Irregularity(code="authority_document_missing", message=sentence, source="CPL 62 [GK]"),)
