"""Agreements and mediation documents, performance and breach (domain.md 2.2; MED 39, TRP 93, PSL 9, PSP 186)."""

import pytest

from schemas.administrative_mediation import AgreementEffective, AgreementReached, AgreementTerms
from schemas.values import Agent, AgentType, Agreed, Capacity, PartyRole, Performance
from services.administrative_mediation.domain import commands as c
from tests.domain.administrative_mediation.agency_case import (
    BOTH,
    given_draft,
    given_examining,
    given_in_force,
    given_in_mediation,
    given_lost,
    given_offered,
    given_session,
    given_terminated,
    party,
)
from tests.domain.given_when_then import irregularities, names, refusal

AT_ONCE = AgreementTerms(terms=("当场退款200元",), performed_at_once=True)


def test_a_whole_agreement_ends_the_time_to_finish_and_waits_for_signatures_and_seal():
    case = given_session()
    assert names(case.agrees()) == ["agreement_reached", "clock_stopped"]
    assert (case.situation, case.latest.is_in_force) == ("agreed", False)


def test_every_partys_signature_and_the_agencys_seal_make_it_bind():
    case = given_draft()
    names(case.signs("p1"))
    names(case.does(c.SignAsMediator(), "2026-03-09", case.official))
    assert names(case.does(c.SealDocument(), "2026-03-09", case.keeper)) == ["agency_sealed"]
    last = case.signs("p2", "2026-03-10")
    assert names(last) == ["party_signed", "agreement_effective"]
    effective = case.happened(AgreementEffective)
    assert (effective.confirmable, effective.irregularities) == (True, ())


def test_a_document_the_official_did_not_sign_binds_and_is_marked():
    case = given_draft()
    names(case.signs("p1"))
    names(case.signs("p2"))
    assert irregularities(case.does(c.SealDocument(), "2026-03-09", case.keeper)) == ["mediator_signature_missing"]
    assert case.latest.is_in_force


def test_the_officials_missing_signature_is_made_up_for_once_and_changes_no_effect():
    case = given_draft()
    names(case.signs("p1"))
    names(case.signs("p2"))
    names(case.does(c.SealDocument(), "2026-03-09", case.keeper))
    assert names(case.does(c.SignAsMediator(), "2026-03-12", case.official)) == ["mediator_signed"]
    assert refusal(case.does(c.SignAsMediator(), "2026-03-12", case.official)) == "agreement_already_in_force"
    assert (
        refusal(given_in_force().does(c.SignAsMediator(), "2026-03-12", case.official)) == "agreement_already_in_force"
    )
    assert refusal(case.does(c.SealDocument(), "2026-03-12", case.keeper)) == "agreement_already_in_force"


def test_only_who_keeps_the_seal_seals_and_only_an_official_of_the_round_signs():
    case = given_draft()
    assert refusal(case.does(c.SealDocument(), "2026-03-09")) == "wrong_role"
    assert refusal(case.does(c.SignAsMediator(), "2026-03-09")) == "wrong_role"
    assert refusal(case.does(c.SignAsMediator(mediator="x"), "2026-03-09", case.official)) == "not_mediator_of_round"
    names(case.does(c.SignAsMediator(), "2026-03-09", case.official))
    assert refusal(case.does(c.SignAsMediator(), "2026-03-09", case.official)) == "already_signed"
    names(case.does(c.SealDocument(), "2026-03-09", case.keeper))
    assert refusal(case.does(c.SealDocument(), "2026-03-09", case.keeper)) == "already_sealed"


def test_who_may_sign_for_a_party_is_as_in_every_channel():
    agent = Agent(agent_id="a1", type=AgentType.CLOSE_RELATIVE, name="近亲属")
    child = party("p4", PartyRole.RESPONDENT, capacity=Capacity.NONE)
    case = given_draft(parties=(party("p1", PartyRole.APPLICANT, agents=(agent,)), BOTH[1]))
    assert refusal(case.signs("p1", through="agent", agent_id="a1")) == "agent_may_not_settle"
    assert refusal(case.signs("p1", through="agent", agent_id="a9")) == "unknown_agent"
    assert refusal(case.signs("p1", through="guardian")) == "guardian_not_empowered"
    assert refusal(case.signs("p9")) == "unknown_party"
    names(case.signs("p1"))
    assert refusal(case.signs("p1")) == "already_signed"
    minor = given_session(parties=(BOTH[0], BOTH[1], child))
    names(minor.agrees(party_ids=("p1", "p2"), partial=True))
    assert refusal(minor.signs("p4")) == "not_an_agreeing_party"


