"""Who is asked at closure, who cannot be, and who is reminded (domain.md section 5; issues 3 and 7)."""

import pytest

from schemas.intake import CaseReopened, CaseVoided, CloseResult
from schemas.people_mediation import FollowUpDone
from schemas.satisfaction import InvitationIssued, PartyNotReached
from schemas.values import Capacity, Contact, Guardian, Party, PartyRole
from services.satisfaction.domain import commands, react
from services.satisfaction.domain.commands import Reach
from services.satisfaction.domain.due import CLOCKS, due_for_scan
from services.satisfaction.domain.reach import invitees
from services.satisfaction.domain.state import encode_state
from tests.domain.given_when_then import at, names, refusal
from tests.domain.satisfaction.survey import (
    APPLICANT,
    ENVELOPE,
    RATED,
    RATED_CLERK,
    RESPONDENT,
    Survey,
    invited,
    party,
)

ASKED = ["invitation_issued", "clock_started", "delivery_requested"]
REMIND = commands.RemindUnanswered()
REOPENED = commands.CancelSurvey(reason="reopened")


def reach_of(asked: Party, *others: Party, story: bool = False) -> Reach:
    return invitees((asked, *others), story)[0].reach


def test_every_party_with_a_safe_contact_gets_one_invitation_at_closure() -> None:
    survey = Survey()
    third = party("p3", PartyRole.THIRD_PARTY, "13900000003")
    answer = survey.closed(APPLICANT, RESPONDENT, third)
    assert names(answer) == [*ASKED] * 3
    issued = [event for event in survey.events if isinstance(event, InvitationIssued)]
    assert [event.party_role for event in issued] == ["applicant", "respondent", "third_party"]
    assert all(event.rated_body == RATED and event.delivery == "sms" for event in issued)
    assert len({event.invitation_id for event in issued}) == 3


@pytest.mark.parametrize("result", CloseResult)
def test_failed_mediations_are_asked_about_too(result: CloseResult) -> None:
    assert "invitation_issued" in names(Survey().closed(result=result))


def test_the_validity_runs_from_when_the_closing_was_heard_not_from_when_it_was_entered_for() -> None:
    survey = Survey()
    names(survey.closed(day="2026-03-02", recorded="2026-03-20"))
    due = CLOCKS.due_in_story(survey.state)
    assert due is not None
    assert due.lapses_at == at("2026-04-05 00:00")


def test_whoever_is_not_safe_to_contact_is_not_asked_and_told_as_not_reached() -> None:
    survey = Survey()
    unsafe = party("p1", PartyRole.APPLICANT, contact=Contact(phone="13900000001", safe_to_contact=False))
    assert names(survey.closed(unsafe, RESPONDENT)) == ["party_not_reached", *ASKED]
    missed = survey.events[0]
    assert isinstance(missed, PartyNotReached)
    assert (missed.reason, missed.persons) == ("unsafe_contact", 1)


def test_members_of_a_group_whom_nobody_named_are_told_as_not_reached() -> None:
    survey = Survey()
    names(survey.closed(party("p1", PartyRole.APPLICANT, "13900000001", headcount=32), RESPONDENT))
    missed = [event for event in survey.events if isinstance(event, PartyNotReached)]
    assert [(event.reason, event.persons) for event in missed] == [("unnamed_members", 31)]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (Contact(), Reach.NO_CONTACT),
        (Contact(address="方村街道"), Reach.COUNTER),
        (Contact(delivery_address="方村街道"), Reach.COUNTER),
        (Contact(phone="139-0000-0009"), Reach.MESSAGE),
        (Contact(address="方村街道", safe_to_contact=False), Reach.UNSAFE),
    ],
)
def test_how_a_party_can_be_asked(contact: Contact, expected: Reach) -> None:
    assert reach_of(party("p1", PartyRole.APPLICANT, contact=contact), RESPONDENT) is expected


def test_no_message_goes_to_a_number_that_both_sides_share_issue_7() -> None:
    for written in ("13900000002", "+86 139 0000 0002", "0086-139-0000-0002"):
        shared = party("p1", PartyRole.APPLICANT, written)
        assert reach_of(shared, RESPONDENT) is Reach.COUNTER
        assert reach_of(RESPONDENT, shared) is Reach.COUNTER


def test_a_couple_on_one_side_may_share_a_number() -> None:
    assert reach_of(APPLICANT, party("p3", PartyRole.APPLICANT, "13900000001")) is Reach.MESSAGE


def test_for_a_party_without_full_capacity_the_guardian_is_asked() -> None:
    guardian = Guardian(name="监护人", relation="父亲", contact=Contact(phone="13900000008"))
    minor = party("p1", PartyRole.APPLICANT, contact=Contact(), capacity=Capacity.NONE, guardian=guardian)
    assert reach_of(minor, RESPONDENT) is Reach.MESSAGE
    unsafe = guardian.model_copy(update={"contact": Contact(phone="13900000008", safe_to_contact=False)})
    assert reach_of(minor.model_copy(update={"guardian": unsafe}), RESPONDENT) is Reach.UNSAFE


