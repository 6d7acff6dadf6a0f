"""Minors, agents and groups: whose word binds, in every service (issue 3, item 5; PML 29, CPL 205)."""

from schemas.intake import PartySucceeded
from schemas.people_mediation import AgreementTerms
from schemas.satisfaction import InvitationIssued, PartyNotReached
from schemas.values import Agreed, Capacity
from services.intake.domain.file_commands import (
    AppointAgent,
    ChangeContact,
    CloseCase,
    CorrectEntry,
    NameGuardian,
    SucceedParty,
)
from services.judicial_confirmation.domain import filing_commands as filing
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.intake.window import applicant, child, respondent
from tests.domain.together.town import COMMUNITY, WITH_NUMBERS, Town

TERMS = AgreementTerms(terms=("赔偿2000元",))
LAWYER = {"type": "lawyer", "name": "代理律师", "document": "授权委托书"}


def with_a_draft(**told) -> Town:
    """Agreed in writing, nobody has signed."""
    town = Town(**told)
    town.handed_to("2026-03-02 10:00")
    town.taken_up("2026-03-02 11:00")
    names(town.committee(c.ReachAgreement(form=Agreed.WRITTEN, terms=TERMS), "2026-03-02 12:00"))
    return town


def finished(town: Town, day: str = "2026-03-02 15:00") -> str:
    for body in (c.SignAsMediator(), c.SealAgreement()):
        names(town.committee(body, day))
    return town.round().agreements[-1].agreement_id


def test_an_agent_without_special_authority_binds_nobody_and_with_it_signs_and_applies():
    town = with_a_draft()
    mine, other = town.parties
    names(town.window(AppointAgent(party_id=mine, agent=LAWYER), "2026-03-02 12:10", COMMUNITY))
    weak = town.file.party(mine).agents[-1].agent_id
    sign = c.SignAsParty(party_id=mine, through="agent", agent_id=weak)
    assert refusal(town.committee(sign, "2026-03-02 13:00")) == "agent_may_not_settle"
    names(town.window(AppointAgent(party_id=mine, agent={**LAWYER, "may_settle": True}), "2026-03-02 13:10", COMMUNITY))
    strong = town.file.party(mine).agents[-1].agent_id
    names(town.committee(c.SignAsParty(party_id=mine, through="agent", agent_id=strong), "2026-03-02 14:00"))
    names(town.committee(c.SignAsParty(party_id=other), "2026-03-02 14:00"))
    agreement = finished(town)
    both = (filing.Applicant(party_id=mine, agent_id=weak), filing.Applicant(party_id=other))
    assert refusal(town.applied(agreement, "2026-03-03", applicants=both)) == "agent_not_empowered"
    both = (filing.Applicant(party_id=mine, agent_id=strong), filing.Applicant(party_id=other))
    assert names(town.applied(agreement, "2026-03-03", applicants=both))[0] == "application_filed"


def test_a_minor_signs_through_the_guardian_alone_and_only_once_one_is_named():
    town = with_a_draft(parties=(child(), respondent()))
    minor, other = town.parties
    assert refusal(town.committee(c.SignAsParty(party_id=minor), "2026-03-02 13:00")) == "guardian_needed"
    through = c.SignAsParty(party_id=minor, through="guardian", by="母亲")
    assert refusal(town.committee(through, "2026-03-02 13:00")) == "no_guardian_named"
    guardian = {"name": "监护人", "relation": "母亲", "contact": {"phone": "13900000009"}}
    names(town.window(NameGuardian(party_id=minor, guardian=guardian), "2026-03-02 13:10", COMMUNITY))
    names(town.committee(through, "2026-03-02 14:00"))
    names(town.committee(c.SignAsParty(party_id=other), "2026-03-02 14:00"))
    agreement = finished(town)
    assert refusal(town.applied(agreement, "2026-03-03")) == "guardian_needed"
    names(town.window(CloseCase(result="agreed"), "2026-03-04", COMMUNITY))
    asked = [event.party_id for event in town.said("satisfaction", InvitationIssued)]
    assert asked == [minor]
    assert [event.reason for event in town.said("satisfaction", PartyNotReached)] == ["no_contact"]


