"""A bad rating always leads to work, and work is closed with evidence (好差评整改, domain.md section 5; issue 7, item 3)."""

from datetime import date

import pytest

from schemas.clocks import ClockBreached, ClockStarted, ClockStopped
from schemas.command import Actor
from schemas.satisfaction import InvitationIssued, RatingAskedAgain, RatingChanged
from schemas.satisfaction_rectification import (
    RectificationClosed,
    RectificationOpened,
    Remedy,
    ResultFedBack,
    ReviewVerified,
    RevisitManner,
    Trigger,
    UnresolvedMatterReported,
)
from services.satisfaction.domain import rectification_commands as acts
from services.satisfaction.domain.commands import CancelSurvey
from services.satisfaction.domain.due import due_for_scan
from tests.domain.given_when_then import at, clock_events, irregularities, names, refusal
from tests.domain.satisfaction.matters import (
    by_link,
    close,
    decide,
    fed_back,
    feed_back,
    opened,
    rated_badly,
    verify,
)
from tests.domain.satisfaction.survey import (
    DEMONSTRATOR,
    HUB_CLERK,
    RATED,
    RATED_CLERK,
    STRANGER,
    SYSTEM,
    Survey,
    invited,
)


@pytest.mark.parametrize(("grade", "leads_to_work"), [(1, True), (2, True), (3, False), (4, False), (5, False)])
def test_a_negative_answer_opens_a_rectification_of_five_working_days(grade: int, leads_to_work: bool) -> None:
    survey = invited()
    answer = by_link(survey, grade, "2026-03-03", comment="等得太久")
    if not leads_to_work:
        assert names(answer) == ["rating_given"]
        return
    assert names(answer) == ["rating_given", "rectification_opened", "clock_started"]
    told = opened(survey)
    assert (told.responsible_body, told.trigger, told.comment, told.repeated) == (
        RATED,
        Trigger.RATING,
        "等得太久",
        False,
    )
    clock = survey.happened(ClockStarted).clock
    assert (clock.limit, clock.due) == ("SV-2", date(2026, 3, 10))


def test_what_the_demonstration_made_up_leads_to_no_work() -> None:
    survey = Survey()
    names(survey.closed(story=True))
    assert names(survey.at_window(1, "2026-03-05", DEMONSTRATOR, simulated=True)) == ["rating_given"]


def test_verify_decide_feed_back_and_close_with_evidence() -> None:
    survey = rated_badly()
    assert names(verify(survey, "2026-03-04")) == ["review_verified"]
    assert names(decide(survey, "2026-03-04")) == ["remedy_decided"]
    told = feed_back(survey, "2026-03-05")
    assert names(told) == [
        "result_fed_back", "clock_stopped", "rating_asked_again", "clock_stopped", "clock_started", "delivery_requested",
    ]  # fmt: skip
    in_time = [event.in_time for event in told if isinstance(event, ClockStopped) and event.limit == "SV-2"]
    assert in_time == [True]
    assert refusal(close(survey, "2026-03-06", evidence=())) == "evidence_missing"
    assert refusal(close(survey, "2026-03-06", evidence=("  ",))) == "evidence_missing"
    assert names(close(survey, "2026-03-06")) == ["rectification_closed"]
    assert survey.happened(RectificationClosed).end == "rectified"


def test_after_the_feedback_the_person_rates_again_and_has_one_rating_with_first_and_last() -> None:
    survey = fed_back()
    names(close(survey, "2026-03-06"))
    assert len([event for event in survey.events if isinstance(event, InvitationIssued)]) == 2, (
        "nobody is invited twice"
    )
    assert names(by_link(survey, 4, "2026-03-19")) == ["rating_changed"], (
        "the first validity would have ended on the 17th"
    )
    changed = survey.happened(RatingChanged)
    assert (changed.first_grade, changed.former_grade, changed.grade, changed.after_rectification) == (2, 2, 4, True)


def test_the_same_bad_grade_after_a_rectification_is_an_answer_and_goes_to_the_body_above() -> None:
    survey = fed_back()
    names(close(survey, "2026-03-06"))
    answer = by_link(survey, 2, "2026-03-09")
    assert names(answer) == ["rating_changed", "rectification_opened", "clock_started"]
    again = opened(survey)
    assert (again.repeated, again.responsible_body) == (True, "wuhu.jinghu.hub")


def test_a_changed_answer_opens_no_second_matter_while_the_first_goes_on() -> None:
    survey = rated_badly()
    assert names(by_link(survey, 1, "2026-03-04")) == ["rating_changed", "rectification_noted"]
    assert names(by_link(survey, 5, "2026-03-05")) == ["rating_changed", "rectification_noted"]
    assert names(verify(survey, "2026-03-05")) == ["review_verified"], "what was wrong is put right all the same"


