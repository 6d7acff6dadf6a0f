"""How a case ends, and goes on: void, merge, partial agreement, refusal, breach, reopening and a second survey."""

from schemas.intake import CaseClosed
from schemas.satisfaction import InvitationIssued, RatingChanged, SurveyCancelled
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import CloseCase, MergeInto, ReopenCase, UnmergeCase, VoidCase
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import at, irregularities, names, refusal
from tests.domain.intake.window import OTHER_CODE
from tests.domain.together.town import COMMUNITY, MEDIATION, STREET, Town

ROUTES = ("仲裁", "行政途径", "向人民法院起诉")


def in_mediation() -> Town:
    town = Town()
    town.handed_to("2026-03-02 10:00")
    town.taken_up("2026-03-02 11:00")
    return town


def settled() -> tuple[Town, str]:
    """Agreed in writing on 3 March."""
    town = in_mediation()
    return town, town.agreed("2026-03-03")


def closed() -> Town:
    town, _ = settled()
    names(town.window(CloseCase(result="agreed"), "2026-03-04", COMMUNITY))
    return town


def test_after_a_partial_agreement_the_rest_goes_on_and_the_case_ends_as_partly_agreed():
    town = in_mediation()
    town.agreed("2026-03-03", partial=True)
    assert refusal(town.window(CloseCase(result="partly_agreed"), "2026-03-03 10:00", COMMUNITY)) == "round_open"
    assert irregularities(town.committee(c.HoldSession(), "2026-03-03 11:00")) == []
    names(town.committee(c.TerminateMediation(reason="deadlock", routes_told=ROUTES), "2026-03-03 12:00"))
    assert refusal(town.window(CloseCase(result="agreed"), "2026-03-03 13:00", COMMUNITY)) == "no_agreement"
    names(town.window(CloseCase(result="partly_agreed"), "2026-03-03 13:00", COMMUNITY))
    assert len(town.said("satisfaction", InvitationIssued)) == 2


def test_a_refusal_after_taking_up_ends_the_round_and_the_failed_case_is_surveyed_too():
    town = in_mediation()
    refused = c.RefuseConsent(party_id=town.parties[1], routes_told=ROUTES)
    assert names(town.committee(refused, "2026-03-03"))[:2] == ["consent_refused", "mediation_terminated"]
    assert refusal(town.committee(c.AcceptMediation(), "2026-03-03 10:00")) == "round_ended"
    names(town.window(CloseCase(result="refused"), "2026-03-04", COMMUNITY))
    assert [event.result for event in town.said("satisfaction", InvitationIssued)] == ["refused", "refused"]


def test_when_the_lead_mediator_steps_aside_another_takes_the_lead_and_alone_may_sign():
    town = in_mediation()
    lead = f"staff.{COMMUNITY}"
    asked = c.RequestRecusal(mediator=lead, requested_by="申请人", reason="亲属")
    names(town.committee(asked, "2026-03-02 12:00"))
    assert "recusal_open" in irregularities(town.committee(c.HoldSession(), "2026-03-02 12:10"))
    assert refusal(town.committee(c.RecuseMediator(mediator=lead), "2026-03-02 12:20")) == "replacement_needed"
    names(town.committee(c.RecuseMediator(mediator=lead, replacement="调解员二"), "2026-03-02 12:30"))
    assert town.round().lead() == "调解员二"
    assert irregularities(town.committee(c.HoldSession(), "2026-03-02 13:00")) == []
    terms = {"terms": ("赔偿2000元",)}
    names(town.committee(c.ReachAgreement(form="written", terms=terms), "2026-03-02 14:00"))
    assert refusal(town.committee(c.SignAsMediator(mediator=lead), "2026-03-02 14:10")) == "not_mediator_of_round"


def test_a_breach_taken_up_again_is_an_open_round_at_the_window_until_it_ends():
    town, _ = settled()
    names(town.committee(c.ReportBreach(what="未付款"), "2026-04-02"))
    names(town.committee(c.UrgePerformance(what="上门督促"), "2026-04-03"))
    names(town.committee(c.AcceptMediation(joint_application=True), "2026-04-04"))
    assert refusal(town.window(CloseCase(result="agreed"), "2026-04-05", COMMUNITY)) == "round_open"
    names(town.committee(c.HoldSession(), "2026-04-06"))
    second = town.agreed("2026-04-07")
    names(town.window(CloseCase(result="agreed"), "2026-04-08", COMMUNITY))
    assert set(town.states["judicial_confirmation"].agreements) >= {second}


