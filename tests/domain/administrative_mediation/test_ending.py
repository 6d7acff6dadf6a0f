"""Ending without agreement: written notice, its service, what the agency owes, the file (domain.md 2.2; SAMR 21, PSL 9, SZ 25)."""

import pytest

from services.administrative_mediation.domain import commands as c
from services.jurisdiction.service_of_documents import ServiceEntry
from tests.domain.administrative_mediation.agency_case import (
    ROUTES,
    given_draft,
    given_examining,
    given_in_force,
    given_in_mediation,
    given_session,
    given_terminated,
)
from tests.domain.given_when_then import irregularities, names, refusal

BOTH_AGREE = ("p1", "p2")


def served(party_id: str, **more) -> c.NotifyTermination:
    entry = ServiceEntry(**{"method": "direct", "proof": "送达回证", **more})
    return c.NotifyTermination(party_id=party_id, service=entry)


def test_the_agency_ends_in_writing_and_tells_what_stays_open():
    case = given_session()
    assert refusal(case.ends(routes_told=())) == "routes_not_told"
    answer = case.ends(notice_number="镜人社调终1号")
    assert names(answer) == ["mediation_terminated", "clock_stopped"]
    assert (answer[0].in_writing, answer[0].routes_told) == (True, ROUTES)
    assert refusal(case.ends("2026-03-11")) == "round_ended"


def test_market_regulation_has_seven_working_days_to_tell_both_sides_samr_21():
    case = given_session("market")
    names(case.does(c.NotifyDecision(), "2026-03-09"))
    assert names(case.ends()) == ["mediation_terminated", "clock_stopped", "clock_started"]
    assert case.due("MKT-3") == "2026-03-19"
    assert names(case.does(served("p1"), "2026-03-12")) == ["termination_notified"]
    assert names(case.does(served("p2"), "2026-03-13")) == ["termination_notified", "clock_stopped"]


def test_a_notice_that_does_not_count_as_served_leaves_the_time_running():
    case = given_session("market")
    names(case.ends())
    names(case.does(served("p1"), "2026-03-12"))
    refused = case.does(served("p2", refused=True), "2026-03-13")
    assert names(refused) == ["termination_notified"]
    assert irregularities(refused) != []
    assert case.status("MKT-3") == "running"


def test_nobody_is_told_of_an_end_that_has_not_come_nor_strangers():
    assert refusal(given_session().does(served("p1"), "2026-03-12")) == "already_accepted"
    assert refusal(given_terminated().does(served("p9"), "2026-03-12")) == "unknown_party"


def test_failed_police_mediation_obliges_to_decide_on_a_penalty_psl_9():
    case = given_session("public_order")
    answer = case.ends()
    assert names(answer) == ["mediation_terminated", "agency_duty_arose"]
    assert "民事" in answer[1].text
    assert refusal(case.does(c.ArchiveFile(volume_number="1"), "2026-04-01")) == "duty_open"
    assert refusal(case.does(c.DischargeDuty(duty="other", what="已处理"), "2026-03-12")) == "no_such_duty"
    done = c.DischargeDuty(duty="punish", what="已作出行政处罚决定")
    assert names(case.does(done, "2026-03-12")) == ["agency_duty_discharged"]
    assert names(case.does(c.ArchiveFile(volume_number="1"), "2026-04-01")) == ["file_archived"]


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("consent_refused", "no_refusal_on_file"),
        ("time_out", "limit_not_passed"),
        ("delegation_ended", "not_delegated"),
    ],
)
def test_a_reason_that_the_record_contradicts_is_refused(reason, code):
    assert refusal(given_session().ends(reason=reason)) == code


def test_after_the_last_day_the_agency_ends_for_that_reason_and_the_lapse_stands():
    case = given_session()
    case.time_passes("AM-3", "2026-04-04 00:00")
    assert names(case.ends("2026-04-07", reason="time_out")) == ["mediation_terminated"]
    assert case.status("AM-3") == "lapsed"


def test_an_end_in_time_recorded_after_the_lapse_takes_the_lapse_back():
    case = given_session()
    case.time_passes("AM-3", "2026-04-04 00:00")
    told = c.TerminateMediation(reason="deadlock", routes_told=ROUTES)
    answer = case.does(told, "2026-04-02", recorded="2026-04-08")
    assert irregularities(answer) == ["recorded_late"]
    assert names(answer) == ["mediation_terminated", "lapse_withdrawn", "clock_stopped"]


def test_an_agreement_that_binds_and_is_kept_is_not_ended_but_a_broken_one_is():
    case = given_in_force()
    assert refusal(case.ends("2026-03-12")) == "agreement_in_force"
    names(case.does(c.ReportBreach(what="未退款"), "2026-03-20"))
    assert names(case.ends("2026-03-21"))[0] == "mediation_terminated"


def test_the_parties_may_go_on_past_the_limit_if_all_agree_sz_25():
    case = given_in_mediation()
    assert refusal(case.does(c.ExtendLimit(by=10, agreed_by=("p1",)), "2026-03-20")) == "extension_needs_all"
    assert refusal(case.does(c.ExtendLimit(by=10, agreed_by=("p1", "p9")), "2026-03-20")) == "unknown_party"
    answer = case.does(c.ExtendLimit(by=10, agreed_by=BOTH_AGREE, reason="等待材料"), "2026-03-20")
    assert names(answer) == ["limit_extended", "clock_extended"]
    assert case.due("AM-3") == "2026-04-13"


def test_where_the_law_gives_no_extension_there_is_none():
    case = given_in_mediation("market")
    assert refusal(case.does(c.ExtendLimit(by=10, agreed_by=BOTH_AGREE), "2026-03-20")) == "extension_not_allowed"
    police = given_in_mediation("public_order")
    assert refusal(police.does(c.ExtendLimit(by=10, agreed_by=BOTH_AGREE), "2026-03-20")) == "no_limit_running"


def test_after_the_last_day_nothing_is_extended():
    case = given_in_mediation()
    assert refusal(case.does(c.ExtendLimit(by=10, agreed_by=BOTH_AGREE), "2026-04-10")) == "limit_already_lapsed"


def test_the_scan_lapses_a_clock_once():
    case = given_session()
    assert names(case.time_passes("AM-3", "2026-04-04 00:00")) == ["clock_lapsed"]
    assert case.time_passes("AM-3", "2026-04-05 00:00") == ()


def test_a_file_is_archived_when_nothing_of_it_is_open():
    assert refusal(given_session().does(c.ArchiveFile(volume_number="1"), "2026-04-01")) == "already_accepted"
    assert refusal(given_draft().does(c.ArchiveFile(volume_number="1"), "2026-04-01")) == "agreement_unfinished"
    market = given_terminated("market")
    assert refusal(market.does(c.ArchiveFile(volume_number="1"), "2026-04-01")) == "termination_not_notified"
    case = given_in_force()
    assert names(case.does(c.ArchiveFile(volume_number="1"), "2026-04-01")) == ["file_archived"]
    assert refusal(case.does(c.ArchiveFile(volume_number="1"), "2026-04-02")) == "file_archived"
    assert "file_already_archived" in irregularities(case.performed("2026-04-03"))
    assert refusal(given_examining().does(c.ArchiveFile(volume_number="1"), "2026-04-01")) == "not_accepted_yet"