def test_who_did_not_agree_to_be_revisited_is_left_alone_and_who_agreed_has_to_be_asked() -> None:
    anonymous = rated_badly()
    assert refusal(verify(anonymous, "2026-03-04", manner=RevisitManner.PHONE)) == "review_is_anonymous"
    assert irregularities(verify(anonymous, "2026-03-04")) == []
    named = rated_badly(named=True)
    assert opened(named).named
    assert irregularities(verify(named, "2026-03-04", manner=RevisitManner.FILE_REVIEW)) == ["named_not_revisited"]
    asked = rated_badly(named=True)
    assert irregularities(verify(asked, "2026-03-04", manner=RevisitManner.PHONE)) == []


def test_a_dated_plan_takes_the_place_of_the_five_days_and_its_date_lies_within_its_limit() -> None:
    survey = rated_badly()
    names(verify(survey, "2026-03-04"))
    plan = Remedy.DATED_PLAN
    assert refusal(decide(survey, "2026-03-05", plan)) == "plan_date_missing"
    assert refusal(decide(survey, "2026-03-05", plan, due_on="2026-06-01")) == "plan_date_outside"
    assert refusal(decide(survey, "2026-03-05", plan, due_on="2026-03-01")) == "plan_date_outside"
    answer = decide(survey, "2026-03-05", plan, due_on="2026-03-20")
    assert clock_events(answer) == [("clock_stopped", "SV-2"), ("clock_started", "SV-4")]
    late = feed_back(survey, "2026-03-25")
    assert irregularities(late) == ["plan_not_kept"]
    assert ("clock_stopped", "SV-4") in clock_events(late)


def test_an_explanation_names_what_gives_no_ground_and_a_date_belongs_to_a_plan() -> None:
    survey = rated_badly()
    names(verify(survey, "2026-03-04"))
    assert refusal(decide(survey, "2026-03-05", Remedy.EXPLANATION)) == "basis_missing"
    assert refusal(decide(survey, "2026-03-05", due_on="2026-03-20")) == "date_without_plan"
    names(decide(survey, "2026-03-05", Remedy.EXPLANATION, basis="《人民调解法》第三条"))
    names(feed_back(survey, "2026-03-06"))
    names(close(survey, "2026-03-06"))
    assert survey.happened(RectificationClosed).end == "explained_to_person"


def test_every_step_has_its_place() -> None:
    survey = rated_badly()
    assert refusal(decide(survey, "2026-03-04")) == "not_verified"
    assert refusal(feed_back(survey, "2026-03-04")) == "not_verified"
    assert refusal(close(survey, "2026-03-04")) == "not_verified"
    names(verify(survey, "2026-03-04"))
    assert refusal(verify(survey, "2026-03-04")) == "verified_already"
    assert refusal(feed_back(survey, "2026-03-04")) == "remedy_not_decided"
    names(decide(survey, "2026-03-04"))
    assert refusal(decide(survey, "2026-03-04")) == "remedy_decided"
    assert refusal(verify(survey, "2026-03-04")) == "not_fed_back"
    names(feed_back(survey, "2026-03-05"))
    assert refusal(feed_back(survey, "2026-03-05")) == "fed_back_already"
    names(close(survey, "2026-03-06"))
    assert refusal(verify(survey, "2026-03-06")) == "rectification_closed"


def test_the_responsible_body_and_those_above_act_and_for_anybody_else_it_does_not_exist() -> None:
    survey = rated_badly()
    assert refusal(verify(survey, "2026-03-04", STRANGER)) == "not_found"
    assert refusal(verify(survey, "2026-03-04", SYSTEM)) == "not_found"
    names(verify(survey, "2026-03-04", HUB_CLERK))
    verified = survey.happened(ReviewVerified)
    assert verified.by_body == "wuhu.jinghu.hub"


def test_a_rectification_that_is_late_is_reminded_warned_and_told_to_the_supervisor() -> None:
    survey = rated_badly()
    seen = []
    now = at("2026-03-20")
    while (due := due_for_scan(survey.state)) is not None and due.lapses_at <= now:
        seen += names(survey.act(SYSTEM, due.command, due.lapses_at))
    assert [name for name in seen if name.startswith("clock_")] == [
        "clock_reminded", "clock_warned", "clock_lapsed", "clock_breached", "clock_lapsed", "clock_lapsed",
    ]  # fmt: skip
    breach = next(event for event in survey.events if isinstance(event, ClockBreached))
    assert (breach.limit, breach.body, breach.supervisor) == ("SV-2", RATED, "wuhu.jinghu.hub")
    names(verify(survey, "2026-03-20 10:00"))
    names(decide(survey, "2026-03-20 11:00"))
    assert "result_fed_back" in names(feed_back(survey, "2026-03-20 12:00")), "late work is recorded all the same"