def test_talks_again_after_a_breach_and_a_failure_leave_the_first_agreement_in_force():
    town, first = settled()
    names(town.committee(c.ReportBreach(what="未付款"), "2026-04-02"))
    names(town.committee(c.AcceptMediation(joint_application=True), "2026-04-04"))
    names(town.committee(c.TerminateMediation(reason="deadlock", routes_told=ROUTES), "2026-04-05"))
    assert town.round().agreement(first).is_in_force
    names(town.window(CloseCase(result="agreed"), "2026-04-06", COMMUNITY))


def test_a_merge_ends_the_running_round_and_after_the_unmerge_the_committee_begins_a_new_one():
    town = in_mediation()
    names(town.window(MergeInto(into=OTHER_CODE, reason="重复登记"), "2026-03-03", COMMUNITY))
    assert town.round().situation.kind == "lost"
    assert refusal(town.committee(c.AcceptMediation(), "2026-03-03 10:00")) == "custody_elsewhere"
    names(town.window(UnmergeCase(reason="并非同一纠纷"), "2026-03-04", COMMUNITY))
    names(town.window(OfferCustody(to_body=COMMUNITY, channel=MEDIATION), "2026-03-04 10:00", COMMUNITY))
    assert town.round().situation.kind == "preparing"
    town.taken_up("2026-03-04 11:00")
    assert town.said("satisfaction", InvitationIssued) == []


def test_a_voided_case_ends_its_round_surveys_nobody_and_lapses_nothing():
    town = in_mediation()
    names(town.window(VoidCase(reason="误登记"), "2026-03-03", COMMUNITY))
    assert town.round().situation.kind == "lost"
    before = len(town.events)
    town.time_passes(at("2026-06-01"))
    assert len(town.events) == before
    assert refusal(town.window(ReopenCase(reason="误废"), "2026-03-04", COMMUNITY)) == "not_closed"


def test_a_reopened_case_is_surveyed_a_second_time_only_of_those_who_had_not_answered():
    town = closed()
    names(town.rates(0, 5, "2026-03-05"))
    names(town.window(ReopenCase(reason="又起争议"), "2026-03-06", COMMUNITY))
    assert len(town.said("satisfaction", SurveyCancelled)) == 1
    assert refusal(town.rates(1, 2, "2026-03-06 10:00")) == "survey_cancelled"
    names(town.window(OfferCustody(to_body=COMMUNITY, channel=MEDIATION), "2026-03-06 11:00", COMMUNITY))
    town.taken_up("2026-03-06 12:00")
    town.agreed("2026-03-07")
    names(town.window(CloseCase(result="agreed"), "2026-03-08", COMMUNITY))
    asked = [event.party_id for event in town.said("satisfaction", InvitationIssued)]
    assert asked == [*town.parties, town.parties[1]]
    names(town.rates(1, 2, "2026-03-09"))
    names(town.rates(0, 3, "2026-03-10"))
    assert [(event.former_grade, event.grade) for event in town.said("satisfaction", RatingChanged)] == [(5, 3)]


def test_after_the_invitation_expired_nothing_is_changed_any_more_and_first_and_last_stay():
    town = closed()
    names(town.rates(0, 2, "2026-03-05"))
    names(town.rates(0, 4, "2026-03-06"))
    town.time_passes(at("2026-03-20"))
    assert refusal(town.rates(0, 1, "2026-03-20 10:00")) == "survey_expired"
    situation = town.survey.invitations[town.invited(0)].situation
    assert (situation.kind, situation.first, situation.last) == ("final", 2, 4)
    assert town.survey.invitations[town.invited(1)].situation.kind == "expired"


def test_follow_up_reminds_only_who_has_not_answered_and_once():
    town = closed()
    names(town.rates(0, 5, "2026-03-05"))
    for day in ("2026-03-06", "2026-03-07"):
        names(town.committee(c.FollowUp(findings="已部分履行"), day))
    assert town.names("satisfaction").count("invitation_reminded") == 1


def test_the_same_story_told_twice_has_the_same_events_with_the_same_ids():
    first, second = closed(), closed()
    assert first.published == second.published
    assert len(set(first.published)) == len(first.published)
    assert len(first.said("intake", CaseClosed)) == 1


def test_no_statutory_clock_is_reset_by_an_escalation():
    town = in_mediation()
    town.time_passes(at("2026-03-05 08:00"))
    names(town.committee(c.AcceptOffer(), "2026-03-05 09:00", STREET))
    limits = [kept.clock.limit for kept in town.states["people_mediation"].clocks.clocks.values()]
    assert limits == ["PM-1"]
    names(town.committee(c.AcceptMediation(joint_application=True), "2026-03-05 10:00", STREET))