def test_a_minor_registered_by_mistake_signs_itself_after_the_correction():
    town = with_a_draft(parties=(child(), respondent()))
    minor = town.parties[0]
    right = CorrectEntry(field=f"parties.{minor}.capacity", new_value=Capacity.FULL, reason="误记")
    names(town.window(right, "2026-03-02 12:30", COMMUNITY))
    assert names(town.committee(c.SignAsParty(party_id=minor), "2026-03-02 13:00")) == ["party_signed"]


def test_a_group_of_which_not_everybody_consented_is_not_bound_and_its_unnamed_members_are_not_surveyed():
    town = with_a_draft(parties=(applicant(headcount=9, contact={"phone": "13900000001"}), respondent()))
    group, other = town.parties
    signed = town.committee(c.SignAsParty(party_id=group, persons=8), "2026-03-02 13:00")
    assert irregularities(signed) == ["members_not_all_consenting"]
    names(town.committee(c.SignAsParty(party_id=other), "2026-03-02 13:00"))
    finished(town)
    assert refusal(town.window(CloseCase(result="agreed"), "2026-03-03", COMMUNITY)) == "round_open"
    names(town.committee(c.SignAsParty(party_id=group, persons=9), "2026-03-03 10:00"))
    names(town.window(CloseCase(result="agreed"), "2026-03-04", COMMUNITY))
    not_reached = {(event.reason, event.persons) for event in town.said("satisfaction", PartyNotReached)}
    assert not_reached == {("unnamed_members", 8), ("no_contact", 1)}


def test_a_successor_takes_over_signature_and_application():
    town = with_a_draft()
    former, other = town.parties
    names(town.committee(c.SignAsParty(party_id=former), "2026-03-02 13:00"))
    heir = SucceedParty(former_party_id=former, successor=applicant(name="继承人"), reason="原当事人死亡")
    names(town.window(heir, "2026-03-02 13:30", COMMUNITY))
    assert len(town.said("intake", PartySucceeded)) == 1
    names(town.committee(c.SignAsParty(party_id=other), "2026-03-02 14:00"))
    agreement = finished(town)
    assert names(town.applied(agreement, "2026-03-03"))[0] == "application_filed"


def test_applicants_without_a_respondent_are_two_sides_of_which_each_has_to_agree():
    town = Town(parties=(applicant(), applicant(name="申请人丙")))
    town.handed_to("2026-03-02 10:00")
    assert refusal(town.committee(c.AcceptMediation(), "2026-03-02 11:00")) == "consent_missing"
    together = c.AcceptMediation(joint_application=True)
    assert names(town.committee(together, "2026-03-02 11:00"))[0] == "mediation_accepted"


def test_two_sides_that_share_a_phone_are_asked_at_the_counter():
    shared = tuple(
        entry.model_copy(update={"contact": entry.contact.model_copy(update={"phone": phone})})
        for entry, phone in zip(WITH_NUMBERS, ("139-0000-0001", "+86 13900000001"), strict=True)
    )
    town = Town(parties=shared)
    names(town.window(CloseCase(result="withdrawn"), "2026-03-03"))
    assert [event.delivery for event in town.said("satisfaction", InvitationIssued)] == ["counter", "counter"]


def test_a_contact_that_became_unsafe_is_not_asked():
    town = Town()
    contact = {"phone": "13900000001", "safe_to_contact": False}
    names(town.window(ChangeContact(party_id=town.parties[0], contact=contact), "2026-03-02 10:00"))
    names(town.window(CloseCase(result="withdrawn"), "2026-03-03"))
    assert [event.reason for event in town.said("satisfaction", PartyNotReached)] == ["unsafe_contact"]


def test_an_heir_applies_at_court_for_an_agreement_that_took_effect_before_the_succession():
    town = with_a_draft()
    mine, other = town.parties
    for party in (mine, other):
        names(town.committee(c.SignAsParty(party_id=party), "2026-03-02 14:00"))
    agreement = finished(town)
    heir = applicant(name="继承人")
    asked = SucceedParty(former_party_id=mine, successor=heir, reason="原当事人去世")
    names(town.window(asked, "2026-03-03 09:00", COMMUNITY))
    successor = next(party.party_id for party in town.file.case.parties if party.predecessor == mine)
    former = (filing.Applicant(party_id=mine), filing.Applicant(party_id=other))
    assert refusal(town.applied(agreement, "2026-03-04", applicants=former)) == "not_joint"
    both = (filing.Applicant(party_id=successor), filing.Applicant(party_id=other))
    assert names(town.applied(agreement, "2026-03-04", applicants=both))[0] == "application_filed"
