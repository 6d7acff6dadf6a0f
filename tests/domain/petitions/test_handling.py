"""Article 31, simple handling, more time, mediation, leaders, the opinions and their lateness, and how it ends (XF 18-37)."""

from datetime import date
from typing import Any

import pytest

from schemas.petitions import Article31, OpinionStage, PetitionEnding, ReviewFinding, SimpleGround
from schemas.values import Channel
from services.petitions.domain import commands as c
from tests.domain.given_when_then import clock_events, irregularities, names, refusal
from tests.domain.petitions.petition_case import (
    BY_HAND,
    CITY,
    EMPLOYER,
    HUB,
    OFFICE,
    OTHER_OFFICE,
    PETITIONER,
    SECOND,
    UNIT,
    PetitionCase,
    opinion,
    review,
    summary,
)

TO_RECONSIDERATION = c.ClassifyPetition(
    article=Article31.ADMINISTRATIVE_PROCEDURE,
    route=Channel.RECONSIDERATION,
    to_body="区政府复议机构",
    notice="六十日内申请",
)
SIMPLE = c.ChooseSimpleHandling(ground=SimpleGround.CLEAR_AND_UNCONTESTED)
COMMITTEE = "wuhu.jinghu.fangcun.pmc"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"route": Channel.ARBITRATION}, "route_does_not_fit"),
        ({"to_body": ""}, "body_of_route_missing"),
        ({"notice": ""}, "notice_missing"),
    ],
)
def test_a_diversion_names_a_route_that_fits_its_body_and_what_was_told(change: dict[str, object], code: str) -> None:
    case = PetitionCase().accepted()
    assert refusal(case.does(TO_RECONSIDERATION.model_copy(update=change), "2026-03-06", UNIT)) == code


def test_a_diverted_grievance_has_no_sixty_days_and_no_opinion() -> None:
    case = PetitionCase().accepted()
    diverted = case.does(TO_RECONSIDERATION, "2026-03-06", UNIT)
    assert names(diverted) == ["petition_diverted"]
    assert all(kept.clock.limit != "XF-4" for kept in case.state.clocks.clocks.values())
    assert refusal(case.does(opinion(), "2026-03-07", UNIT)) == "petition_diverted"
    assert names(case.does(c.ConcludePetition(ending="petition_diverted"), "2026-03-08")) == ["petition_concluded"]


def test_what_is_the_courts_leaves_before_acceptance() -> None:
    case = PetitionCase().registered()
    told = c.ClassifyPetition(
        article=Article31.LITIGATION, route=Channel.LITIGATION, to_body="区人民法院", notice="可以起诉"
    )
    assert clock_events(case.does(told, "2026-03-03")) == [("clock_stopped", "XF-1")]
    assert case.stands == "diverted"


def test_nothing_is_handled_as_a_petition_that_nobody_took_up() -> None:
    case = PetitionCase().registered()
    names(case.does(TO_RECONSIDERATION, "2026-03-03"))
    told = c.ClassifyPetition(article=Article31.PETITION_PROCEDURE, reason="复议机关不予受理")
    assert refusal(case.does(told, "2026-03-10")) == "not_admitted"
    accepted = PetitionCase().accepted()
    names(accepted.does(TO_RECONSIDERATION, "2026-03-06", UNIT))
    assert accepted.started(accepted.does(told, "2026-03-10", UNIT)) == {"XF-4": "2026-05-06"}


def test_a_wrong_classification_stops_the_sixty_days() -> None:
    case = PetitionCase().handled()
    assert clock_events(case.does(TO_RECONSIDERATION, "2026-03-10", UNIT)) == [("clock_stopped", "XF-4")]


def test_thirty_days_more_are_the_most_and_the_petitioner_is_told_why() -> None:
    case = PetitionCase().handled()
    wanted = c.ExtendHandling(by=30, approver="局长", reason="案情复杂", notice="已书面告知延期理由")
    assert refusal(case.does(wanted.model_copy(update={"notice": ""}), "2026-04-20", UNIT)) == "notice_missing"
    assert refusal(case.does(wanted.model_copy(update={"by": 31}), "2026-04-20", UNIT)) == "extension_above_maximum"
    assert refusal(case.does(wanted, "2026-04-20", OFFICE)) == "not_entitled"
    assert names(case.does(wanted, "2026-04-20", UNIT)) == ["handling_extended", "clock_extended"]
    assert str(case.clock("XF-4").clock.due) == "2026-06-03"
    assert refusal(case.does(wanted, "2026-04-21", UNIT)) == "extension_above_maximum"


