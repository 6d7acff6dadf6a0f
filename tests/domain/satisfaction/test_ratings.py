"""A person answers, changes the answer until expiry; first and last are kept (domain.md section 5; issue 3, item 5)."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from schemas.command import Actor
from schemas.satisfaction import RatingChanged, RatingGiven
from services.satisfaction.domain import commands
from services.satisfaction.domain.commands import CancelSurvey
from services.satisfaction.domain.refusals import SATISFACTION_REFUSALS
from services.satisfaction.domain.state import Answered, Final
from tests.domain.given_when_then import at, names, refusal
from tests.domain.satisfaction.survey import (
    DEMONSTRATOR,
    HUB_CLERK,
    RATED_CLERK,
    STRANGER,
    Survey,
    invited,
)


def story(day: str = "2026-03-02", **more: bool) -> Survey:
    """A played case whose parties can be asked."""
    survey = Survey()
    names(survey.closed(day=day, story=True, **more))
    return survey


@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
def test_five_grades_can_be_given(grade: int) -> None:
    survey = invited()
    work = ["rectification_opened", "clock_started"] if grade <= 2 else []
    assert names(survey.by_link(grade, "2026-03-03", comment="谢谢")) == ["rating_given", *work]
    given = survey.happened(RatingGiven)
    assert (given.grade, given.party_id, given.given_via, given.simulated) == (grade, "p1", "link", False)


@pytest.mark.parametrize("grade", [0, 6])
def test_no_other_grade_exists(grade: int) -> None:
    with pytest.raises(ValidationError):
        commands.RateByLink(grade=grade)


def test_until_expiry_the_answer_may_be_changed_and_first_and_last_are_kept() -> None:
    survey = invited()
    names(survey.by_link(3, "2026-03-03"))
    names(survey.by_link(4, "2026-03-10"))
    assert names(survey.by_link(5, "2026-03-17 23:59")) == ["rating_changed"]
    changed = survey.events[-1]
    assert isinstance(changed, RatingChanged)
    assert (changed.former_grade, changed.grade) == (4, 5)
    assert survey.state.invitations[survey.invitation()].situation == Answered(first=3, last=5)


def test_the_same_answer_again_changes_nothing() -> None:
    survey = invited()
    names(survey.by_link(4, "2026-03-03"))
    assert survey.by_link(4, "2026-03-04") == ()


def test_after_expiry_nothing_is_given_or_changed() -> None:
    survey = invited()
    names(survey.by_link(4, "2026-03-03", "p2"))
    assert refusal(survey.by_link(5, "2026-03-18 00:00")) == "survey_expired"
    assert names(survey.time_passes("2026-03-18 00:00", "p1")) == ["clock_lapsed", "invitation_expired"]
    assert names(survey.time_passes("2026-03-18 00:00", "p2")) == ["clock_lapsed", "invitation_expired"]
    assert (survey.situation("p1"), survey.situation("p2")) == ("expired", "final")
    assert refusal(survey.by_link(5, "2026-03-19", "p1")) == "survey_expired"
    assert refusal(survey.by_link(5, "2026-03-19", "p2")) == "survey_expired"
    assert survey.state.invitations[survey.invitation("p2")].situation == Final(first=4, last=4)


def test_an_invitation_expires_once() -> None:
    survey = invited()
    assert survey.time_passes("2026-03-17 23:59") == ()
    names(survey.time_passes("2026-03-18 00:00"))
    assert survey.time_passes("2026-03-19") == ()


def test_an_answer_given_in_time_and_entered_after_the_expiry_counts() -> None:
    survey = invited()
    names(survey.time_passes("2026-03-18 00:00"))
    answer = survey.at_window(4, "2026-03-16", recorded="2026-03-20", given_via=commands.GivenVia.PHONE)
    assert names(answer) == ["lapse_withdrawn", "rating_given"]
    assert names(survey.time_passes("2026-03-20 10:00")) == ["clock_lapsed", "invitation_expired"]
    assert survey.situation() == "final"


def test_nobody_but_the_person_changes_an_answer_that_was_given() -> None:
    survey = invited()
    names(survey.by_link(3, "2026-03-03"))
    assert refusal(survey.at_window(5, "2026-03-04")) == "answer_is_the_persons"
    names(survey.time_passes("2026-03-18 00:00"))
    assert refusal(survey.at_window(5, "2026-03-16", recorded="2026-03-20")) == "answer_is_the_persons"
    assert survey.state.invitations[survey.invitation()].situation == Final(first=3, last=3)


def test_a_cancelled_survey_takes_no_answer() -> None:
    survey = invited()
    names(survey.hears(commands.CancelSurvey(reason="voided"), "2026-03-04"))
    assert refusal(survey.by_link(5, "2026-03-05")) == "survey_cancelled"


def test_a_link_answers_for_its_own_invitation_and_now() -> None:
    survey = invited()
    assert refusal(survey.by_link(5, "2026-03-05", holder="another")) == "not_found"
    assert refusal(survey.act(HUB_CLERK, commands.RateByLink(grade=5), at("2026-03-05"))) == "not_found"
    holder = Actor(user=f"party:{survey.invitation()}", organisation="public", roles=("party",))
    backdated = commands.RateByLink(grade=5, occurred_at=at("2026-03-05"))
    assert refusal(survey.act(holder, backdated, at("2026-03-25"))) == "told_time_not_allowed"


def test_a_body_above_enters_what_the_person_said() -> None:
    survey = invited()
    assert names(survey.at_window(3, "2026-03-05")) == ["rating_given"]
    given = survey.events[-1]
    assert isinstance(given, RatingGiven)
    assert given.given_via == "counter"


def test_the_rated_body_never_answers_for_people_and_strangers_learn_nothing() -> None:
    assert refusal(invited().at_window(5, "2026-03-05", RATED_CLERK)) == "own_rating"
    assert refusal(invited().at_window(5, "2026-03-05", STRANGER)) == "not_found"
    assert refusal(invited().at_window(5, "2026-03-05", STRANGER, simulated=True)) == "not_found"
    assert refusal(invited().at_window(5, "2026-03-05", invitation_id="unknown")) == "not_found"
    survey = Survey()
    names(survey.closed(body="某外地机构"))
    assert refusal(survey.at_window(5, "2026-03-05")) == "not_found"


def test_simulated_answers_come_from_the_demonstration_alone_in_stories_alone_and_marked() -> None:
    simulated = {"simulated": True}
    assert refusal(invited().at_window(5, "2026-03-05", DEMONSTRATOR, **simulated)) == "simulation_not_allowed"
    assert refusal(story().at_window(5, "2026-03-05", HUB_CLERK, **simulated)) == "simulation_not_allowed"
    assert refusal(story().at_window(5, "2026-03-05", DEMONSTRATOR)) == "simulation_not_marked"
    survey = story()
    assert names(survey.at_window(5, "2026-03-05", DEMONSTRATOR, **simulated)) == ["rating_given"]
    given = survey.events[-1]
    assert isinstance(given, RatingGiven)
    assert given.simulated


def test_in_a_story_the_next_act_lets_invitations_expire() -> None:
    survey = story()
    answer = survey.hears(commands.RemindUnanswered(occurred_at=at("2026-04-20")), "2026-04-20")
    assert names(answer) == ["clock_lapsed", "invitation_expired"] * 2 + ["noted"]


def test_no_verdict_rests_on_an_assumed_closing_day() -> None:
    survey = story(occurred_at_assumed=True)
    assert names(survey.at_window(5, "2027-01-01", DEMONSTRATOR, simulated=True)) == ["rating_given"]


def test_nothing_is_rated_in_the_future_and_only_stories_have_assumed_dates() -> None:
    survey = invited()
    assert refusal(survey.at_window(5, "2026-03-06", recorded="2026-03-05")) == "occurred_in_future"
    assert refusal(survey.at_window(5, "2026-03-05", occurred_at_assumed=True)) == "assumed_date_outside_story"


@pytest.mark.parametrize("code", SATISFACTION_REFUSALS)
def test_every_refusal_has_a_scenario_and_a_chinese_sentence(code: str) -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert f'"{code}"' in written
    assert SATISFACTION_REFUSALS[code][0].endswith("。")


def test_what_was_said_at_the_counter_before_the_case_was_reopened_is_entered_after_it():
    survey = invited()
    names(survey.hears(CancelSurvey(reason="reopened"), "2026-03-05"))
    assert refusal(survey.at_window(4, "2026-03-05 10:00", recorded="2026-03-06")) == "survey_cancelled"
    assert names(survey.at_window(4, "2026-03-04", recorded="2026-03-06")) == ["rating_given"]
    assert survey.situation() == "answered"
