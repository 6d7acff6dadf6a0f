"""Offers and custody: the committee plans after accepting and mediates after custody moved (design.md section 5; R75 21-24)."""

import pytest

from schemas.identity import track_id
from schemas.intake import HandOverReason
from services.people_mediation.domain import commands as c
from services.people_mediation.domain.refusals import where_it_stands
from tests.domain.given_when_then import clock_events, irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    CASE,
    CLERK,
    COMMITTEE,
    HUB,
    KEEPER,
    MEDIATOR,
    ROUTES,
    CommitteeCase,
    given_accepted_offer,
    given_archived,
    given_custody,
    given_draft,
    given_in_force,
    given_in_mediation,
    given_lost,
    given_offered,
    given_session,
    given_terminated,
)


def closing(case: CommitteeCase, *, channel_told: bool = True, number: int = 2) -> c.CloseOffer:
    return c.CloseOffer(
        channel_told=channel_told, track_id=track_id(CASE, number), custody_number=number, what="offer_withdrawn",
        to_body=COMMITTEE, reason="移交已被撤回",
    )  # fmt: skip


def test_an_offer_is_accepted_and_custody_begins_the_round():
    case = given_offered()
    assert names(case.takes_offer()) == ["offer_accepted"]
    assert names(case.custody_comes()) == ["custody_received"]
    assert case.situation == "preparing"


def test_an_offer_is_accepted_once():
    assert refusal(given_accepted_offer().takes_offer()) == "offer_already_accepted"


def test_what_is_held_already_cannot_be_accepted():
    assert refusal(given_custody().takes_offer()) == "custody_already_here"


def test_a_closed_offer_cannot_be_accepted():
    case = given_offered()
    case.hears(closing(case), "2026-03-02 09:30")
    assert refusal(case.takes_offer()) == "offer_closed"


@pytest.mark.parametrize("code", ["reserved_or_banned", "accepted_or_resolved_elsewhere", "party_refuses"])
def test_an_inadmissible_matter_is_returned_with_the_lawful_routes_told_r75_22_24(code: str):
    case = given_offered()
    told = case.does(c.ReturnOffer(code=code, reason="不予受理", routes=ROUTES), "2026-03-02 10:00")
    assert names(told) == ["offer_returned"]
    assert case.situation == "declined"


def test_an_inadmissible_matter_is_not_returned_without_the_lawful_routes_r75_24():
    answer = given_offered().does(c.ReturnOffer(code="party_refuses", reason="拒绝"), "2026-03-02 10:00")
    assert refusal(answer) == "routes_not_told"


def test_a_matter_for_another_committee_is_returned_r75_21():
    answer = given_offered().does(c.ReturnOffer(code="not_competent", reason="不在辖区"), "2026-03-02 10:00")
    assert names(answer) == ["offer_returned"]


def test_a_return_needs_a_ground_of_the_list():
    answer = given_offered().does(c.ReturnOffer(code="too_busy", reason="太忙"), "2026-03-02 10:00")
    assert refusal(answer) == "unknown_ground"


def test_a_court_ground_is_no_ground_for_a_committee():
    answer = given_offered().does(c.ReturnOffer(code="wrong_court", reason="管辖"), "2026-03-02 10:00")
    assert refusal(answer) == "unknown_ground"


def test_before_answering_nothing_but_the_answer_is_possible():
    case = given_offered()
    assert refusal(case.does(c.AssignMediator(mediator="m"), "2026-03-02 10:00")) == "offer_not_accepted"
    assert refusal(case.does(c.GiveConsent(party_id="p2"), "2026-03-02 10:00")) == "offer_not_accepted"
    assert refusal(case.does(c.RefuseConsent(party_id="p2"), "2026-03-02 10:00")) == "offer_not_accepted"


def test_between_acceptance_and_custody_there_is_planning_only():
    case = given_accepted_offer()
    assert names(case.does(c.AssignMediator(mediator=MEDIATOR.user), "2026-03-02 10:00")) == ["mediator_assigned"]
    assert names(case.does(c.RequestConsent(party_id="p2"), "2026-03-02 10:00")) == ["consent_requested"]
    assert names(case.does(c.GiveConsent(party_id="p2"), "2026-03-02 10:00")) == ["consent_given"]
    assert refusal(case.does(c.AcceptMediation(), "2026-03-02 10:00")) == "custody_not_here"
    assert refusal(case.holds("2026-03-02 10:00")) == "custody_not_here"
    assert refusal(case.agrees("2026-03-02 10:00")) == "custody_not_here"
    assert refusal(case.signs("p1", "2026-03-02 10:00")) == "custody_not_here"