def test_an_extension_approved_in_time_and_entered_late_takes_the_lapse_back() -> None:
    case = PetitionCase().handled()
    case.lapses("XF-4")
    wanted = c.ExtendHandling(by=10, approver="局长", reason="案情复杂", notice="已告知")
    assert refusal(case.does(wanted, "2026-05-20", UNIT)) == "limit_already_lapsed"
    told = case.does(wanted, "2026-05-06", UNIT, recorded="2026-05-20")
    assert names(told) == ["lapse_withdrawn", "handling_extended", "clock_extended"]
    assert irregularities(told) == ["recorded_late"]


def test_only_what_is_handled_has_a_limit_to_extend() -> None:
    wanted = c.ExtendHandling(by=10, approver="局长", reason="x", notice="x")
    assert refusal(PetitionCase().accepted().does(wanted, "2026-03-06", UNIT)) == "petition_accepted"


def test_simple_handling_has_short_limits_beside_the_ordinary_ones() -> None:
    case = PetitionCase().registered()
    chosen = case.does(SIMPLE, "2026-03-02 10:00")
    assert case.started(chosen) == {"XF-S3": "2026-03-03", "XF-S1": "2026-03-05"}
    assert refusal(case.does(SIMPLE, "2026-03-02 11:00")) == "already_simple"
    forwarded = case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-03")
    assert ("clock_stopped", "XF-S3") in clock_events(forwarded)
    assert ("clock_stopped", "XF-S1") in clock_events(case.does(c.AcceptPetition(), "2026-03-04", UNIT))
    handled = case.does(c.ClassifyPetition(article=Article31.PETITION_PROCEDURE), "2026-03-05", UNIT)
    assert case.started(handled) == {"XF-4": "2026-05-06", "XF-S2": "2026-03-18"}


def test_simple_handling_chosen_later_has_what_is_left_of_the_short_limits() -> None:
    with_unit = PetitionCase().with_unit()
    assert list(with_unit.started(with_unit.does(SIMPLE, "2026-03-03 10:00", UNIT))) == ["XF-S1"]
    handled = PetitionCase().handled()
    assert list(handled.started(handled.does(SIMPLE, "2026-03-06 10:00", UNIT))) == ["XF-S2"]
    assert clock_events(handled.does(c.LeaveSimpleHandling(reason="争议较大"), "2026-03-09", UNIT)) == [
        ("clock_stopped", "XF-S2")
    ]
    assert refusal(handled.does(c.LeaveSimpleHandling(reason="x"), "2026-03-10", UNIT)) == "not_simple"


@pytest.mark.parametrize(
    ("told", "change", "bar"),
    [
        ({}, {"likely_to_be_rejected": True}, "likely_to_be_rejected"),
        ({}, {"several_parties": True}, "several_parties"),
        ({"visitors": 4}, {}, "several_parties"),
        ({"joint_letter": True}, {}, "several_parties"),
    ],
)
def test_what_may_not_be_handled_simply(told: dict[str, Any], change: dict[str, Any], bar: str) -> None:
    case = PetitionCase().registered(**told)
    assert refusal(case.does(SIMPLE.model_copy(update=change), "2026-03-02 10:00")) == "simple_not_allowed"
    assert case.answer.parameters == {"bars": [bar]}  # type: ignore[union-attr]


def test_neither_what_a_superior_assigned_nor_what_was_diverted_nor_a_repeat_is_simple() -> None:
    assigned = PetitionCase().registered()
    names(assigned.does(c.ForwardPetition(responsible_unit=UNIT, by_superior=True), "2026-03-03"))
    assert refusal(assigned.does(SIMPLE, "2026-03-03 10:00", UNIT)) == "simple_not_allowed"
    diverted = PetitionCase().accepted()
    names(diverted.does(TO_RECONSIDERATION, "2026-03-06", UNIT))
    assert refusal(diverted.does(SIMPLE, "2026-03-06 10:00", UNIT)) == "simple_not_allowed"
    again = PetitionCase().registered(repeat_of=PetitionCase().query_code_of_another())
    assert refusal(again.does(SIMPLE, "2026-03-02 10:00")) == "simple_not_allowed"