def test_of_a_group_everybodys_consent_is_collected_samr_11():
    case = given_draft("market", parties=(party("p1", PartyRole.APPLICANT, headcount=12), BOTH[1]))
    assert irregularities(case.signs("p1")) == ["members_not_all_consenting"]
    other = given_draft("market", parties=(party("p1", PartyRole.APPLICANT, headcount=12), BOTH[1]))
    assert irregularities(other.signs("p1", persons=12)) == []


@pytest.mark.parametrize(
    ("sector", "marks"), [("default", []), ("medical", ["should_be_written"]), ("traffic", ["should_be_written"])]
)
def test_an_oral_agreement_binds_at_once_and_is_marked_where_the_sector_wants_writing(sector, marks):
    case = given_in_mediation(sector)
    answer = case.agrees(form=Agreed.ORAL, terms=AT_ONCE)
    assert names(answer)[-1] == "agreement_effective"
    assert [code for code in irregularities(answer) if code == "should_be_written"] == marks
    assert refusal(case.signs("p1")) == "oral_needs_no_signature"


def test_an_untold_form_is_written_and_says_that_it_is_assumed():
    answer = given_session().agrees(form=None)
    assert isinstance(answer[0], AgreementReached)
    assert (answer[0].form, answer[0].form_assumed) == (Agreed.WRITTEN, True)


def test_a_partial_agreement_lets_the_rest_go_on():
    case = given_session()
    assert names(case.agrees(partial=True)) == ["agreement_reached"]
    assert (case.situation, case.status("AM-3")) == ("in_mediation", "running")


def test_what_is_no_agreement_is_not_entered_as_one():
    case = given_session()
    assert refusal(case.agrees(party_ids=("p1",))) == "agreement_needs_two_parties"
    assert refusal(case.agrees(party_ids=("p1", "p9"))) == "unknown_party"
    three = given_session(parties=(*BOTH, party("p4", PartyRole.RESPONDENT)))
    assert refusal(three.agrees(party_ids=("p1", "p2"))) == "agreement_not_whole"


def test_an_agreement_in_time_recorded_after_the_lapse_takes_the_lapse_back():
    case = given_session()
    case.time_passes("AM-3", "2026-04-04 00:00")
    told = c.ReachAgreement(form=Agreed.WRITTEN, terms=AT_ONCE)
    answer = case.does(told, "2026-04-01", case.official, recorded="2026-04-08")
    assert irregularities(answer) == ["recorded_late"]
    assert names(answer) == ["agreement_reached", "lapse_withdrawn", "clock_stopped"]


def test_nothing_is_signed_before_there_is_an_agreement_or_after_it_binds():
    assert refusal(given_session().signs("p1")) == "no_agreement"
    assert refusal(given_in_force().signs("p1")) == "agreement_already_in_force"
    assert refusal(given_offered().signs("p1", "2026-03-02 10:00")) == "custody_not_here"
    assert refusal(given_lost().signs("p1", "2026-03-12")) == "custody_elsewhere"
    assert refusal(given_terminated().signs("p1", "2026-03-12")) == "round_ended"


def test_a_signature_from_before_custody_went_is_a_fact_that_stands():
    case = given_draft()
    names(case.signs("p1"))
    names(case.does(c.SealDocument(), "2026-03-09", case.keeper))
    case.custody_goes(3, "2026-03-12")
    late = case.does(c.SignAsParty(party_id="p2"), "2026-03-11", recorded="2026-03-13")
    assert names(late) == ["party_signed", "agreement_effective"]


def test_performance_is_recorded_and_of_a_draft_it_is_marked():
    assert names(given_in_force().performed()) == ["performance_recorded"]
    assert irregularities(given_draft().performed()) == ["party_signature_missing", "document_unsealed"]
    assert refusal(given_in_force().performed(item_ids=("i9",))) == "unknown_item"
    assert refusal(given_session().performed()) == "no_agreement"


