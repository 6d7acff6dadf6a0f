"""A round at a body of the network: from the offer to the agreement in force, and everything that stops it."""

import pytest

from schemas.network import ActedThrough, RecusalGround, TerminationReason
from schemas.values import Capacity, Channel, OutsideAct, PartyRole, Performance
from services.jurisdiction.case_changes import PartyJoined
from services.network.domain import commands as c
from services.network.domain.situations import Agreed, Lost, Terminated
from tests.domain.given_when_then import at, clock_events, irregularities, names, refusal
from tests.domain.network.network_case import (
    AT_ONCE,
    BOTH,
    PAY,
    PROPERTY,
    ROUTES,
    STREET,
    SYSTEM,
    TRAFFIC,
    NetworkCase,
    clerk,
    keeper,
    mediator,
    party,
    summary,
)


def test_a_case_goes_from_the_offer_to_an_agreement_in_force():
    case = NetworkCase()
    assert names(case.offered()) == ["offer_received"]
    assert names(case.does(c.AcceptOffer(), "2026-03-02 10:00")) == ["offer_accepted"]
    assert refusal(case.does(c.AcceptMediation(), "2026-03-02 10:00")) == "custody_not_here"
    assert names(case.custody_comes()) == ["custody_received"]
    assert names(case.does(c.GiveConsent(party_id="p2"))) == ["consent_given"]
    assert names(case.does(c.AcceptMediation())) == ["mediation_accepted", "clock_started"]
    assert names(case.does(c.AssignMediator(mediator=f"mediator-1.{TRAFFIC}"))) == ["mediator_assigned"]
    assert names(case.does(c.NotifyRights())) == ["rights_notified"]
    assert irregularities(case.does(c.HoldSession(present=("p1", "p2")), "2026-03-06", mediator(TRAFFIC))) == []
    assert names(case.does(c.ReachAgreement(terms=PAY), "2026-03-06 10:00")) == ["agreement_reached", "clock_stopped"]
    assert names(case.signs()) == ["body_sealed", "agreement_effective"]
    assert isinstance(case.round.situation, Agreed)
    assert case.round.agreements[0].is_in_force


def test_an_oral_agreement_performed_on_the_spot_binds_at_once():
    case = NetworkCase().in_mediation()
    answer = case.does(c.ReachAgreement(terms=AT_ONCE))
    assert names(answer) == ["agreement_reached", "clock_stopped", "agreement_effective"]
    assert refusal(case.does(c.SignAsParty(party_id="p1"))) == "oral_needs_no_signature"


def test_a_partial_agreement_lets_the_rest_go_on():
    case = NetworkCase(case=summary(parties=(*BOTH, party("p3", PartyRole.RESPONDENT)))).held()
    for one in ("p2", "p3"):
        case.does(c.GiveConsent(party_id=one))
    case.does(c.AcceptMediation())
    assert refusal(case.does(c.ReachAgreement(terms=PAY, party_ids=("p1", "p2")))) == "agreement_not_whole"
    answer = case.does(c.ReachAgreement(terms=PAY, party_ids=("p1", "p2"), partial=True))
    assert names(answer) == ["agreement_reached"]
    assert not isinstance(case.round.situation, Agreed)


def test_the_offer_is_signed_for_or_sent_back_once():
    case = NetworkCase()
    case.offered()
    assert refusal(case.does(c.HoldSession())) == "custody_not_here"
    assert refusal(case.does(c.GiveConsent(party_id="p1"))) == "offer_not_accepted"
    assert refusal(case.does(c.AcceptOffer(), "2026-03-02 08:00")) == "before_offer"
    assert refusal(case.does(c.ReturnOffer(code="no_such", reason="不符"))) == "unknown_ground"
    assert refusal(case.does(c.ReturnOffer(code="party_refuses", reason="不愿"))) == "routes_not_told"
    assert names(case.does(c.ReturnOffer(code="not_competent", reason="不属本会"))) == ["offer_returned"]
    assert refusal(case.does(c.AcceptOffer())) == "offer_closed"