def test_who_has_a_direct_interest_steps_aside() -> None:
    case = PetitionCase().accepted()
    related = c.AssignHandler(handler="承办科室", direct_interest=True)
    assert refusal(case.does(related, "2026-03-06", UNIT)) == "handler_must_step_aside"
    names(case.does(c.AssignHandler(handler="承办科室"), "2026-03-06", UNIT))
    assert names(case.does(c.AssignHandler(handler="另一科室", reason="轮岗"), "2026-03-07", UNIT)) == [
        "handler_assigned"
    ]
    assert case.petition.handler == "另一科室"


def test_facts_may_be_looked_into_at_any_time() -> None:
    case = PetitionCase().handled()
    assert names(case.does(c.InvestigatePetition(what="走访工地"), "2026-03-07", UNIT)) == ["petition_investigated"]


def test_no_hearing_closes_that_was_not_opened_and_none_opens_where_nothing_is_handled() -> None:
    case = PetitionCase().registered()
    assert refusal(case.does(c.OpenHearing(), "2026-03-03", OFFICE)) == "petition_registered"
    handled = PetitionCase().handled()
    assert refusal(handled.does(c.CloseHearing(conclusions="x"), "2026-03-07", UNIT)) == "no_hearing_open"
    names(handled.does(c.OpenHearing(), "2026-03-07", UNIT))
    assert names(handled.does(c.CloseHearing(conclusions="x"), "2026-03-08", UNIT)) == ["hearing_closed"]


def test_mediation_needs_both_sides_and_a_settlement_its_document() -> None:
    case = PetitionCase().handled()
    assert irregularities(case.does(c.MediatePetition(consenting=("p1",)), "2026-03-07", UNIT)) == [
        "consent_not_recorded"
    ]
    assert irregularities(case.does(c.MediatePetition(consenting=("p1", "p3")), "2026-03-08", UNIT)) == []
    assert refusal(case.does(c.MediatePetition(consenting=("x",)), "2026-03-08", UNIT)) == "unknown_party"
    settled = case.does(c.SettlePetition(terms=("支付工资",)), "2026-03-09", UNIT)
    assert irregularities(settled) == ["agreement_document_missing"]
    assert clock_events(settled) == [("clock_stopped", "XF-4")]
    assert refusal(case.does(opinion(), "2026-03-10", UNIT)) == "petition_settled"
    assert names(case.does(c.ConcludePetition(ending="petition_settled"), "2026-03-10")) == ["petition_concluded"]


def test_only_civil_disputes_go_to_a_mediation_body_and_only_when_both_want_it() -> None:
    case = PetitionCase().handled()
    wanted = c.ReferToMediation(to_body=COMMITTEE, consenting=("p1", "p3"))
    one = wanted.model_copy(update={"consenting": ("p1",)})
    assert refusal(case.does(one, "2026-03-07", UNIT)) == "consent_missing"
    administrative = wanted.model_copy(update={"administrative_dispute": True})
    assert refusal(case.does(administrative, "2026-03-07", UNIT)) == "not_a_civil_dispute"
    assert refusal(case.does(wanted.model_copy(update={"to_body": OFFICE}), "2026-03-07", UNIT)) == (
        "not_a_mediation_body"
    )
    assert names(case.does(wanted, "2026-03-07", UNIT)) == ["mediation_referred"]


def test_an_opinion_given_without_what_comes_before_it_is_marked_not_refused() -> None:
    case = PetitionCase().registered()
    names(case.does(c.ForwardPetition(responsible_unit=UNIT), "2026-03-03"))
    told = opinion(review_right_told=False, internal_seal=True)
    marks = irregularities(case.does(told, "2026-03-20", UNIT))
    assert marks == [
        "not_admitted", "not_classified", "petitioner_not_notified", "review_right_not_told", "internal_seal",
    ]  # fmt: skip


def test_a_late_opinion_is_marked_and_a_late_entry_of_a_timely_one_takes_the_lapse_back() -> None:
    late = PetitionCase().handled()
    late.lapses("XF-4")
    assert irregularities(late.does(opinion(), "2026-05-08", UNIT)) == ["opinion_late"]
    timely = PetitionCase().handled()
    timely.lapses("XF-4")
    told = timely.does(opinion(), "2026-05-06", UNIT, recorded="2026-05-08")
    assert clock_events(told) == [("lapse_withdrawn", "XF-4"), ("clock_stopped", "XF-4")]


