"""The decision on the application: time, grounds, what bars, the duty to act unasked (SZ 44, 46; LN 8; MED 40; SAMR 14, 15; TR 94)."""

from datetime import date

import pytest

from schemas.values import CaseSource, Channel, Difficulty, DisputeType, OutsideAct, Risk
from services.administrative_mediation.domain import commands as c
from tests.domain.administrative_mediation.agency_case import (
    BOTH,
    ECOLOGY,
    ROUTES,
    AgencyCase,
    given_accepted_offer,
    given_consent_pending,
    given_examining,
)
from tests.domain.given_when_then import clock_events, irregularities, names, refusal


@pytest.mark.parametrize(
    ("sector", "limit", "due"),
    [("default", "AM-1", "2026-03-09"), ("medical", "MED-1", "2026-03-09"), ("market", "MKT-1", "2026-03-11")],
)
def test_the_time_to_decide_is_the_sectors_and_runs_from_signing_for_the_hand_over(sector, limit, due):
    case = given_accepted_offer(sector)
    answer = case.custody_comes()
    assert names(answer)[:3] == ["custody_received", "application_received", "clock_started"]
    assert (case.due(limit), case.track.sector) == (due, sector)


def test_a_complex_matter_has_ten_working_days_sz_46():
    case = given_examining(difficulty=Difficulty.COMPLEX)
    assert case.due("AM-1c") == "2026-03-16"


@pytest.mark.parametrize("sector", ["traffic", "public_order"])
def test_where_the_law_gives_no_days_to_decide_no_clock_runs(sector):
    assert clock_events(given_accepted_offer(sector).custody_comes()) == []


def test_nobody_applied_where_the_agency_found_the_dispute_itself_so_no_time_to_decide_runs():
    case = given_examining(source=CaseSource.OWN_MOTION)
    assert not case.track.by_application
    assert refusal(case.accepts()) == "no_application"
    assert names(case.accepts(own_motion=True))[0] == "mediation_accepted"


def test_acceptance_ends_the_time_to_decide_and_begins_the_time_to_finish():
    case = given_examining()
    assert names(case.accepts()) == ["mediation_accepted", "clock_stopped", "clock_started"]
    assert (case.situation, case.status("AM-1"), case.due("AM-3")) == ("consent_pending", "stopped", "2026-04-03")


@pytest.mark.parametrize(
    ("sector", "limit", "due"), [("medical", "MED-2", "2026-04-16"), ("market", "MKT-2", "2026-05-11")]
)
def test_the_time_to_finish_is_the_sectors(sector, limit, due):
    assert given_consent_pending(sector).due(limit) == due


def test_a_joint_application_needs_no_more_consent_and_opens_the_talks_at_once():
    case = given_examining()
    assert "mediation_opened" in names(case.accepts(joint_application=True))
    assert case.situation == "in_mediation"


def test_a_decision_after_the_time_to_decide_is_marked_and_the_lapse_stands():
    case = given_examining()
    case.time_passes("AM-1", "2026-03-10 00:00")
    assert irregularities(case.accepts("2026-03-12")) == ["decided_late"]
    assert case.status("AM-1") == "lapsed"


def test_a_decision_in_time_recorded_after_the_lapse_takes_the_lapse_back():
    case = given_examining()
    case.time_passes("AM-1", "2026-03-10 00:00")
    answer = case.does(c.AcceptApplication(), "2026-03-09 16:00", recorded="2026-03-12")
    assert irregularities(answer) == []
    assert names(answer)[:3] == ["mediation_accepted", "lapse_withdrawn", "clock_stopped"]


def test_what_the_check_found_bars_acceptance_until_another_check_clears_it():
    case = given_examining()
    names(case.does(c.ExamineApplication(findings=("am_request_unclear",)), "2026-03-03"))
    refused = case.accepts()
    assert refusal(refused) == "barred"
    assert refused.parameters == {"grounds": ["am_request_unclear"]}
    names(case.does(c.ExamineApplication(), "2026-03-03 10:00"))
    assert names(case.accepts())[0] == "mediation_accepted"


def test_a_finding_is_one_of_the_sectors_grounds():
    answer = given_examining().does(c.ExamineApplication(findings=("am_gang_fight",)), "2026-03-03")
    assert refusal(answer) == "unknown_ground"


@pytest.mark.parametrize(
    ("sector", "channel", "act", "ground"),
    [
        ("default", Channel.LITIGATION, "suit_filed", "am_sued"),
        ("default", Channel.ARBITRATION, "arbitration_applied", "am_arbitration"),
        ("medical", Channel.INDUSTRY_MEDIATION, "accepted", "am_medical_accepted_elsewhere"),
        ("market", Channel.LITIGATION, "accepted", "am_market_accepted_elsewhere"),
    ],
)
def test_what_another_body_took_up_bars_acceptance_without_being_told_here(sector, channel, act, ground):
    case = given_examining(sector)
    case.hears(c.HearOutsideAct(outside=OutsideAct(channel=channel, act=act, body="某机构")), "2026-03-03")
    refused = case.accepts()
    assert refusal(refused) == "barred"
    assert refused.parameters == {"grounds": [ground]}
    case.hears(c.HearOutsideAct(outside=OutsideAct(channel=channel, act="withdrawn", body="某机构")), "2026-03-04")
    assert names(case.accepts())[0] == "mediation_accepted"