def test_signing_twice_or_after_custody_came_is_refused():
    case = NetworkCase()
    case.offered()
    case.does(c.AcceptOffer(), "2026-03-02 10:00")
    assert refusal(case.does(c.AcceptOffer())) == "offer_already_accepted"
    case.custody_comes()
    assert refusal(case.does(c.AcceptOffer())) == "custody_already_here"


def test_a_stranger_gets_the_answer_for_an_unknown_case():
    case = NetworkCase().in_mediation()
    for body in (
        c.HoldSession(),
        c.ReachAgreement(terms=PAY),
        c.DeclareRelation(mediator="m", ground=RecusalGround.INTEREST),
    ):
        assert refusal(case.does(body, actor=clerk(PROPERTY))) == "not_found"
    assert refusal(case.act(SYSTEM, c.HoldSession(), at("2026-03-05"))) == "not_found"
    assert refusal(case.does(c.LapseClock(clock_id="x"))) == "not_found"


def test_consent_is_asked_of_who_did_not_ask_for_mediation():
    case = NetworkCase().held()
    assert refusal(case.does(c.AcceptMediation())) == "consent_missing"
    assert names(case.does(c.AcceptMediation(joint_application=True)))[0] == "mediation_accepted"
    assert refusal(case.does(c.AcceptMediation())) == "already_accepted"


def test_a_refusal_ends_the_round_unless_the_others_go_on():
    case = NetworkCase().in_mediation()
    assert refusal(case.does(c.RefuseConsent(party_id="p2", others_go_on=True))) == "nobody_left_to_mediate"
    answer = case.does(c.RefuseConsent(party_id="p2"))
    assert names(answer) == ["consent_refused", "mediation_terminated", "clock_stopped"]
    assert irregularities(answer) == ["routes_not_told"]
    assert (
        refusal(case.does(c.TerminateMediation(reason=TerminationReason.DEADLOCK, routes_told=ROUTES))) == "round_ended"
    )


def test_a_refusal_on_file_bars_taking_up():
    case = NetworkCase()
    case.offered()
    case.does(c.AcceptOffer(), "2026-03-02 10:00")
    case.does(c.RefuseConsent(party_id="p2"), "2026-03-02 10:00")
    case.custody_comes()
    assert refusal(case.does(c.AcceptMediation())) == "consent_refused"


def test_one_side_alone_is_no_mediation():
    case = NetworkCase(case=summary(parties=(BOTH[0],))).held()
    assert refusal(case.does(c.AcceptMediation())) == "respondent_unknown"


def test_what_a_court_took_up_is_not_taken_up_here():
    case = NetworkCase().held()
    suit = OutsideAct(channel=Channel.LITIGATION, act="accepted", body="某法院")
    case.hears(c.HearOutsideAct(outside=suit), "2026-03-03")
    assert refusal(case.does(c.AcceptMediation(joint_application=True))) == "accepted_elsewhere"
    assert "accepted_elsewhere" in irregularities(case.does(c.HoldSession()))
    case.hears(c.HearOutsideAct(outside=suit.model_copy(update={"act": "withdrawn"})), "2026-03-04")
    assert names(case.does(c.AcceptMediation(joint_application=True)))[0] == "mediation_accepted"


def test_talks_without_anything_before_them_are_recorded_with_what_is_irregular():
    case = NetworkCase().held()
    assert irregularities(case.does(c.HoldSession())) == [
        "not_taken_up", "consent_not_recorded", "no_mediator", "rights_not_notified",
    ]  # fmt: skip
    assert irregularities(case.does(c.HoldSession(), "2026-03-01"))[0] == "before_custody"


def test_danger_is_told_to_the_police():
    case = NetworkCase().in_mediation()
    assert irregularities(case.does(c.SeeDangerSigns(signs="扬言伤人", police_notified=False))) == [
        "police_not_notified"
    ]


