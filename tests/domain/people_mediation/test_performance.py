"""After the agreement: performance, breach, urging, follow-up (PML 31-33)."""

import pytest

from schemas.people_mediation import BreachReported, PerformanceRecorded, PerformanceUrged
from schemas.values import Performance
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import clock_events, irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    given_archived,
    given_breached,
    given_draft,
    given_in_force,
    given_lost,
    given_session,
    given_terminated,
)

UNSIGNED = ["party_signature_missing", "mediator_signature_missing", "agreement_unsealed"]


def urges(case, day="2026-03-26"):
    return case.does(c.UrgePerformance(what="请三日内履行"), day)


def follows_up(case, day, **more):
    return case.does(c.FollowUp(findings="正在履行", **more), day)


def test_performance_in_part_names_items_and_persons():
    answer = given_in_force().performed(performance=Performance.PARTIAL, item_ids=("i1",), persons=18)
    recorded = answer[0]
    assert isinstance(recorded, PerformanceRecorded)
    assert (recorded.persons, recorded.item_ids) == (18, ("i1",))


def test_performance_in_full_ends_every_follow_up_clock():
    answer = given_in_force().performed()
    assert clock_events(answer) == [("clock_stopped", "PM-2B"), ("clock_stopped", "PM-2"), ("clock_stopped", "PM-2")]


def test_performing_what_does_not_bind_yet_is_recorded_and_marked_pml_29():
    assert irregularities(given_draft().performed()) == UNSIGNED
    assert irregularities(given_draft().does(c.ReportBreach(what="反悔"), "2026-03-25")) == UNSIGNED


def test_performing_what_never_bound_is_recorded_and_marked():
    case = given_draft()
    case.ends()
    assert irregularities(case.performed()) == ["agreement_dropped"]


@pytest.mark.parametrize(
    "body", [c.RecordPerformance(performance="full"), c.ReportBreach(what="不履行"), c.UrgePerformance()]
)
def test_without_an_agreement_nothing_is_performed(body):
    assert refusal(given_session().does(body, "2026-03-20")) == "no_agreement"


def test_items_have_to_be_of_the_agreement():
    assert refusal(given_in_force().performed(item_ids=("i9",))) == "unknown_item"
    answer = given_in_force().does(c.ReportBreach(what="不付", item_ids=("i9",)), "2026-03-25")
    assert refusal(answer) == "unknown_item"


def test_a_breach_is_reported_and_urged_and_the_court_named_pml_31_32():
    case = given_in_force()
    reported = case.does(c.ReportBreach(what="又把路堵上", item_ids=("i1",)), "2026-03-25")
    assert isinstance(reported[0], BreachReported)
    urged = urges(case)
    assert isinstance(urged[0], PerformanceUrged)
    assert urged[0].routes_told == ("就调解协议向人民法院起诉",)


def test_a_confirmed_agreement_is_enforced_and_not_sued_about_pml_33():
    case = given_breached()
    case.hears(c.HearConfirmation(agreement_id=case.latest.agreement_id, what="agreement_confirmed"), "2026-03-25")
    assert urges(case)[0].routes_told == ("向人民法院申请强制执行",)
    case.hears(c.HearConfirmation(agreement_id=case.latest.agreement_id, what="confirmation_revoked"), "2026-03-26")
    assert urges(case)[0].routes_told == ("就调解协议向人民法院起诉",)


def test_only_what_binds_is_urged():
    assert refusal(urges(given_draft())) == "agreement_not_in_force"


def test_what_was_performed_is_not_urged():
    case = given_in_force()
    case.performed()
    assert refusal(urges(case)) == "already_performed"


def test_a_follow_up_stops_the_clocks_whose_due_date_has_come():
    answer = follows_up(given_in_force(), "2026-03-25")
    assert clock_events(answer) == [("clock_stopped", "PM-2B"), ("clock_stopped", "PM-2")]


def test_a_late_follow_up_lets_the_lapse_stand():
    case = given_in_force()
    case.time_passes("PM-2", "2026-04-28 00:00")
    assert case.status("PM-2") == "lapsed"
    follows_up(case, "2026-05-10")
    assert case.status("PM-2") == "lapsed"


def test_a_follow_up_tells_how_far_it_was_performed():
    case = given_in_force()
    follows_up(case, "2026-04-25", performed=Performance.FULL)
    assert case.latest.kept == "fully"


def test_a_round_without_agreement_may_be_followed_up():
    assert names(follows_up(given_terminated(), "2026-04-01")) == ["follow_up_done"]


def test_a_follow_up_of_an_unknown_agreement_is_refused():
    answer = given_in_force().does(c.FollowUp(findings="看望", agreement_id="none"), "2026-03-25")
    assert refusal(answer) == "no_agreement"


@pytest.mark.parametrize(
    "body", [c.RecordPerformance(performance="full"), c.ReportBreach(what="不履行"), c.FollowUp(findings="回访")]
)
def test_what_happens_after_archiving_is_recorded_and_marked(body):
    assert irregularities(given_archived().does(body, "2026-06-01")) == ["file_already_archived"]


def test_performance_is_recorded_after_the_case_went_elsewhere_pml_31():
    case = given_in_force()
    case.custody_goes(3)
    assert irregularities(case.performed()) == []


def test_a_round_that_lost_the_case_has_no_agreement_to_perform():
    assert refusal(given_lost().performed()) == "no_agreement"
