"""What people say about an alert, who may, and what becomes of it."""

from schemas.command import Actor
from schemas.early_warning import AlertRaised, CaseWarningWithdrawn, MeasureTaken
from schemas.intake import CaseVoided
from services.early_warning.domain.commands import AnswerAlert, DismissAlert, JudgeWindow, ReportWindow
from tests.domain.early_warning.county import CITY, HUB, STREET, County, Watched, at, code, company, of, person
from tests.domain.given_when_then import names, refusal

ANSWER = AnswerAlert(measure=MeasureTaken.JOINT_HANDLING, text="已召集住建、物业共同处理")
DISMISS = DismissAlert(reason="三案诉求不同，已分别化解")
STRANGER = "wuhu.yijiang.hub"


def clerk(body: str) -> Actor:
    return Actor(user=f"clerk.{body}", organisation=body, roles=("clerk",))


def an_alert() -> tuple[County, Watched, str]:
    county = County()
    for day in range(3):
        county.case(day, person(f"{day}"), company())
    watched = county.watched()
    [alert] = watched.standing
    return county, watched, alert


def test_the_addressee_answers_with_what_was_done_and_the_cases_keep_their_note() -> None:
    _, watched, alert = an_alert()
    assert names(watched.act(alert, ANSWER, clerk(HUB), at(5))) == ["alert_answered"]
    assert watched.state(alert).situation == "answered"


def test_a_body_above_the_addressee_may_too() -> None:
    _, watched, alert = an_alert()
    assert names(watched.act(alert, ANSWER, clerk(CITY), at(5))) == ["alert_answered"]


def test_a_dismissal_has_its_reason_and_the_cases_hear_that_nothing_follows() -> None:
    _, watched, alert = an_alert()
    told = watched.act(alert, DISMISS, clerk(HUB), at(5))
    assert names(told) == ["alert_dismissed", *["case_warning_withdrawn"] * 3]
    assert {event.case_code for event in told if isinstance(event, CaseWarningWithdrawn)} == {code(1), code(2), code(3)}


def test_a_dismissed_alert_is_not_raised_again_by_one_more_case_but_its_count_grows() -> None:
    county, watched, alert = an_alert()
    watched.act(alert, DISMISS, clerk(HUB), at(5))
    county.case(6, person("9"), company())
    before = len(watched.told)
    watched.hear(county.records[-1:])
    assert [type(event).__name__ for _, event in watched.told[before:]] == ["AlertUpdated"]
    assert (watched.state(alert).situation, of(watched.state(alert)).counted) == ("dismissed", 4)


def test_a_body_concerned_may_read_but_not_answer_and_a_stranger_learns_nothing() -> None:
    _, watched, alert = an_alert()
    assert refusal(watched.act(alert, ANSWER, clerk(STREET), at(5))) == "not_addressee"
    assert refusal(watched.act(alert, ANSWER, clerk(STRANGER), at(5))) == "not_found"
    assert refusal(watched.act(code(99), ANSWER, clerk(HUB), at(5))) == "not_found"


def test_what_was_answered_dismissed_or_withdrawn_is_not_open_any_more() -> None:
    county, watched, alert = an_alert()
    watched.act(alert, ANSWER, clerk(HUB), at(5))
    assert refusal(watched.act(alert, DISMISS, clerk(HUB), at(6))) == "alert_not_open"
    county.tell(code(1), CaseVoided(occurred_at=at(7), reason="误登记"))
    watched.hear(county.records[-1:])
    assert watched.state(alert).situation == "withdrawn"
    assert refusal(watched.act(alert, ANSWER, clerk(HUB), at(8))) == "alert_not_open"


def test_nothing_is_answered_in_the_future_and_no_person_reports_a_window() -> None:
    _, watched, alert = an_alert()
    early = ANSWER.model_copy(update={"occurred_at": at(9)})
    assert refusal(watched.act(alert, early, clerk(HUB), at(5))) == "occurred_in_future"
    told = ReportWindow(is_alert=True, count=of(watched.state(alert)))
    assert refusal(watched.act(alert, told, clerk(HUB), at(5))) == "not_found"
    assert refusal(watched.act(alert, JudgeWindow(), clerk(HUB), at(5))) == "not_found"


def test_a_lighter_report_that_comes_late_changes_nothing() -> None:
    _, watched, alert = an_alert()
    state = watched.state(alert)
    light = of(state).model_copy(update={"weight": of(state).weight - 1, "counted": 1, "cases": ()})
    answer = watched.act(
        alert, ReportWindow(is_alert=False, count=light), Actor(user="system:x", organisation="x"), at(5)
    )
    assert answer == ()


def test_a_stale_judgement_changes_nothing() -> None:
    _, watched, alert = an_alert()
    assert watched.act(alert, JudgeWindow(occurred_at=at(5)), Actor(user="system:x", organisation="x"), at(5)) == ()


def test_an_alert_says_the_threshold_what_it_counted_and_what_it_cannot_know() -> None:
    _, watched, _ = an_alert()
    [raised] = [event for _, event in watched.told if isinstance(event, AlertRaised)]
    assert (raised.count.counted, raised.count.at_least, raised.count.within_days) == (3, 3, 30)
    assert [case.case_code for case in raised.count.cases] == [code(1), code(2), code(3)]
    assert "不知道各案诉求是否相同" in raised.cannot_know
    assert "公司" not in raised.model_dump_json().replace("单位名称", ""), "no name leaves the file of the case"
