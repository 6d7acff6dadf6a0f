"""Consent, people and talks: nobody is mediated against a clear refusal; every broken rule stands on the record (SD 22, SZ 21)."""

import pytest

from schemas.values import PartyRole
from services.administrative_mediation.domain import commands as c
from tests.domain.administrative_mediation.agency_case import (
    BOTH,
    ROUTES,
    WITNESS,
    given_consent_pending,
    given_examining,
    given_in_force,
    given_in_mediation,
    given_offered,
    given_session,
    given_terminated,
)
from tests.domain.given_when_then import at, irregularities, names, refusal


def test_the_respondent_is_asked_in_writing_and_its_yes_opens_the_talks():
    case = given_consent_pending()
    assert names(case.does(c.RequestConsent(party_id="p2", method="征求意见书"), "2026-03-04 10:00")) == [
        "consent_requested"
    ]
    assert names(case.does(c.GiveConsent(party_id="p2"), "2026-03-05")) == ["consent_given", "mediation_opened"]
    assert case.situation == "in_mediation"


def test_a_consent_given_before_acceptance_counts_afterwards():
    case = given_examining()
    assert names(case.does(c.GiveConsent(party_id="p2"), "2026-03-03")) == ["consent_given"]
    assert "mediation_opened" in names(case.accepts())


def test_a_refusal_after_acceptance_ends_the_mediation_and_the_routes_are_told():
    case = given_consent_pending()
    answer = case.does(c.RefuseConsent(party_id="p2", routes_told=ROUTES), "2026-03-05")
    assert names(answer) == ["consent_refused", "mediation_terminated", "clock_stopped"]
    silent = given_consent_pending().does(c.RefuseConsent(party_id="p2"), "2026-03-05")
    assert irregularities(silent) == ["routes_not_told"]


def test_a_third_partys_refusal_and_one_after_a_binding_agreement_end_nothing():
    case = given_consent_pending(parties=(*BOTH, WITNESS))
    assert names(case.does(c.RefuseConsent(party_id="p3"), "2026-03-05")) == ["consent_refused"]
    assert names(given_in_force().does(c.RefuseConsent(party_id="p2"), "2026-03-20")) == ["consent_refused"]


def test_strangers_neither_agree_nor_refuse_and_nobody_answers_an_offer_that_is_open():
    case = given_consent_pending()
    for body in (c.RequestConsent, c.GiveConsent, c.RefuseConsent):
        assert refusal(case.does(body(party_id="p9"), "2026-03-05")) == "unknown_party"
    assert refusal(given_offered().does(c.GiveConsent(party_id="p2"), "2026-03-02 10:00")) == "offer_not_accepted"
    assert refusal(given_offered().does(c.RefuseConsent(party_id="p2"), "2026-03-02 10:00")) == "offer_not_accepted"


def test_an_orderly_session_is_unmarked():
    assert irregularities(given_in_mediation().holds()) == []


def test_a_session_without_anything_before_it_is_recorded_with_every_mark():
    expected = ["not_taken_up", "consent_not_recorded", "rights_not_notified", "no_mediator"]
    assert irregularities(given_examining().holds("2026-03-03")) == expected


def test_a_session_after_the_time_to_finish_is_marked():
    case = given_in_mediation()
    case.time_passes("AM-3", "2026-04-04 00:00")
    assert irregularities(case.holds("2026-04-10")) == ["past_limit"]


def test_a_session_although_the_check_found_a_bar_is_marked():
    case = given_in_mediation()
    names(case.does(c.ExamineApplication(findings=("am_sued",), explanation="当事人已经起诉"), "2026-03-05"))
    assert irregularities(case.holds()) == ["barred"]


def test_after_the_end_a_session_is_marked():
    assert "round_ended" in irregularities(given_terminated().holds("2026-03-20"))


@pytest.mark.parametrize(("sector", "cap"), [("medical", 5), ("traffic", 3), ("market", 2)])
def test_a_side_has_at_most_so_many_representatives(sector, cap):
    case = given_in_mediation(sector)
    named = case.does(c.NameRepresentatives(side=PartyRole.APPLICANT, persons=cap), "2026-03-05")
    assert names(named) == ["representatives_named"]
    refused = case.does(c.NameRepresentatives(side=PartyRole.APPLICANT, persons=cap + 1), "2026-03-05")
    assert refusal(refused) == "too_many_representatives"
    assert refused.parameters == {"cap": cap}
    stranger = c.NameRepresentatives(side=PartyRole.APPLICANT, persons=1, represented=("p9",))
    assert refusal(case.does(stranger, "2026-03-05")) == "unknown_party"


