"""Taking up the case: admissible and voluntary, and PM-1 begins (R75 22, 23, 33)."""

import pytest

from schemas.values import Channel, OutsideAct
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import names, refusal
from tests.domain.people_mediation.committee_case import (
    APPLICANT,
    TAKEN_UP,
    given_archived,
    given_breached,
    given_custody,
    given_in_force,
    given_in_mediation,
    given_lost,
    given_terminated,
    summary,
)


def accepts(case, day=TAKEN_UP, **more):
    return case.does(c.AcceptMediation(**{"joint_application": True, **more}), day)


def told_outside(case, act, channel=Channel.LITIGATION, day="2026-03-02 12:00"):
    return case.hears(c.HearOutsideAct(outside=OutsideAct(channel=channel, act=act, body="镜湖区人民法院")), day)


def test_the_limit_of_one_month_begins_r75_33():
    case = given_custody()
    assert names(accepts(case)) == ["mediation_accepted", "clock_started"]
    assert case.due("PM-1") == "2026-04-03"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (given_in_mediation, "already_accepted"),
        (given_in_force, "already_agreed"),
        (given_terminated, "round_ended"),
        (given_lost, "custody_elsewhere"),
        (given_archived, "file_archived"),
    ],
)
def test_a_round_is_taken_up_once(given, code):
    assert refusal(accepts(given(), "2026-06-01")) == code


def test_after_a_breach_the_same_round_may_be_taken_up_again_with_a_limit_of_its_own():
    case = given_breached()
    assert names(accepts(case, "2026-03-26")) == ["mediation_accepted", "clock_started"]
    assert case.due("PM-1") == "2026-04-27"


def test_both_sides_have_to_be_known():
    assert refusal(accepts(given_custody(case=summary((APPLICANT,))))) == "respondent_unknown"


def test_what_a_court_has_accepted_is_not_taken_up_r75_22():
    case = given_custody()
    assert names(told_outside(case, "accepted")) == ["noted"]
    assert refusal(accepts(case)) == "accepted_elsewhere"


def test_a_suit_handed_in_is_not_docketed_yet():
    case = given_custody()
    told_outside(case, "suit_filed")
    assert names(accepts(case))[0] == "mediation_accepted"


def test_a_suit_taken_back_opens_the_way_again():
    case = given_custody()
    told_outside(case, "accepted")
    told_outside(case, "withdrawn")
    assert names(accepts(case))[0] == "mediation_accepted"


def test_police_handling_runs_beside_mediation():
    case = given_custody()
    told_outside(case, "accepted", Channel.POLICE)
    assert names(accepts(case))[0] == "mediation_accepted"


def test_what_the_court_itself_delegated_is_taken_up():
    case = given_custody(reason="court_delegation_before_filing")
    told_outside(case, "accepted")
    assert names(accepts(case)) == ["mediation_accepted"]


def test_an_assumed_day_carries_no_verdict():
    case = given_custody(case=summary(story=True))
    accepts(case, occurred_at_assumed=True)
    assert case.due("PM-1") == "None"


def test_a_day_is_assumed_in_stories_only():
    assert refusal(accepts(given_custody(), occurred_at_assumed=True)) == "assumed_date_outside_story"
