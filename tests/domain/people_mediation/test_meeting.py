"""What happens while people talk: facts, recorded with every rule that was broken (R75 30, 33; PML 17, 19, 25)."""

import pytest

from schemas.people_mediation import SessionHeld
from schemas.values import Channel, OutsideAct
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    MEDIATOR,
    given_accepted_offer,
    given_archived,
    given_breached,
    given_custody,
    given_in_force,
    given_in_mediation,
    given_lost,
    given_offered,
    given_session,
    given_terminated,
    summary,
)


def test_an_orderly_session_has_no_mark():
    assert irregularities(given_in_mediation().holds()) == []


def test_talks_before_anything_was_done_are_recorded_with_every_mark():
    case = given_custody()
    expected = ["not_taken_up", "consent_not_recorded", "rights_not_notified", "no_mediator"]
    assert irregularities(case.holds("2026-03-03")) == expected
    assert case.track.sessions == 1


def test_rights_told_after_the_session_were_not_told_before_it_r75_30():
    case = given_custody()
    case.does(c.NotifyRights(), "2026-03-04")
    assert "rights_not_notified" in irregularities(
        case.does(c.HoldSession(), "2026-03-03", MEDIATOR, recorded="2026-03-05")
    )


def test_everybody_present_has_to_be_told_r75_30():
    case = given_custody()
    case.does(c.NotifyRights(party_ids=("p1",)), "2026-03-03")
    assert "rights_not_notified" in irregularities(case.holds("2026-03-04", present=("p1", "p2")))
    assert "rights_not_notified" not in irregularities(case.holds("2026-03-04", present=("p1",)))


def test_a_session_before_custody_recorded_later_is_marked():
    case = given_in_mediation()
    answer = case.does(c.HoldSession(), "2026-02-27", MEDIATOR, recorded="2026-03-05")
    assert "before_custody" in irregularities(answer)


@pytest.mark.parametrize(
    ("given", "code"),
    [(given_terminated, "round_ended"), (given_lost, "custody_elsewhere"), (given_archived, "file_already_archived")],
)
def test_what_happened_after_the_end_is_recorded_and_marked(given, code):
    case = given()
    assert irregularities(case.does(c.HoldSession(), "2026-06-01", MEDIATOR)) == [code]
    assert irregularities(case.does(c.NotifyRights(), "2026-06-01", MEDIATOR)) == [code]
    assert irregularities(case.does(c.GatherEvidence(what="现场勘查"), "2026-06-01", MEDIATOR)) == [code]


def test_a_session_past_the_month_is_marked_r75_33():
    case = given_session()
    case.time_passes("PM-1", "2026-04-04 00:00")
    assert irregularities(case.holds("2026-04-05")) == ["past_limit"]


def test_a_session_past_the_month_is_marked_before_the_scan_finds_the_lapse():
    assert irregularities(given_session().holds("2026-04-05")) == ["past_limit"]


def test_the_last_day_is_in_time():
    assert irregularities(given_session().holds("2026-04-03 23:59")) == []


def test_a_session_past_the_courts_limit_is_marked_ty_27():
    case = given_in_mediation(reason="court_delegation_before_filing")
    assert irregularities(case.holds("2026-04-05")) == ["past_court_limit"]


def test_talks_about_what_a_court_has_taken_are_marked_r75_22():
    case = given_in_mediation()
    case.hears(
        c.HearOutsideAct(outside=OutsideAct(channel=Channel.LITIGATION, act="accepted", body="法院")), "2026-03-04"
    )
    assert irregularities(case.holds()) == ["accepted_elsewhere"]


def test_several_sessions_may_be_told_as_one_record():
    case = given_in_mediation()
    case.holds(count=5)
    answer = case.holds("2026-03-07")
    assert isinstance(answer[0], SessionHeld)
    assert answer[0].number == 6


def test_talks_after_a_breach_take_the_dispute_up_again():
    case = given_breached()
    case.holds("2026-03-26")
    assert case.situation == "in_mediation"


def test_talks_about_performing_leave_a_binding_agreement_as_it_is():
    case = given_in_force()
    case.holds("2026-03-10")
    assert case.situation == "agreed"


def test_strangers_are_neither_present_nor_told():
    case = given_in_mediation()
    assert refusal(case.holds(present=("p9",))) == "unknown_party"
    assert refusal(case.does(c.NotifyRights(party_ids=("p9",)), "2026-03-05")) == "unknown_party"


@pytest.mark.parametrize(
    "body",
    [
        c.NotifyRights(),
        c.GatherEvidence(what="勘查"),
        c.SeeDangerSigns(signs="扬言动手", police_notified=True),
        c.FollowUp(findings="回访"),
    ],
    ids=lambda body: type(body).__name__,
)
def test_facts_wait_for_custody(body):
    assert refusal(given_offered().does(body, "2026-03-02 10:00")) == "custody_not_here"


def test_evidence_goes_into_the_file():
    case = given_in_mediation()
    assert names(case.does(c.GatherEvidence(what="现场勘查"), "2026-03-05")) == ["evidence_gathered"]
    assert "investigation_record" in case.track.file_items


def test_danger_is_reported_to_the_police_pml_25():
    case = given_in_mediation()
    told = case.does(c.SeeDangerSigns(signs="扬言动手", police_notified=True), "2026-03-05")
    assert irregularities(told) == []
    not_told = case.does(c.SeeDangerSigns(signs="扬言动手", police_notified=False), "2026-03-05")
    assert irregularities(not_told) == ["police_not_notified"]


def test_no_verdict_rests_on_an_assumed_day():
    case = given_session(case=summary(story=True))
    assert irregularities(case.holds("2026-06-01", occurred_at_assumed=True)) == []


def test_talks_against_a_refusal_are_marked_pml_17():
    case = given_accepted_offer()
    case.does(c.RefuseConsent(party_id="p2"), "2026-03-02 10:00")
    case.custody_comes()
    assert "consent_not_recorded" in irregularities(case.holds("2026-03-03"))


def test_the_limit_has_passed_at_midnight_after_its_last_day():
    assert irregularities(given_session().holds("2026-04-04 00:00")) == ["past_limit"]


def test_at_the_very_moment_custody_went_the_case_is_not_ours():
    case = given_session()
    case.custody_goes(3, "2026-03-10")
    assert irregularities(case.holds("2026-03-10")) == ["custody_elsewhere"]
