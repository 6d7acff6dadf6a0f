"""What other services tell: never refused, always an event (design.md section 3, rule 5)."""

import pytest

from schemas.values import Agent, AgentType, Contact, Guardian, OutsideAct, PartyRole, Risk
from services.jurisdiction import case_changes
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import names
from tests.domain.people_mediation.committee_case import (
    RESPONDENT,
    WITNESS,
    CommitteeCase,
    given_draft,
    given_in_force,
    given_session,
    party,
    summary,
)

AGENT = Agent(agent_id="a7", type=AgentType.LAWYER, name="律师", may_settle=True)
CHANGES = {
    "party_added": case_changes.PartyJoined(party=WITNESS),
    "party_succeeded": case_changes.PartyReplaced(
        former_party_id="p2", successor=RESPONDENT.model_copy(update={"party_id": "p5"})
    ),
    "agent_appointed": case_changes.AgentEmpowered(party_id="p2", agent=AGENT),
    "agent_dismissed": case_changes.AgentWithdrawn(party_id="p1", agent_id="a1"),
    "guardian_named": case_changes.GuardianActs(party_id="p2", guardian=Guardian(name="监护人", relation="父亲")),
    "contact_changed": case_changes.ContactMoved(party_id="p2", contact=Contact(safe_to_contact=False)),
    "risk_raised": case_changes.RiskAssessed(risk=Risk.HIGH),
    "entry_corrected": case_changes.EntryPutRight(case=summary(amount_cny=300.0)),
}


def told(case, what):
    return case.hears(c.UpdateCaseInformation(what=what, change=CHANGES[what]), "2026-03-05")


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_gives_the_case_as_it_stands_now(what: str):
    case = given_session()
    before = case.state.case
    assert names(told(case, what)) == ["case_information_updated"]
    assert case.state.case != before


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_a_case_we_do_not_know_is_noted(what: str):
    assert names(told(CommitteeCase(), what)) == ["noted"]


def test_a_change_of_a_party_we_do_not_know_is_noted():
    case = given_session(case=summary((party("p8", PartyRole.APPLICANT), party("p9", PartyRole.RESPONDENT))))
    assert names(told(case, "contact_changed")) == ["noted"]


def test_what_was_told_is_there():
    case = given_session()
    for what in ("agent_appointed", "agent_dismissed", "guardian_named", "contact_changed", "party_succeeded"):
        told(case, what)
    applicant, respondent = case.state.sides
    assert [agent.agent_id for agent in applicant.agents] == ["a2"]
    assert (respondent.party_id, respondent.predecessor) == ("p5", "p2")
    assert case.state.party("p2") == respondent


def test_successors_of_successors_are_found():
    case = given_session()
    told(case, "party_succeeded")
    heir = RESPONDENT.model_copy(update={"party_id": "p6"})
    change = case_changes.PartyReplaced(former_party_id="p5", successor=heir)
    case.hears(c.UpdateCaseInformation(what="party_succeeded", change=change), "2026-03-06")
    assert case.state.current_id("p2") == "p6"


def test_a_ruling_is_noted_and_remembered_pml_33():
    case = given_in_force()
    answer = case.hears(
        c.HearConfirmation(agreement_id=case.latest.agreement_id, what="agreement_confirmed"), "2026-03-20"
    )
    assert names(answer) == ["noted"]
    assert case.latest.confirmed
    assert "confirmation_material" in case.track.file_items


def test_a_dismissal_is_noted_and_leaves_the_agreement_to_be_sued_about():
    case = given_in_force()
    case.hears(c.HearConfirmation(agreement_id=case.latest.agreement_id, what="application_dismissed"), "2026-03-20")
    assert not case.latest.confirmed


def test_a_confirmation_of_what_does_not_bind_here_is_a_conflict():
    case = given_draft()
    answer = case.hears(
        c.HearConfirmation(agreement_id=case.latest.agreement_id, what="agreement_confirmed"), "2026-03-20"
    )
    assert names(answer) == ["conflict"]


def test_a_ruling_on_an_agreement_unknown_here_is_noted():
    assert names(
        given_session().hears(c.HearConfirmation(agreement_id="x", what="agreement_confirmed"), "2026-03-20")
    ) == ["noted"]


def test_a_closed_case_is_noted_and_the_round_stands():
    case = given_in_force()
    answer = case.hears(c.HearElsewhere(source="intake", what="case_closed", reason="办结"), "2026-03-20")
    assert names(answer) == ["noted"]
    assert case.situation == "agreed"


def test_acts_of_other_channels_that_take_nothing_are_noted():
    case = given_session()
    outside = OutsideAct(channel="POLICE", act="police_called", body="派出所")
    assert names(case.hears(c.HearOutsideAct(outside=outside), "2026-03-05")) == ["noted"]
    assert case.state.taken_elsewhere == ()