def test_where_the_sector_has_no_cap_there_is_none():
    answer = given_in_mediation().does(c.NameRepresentatives(side=PartyRole.RESPONDENT, persons=9), "2026-03-05")
    assert names(answer) == ["representatives_named"]


def test_an_official_with_an_interest_needs_everybodys_leave_and_steps_aside_for_good():
    case = given_in_mediation()
    first = case.official.user
    interested = c.AssignMediator(mediator="other", interest_declared=True, accepted_by=("p1",))
    assert refusal(case.does(interested, "2026-03-05")) == "mediator_has_interest"
    assert refusal(case.does(c.AssignMediator(mediator=first), "2026-03-05")) == "mediator_already_assigned"
    asked = c.RequestRecusal(mediator=first, requested_by="申请人", reason="近亲属")
    assert names(case.does(asked, "2026-03-05 10:00")) == ["recusal_requested"]
    assert irregularities(case.holds("2026-03-05 11:00")) == ["recusal_open"]
    assert refusal(case.does(c.RecuseMediator(mediator=first), "2026-03-05 12:00")) == "replacement_needed"
    assert refusal(case.does(c.RecuseMediator(mediator="nobody"), "2026-03-05 12:00")) == "not_mediator_of_round"
    same = c.RecuseMediator(mediator=first, replacement=first)
    assert refusal(case.does(same, "2026-03-05 12:00")) == "mediator_recused"
    stepped = c.RecuseMediator(mediator=first, replacement="second")
    assert names(case.does(stepped, "2026-03-05 13:00")) == ["mediator_recused", "mediator_assigned"]
    assert case.track.lead() == "second"
    assert refusal(case.does(c.AssignMediator(mediator=first), "2026-03-05 14:00")) == "mediator_recused"


def test_traffic_talks_are_announced_three_days_ahead_trp_85():
    case = given_in_mediation("traffic")
    names(case.does(c.NotifyMeeting(held_at=at("2026-03-09"), place="事故处理室"), "2026-03-06"))
    assert irregularities(case.holds("2026-03-09")) == []
    assert irregularities(case.holds("2026-03-10")) == ["meeting_notice_short"]
    names(case.does(c.NotifyMeeting(held_at=at("2026-03-13")), "2026-03-11"))
    assert irregularities(case.holds("2026-03-13")) == ["meeting_notice_short"]
    assert (
        refusal(case.does(c.NotifyMeeting(held_at=at("2026-03-20"), party_ids=("p9",)), "2026-03-13"))
        == "unknown_party"
    )


def test_at_the_police_a_second_time_follows_within_seven_working_days_and_no_third_psp_183():
    case = given_in_mediation("public_order")
    assert names(case.holds("2026-03-06", failed=True)) == ["session_held", "clock_started"]
    assert case.due("PS-1") == "2026-03-17"
    second = case.holds("2026-03-16", failed=True)
    assert (names(second), irregularities(second)) == (["session_held", "clock_stopped"], [])
    assert irregularities(case.holds("2026-03-18", failed=True)) == ["more_sessions_than_law"]


def test_a_second_police_mediation_after_seven_working_days_is_marked_and_the_lapse_stands():
    case = given_in_mediation("public_order")
    names(case.holds("2026-03-06", failed=True))
    case.time_passes("PS-1", "2026-03-18 00:00")
    assert irregularities(case.holds("2026-03-19")) == ["second_session_late"]
    assert case.status("PS-1") == "lapsed"


def test_signs_of_danger_not_told_to_the_police_are_marked_e6():
    case = given_session()
    assert irregularities(case.does(c.SeeDangerSigns(signs="扬言报复", police_notified=False), "2026-03-06")) == [
        "police_not_notified"
    ]
    assert irregularities(case.does(c.SeeDangerSigns(signs="扬言报复", police_notified=True), "2026-03-06")) == []


def test_what_another_service_tells_of_people_and_the_court_is_kept():
    case = given_session()
    moved = c.UpdateCaseInformation(what="risk_raised", change={"kind": "risk_assessed", "risk": "HIGH"})
    assert names(case.hears(moved, "2026-03-07")) == ["case_information_updated"]
    unknown = c.UpdateCaseInformation(
        what="agent_dismissed", change={"kind": "agent_withdrawn", "party_id": "p9", "agent_id": "a"}
    )
    assert names(case.hears(unknown, "2026-03-07")) == ["noted"]
    assert names(case.hears(c.HearElsewhere(source="intake", what="case_closed", reason="办结"), "2026-03-08")) == [
        "noted"
    ]