def test_in_a_story_nothing_is_sent_and_everybody_safe_can_still_be_asked() -> None:
    assert reach_of(party("p1", PartyRole.APPLICANT), story=True) is Reach.STORY
    unsafe = party("p1", PartyRole.APPLICANT, contact=Contact(safe_to_contact=False))
    assert reach_of(unsafe, story=True) is Reach.UNSAFE
    survey = Survey()
    names(survey.closed(party("p1", PartyRole.APPLICANT), story=True))
    issued = survey.events[0]
    assert isinstance(issued, InvitationIssued)
    assert (issued.delivery, issued.story) == ("none", True)
    assert due_for_scan(survey.state) is None
    assert CLOCKS.due_in_story(survey.state) is not None


def test_no_contact_is_written_down_anywhere() -> None:
    survey = invited()
    written = b"".join([encode_state(survey.state), *(event.model_dump_json().encode() for event in survey.events)])
    assert b"1390000" not in written
    body = react.invite_parties
    assert "phone" not in commands.InviteParties.model_json_schema()["$defs"]["Invitee"]["properties"]
    assert body.__module__ == "services.satisfaction.domain.react"


def test_a_second_closing_asks_nobody_twice() -> None:
    survey = invited()
    assert names(survey.closed(day="2026-03-05")) == ["noted"]


def test_reopening_cancels_what_is_unanswered_and_the_next_closing_asks_again() -> None:
    survey = invited()
    names(survey.by_link(4, "2026-03-03"))
    assert names(survey.hears(REOPENED, "2026-03-04")) == ["survey_cancelled", "clock_stopped"]
    assert (survey.situation("p1"), survey.situation("p2")) == ("answered", "cancelled")
    assert names(survey.closed(day="2026-04-01")) == ASKED
    assert survey.situation("p2") == "waiting"


def test_another_body_that_handled_the_case_afterwards_is_rated_apart() -> None:
    survey = invited()
    names(survey.by_link(4, "2026-03-03"))
    names(survey.hears(REOPENED, "2026-03-04"))
    again = survey.closed(day="2026-04-01", body="wuhu.jinghu.hub")
    assert names(again) == [*ASKED] * 2


def test_who_could_not_be_reached_is_told_once() -> None:
    survey = Survey()
    nobody = party("p1", PartyRole.APPLICANT, headcount=3)
    assert names(survey.closed(nobody)) == ["party_not_reached", "party_not_reached"]
    assert names(survey.closed(nobody, day="2026-03-05")) == ["noted"]


def test_with_nothing_to_cancel_or_remind_what_was_heard_is_noted() -> None:
    assert names(Survey().hears(REOPENED, "2026-03-04")) == ["noted"]
    assert names(Survey().hears(commands.CancelSurvey(reason="voided"), "2026-03-04")) == ["noted"]
    assert names(Survey().hears(REMIND, "2026-03-04")) == ["noted"]


def test_at_follow_up_only_who_has_not_answered_is_asked_and_once() -> None:
    survey = invited()
    names(survey.by_link(5, "2026-03-03", "p1"))
    answer = survey.hears(REMIND, "2026-03-09")
    assert names(answer) == ["invitation_reminded", "delivery_requested"]
    assert getattr(survey.events[-1], "invitation_id", None) == survey.invitation("p2")
    assert names(survey.hears(REMIND, "2026-03-10")) == ["noted"]


def test_nobody_is_reminded_of_an_invitation_that_has_expired() -> None:
    assert names(invited().hears(REMIND, "2026-03-18")) == ["noted"]


def test_reactions_are_no_acts_of_persons() -> None:
    survey = invited()
    told = {"rated_body": RATED, "channel": None, "dispute_type": "NEIGHBOR", "result": "agreed", "invitees": ()}
    for body in (
        commands.InviteParties.model_validate(told), REMIND, REOPENED, commands.LapseClock(clock_id="x"),
    ):  # fmt: skip
        assert refusal(survey.act(RATED_CLERK, body, at("2026-03-04"))) == "not_found"


def test_what_is_heard_becomes_an_own_command() -> None:
    track = {"track_id": "t", "custody_number": 2, "occurred_at": at("2026-03-09")}
    assert isinstance(
        react.remind_unanswered(FollowUpDone(**track, findings="已履行"), ENVELOPE), commands.RemindUnanswered
    )
    reopened = CaseReopened(occurred_at=at("2026-03-09"), reason="反悔", custody_number=3, body=RATED)
    assert react.cancel_reopened(reopened, ENVELOPE).reason == "reopened"
    voided = CaseVoided(occurred_at=at("2026-03-09"), reason="误登")
    assert react.cancel_voided(voided, ENVELOPE).reason == "voided"