def test_strangers_to_the_case_are_refused_by_name():
    case = NetworkCase().in_mediation()
    for body in (
        c.GiveConsent(party_id="px"), c.HoldSession(present=("px",)), c.NotifyRights(party_ids=("px",)),
        c.ReachAgreement(terms=PAY, party_ids=("p1", "px")), c.ExtendLimit(by=5, agreed_by=("px",)),
    ):  # fmt: skip
        assert refusal(case.does(body)) == "unknown_party"


def test_a_mediator_is_appointed_once_and_a_lead_is_replaced():
    case = NetworkCase().in_mediation()
    first, second = f"mediator-1.{TRAFFIC}", f"mediator-2.{TRAFFIC}"
    assert refusal(case.does(c.AssignMediator(mediator=first))) == "mediator_already_assigned"
    assert refusal(case.does(c.RecuseMediator(mediator=second))) == "not_mediator_of_round"
    assert refusal(case.does(c.RecuseMediator(mediator=first))) == "replacement_needed"
    assert refusal(case.does(c.RecuseMediator(mediator=first, replacement=first))) == "mediator_recused"
    answer = case.does(c.RecuseMediator(mediator=first, replacement=second, reason="系亲属"))
    assert names(answer) == ["mediator_recused", "mediator_assigned"]
    assert refusal(case.does(c.AssignMediator(mediator=first))) == "mediator_recused"


def test_who_declared_a_relation_mediates_only_when_everybody_wants_so():
    case = NetworkCase().held()
    cousin = f"mediator-2.{TRAFFIC}"
    declared = c.DeclareRelation(mediator=cousin, ground=RecusalGround.KINSHIP, party_id="p1")
    assert names(case.does(declared)) == ["relation_declared"]
    assert refusal(case.does(c.AssignMediator(mediator=cousin))) == "mediator_has_interest"
    case.does(declared.model_copy(update={"accepted_by": ("p1",)}))
    assert refusal(case.does(c.AssignMediator(mediator=cousin))) == "mediator_has_interest"
    case.does(declared.model_copy(update={"accepted_by": ("p1", "p2")}))
    assert names(case.does(c.AssignMediator(mediator=cousin))) == ["mediator_assigned"]


def test_a_relation_found_out_later_is_marked_until_it_is_lifted():
    case = NetworkCase().in_mediation()
    told = {"mediator": f"mediator-1.{TRAFFIC}", "ground": RecusalGround.INTEREST}
    assert refusal(case.does(c.LiftRelation(**told, reason="查无此事"))) == "no_relation"
    case.does(c.DeclareRelation(**told))
    assert irregularities(case.does(c.HoldSession())) == ["mediator_should_have_recused"]
    assert names(case.does(c.LiftRelation(**told, reason="查无此事"))) == ["relation_lifted"]
    assert irregularities(case.does(c.HoldSession())) == []


def test_leaving_the_proposal_needs_a_reason():
    case = NetworkCase().held()
    other = c.AssignMediator(mediator="m2", proposal_id="q", proposal_followed=False)
    assert refusal(case.does(other)) == "deviation_unexplained"
    (assigned,) = case.does(other.model_copy(update={"deviation_reason": "当事人共同选择"}))
    assert assigned.proposal.followed is False
    assert assigned.proposal.deviation_reason == "当事人共同选择"


def test_signatures_are_given_once_and_by_who_may():
    case = NetworkCase().agreed()
    assert refusal(case.does(c.SignAsMediator())) == "wrong_role"
    assert refusal(case.does(c.SignAsMediator(mediator="m9"), actor=mediator(TRAFFIC))) == "not_mediator_of_round"
    assert refusal(case.does(c.SealAgreement())) == "wrong_role"
    assert refusal(case.does(c.SignAsParty(party_id="px"))) == "unknown_party"
    assert refusal(case.does(c.SignAsParty(party_id="p1", agreement_id="no"))) == "no_agreement"
    agent = c.SignAsParty(party_id="p1", through=ActedThrough.AGENT, agent_id="a1")
    assert names(case.does(agent)) == ["party_signed"]
    assert refusal(case.does(c.SignAsParty(party_id="p1"))) == "already_signed"
    assert irregularities(case.does(c.RecordPerformance(performance=Performance.PARTIAL))) == [
        "party_signature_missing", "mediator_signature_missing", "agreement_unsealed",
    ]  # fmt: skip
    case.does(c.SealAgreement(), actor=keeper(TRAFFIC))
    assert refusal(case.does(c.SealAgreement(), actor=keeper(TRAFFIC))) == "already_sealed"
    case.does(c.SignAsMediator(mediator=f"mediator-1.{TRAFFIC}"), actor=mediator(TRAFFIC))
    again = c.SignAsMediator(mediator=f"mediator-1.{TRAFFIC}")
    assert refusal(case.does(again, actor=mediator(TRAFFIC))) == "already_signed"
    assert names(case.does(c.SignAsParty(party_id="p2"))) == ["party_signed", "agreement_effective"]
    assert refusal(case.does(c.SignAsParty(party_id="p2"))) == "agreement_already_in_force"