def test_a_medical_suit_that_was_only_filed_does_not_bar_yet_med_40():
    case = given_examining("medical")
    filed = OutsideAct(channel=Channel.LITIGATION, act="suit_filed", body="某法院")
    case.hears(c.HearOutsideAct(outside=filed), "2026-03-03")
    assert names(case.accepts())[0] == "mediation_accepted"


def test_an_agreement_of_the_committee_bars_a_second_mediation_until_it_is_broken_ln_8():
    case = given_examining()
    case.hears(c.HearChannel(channel=Channel.PEOPLE_MEDIATION, what="agreement_effective"), "2026-03-03")
    assert refusal(case.accepts()) == "barred"
    case.hears(c.HearChannel(channel=Channel.PEOPLE_MEDIATION, what="breach_reported"), "2026-03-03 10:00")
    assert names(case.accepts())[0] == "mediation_accepted"


def test_a_consumer_complaint_after_three_years_is_not_accepted_samr_15():
    case = given_examining("market")
    names(case.does(c.RecordApplication(infringed_on=date(2023, 3, 3)), "2026-03-03"))
    refused = case.accepts()
    assert refusal(refused) == "barred"
    assert refused.parameters == {"grounds": ["am_market_over_three_years"]}


def test_on_the_corresponding_day_three_years_later_a_complaint_is_still_in_time_cc_202():
    case = given_examining("market")
    names(case.does(c.RecordApplication(infringed_on=date(2023, 3, 4)), "2026-03-03"))
    assert names(case.accepts())[0] == "mediation_accepted"


def test_a_party_that_refuses_bars_acceptance():
    case = given_examining()
    names(case.does(c.RefuseConsent(party_id="p2"), "2026-03-03"))
    assert refusal(case.accepts()) == "barred"


def test_a_dispute_with_one_known_side_cannot_be_mediated():
    assert refusal(given_examining(parties=BOTH[:1]).accepts()) == "respondent_unknown"


def test_declining_needs_a_ground_of_the_sector_reasons_and_the_other_ways():
    case = given_examining()
    decline = {"ground": "am_sued", "reason": "已经起诉"}
    assert refusal(case.does(c.DeclineApplication(ground="am_gang_fight", reason="不符"), TAKEN)) == "unknown_ground"
    assert refusal(case.does(c.DeclineApplication(**decline), TAKEN)) == "routes_not_told"
    answer = case.does(c.DeclineApplication(**decline, routes_told=ROUTES), TAKEN)
    assert names(answer) == ["mediation_not_accepted", "clock_stopped"]
    assert case.situation == "not_accepted"
    assert refusal(case.accepts("2026-03-05")) == "declined_already"


TAKEN = "2026-03-04"


def test_a_wrong_agency_hands_over_instead_of_declining_sz_45():
    case = given_examining(body="wuhu.jinghu.market-regulation")
    answer = case.does(c.DeclineApplication(ground="am_not_agency_duty", reason="不归本局", routes_told=ROUTES), TAKEN)
    assert refusal(answer) == "transfer_instead"
    assert answer.parameters == {"agencies": ["wuhu.jinghu.human-resources"]}


@pytest.mark.parametrize(
    "more",
    [
        {"dispute_type": DisputeType.ENVIRONMENT, "headcount": 12, "body": ECOLOGY},
        {"headcount": 10},
        {"risk": Risk.HIGH},
    ],
)
def test_many_people_large_impact_or_unrest_oblige_the_agency_to_mediate_unasked_seed_m_34_sz_44(more):
    case = given_examining(**more)
    assert len(case.track.own_motion_duty) == 1
    answer = case.does(c.DeclineApplication(ground="am_request_unclear", reason="请求不明", routes_told=ROUTES), TAKEN)
    assert refusal(answer) == "own_motion_duty"


def test_an_ordinary_dispute_obliges_nobody_to_act_unasked():
    assert given_examining().track.own_motion_duty == ()


def test_taking_up_unasked_still_needs_both_sides_to_agree():
    case = given_examining(headcount=20, source=CaseSource.OWN_MOTION)
    names(case.accepts(own_motion=True))
    assert case.situation == "consent_pending"
    names(case.does(c.GiveConsent(party_id="p1"), "2026-03-05"))
    assert "mediation_opened" in names(case.does(c.GiveConsent(party_id="p2"), "2026-03-05 10:00"))


def test_another_sector_or_grade_brings_its_own_time_from_the_same_day():
    case = given_examining()
    answer = case.does(c.ClassifyMatter(complex=True, reason="涉及两个机关"), "2026-03-03")
    assert names(answer) == ["matter_classified", "clock_stopped", "clock_started"]
    assert case.due("AM-1c") == "2026-03-16"
    names(case.does(c.ClassifyMatter(sector="market", reason="系消费投诉"), "2026-03-03 10:00"))
    assert case.due("MKT-1") == "2026-03-11"
    assert refusal(case.does(c.ClassifyMatter(sector="sea", reason="误"), "2026-03-03 11:00")) == "unknown_sector"
    assert names(case.does(c.ClassifyMatter(complex=False, reason="更正"), "2026-03-03 12:00")) == ["matter_classified"]


def test_an_application_in_a_matter_the_agency_found_itself_begins_the_time_to_decide():
    case = AgencyCase(source=CaseSource.OWN_MOTION)
    case.custody_comes()
    assert clock_events(case.does(c.RecordApplication(), "2026-03-03")) == [("clock_started", "AM-1")]
    assert refusal(case.does(c.RecordApplication(party_ids=("p9",)), "2026-03-03 10:00")) == "unknown_party"
