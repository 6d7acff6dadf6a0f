"""An alert about how a case was handled leads to work as a bad review does (issue 7, item 3)."""

from dataclasses import replace

from schemas.clocks import ClockStarted
from schemas.early_warning import CaseWarned, CaseWarningWithdrawn
from schemas.satisfaction import Noted
from schemas.satisfaction_rectification import RectificationNoted, RectificationOpened, Trigger
from services.satisfaction.domain.heard_commands import HearWarning, HearWarningWithdrawn
from services.satisfaction.worker import REACTIONS
from tests.domain.given_when_then import at, names, refusal
from tests.domain.satisfaction.matters import close, decide, feed_back, rated_badly, verify
from tests.domain.satisfaction.survey import CASE, ENVELOPE, HUB_CLERK, RATED, Survey

ALERT = "8HDTT031Q99K6F2S4"
OTHER_ALERT = "1K3W9QZ8D7V5M2P6A"


def heard(alert: str = ALERT, body: str = RATED) -> HearWarning:
    return HearWarning(occurred_at=at("2026-03-01"), alert=alert, name_zh="案件可能逾期", to_rectify=body)


def withdrawn(alert: str = ALERT) -> HearWarningWithdrawn:
    return HearWarningWithdrawn(occurred_at=at("2026-03-01"), alert=alert)


def warned() -> Survey:
    """A case that satisfaction had not heard of, and an alert that counts it."""
    survey = Survey()
    names(survey.hears(heard(), "2026-03-02"))
    return survey


def test_a_case_that_is_likely_to_lapse_is_put_right_by_the_body_that_has_it_within_five_working_days() -> None:
    survey = warned()
    opened, clock = survey.events
    assert isinstance(opened, RectificationOpened)
    assert (opened.trigger, opened.responsible_body, opened.alert, opened.reason) == (
        Trigger.ALERT, RATED, ALERT, "案件可能逾期",
    )  # fmt: skip
    assert opened.supervisor, "somebody above looks after it"
    assert isinstance(clock, ClockStarted)
    assert (clock.limit, str(clock.clock.due)) == ("SV-2", "2026-03-09")


def test_it_goes_the_same_way_to_its_end_with_evidence() -> None:
    survey = warned()
    names(verify(survey, "2026-03-03"))
    names(decide(survey, "2026-03-03"))
    names(feed_back(survey, "2026-03-04"))
    assert names(close(survey, "2026-03-04")) == ["rectification_closed"]


def test_an_alert_opens_one_rectification_however_often_it_is_heard() -> None:
    survey = warned()
    assert names(survey.hears(heard(), "2026-03-03")) == ["noted"]
    again = survey.events[-1]
    assert isinstance(again, Noted)
    assert again.reason == "这一预警已经交办整改"


def test_while_the_body_is_putting_the_case_right_a_further_alert_is_noted_there() -> None:
    survey = rated_badly()
    assert names(survey.hears(heard(OTHER_ALERT), "2026-03-04")) == ["rectification_noted"]
    noted = survey.events[-1]
    assert isinstance(noted, RectificationNoted)
    assert noted.what == "alert_raised"


def test_an_alert_about_a_body_that_the_profile_does_not_know_is_noted() -> None:
    survey = Survey()
    assert names(survey.hears(heard(body="nowhere"), "2026-03-02")) == ["noted"]


def test_an_alert_that_is_withdrawn_is_told_to_the_rectification_which_goes_on() -> None:
    survey = warned()
    assert names(survey.hears(withdrawn(), "2026-03-03")) == ["rectification_noted"]
    noted = survey.events[-1]
    assert isinstance(noted, RectificationNoted)
    assert noted.what == "alert_withdrawn"
    assert names(verify(survey, "2026-03-04")) == ["review_verified"]
    assert names(survey.hears(withdrawn(OTHER_ALERT), "2026-03-05")) == ["noted"]


def test_nobody_but_the_system_says_that_a_case_was_warned_of() -> None:
    assert refusal(Survey().act(HUB_CLERK, heard(), at("2026-03-02"))) == "not_found"
    assert refusal(Survey().act(HUB_CLERK, withdrawn(), at("2026-03-02"))) == "not_found"


def test_only_an_alert_that_names_a_body_to_put_it_right_is_heard_and_for_the_case_that_it_counts() -> None:
    hear = next(one for one in REACTIONS if one.event is CaseWarned)
    told = CaseWarned(
        occurred_at=at("2026-03-02"), case_code=CASE, rule="EW-7", name_zh="案件可能逾期", escalation="E1",
        proposal="urge", counted=1, unit_zh="项期限", within_days=30, addressee="wuhu.jinghu.hub", to_rectify=RATED,
    )  # fmt: skip
    envelope = replace(ENVELOPE, case_code=ALERT)
    answer = hear.react(told, envelope)
    assert answer is not None
    assert (answer.case_code, answer.body) == (CASE, heard().model_copy(update={"occurred_at": at("2026-03-02")}))
    assert hear.react(told.model_copy(update={"to_rectify": ""}), envelope) is None
    ends = next(one for one in REACTIONS if one.event is CaseWarningWithdrawn)
    ended = ends.react(
        CaseWarningWithdrawn(occurred_at=at("2026-03-02"), case_code=CASE, rule="EW-7", name_zh="案件可能逾期"),
        envelope,
    )
    assert ended is not None
    assert (ended.case_code, ended.body.model_dump()["alert"]) == (CASE, ALERT)
