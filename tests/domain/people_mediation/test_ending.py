"""Ending a round without (full) agreement and telling the other routes (PML 26)."""

import pytest

from schemas.people_mediation import MediationTerminated
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    ROUTES,
    given_archived,
    given_breached,
    given_custody,
    given_draft,
    given_in_force,
    given_in_mediation,
    given_lost,
    given_offered,
    given_session,
    given_terminated,
    summary,
)


@pytest.mark.parametrize("given", [given_custody, given_in_mediation, given_session, given_draft, given_breached])
@pytest.mark.parametrize("reason", ["deadlock", "withdrawn", "accepted_elsewhere"])
def test_a_round_is_ended_and_the_routes_are_told_pml_26(given, reason):
    case = given()
    answer = case.ends("2026-03-28", reason)
    assert names(answer)[0] == "mediation_terminated"
    assert case.situation == "terminated"


def test_not_without_the_routes_pml_26():
    assert refusal(given_session().ends(routes_told=())) == "routes_not_told"


def test_the_limit_stops_with_the_end():
    case = given_session()
    assert names(case.ends()) == ["mediation_terminated", "clock_stopped"]
    assert case.status("PM-1") == "stopped"


def test_an_agreement_that_binds_and_is_kept_is_not_ended_pml_31():
    assert refusal(given_in_force().ends()) == "agreement_in_force"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (given_offered, "offer_not_accepted"),
        (given_terminated, "round_ended"),
        (given_lost, "custody_elsewhere"),
        (given_archived, "file_archived"),
    ],
)
def test_a_round_is_ended_once(given, code):
    assert refusal(given().ends("2026-06-01")) == code


def test_drafts_are_dropped_with_the_round():
    case = given_draft()
    case.ends()
    assert case.latest.standing.kind == "dropped"


def test_a_partial_agreement_that_binds_is_told_with_the_end_sd_23():
    case = given_session()
    case.agrees(partial=True)
    case.all_sign()
    ended = case.ends()[0]
    assert isinstance(ended, MediationTerminated)
    assert ended.partial_agreement
    assert case.latest.is_in_force


def test_time_out_needs_the_limit_to_have_passed_r75_33():
    case = given_session()
    assert refusal(case.ends("2026-04-03", "time_out")) == "limit_not_passed"
    assert names(case.ends("2026-04-04", "time_out"))[0] == "mediation_terminated"


def test_time_out_after_the_lapse_lets_the_lapse_stand():
    case = given_session()
    case.time_passes("PM-1", "2026-04-04 00:00")
    assert names(case.ends("2026-04-10", "time_out")) == ["mediation_terminated"]


def test_an_end_in_time_recorded_late_takes_the_lapse_back():
    case = given_session()
    case.time_passes("PM-1", "2026-04-04 00:00")
    body = c.TerminateMediation(reason="deadlock", routes_told=ROUTES)
    answer = case.does(body, "2026-04-01", recorded="2026-04-08")
    assert irregularities(answer) == ["recorded_late"]
    assert names(answer) == ["mediation_terminated", "lapse_withdrawn", "clock_stopped"]


def test_what_cannot_be_judged_contradicts_no_time_out():
    case = given_session(case=summary(story=True))
    assert names(case.ends("2026-03-10", "time_out", occurred_at_assumed=True))[0] == "mediation_terminated"


def test_a_refusal_has_to_be_on_file():
    case = given_session()
    assert refusal(case.ends(reason="consent_refused")) == "no_refusal_on_file"


def test_only_a_delegated_round_ends_with_its_delegation():
    assert refusal(given_session().ends(reason="delegation_ended")) == "not_delegated"
    delegated = given_session(reason="court_delegation_before_filing")
    assert names(delegated.ends(reason="delegation_ended"))[0] == "mediation_terminated"