def test_who_is_no_party_to_the_agreement_signs_nothing():
    case = NetworkCase(case=summary(parties=(*BOTH, party("p3", PartyRole.THIRD_PARTY)))).agreed()
    assert refusal(case.does(c.SignAsParty(party_id="p3"))) == "not_an_agreeing_party"


def test_of_a_group_not_everybody_may_have_consented():
    crowd = party("p2", PartyRole.RESPONDENT, headcount=12)
    case = NetworkCase(case=summary(parties=(BOTH[0], crowd))).agreed()
    assert irregularities(case.does(c.SignAsParty(party_id="p2", persons=9))) == ["members_not_all_consenting"]


def test_without_full_capacity_the_guardian_acts():
    minor = party("p2", PartyRole.RESPONDENT, capacity=Capacity.LIMITED)
    case = NetworkCase(case=summary(parties=(BOTH[0], minor))).held()
    assert refusal(case.does(c.GiveConsent(party_id="p2"))) == "guardian_needed"


def test_what_is_no_agreement_is_refused():
    case = NetworkCase().in_mediation()
    assert refusal(case.does(c.ReachAgreement(terms=PAY, party_ids=("p1",)))) == "agreement_needs_two_parties"
    assert refusal(case.does(c.RecordPerformance(performance=Performance.FULL))) == "no_agreement"


def test_after_the_agreement_it_is_kept_or_broken_and_looked_after():
    case = NetworkCase().agreed()
    case.signs()
    kept_agreement = c.TerminateMediation(reason=TerminationReason.DEADLOCK, routes_told=ROUTES)
    assert refusal(case.does(kept_agreement, "2026-03-08")) == "agreement_in_force"
    assert refusal(case.does(c.ReportBreach(what="未付", item_ids=("i9",)))) == "unknown_item"
    assert names(case.does(c.ReportBreach(what="未付", item_ids=("i1",)))) == ["breach_reported"]
    assert names(case.does(c.AcceptMediation()))[0] == "mediation_accepted"
    assert names(case.does(c.RecordPerformance(performance=Performance.FULL))) == ["performance_recorded"]
    assert names(case.does(c.FollowUp(findings="已经付清", performed=Performance.FULL))) == ["follow_up_done"]


def test_an_agreement_that_nobody_signed_is_dropped_with_the_round():
    case = NetworkCase().agreed()
    assert refusal(case.does(c.AcceptMediation())) == "already_agreed"
    case.does(c.TerminateMediation(reason=TerminationReason.DEADLOCK, routes_told=ROUTES), "2026-03-08")
    assert isinstance(case.round.situation, Terminated)
    assert irregularities(case.does(c.RecordPerformance(performance=Performance.FULL))) == ["agreement_dropped"]
    assert irregularities(case.does(c.HoldSession(), "2026-03-09"))[0] == "round_ended"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (TerminationReason.CONSENT_REFUSED, "no_refusal_on_file"),
        (TerminationReason.TIME_OUT, "limit_not_passed"),
        (TerminationReason.DELEGATION_ENDED, "not_delegated"),
    ],
)
def test_a_reason_that_the_record_contradicts_ends_nothing(reason: TerminationReason, code: str):
    case = NetworkCase().in_mediation()
    assert refusal(case.does(c.TerminateMediation(reason=reason, routes_told=ROUTES))) == code