def test_the_case_may_be_reopened_while_the_matter_is_put_right() -> None:
    survey = rated_badly()
    names(survey.hears(CancelSurvey(reason="reopened"), "2026-03-04"))
    names(verify(survey, "2026-03-04"))
    names(decide(survey, "2026-03-04"))
    assert "rating_asked_again" in names(feed_back(survey, "2026-03-05")), "the answer stands, so it may be changed"


def test_an_office_opens_one_on_an_alert_for_a_body_below_it() -> None:
    survey = invited()
    on_alert = acts.OpenRectification(responsible_body=RATED, alert="预警-17", reason="同一机构连续三件不满意")
    assert refusal(survey.act(STRANGER, on_alert, at("2026-03-04"))) == "not_found"
    unknown = on_alert.model_copy(update={"responsible_body": "nowhere"})
    assert refusal(survey.act(HUB_CLERK, unknown, at("2026-03-04"))) == "body_unknown"
    assert names(survey.act(HUB_CLERK, on_alert, at("2026-03-04"))) == ["rectification_opened", "clock_started"]
    assert survey.happened(RectificationOpened).trigger is Trigger.ALERT
    assert refusal(survey.act(HUB_CLERK, on_alert, at("2026-03-05"))) == "rectification_open"
    names(verify(survey, "2026-03-05", manner=RevisitManner.VISIT))
    names(decide(survey, "2026-03-05"))
    assert "rating_asked_again" not in names(feed_back(survey, "2026-03-06")), "an alert has no rating to be given anew"
    assert refusal(Survey().act(HUB_CLERK, on_alert, at("2026-03-04"))) == "not_found"


def test_of_two_open_matters_the_act_has_to_name_one() -> None:
    survey = rated_badly()
    names(survey.by_link(1, "2026-03-03", "p2"))
    assert refusal(verify(survey, "2026-03-04")) == "which_rectification"
    body = acts.VerifyReview.model_validate({
        "manner": "file_review", "established": "not_founded", "findings": "与案卷不符",
        "rectification_id": opened(survey).rectification_id,
    })  # fmt: skip
    assert names(survey.act(RATED_CLERK, body, at("2026-03-04"))) == ["review_verified"]


CITIZEN = Actor(user="citizen", organisation="public", roles=("citizen",))
TOLD = {"what": "办理居住证明三次都被要求补材料", "contact": "13900000009"}


def test_what_could_not_be_done_goes_to_the_body_concerned_and_ends_like_a_bad_review() -> None:
    survey = Survey()
    body = acts.ReportUnresolvedMatter.model_validate({**TOLD, "concerned_body": RATED})
    answer = survey.act(CITIZEN, body, at("2026-03-03"))
    assert names(answer) == ["unresolved_matter_reported", "rectification_opened", "clock_started"]
    assert survey.happened(UnresolvedMatterReported).received_via == "online"
    assert (opened(survey).responsible_body, opened(survey).named) == (RATED, True)
    assert refusal(survey.act(CITIZEN, body, at("2026-03-03"))) == "matter_reported"
    names(verify(survey, "2026-03-04", manner=RevisitManner.PHONE))
    names(decide(survey, "2026-03-04"))
    assert names(feed_back(survey, "2026-03-05")) == ["result_fed_back", "clock_stopped"]
    assert refusal(close(survey, "2026-03-05", ())) == "evidence_missing"
    names(close(survey, "2026-03-05"))
    assert survey.happened(RectificationClosed).evidence


def test_who_does_not_know_the_body_is_heard_by_the_highest_hub_and_a_window_may_write_it_down() -> None:
    survey = Survey()
    names(survey.act(HUB_CLERK, acts.RecordUnresolvedMatter.model_validate(TOLD), at("2026-03-03")))
    reported = survey.happened(UnresolvedMatterReported)
    assert (reported.received_via, reported.receiving_body) == ("counter", "wuhu.jinghu.hub")
    assert opened(survey).responsible_body == "wuhu.hub"
    unknown = acts.ReportUnresolvedMatter.model_validate({**TOLD, "concerned_body": "nowhere"})
    assert refusal(Survey().act(CITIZEN, unknown, at("2026-03-03"))) == "body_unknown"


def test_feedback_keeps_the_evidence_that_comes_with_it() -> None:
    survey = rated_badly()
    names(verify(survey, "2026-03-04"))
    names(decide(survey, "2026-03-04"))
    names(survey.act(RATED_CLERK, acts.FeedBackResult(result="已办", evidence=("回执",)), at("2026-03-05")))
    assert survey.happened(ResultFedBack).evidence == ("回执",)
    assert survey.happened(RatingAskedAgain).rectification_id == opened(survey).rectification_id