def test_only_who_gave_an_opinion_or_the_office_serves_it() -> None:
    case = PetitionCase().opined()
    assert refusal(case.does(c.ServeOpinion(service=BY_HAND), "2026-03-23", HUB)) == "not_entitled"
    assert refusal(case.does(c.ServeOpinion(opinion_id="x", service=BY_HAND), "2026-03-23", UNIT)) == "no_opinion"
    unknown = c.ServeOpinion(service=BY_HAND, party_ids=("x",))
    assert refusal(case.does(unknown, "2026-03-23", UNIT)) == "unknown_party"
    assert names(case.does(c.ServeOpinion(service=BY_HAND), "2026-03-23", OFFICE))[0] == "opinion_served"


def test_each_petitioner_has_an_own_limit_from_an_own_service() -> None:
    case = PetitionCase(summary((PETITIONER, SECOND, EMPLOYER))).opined()
    names(case.does(c.ServeOpinion(service=BY_HAND, party_ids=("p1",)), "2026-03-23", UNIT))
    names(case.does(c.ServeOpinion(service=BY_HAND, party_ids=("p2",)), "2026-03-30", UNIT))
    asked = case.does(c.RequestReview(reviewing_unit=HUB, party_ids=("p1",)), "2026-04-01", HUB)
    assert clock_events(asked) == [("clock_stopped", "XF-5"), ("clock_started", "XF-6")]
    running = [kept.clock.subject for kept in case.state.clocks.clocks.values() if kept.status == "running"]
    assert any(subject.endswith("/p2") for subject in running)


def test_a_late_request_is_recorded_and_the_reviewing_unit_may_turn_it_down() -> None:
    case = PetitionCase().served()
    case.lapses("XF-5")
    asked = case.does(c.RequestReview(reviewing_unit=HUB), "2026-05-06", HUB)
    assert irregularities(asked) == ["review_requested_late"]
    assert refusal(case.does(c.RejectReview(ground="x"), "2026-05-07", HUB)) == "unknown_ground"
    turned_down = case.does(c.RejectReview(ground="requested_late"), "2026-05-07", HUB)
    assert clock_events(turned_down) == [("clock_stopped", "XF-6")]
    assert case.stands == "opined"
    assert names(case.does(c.ConcludePetition(ending="opinion_stands"), "2026-05-08")) == ["petition_concluded"]


def test_a_late_request_for_the_recheck_likewise() -> None:
    case = PetitionCase().reviewed()
    case.lapses("XF-7")
    asked = case.does(c.RequestRecheck(rechecking_unit=CITY), "2026-06-01", CITY)
    assert irregularities(asked) == ["recheck_requested_late"]
    told = c.RejectReview(stage=OpinionStage.RECHECK, ground="requested_late")
    assert names(case.does(told, "2026-06-02", CITY))[0] == "review_rejected"
    assert case.stands == "reviewed"


def test_a_request_without_an_opinion_on_file_or_to_the_wrong_unit_is_marked() -> None:
    case = PetitionCase().with_unit()
    asked = case.does(c.RequestReview(reviewing_unit=OTHER_OFFICE), "2026-04-01")
    assert irregularities(asked) == ["no_opinion_on_file", "wrong_reviewing_unit"]


def test_late_reviews_and_rechecks_and_rights_not_told_are_marked() -> None:
    case = PetitionCase().under_review()
    case.lapses("XF-6")
    assert irregularities(case.does(review(recheck_right_told=False), "2026-06-01", HUB)) == [
        "review_opinion_late", "recheck_right_not_told",
    ]  # fmt: skip
    again = PetitionCase().under_recheck()
    again.lapses("XF-8")
    final = c.IssueRecheckOpinion(finding=ReviewFinding.CHANGED, answer="变更")
    assert irregularities(again.does(final, "2026-07-01", CITY)) == ["recheck_opinion_late"]