def test_the_end_tells_the_other_ways():
    case = NetworkCase().in_mediation()
    assert refusal(case.does(c.TerminateMediation(reason=TerminationReason.DEADLOCK))) == "routes_not_told"
    answer = case.does(c.TerminateMediation(reason=TerminationReason.DEADLOCK, routes_told=ROUTES))
    assert clock_events(answer) == [("clock_stopped", "PM-1")]


def test_custody_elsewhere_closes_the_round_and_keeps_its_record():
    case = NetworkCase().in_mediation()
    assert names(case.custody_goes()) == ["custody_lost", "clock_stopped", "handled_elsewhere"]
    assert isinstance(case.round.situation, Lost)
    assert irregularities(case.does(c.HoldSession(), "2026-03-21"))[0] == "custody_elsewhere"
    assert refusal(case.does(c.AcceptMediation(), "2026-03-21")) == "custody_elsewhere"
    assert case.state.custodian == STREET


def test_a_denied_round_closes_once():
    case = NetworkCase().in_mediation()
    told = c.DenyCustody(track_id=case.round.track_id, reason="案件已经办结")
    assert names(case.hears(told, "2026-03-10")) == ["custody_lost", "clock_stopped"]
    assert names(case.hears(told, "2026-03-10")) == ["noted"]


def test_an_offer_that_is_over_is_closed_even_before_it_is_heard():
    case = NetworkCase()
    told = {"custody_number": 2, "to_body": TRAFFIC, "what": "offer_timed_out", "reason": "逾期"}
    closed = c.CloseOffer(track_id="t-unheard", **told)
    assert names(case.hears(closed, "2026-03-04")) == ["offer_closed"]
    assert names(case.hears(closed, "2026-03-04")) == ["noted"]
    case = NetworkCase().held()
    late = c.CloseOffer(track_id=case.round.track_id, **told)
    assert names(case.hears(late, "2026-03-04")) == ["conflict"]
    assert names(case.offered()) == ["noted"]
    assert names(case.custody_comes()) == ["noted"]


def test_a_newer_custody_number_wins_whatever_is_heard_first():
    case = NetworkCase()
    case.custody_goes(number=3)
    assert names(case.custody_comes(day="2026-03-21", number=2)) == ["custody_received", "custody_lost"]


def test_changes_at_the_window_reach_the_round():
    case = NetworkCase().held()
    joined = c.UpdateCaseInformation(what="party_added", change=PartyJoined(party=party("p9", PartyRole.RESPONDENT)))
    assert names(case.hears(joined, "2026-03-04")) == ["case_information_updated"]
    assert names(NetworkCase().hears(joined, "2026-03-04")) == ["noted"]
    told = c.HearElsewhere(source="intake", what="case_closed", reason="窗口的处理")
    assert names(case.hears(told, "2026-03-05")) == ["noted"]


def test_a_story_lapses_what_was_due_before_the_act():
    case = NetworkCase(case=summary(story=True)).in_mediation()
    answer = case.does(c.HoldSession(), "2026-05-20")
    assert names(answer)[0] == "clock_lapsed"
    assert irregularities(answer) == ["past_limit"]


def test_entered_after_the_lapse_but_in_time_takes_the_lapse_back():
    case = NetworkCase().in_mediation()
    (kept,) = case.state.clocks.clocks.values()
    assert kept.clock.lapses_at is not None
    lapsed = case.hears(c.LapseClock(clock_id=kept.clock.clock_id), kept.clock.lapses_at.strftime("%Y-%m-%d 09:00"))
    assert names(lapsed) == ["clock_lapsed"]
    answer = case.act(clerk(TRAFFIC), c.ReachAgreement(terms=PAY), at("2026-03-20"), at("2026-04-20"))
    assert names(answer) == ["agreement_reached", "lapse_withdrawn", "clock_stopped"]
    assert irregularities(answer) == ["recorded_late"]