def test_a_draft_that_never_bound_is_dropped_with_the_round():
    case = given_draft()
    names(case.ends())
    assert irregularities(case.performed()) == ["agreement_dropped"]


def test_after_a_breach_the_agency_urges_and_tells_the_way_to_the_court():
    case = given_in_force()
    assert names(case.does(c.ReportBreach(what="未退款"), "2026-03-20")) == ["breach_reported"]
    urged = case.does(c.UrgePerformance(what="电话督促"), "2026-03-21")
    assert urged[0].routes_told == ("就调解协议向人民法院起诉",)
    case.hears(c.HearConfirmation(agreement_id=case.latest.agreement_id, what="agreement_confirmed"), "2026-03-22")
    assert case.does(c.UrgePerformance(), "2026-03-23")[0].routes_told == ("向人民法院申请强制执行",)
    names(case.performed("2026-03-24"))
    assert refusal(case.does(c.UrgePerformance(), "2026-03-25")) == "already_performed"
    assert refusal(given_draft().does(c.UrgePerformance(), "2026-03-20")) == "agreement_not_in_force"


def test_a_confirmation_of_what_does_not_bind_here_is_a_conflict():
    case = given_draft()
    told = c.HearConfirmation(agreement_id=case.latest.agreement_id, what="agreement_confirmed")
    assert names(case.hears(told, "2026-03-12")) == ["conflict"]
    unknown = c.HearConfirmation(agreement_id="other", what="agreement_confirmed")
    assert names(case.hears(unknown, "2026-03-12")) == ["noted"]


def test_after_a_breach_the_matter_may_be_taken_up_again():
    case = given_in_force()
    assert refusal(case.accepts("2026-03-19")) == "already_agreed"
    names(case.does(c.ReportBreach(what="未退款"), "2026-03-20"))
    assert names(case.accepts("2026-03-21", joint_application=True))[0] == "mediation_accepted"
    names(case.holds("2026-03-22"))
    names(case.agrees("2026-03-23"))
    assert len(case.track.agreements) == 2


def test_the_agency_looks_again_and_what_it_finds_counts():
    case = given_in_force()
    found = case.does(c.FollowUp(findings="已退款", performed=Performance.FULL), "2026-04-01")
    assert names(found) == ["follow_up_done"]
    assert case.latest.kept.value == "fully"
    assert names(given_terminated().does(c.FollowUp(findings="双方已自行和解"), "2026-04-01")) == ["follow_up_done"]
    assert refusal(case.does(c.FollowUp(findings="无", agreement_id="other"), "2026-04-02")) == "no_agreement"


def test_a_police_agreement_performed_means_no_penalty_psl_9():
    case = given_in_force("public_order")
    assert names(case.performed(performance=Performance.PARTIAL)) == ["performance_recorded"]
    assert names(case.performed("2026-03-25")) == ["performance_recorded", "penalty_forgone"]


def test_a_police_agreement_that_is_broken_obliges_to_punish_psl_9():
    case = given_in_force("public_order")
    answer = case.does(c.ReportBreach(what="拒不赔偿"), "2026-03-20")
    assert names(answer) == ["breach_reported", "agency_duty_arose"]
    assert names(case.does(c.ReportBreach(what="仍不赔偿"), "2026-03-21")) == ["breach_reported"]
    assert case.track.duties_open == ("punish",)


def test_a_committees_agreement_performed_asked_for_in_writing_and_approved_means_no_penalty_psp_186():
    case = given_examining("public_order")
    unapproved = c.ForgoPenalty(agreement_number="人调1号", written_request=True, approved=False)
    assert refusal(case.does(unapproved, "2026-03-05")) == "penalty_not_to_be_forgone"
    approved = c.ForgoPenalty(agreement_number="人调1号", written_request=True, approved=True)
    assert names(case.does(approved, "2026-03-05")) == ["penalty_forgone"]
    assert refusal(given_examining("market").does(approved, "2026-03-05")) == "no_penalty_at_stake"