def test_planning_is_kept_when_custody_comes():
    case = given_accepted_offer()
    case.does(c.AssignMediator(mediator=MEDIATOR.user), "2026-03-02 10:00")
    case.custody_comes()
    assert case.track.lead() == MEDIATOR.user


def test_an_offer_heard_twice_is_noted():
    assert names(given_offered().offered()) == ["noted"]


def test_custody_heard_twice_is_noted():
    assert names(given_in_mediation().custody_comes("2026-03-09")) == ["noted"]


def test_a_withdrawn_offer_is_closed():
    case = given_accepted_offer()
    assert names(case.hears(closing(case), "2026-03-02 10:00")) == ["offer_closed"]


def test_a_withdrawal_heard_before_its_offer_closes_it_in_advance():
    case = CommitteeCase()
    assert names(case.hears(closing(case), "2026-03-02 08:00")) == ["offer_closed"]
    assert names(case.offered()) == ["noted"]
    assert case.situation == "declined"


def test_a_time_out_in_a_channel_that_is_not_told_is_noted():
    case = CommitteeCase()
    assert names(case.hears(closing(case, channel_told=False), "2026-03-02 08:00")) == ["noted"]
    assert not case.state.tracks


def test_an_offer_that_ends_after_custody_came_is_a_conflict_and_both_facts_stand():
    case = given_in_mediation()
    assert names(case.hears(closing(case), "2026-03-05")) == ["conflict"]
    assert case.situation == "in_mediation"


def test_the_end_of_an_offer_of_a_round_that_is_over_is_noted():
    case = given_archived()
    assert names(case.hears(closing(case), "2026-05-05")) == ["noted"]


def test_custody_comes_without_an_offer_heard_of():
    case = CommitteeCase()
    assert names(case.custody_comes()) == ["custody_received"]
    assert case.situation == "preparing"


def test_an_acceptance_in_time_is_honoured_although_the_offer_timed_out():
    case = given_accepted_offer()
    case.hears(closing(case), "2026-03-02 10:00")
    case.custody_comes()
    assert case.situation == "preparing"


def test_when_custody_goes_elsewhere_the_round_ends_and_its_limit_with_it():
    case = given_session()
    answer = case.custody_goes(3)
    assert names(answer) == ["custody_lost", "clock_stopped"]
    assert case.situation == "lost"
    assert case.status("PM-1") == "stopped"


def test_a_new_round_at_a_committee_ends_the_older_one():
    case = given_session()
    case.offered("2026-03-10", number=3)
    assert names(case.custody_comes("2026-03-11", number=3)) == ["custody_lost", "clock_stopped", "custody_received"]
    assert [track.situation.kind for track in case.state.tracks.values()] == ["lost", "preparing"]


def test_an_offer_elsewhere_does_not_end_the_round():
    case = given_session()
    case.offered("2026-03-10", number=3, to_body="wuhu.jinghu.pmc")
    assert names(case.holds("2026-03-10 15:00")) == ["session_held"]


def test_custody_under_an_older_number_is_lost_at_once():
    case = CommitteeCase()
    assert names(case.custody_goes(5)) == ["noted"]
    assert names(case.custody_comes("2026-03-11")) == ["custody_received", "custody_lost"]
    assert case.situation == "lost"


def test_an_offer_older_than_what_was_heard_is_noted():
    case = CommitteeCase()
    case.custody_goes(5)
    assert names(case.offered()) == ["noted"]


def test_custody_may_come_back_under_the_same_number():
    case = given_in_mediation()
    case.hears(c.DenyCustody(track_id=case.track.track_id, reason="误"), "2026-03-10")
    assert names(case.custody_comes("2026-03-11")) == ["custody_received"]
    assert case.situation == "in_mediation"


def test_a_denied_round_is_closed_and_keeps_its_record():
    case = given_session()
    answer = case.hears(c.DenyCustody(track_id=case.track.track_id, reason="案件已经办结"), "2026-03-10")
    assert names(answer) == ["custody_lost", "clock_stopped"]
    assert case.track.sessions == 1


@pytest.mark.parametrize("given", [given_lost, given_archived])
def test_denying_a_round_that_is_over_is_noted(given):
    case = given()
    assert names(case.hears(c.DenyCustody(track_id=case.track.track_id, reason="旧编号"), "2026-06-01")) == ["noted"]


def test_denying_an_unknown_round_is_noted():
    assert names(CommitteeCase().hears(c.DenyCustody(track_id="t", reason="旧编号"), "2026-06-01")) == ["noted"]