def test_after_a_revoked_opinion_the_unit_gives_a_new_one_and_after_an_upheld_one_not() -> None:
    case = PetitionCase().under_review()
    names(case.does(review(finding=ReviewFinding.REVOKED), "2026-04-20", HUB))
    assert names(case.does(opinion(), "2026-04-25", UNIT))[0] == "handling_opinion_issued"
    assert refusal(PetitionCase().reviewed().does(opinion(), "2026-04-25", UNIT)) == "review_issued"


def test_no_recheck_is_answered_while_its_hearing_goes_on() -> None:
    case = PetitionCase().under_recheck()
    names(case.does(c.OpenHearing(), "2026-05-11", CITY))
    final = c.IssueRecheckOpinion(finding=ReviewFinding.UPHELD, answer="维持")
    assert refusal(case.does(final, "2026-05-12", CITY)) == "hearing_open"


def test_an_opinion_stands_only_when_nobody_can_ask_for_more() -> None:
    case = PetitionCase().opined()
    stands = c.ConcludePetition(ending=PetitionEnding.OPINION_STANDS)
    assert refusal(case.does(stands, "2026-03-21")) == "opinion_not_served"
    names(case.does(c.ServeOpinion(service=BY_HAND), "2026-03-23", UNIT))
    assert refusal(case.does(stands, "2026-03-24")) == "review_still_open"
    case.lapses("XF-5")
    assert names(case.does(stands, "2026-04-24")) == ["petition_concluded"]


def test_an_ending_that_the_record_does_not_bear_out_is_refused() -> None:
    case = PetitionCase().handled()
    finality = c.ConcludePetition(ending=PetitionEnding.THREE_LEVEL_FINALITY)
    assert refusal(case.does(finality, "2026-03-07")) == "ending_not_borne_out"
    names(case.does(c.ConcludePetition(ending=PetitionEnding.WITHDRAWN), "2026-03-08"))
    assert refusal(case.does(finality, "2026-03-09")) == "petition_concluded"
    assert refusal(case.does(c.ReportPetition(reported_to=("x",), reason="y"), "2026-03-09")) == "petition_concluded"


def test_an_assignment_is_reported_back_before_its_end() -> None:
    case = PetitionCase().registered()
    assign = c.ForwardPetition(responsible_unit=UNIT, manner="assign_with_report", report_due=date(2026, 5, 8))
    for body, by in (
        (assign, OFFICE),
        (c.AcceptPetition(), UNIT),
        (opinion(), UNIT),
        (c.ServeOpinion(service=BY_HAND), UNIT),
    ):
        names(case.does(body, "2026-03-20", by))
    case.lapses("XF-5")
    stands = c.ConcludePetition(ending=PetitionEnding.OPINION_STANDS)
    assert refusal(case.does(stands, "2026-04-24")) == "not_reported_back"
    names(case.does(c.ReportAssignment(report="已办结"), "2026-04-24 10:00", UNIT))
    assert names(case.does(stands, "2026-04-24 11:00")) == ["petition_concluded"]


def test_leaders_receive_review_and_confer() -> None:
    case = PetitionCase().handled()
    for body in (
        c.HoldReception(leader="副区长", place="区信访局"), c.ReviewHandlingQuality(findings="程序合规"),
        c.HoldJointConference(units=(UNIT, OFFICE), conclusions="限期答复"), c.Counsel(what="释法"),
    ):  # fmt: skip
        assert len(names(case.does(body, "2026-03-10"))) == 1
    assert case.stands == "handling"


def test_a_repeat_from_the_third_time_on_calls_for_a_leader() -> None:
    case = PetitionCase().registered()
    calls = [
        case.does(c.RecordRepeatPetition(), f"2026-03-0{day}")[0].calls_for_leader  # type: ignore[index, union-attr]
        for day in (3, 4)
    ]
    assert calls == [False, True]


def test_a_stale_or_repeated_scan_changes_nothing() -> None:
    case = PetitionCase().registered()
    assert len(names(case.lapses("XF-1"))) == 1
    assert names(case.lapses("XF-1")) == []


def test_an_opinion_served_after_the_end_opens_no_limit() -> None:
    case = PetitionCase().opined()
    names(case.does(c.ConcludePetition(ending=PetitionEnding.WITHDRAWN), "2026-03-21"))
    assert names(case.does(c.ServeOpinion(service=BY_HAND), "2026-03-23", UNIT)) == ["opinion_served"]
