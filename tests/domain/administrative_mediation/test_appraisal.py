"""Appraisals and tests: their days do not count where the sector's law says so (MED 38, 40; SAMR 20), and talks rest."""

import pytest

from schemas.administrative_mediation import AppraisalStarted
from services.administrative_mediation.domain import commands as c
from tests.domain.administrative_mediation.agency_case import given_consent_pending, given_examining, given_in_mediation
from tests.domain.given_when_then import clock_events, names, refusal


@pytest.mark.parametrize(
    ("sector", "limit", "kind", "before", "after"),
    [
        ("medical", "MED-2", "鉴定", "2026-04-16", "2026-04-30"),
        ("market", "MKT-2", "检测", "2026-05-11", "2026-05-25"),
        ("default", "AM-3", "评估", "2026-04-03", "2026-04-17"),
    ],
)
def test_ten_working_days_of_appraisal_move_the_last_day_by_as_much(sector, limit, kind, before, after):
    case = given_in_mediation(sector)
    assert case.due(limit) == before
    started = case.does(c.StartAppraisal(kind=kind, by="鉴定机构"), "2026-03-09")
    assert names(started) == ["appraisal_started", "clock_paused"]
    assert (case.situation, case.status(limit)) == ("appraising", "paused")
    assert refusal(case.ends("2026-03-10", reason="time_out")) == "limit_not_passed"
    ended = case.does(c.EndAppraisal(findings="已出具意见"), "2026-03-23")
    assert names(ended) == ["appraisal_ended", "clock_resumed"]
    assert (case.situation, case.due(limit)) == ("in_mediation", after)


def test_what_the_law_does_not_exclude_counts_although_talks_rest():
    case = given_in_mediation("medical")
    answer = case.does(c.StartAppraisal(kind="评估"), "2026-03-09")
    assert clock_events(answer) == []
    assert isinstance(answer[0], AppraisalStarted)
    assert not answer[0].time_excluded
    assert names(case.does(c.EndAppraisal(), "2026-03-12")) == ["appraisal_ended"]


def test_police_mediation_has_no_time_that_an_appraisal_could_stop():
    case = given_in_mediation("public_order")
    assert clock_events(case.does(c.StartAppraisal(kind="鉴定"), "2026-03-09")) == []


def test_an_appraisal_while_consent_is_asked_for_goes_back_to_asking():
    case = given_consent_pending()
    names(case.does(c.StartAppraisal(kind="鉴定", agreed_by=("p1",)), "2026-03-05"))
    names(case.does(c.EndAppraisal(), "2026-03-06"))
    assert case.situation == "consent_pending"


def test_no_appraisal_begins_before_acceptance_or_ends_that_did_not_begin_or_names_strangers():
    assert refusal(given_examining().does(c.StartAppraisal(kind="鉴定"), "2026-03-03")) == "not_accepted_yet"
    case = given_in_mediation()
    assert refusal(case.does(c.EndAppraisal(), "2026-03-09")) == "no_appraisal"
    stranger = c.StartAppraisal(kind="鉴定", agreed_by=("p9",))
    assert refusal(case.does(stranger, "2026-03-09")) == "unknown_party"
    names(case.does(c.StartAppraisal(kind="鉴定"), "2026-03-09"))
    assert refusal(case.does(c.StartAppraisal(kind="鉴定"), "2026-03-10")) == "appraisal_running"


def test_a_limit_that_has_passed_stands_still_no_more():
    case = given_in_mediation()
    assert refusal(case.does(c.StartAppraisal(kind="鉴定"), "2026-04-10")) == "limit_already_lapsed"