def test_the_duty_to_look_after_performance_outlives_custody_pml_31():
    case = given_in_force()
    case.custody_goes(3)
    assert case.status("PM-2B") == "running"
    assert "follow_up_done" in names(case.does(c.FollowUp(findings="正在履行"), "2026-03-22"))


@pytest.mark.parametrize(
    ("reason", "summary_procedure", "limit"),
    [
        (HandOverReason.COURT_DELEGATION_BEFORE_FILING, False, "TY-1"),
        (HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING, False, "TY-2"),
        (HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING, True, "TY-3"),
    ],
)
def test_a_round_delegated_by_a_court_runs_its_limit_from_signing_for_the_file_ty_27(
    reason: HandOverReason, summary_procedure: bool, limit: str
):
    case = given_offered(reason=reason)
    case.takes_offer("2026-03-02 10:00", summary_procedure=summary_procedure)
    assert clock_events(case.custody_comes("2026-03-04 10:00")) == [("clock_started", limit)]
    started = case.state.clocks.clocks[case.clock_id(limit)].clock.started_at
    assert started.day == 2


def test_a_delegated_round_has_no_second_limit():
    case = given_custody(reason=HandOverReason.COURT_DELEGATION_BEFORE_FILING)
    assert names(case.does(c.AcceptMediation(), "2026-03-05")) == ["mediation_accepted"]


def test_the_offering_body_is_kept():
    assert given_offered().track.from_body == HUB


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (given_custody, "not_accepted_yet"),
        (given_in_mediation, "already_accepted"),
        (given_in_force, "already_agreed"),
        (given_lost, "custody_elsewhere"),
        (given_archived, "file_archived"),
    ],
)
def test_every_situation_says_where_the_round_stands(given, code):
    assert where_it_stands(given().track).code == code


def test_an_acceptance_before_the_time_out_recorded_after_it_is_passed_on_to_intake():
    case = given_offered()
    case.hears(closing(case), "2026-03-03 00:00")
    assert refusal(case.takes_offer("2026-03-03 09:00")) == "offer_closed"
    assert names(case.does(c.AcceptOffer(), "2026-03-02 17:00", recorded="2026-03-03 09:05")) == ["offer_accepted"]
    case.custody_comes("2026-03-03 09:06")
    assert case.situation == "preparing"


def test_what_we_returned_ourselves_cannot_be_accepted_afterwards():
    case = given_offered()
    case.does(c.ReturnOffer(code="not_competent", reason="不在辖区"), "2026-03-02 12:00")
    assert refusal(case.does(c.AcceptOffer(), "2026-03-02 10:00", recorded="2026-03-02 13:00")) == "offer_closed"


def test_what_happened_before_custody_went_and_was_recorded_later_is_a_fact_that_stands():
    case = given_draft()
    case.custody_goes(3, "2026-03-10")
    assert irregularities(case.does(c.HoldSession(), "2026-03-07", recorded="2026-03-11")) == []
    signing = (
        (c.SignAsParty(party_id="p1"), CLERK),
        (c.SignAsParty(party_id="p2"), CLERK),
        (c.SignAsMediator(), MEDIATOR),
    )
    for body, actor in signing:
        assert names(case.does(body, "2026-03-08", actor, recorded="2026-03-11"))
    sealed = case.does(c.SealAgreement(), "2026-03-08", KEEPER, recorded="2026-03-11")
    assert "agreement_effective" in names(sealed)
    assert case.situation == "lost"


def test_what_happened_before_the_end_and_was_recorded_later_is_no_act_after_the_end():
    case = given_terminated()
    assert irregularities(case.does(c.HoldSession(), "2026-03-09", recorded="2026-03-11")) == []


def test_what_is_held_cannot_be_returned_as_an_offer():
    answer = given_custody().does(c.ReturnOffer(code="not_competent", reason="不在辖区"), "2026-03-03")
    assert refusal(answer) == "custody_already_here"


def test_performance_waits_for_custody_too():
    assert refusal(given_accepted_offer().performed("2026-03-02 10:00")) == "custody_not_here"


def test_nobody_steps_aside_after_the_end():
    body = c.RecuseMediator(mediator=MEDIATOR.user, replacement="second")
    assert refusal(given_terminated().does(body, "2026-03-20")) == "round_ended"
    asked = c.RequestRecusal(mediator=MEDIATOR.user, requested_by="p2", reason="系对方亲属")
    assert refusal(given_terminated().does(asked, "2026-03-20")) == "round_ended"
