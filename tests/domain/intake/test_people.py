"""Parties, agents, guardians, successors."""

from schemas.intake import AgentAppointed, AgentDismissed, ContactChanged, GuardianNamed, PartyAdded, PartySucceeded
from schemas.values import AgentType, PartyRole
from services.intake.domain.entries import AgentEntry, ContactEntry, GuardianEntry
from services.intake.domain.file_commands import (
    AddParty,
    AppointAgent,
    ChangeContact,
    DismissAgent,
    NameGuardian,
    SucceedParty,
)
from tests.domain.intake.window import STREET, WindowCase, applicant, at, child, clerk, registered, respondent, the_file

CLERK = clerk(STREET)


def first_party(case: WindowCase) -> str:
    return the_file(case).case.parties[0].party_id


def test_any_number_of_parties_join_on_either_side_and_beside() -> None:
    case = registered()
    for number in range(3):
        case.when(AddParty(party=respondent(name=f"共同被申请人{number}")), CLERK, at(1)).then(PartyAdded)
    case.when(AddParty(party=applicant(role=PartyRole.THIRD_PARTY, name="物业公司", kind="organisation")), CLERK, at(1))
    roles = [party.role for party in the_file(case).case.parties]
    assert roles.count(PartyRole.RESPONDENT) == 4
    assert roles.count(PartyRole.THIRD_PARTY) == 1
    assert len({party.party_id for party in the_file(case).case.parties}) == 6


def test_a_minor_joining_without_guardian_is_marked() -> None:
    event = registered().when(AddParty(party=child()), CLERK, at(1)).happened(PartyAdded)
    assert [mark.code for mark in event.irregularities] == ["guardian_missing"]


def test_an_agent_is_appointed_with_scope_and_dismissed() -> None:
    case = registered()
    agent = AgentEntry(type=AgentType.LAWYER, name="代理人丁", may_settle=True, document="授权委托书一份")
    appointed = case.when(AppointAgent(party_id=first_party(case), agent=agent), CLERK, at(1)).happened(AgentAppointed)
    assert appointed.agent.may_settle
    assert appointed.irregularities == ()
    assert the_file(case).case.parties[0].agents == (appointed.agent,)
    dismissal = DismissAgent(party_id=first_party(case), agent_id=appointed.agent.agent_id, reason="解除委托")
    case.when(dismissal, CLERK, at(2)).then(AgentDismissed)
    assert the_file(case).case.parties[0].agents == ()
    case.when(dismissal, CLERK, at(2)).then_refused("unknown_agent", "agent_id")


def test_special_authority_without_a_document_is_recorded_and_marked() -> None:
    case = registered()
    agent = AgentEntry(type=AgentType.CLOSE_RELATIVE, name="近亲属", may_settle=True)
    event = case.when(AppointAgent(party_id=first_party(case), agent=agent), CLERK, at(1)).happened(AgentAppointed)
    assert [mark.code for mark in event.irregularities] == ["authority_document_missing"]


def test_a_guardian_is_named_for_a_minor_and_for_nobody_else() -> None:
    guardian = GuardianEntry(name="监护人丙", relation="父亲")
    case = registered(parties=(child(), respondent()))
    case.when(NameGuardian(party_id=first_party(case), guardian=guardian), CLERK, at(1)).then(GuardianNamed)
    named = the_file(case).case.parties[0].guardian
    assert named is not None
    assert named.relation == "父亲"
    adult = the_file(case).case.parties[1].party_id
    case.when(NameGuardian(party_id=adult, guardian=guardian), CLERK, at(1)).then_refused(
        "party_has_capacity", "party_id"
    )


def test_a_contact_changes_and_may_become_unsafe() -> None:
    case = registered()
    unsafe = ContactEntry(phone="13800000000", safe_to_contact=False)
    case.when(ChangeContact(party_id=first_party(case), contact=unsafe), CLERK, at(1)).then(ContactChanged)
    assert not the_file(case).case.parties[0].contact.safe_to_contact


def test_a_successor_takes_the_place_of_the_former_party() -> None:
    case = registered()
    former = first_party(case)
    succession = SucceedParty(former_party_id=former, successor=applicant(name="继承人"), reason="原当事人死亡")
    case.when(succession, CLERK, at(1)).then(PartySucceeded)
    first = the_file(case).case.parties[0]
    assert (first.name, first.predecessor) == ("继承人", former)
    assert the_file(case).party(former) is None
    case.when(succession, CLERK, at(1)).then_refused("unknown_party", "former_party_id")


def test_a_successor_stands_on_the_same_side() -> None:
    case = registered()
    wrong = SucceedParty(former_party_id=first_party(case), successor=respondent(), reason="合并")
    case.when(wrong, CLERK, at(1)).then_refused("other_side", "successor.role")


def test_acts_about_somebody_who_is_no_party_are_refused() -> None:
    agent = AgentEntry(type=AgentType.LAWYER, name="代理人丁")
    for body in (
        AppointAgent(party_id="nobody", agent=agent),
        DismissAgent(party_id="nobody", agent_id="a", reason="解除"),
        NameGuardian(party_id="nobody", guardian=GuardianEntry(name="丙", relation="母亲")),
        ChangeContact(party_id="nobody", contact=ContactEntry()),
    ):
        registered().when(body, CLERK, at(1)).then_refused("unknown_party", "party_id")
