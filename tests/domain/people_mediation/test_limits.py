"""Limits: lengthened by everybody's consent (NB 27; TY 27), lapsed when their last day has passed (design.md section 4)."""

from schemas.clocks import ClockLapsed
from schemas.command import Refused
from services.people_mediation.domain import commands as c
from services.people_mediation.domain.due import CLOCKS
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    CLERK,
    ROUTES,
    STRANGER,
    given_custody,
    given_in_force,
    given_session,
    given_terminated,
    summary,
)


def extends(case, day="2026-03-20", by=1, agreed_by=("p1", "p2"), **more):
    return case.does(c.ExtendLimit(by=by, agreed_by=agreed_by), day, **more)


def test_both_parties_lengthen_the_month_nb_27():
    case = given_session()
    assert names(extends(case)) == ["limit_extended", "clock_extended"]
    assert case.due("PM-1") == "2026-05-06"


def test_one_party_alone_does_not_nb_27():
    assert refusal(extends(given_session(), agreed_by=("p1",))) == "extension_needs_all"


def test_strangers_do_not():
    assert refusal(extends(given_session(), agreed_by=("p1", "p9"))) == "unknown_party"


def test_the_courts_limit_is_lengthened_in_days_ty_27():
    case = given_session(reason="court_delegation_before_filing")
    answer = extends(case, agreed_by=("p1",))
    assert isinstance(answer, Refused)
    assert (answer.code, answer.source) == ("extension_needs_all", "TY 27")
    assert names(extends(case, by=15)) == ["limit_extended", "clock_extended"]
    assert case.due("TY-1") == "2026-04-16"


def test_before_the_case_is_taken_up_no_limit_runs():
    assert refusal(extends(given_custody())) == "no_limit_running"


def test_what_is_agreed_or_ended_is_not_lengthened():
    assert refusal(extends(given_in_force())) == "already_agreed"
    assert refusal(extends(given_terminated())) == "round_ended"


def test_after_the_lapse_it_is_too_late_pml_26():
    case = given_session()
    case.time_passes("PM-1", "2026-04-04 00:00")
    assert refusal(extends(case, "2026-04-10")) == "limit_already_lapsed"


def test_agreed_in_time_and_recorded_after_the_lapse_it_counts():
    case = given_session()
    case.time_passes("PM-1", "2026-04-04 00:00")
    answer = extends(case, "2026-04-02", recorded="2026-04-10")
    assert names(answer) == ["lapse_withdrawn", "limit_extended", "clock_extended"]
    assert irregularities(answer) == ["recorded_late"]
    assert case.status("PM-1") == "running"
    assert irregularities(case.holds("2026-04-11")) == []


def test_a_limit_lapses_at_midnight_after_its_last_day_and_says_what_follows():
    case = given_session()
    assert case.time_passes("PM-1", "2026-04-03 23:59") == ()
    lapsed = case.time_passes("PM-1", "2026-04-04 00:00")
    assert isinstance(lapsed[0], ClockLapsed)
    assert "终止调解" in lapsed[0].consequence
    assert case.situation == "in_mediation"


def test_a_limit_lapses_once():
    case = given_session()
    case.time_passes("PM-1", "2026-04-04 00:00")
    assert case.time_passes("PM-1", "2026-04-04 00:01") == ()


def test_an_unknown_clock_does_not_lapse():
    assert given_session().hears(c.LapseClock(clock_id="none"), "2026-04-04") == ()


def test_people_do_not_make_clocks_lapse():
    case = given_session()
    assert refusal(case.does(c.LapseClock(clock_id=case.clock_id("PM-1")), "2026-05-04", CLERK)) == "not_found"
    assert refusal(case.does(c.LapseClock(clock_id=case.clock_id("PM-1")), "2026-05-04", STRANGER)) == "not_found"


def test_the_scan_watches_the_clock_that_lapses_first():
    case = given_in_force()
    due = CLOCKS.due_for_scan(case.state)
    assert due is not None
    assert (str(due.lapses_at.date()), type(due.command).__name__) == ("2026-03-19", "SuperviseClock")
    lapse = CLOCKS.due_in_story(case.state)
    assert lapse is not None
    assert (str(lapse.lapses_at.date()), type(lapse.command)) == ("2026-03-28", c.LapseClock)


def test_the_scan_watches_no_story_and_nothing_where_no_clock_runs():
    story = given_session(case=summary(story=True))
    assert CLOCKS.due_for_scan(story.state) is None
    assert CLOCKS.due_in_story(story.state) is not None
    assert CLOCKS.due_for_scan(given_custody().state) is None


def test_in_a_story_what_was_due_lapses_before_the_next_act():
    case = given_session(case=summary(story=True))
    answer = case.ends("2026-05-01", "time_out", routes_told=ROUTES)
    assert names(answer) == ["clock_lapsed", "mediation_terminated"]
