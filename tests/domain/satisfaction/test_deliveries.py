"""A message is given to one courier, sent once, tried again with growing pauses, and dropped when nobody waits for it (issue 7, item 2)."""

from datetime import timedelta

from schemas.satisfaction import InvitationIssued, InvitationReminded
from schemas.satisfaction_deliveries import DeliveryFailed, DeliveryRequested, DeliveryStarted, Purpose
from services.satisfaction.domain import commands
from services.satisfaction.domain.delivery_commands import (
    Outcome,
    RecordDelivery,
    RemindInvitation,
    RetryDelivery,
    StartDelivery,
)
from services.satisfaction.domain.due import due_for_scan
from services.satisfaction.domain.state import encode_state
from tests.domain.given_when_then import Answer, at, names, refusal
from tests.domain.satisfaction.survey import HUB_CLERK, SYSTEM, Survey, invited

SENT_AT = "2026-03-02 09:01"


def request(survey: Survey, party_id: str = "p1") -> DeliveryRequested:
    """The latest message to this party."""
    mine = survey.invitation(party_id)
    return [e for e in survey.events if isinstance(e, DeliveryRequested) and e.invitation_id == mine][-1]


def start(survey: Survey, courier: str = "0", day: str = SENT_AT) -> Answer:
    body = StartDelivery(delivery_id=request(survey).delivery_id, courier=courier, via="gateway", link_hash="ab" * 32)
    return survey.act(SYSTEM, body, at(day))


def record(survey: Survey, outcome: Outcome, day: str = SENT_AT, reason: str = "") -> Answer:
    body = RecordDelivery(delivery_id=request(survey).delivery_id, via="gateway", outcome=outcome, reason=reason)
    return survey.act(SYSTEM, body, at(day))


def failed_at(survey: Survey, day: str = SENT_AT) -> DeliveryFailed:
    names(start(survey, day=day))
    names(record(survey, Outcome.FAILED, day, "unreachable"))
    return survey.happened(DeliveryFailed)


def test_the_delivery_is_named_by_its_invitation_and_the_number_of_the_attempt() -> None:
    survey = invited()
    asked = request(survey)
    assert (asked.delivery_id, asked.purpose) == (f"{survey.invitation()}-1", Purpose.INVITATION)


def test_of_two_couriers_one_gets_the_message_and_the_log_says_which() -> None:
    survey = invited()
    assert names(start(survey, "0")) == ["delivery_started"]
    assert start(survey, "1") == ()
    started = next(event for event in survey.events if isinstance(event, DeliveryStarted))
    assert (started.courier, started.link_hash) == ("0", "ab" * 32)


def test_what_was_sent_is_not_sent_again() -> None:
    survey = invited()
    names(start(survey))
    assert names(record(survey, Outcome.SENT)) == ["delivery_sent"]
    assert record(survey, Outcome.SENT) == ()
    assert start(survey) == ()


def test_a_failed_message_is_tried_again_after_pauses_that_double_and_five_times_at_most() -> None:
    survey, now, pauses = invited(), at(SENT_AT), []
    for attempt in range(1, 6):
        failed = failed_at(survey, f"{now:%Y-%m-%d %H:%M}")
        if failed.retry_at is None:
            assert attempt == 5
            break
        pauses.append(failed.retry_at - now)
        due = due_for_scan(survey.state)
        assert due is not None
        assert due.lapses_at == failed.retry_at
        early = failed.retry_at - timedelta(minutes=1)
        assert survey.act(SYSTEM, due.command, early) == ()
        assert names(survey.act(SYSTEM, due.command, failed.retry_at)) == ["delivery_requested"]
        assert request(survey).attempt == attempt + 1
        now = failed.retry_at
    assert pauses == [timedelta(minutes=10 * 2**n) for n in range(4)]


def test_an_unknown_outcome_is_recorded_and_nobody_is_asked_twice() -> None:
    survey = invited()
    names(start(survey))
    assert names(record(survey, Outcome.UNKNOWN)) == ["delivery_failed"]
    told = survey.happened(DeliveryFailed)
    assert (told.reason, told.retry_at) == ("unknown_outcome", None)


def test_who_answered_meanwhile_gets_no_message() -> None:
    survey = invited()
    names(survey.by_link(5, "2026-03-02 10:00"))
    assert names(start(survey, day="2026-03-02 10:01")) == ["delivery_dropped"]
    waiting = invited()
    failed = failed_at(waiting)
    names(waiting.by_link(4, "2026-03-02 09:02"))
    assert failed.retry_at is not None
    again = RetryDelivery(delivery_id=failed.delivery_id)
    assert names(waiting.act(SYSTEM, again, failed.retry_at)) == ["delivery_dropped"]


def test_who_is_asked_no_more_gets_no_message() -> None:
    survey = invited()
    names(survey.hears(commands.CancelSurvey(reason="voided"), "2026-03-02 10:00"))
    assert names(start(survey, day="2026-03-02 10:01")) == ["delivery_dropped"]
    expired = invited()
    assert names(start(expired, day="2026-03-20")) == ["delivery_dropped"]


def test_after_seven_days_without_an_answer_the_person_is_reminded_once() -> None:
    survey = invited()
    issued = next(event for event in survey.events if isinstance(event, InvitationIssued))
    assert issued.remind_at == at("2026-03-10 00:00")
    remind = RemindInvitation(invitation_id=survey.invitation())
    assert survey.act(SYSTEM, remind, at("2026-03-09 23:59")) == ()
    assert names(survey.act(SYSTEM, remind, at("2026-03-10 00:00"))) == ["invitation_reminded", "delivery_requested"]
    assert survey.happened(InvitationReminded).round == "reminder"
    assert request(survey).purpose is Purpose.REMINDER
    assert survey.act(SYSTEM, remind, at("2026-03-11")) == ()


def test_nobody_who_answered_is_reminded() -> None:
    survey = invited()
    names(survey.by_link(5, "2026-03-03"))
    remind = RemindInvitation(invitation_id=survey.invitation())
    assert survey.act(SYSTEM, remind, at("2026-03-10")) == ()


def test_a_follow_up_and_a_reminder_are_two_rounds() -> None:
    survey = invited()
    names(survey.hears(commands.RemindUnanswered(), "2026-03-05"))
    remind = RemindInvitation(invitation_id=survey.invitation())
    assert "invitation_reminded" in names(survey.act(SYSTEM, remind, at("2026-03-10")))


def test_persons_send_no_commands_about_messages() -> None:
    survey = invited()
    delivery_id = request(survey).delivery_id
    for body in (
        StartDelivery(delivery_id=delivery_id, courier="0", via="outbox", link_hash=""),
        RecordDelivery(delivery_id=delivery_id, via="outbox", outcome=Outcome.SENT),
        RetryDelivery(delivery_id=delivery_id),
        RemindInvitation(invitation_id=survey.invitation()),
    ):
        assert refusal(survey.act(HUB_CLERK, body, at("2026-03-03"))) == "not_found"


def test_no_contact_and_no_link_stand_in_the_state() -> None:
    survey = invited()
    names(start(survey))
    assert b"139" not in encode_state(survey.state)
    assert b"http" not in encode_state(survey.state)
