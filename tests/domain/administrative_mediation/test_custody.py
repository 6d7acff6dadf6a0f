"""Offers and custody at an agency (design.md section 5): nothing is heard twice, older rounds end, strangers learn nothing."""

import pytest

from schemas.command import Actor
from schemas.identity import track_id
from schemas.intake import HandOverReason
from services.administrative_mediation.domain import commands as c
from tests.domain.administrative_mediation.agency_case import (
    CASE,
    HUB,
    LABOUR,
    ROUTES,
    AgencyCase,
    given_accepted_offer,
    given_examining,
    given_in_mediation,
    given_lost,
    given_offered,
    given_session,
    given_terminated,
)
from tests.domain.given_when_then import irregularities, names, refusal

STRANGER = Actor(user="clerk.stranger", organisation="wuhu.wuwei.human-resources", roles=("clerk",))


def test_an_offer_is_accepted_and_the_agency_waits_for_custody():
    case = given_offered()
    assert names(case.does(c.AcceptOffer(), "2026-03-02 10:00")) == ["offer_accepted"]
    assert refusal(case.does(c.AcceptOffer(), "2026-03-02 10:00")) == "offer_already_accepted"
    assert refusal(case.accepts()) == "custody_not_here"
    assert refusal(case.holds()) == "custody_not_here"


def test_nothing_is_decided_before_the_offer_is_accepted():
    assert refusal(given_offered().accepts()) == "offer_not_accepted"


def test_nobody_answers_an_offer_before_it_was_made():
    assert refusal(given_offered().does(c.AcceptOffer(), "2026-03-02 08:00")) == "before_offer"


def test_an_offer_is_returned_as_another_agencys_or_as_barred_with_the_routes_told():
    case = given_offered()
    assert refusal(case.does(c.ReturnOffer(code="sea", reason="不符"), "2026-03-02 10:00")) == "unknown_ground"
    assert refusal(case.does(c.ReturnOffer(code="am_sued", reason="已起诉"), "2026-03-02 10:00")) == "routes_not_told"
    returned = c.ReturnOffer(code="am_sued", reason="已起诉", routes=ROUTES)
    assert names(case.does(returned, "2026-03-02 10:00")) == ["offer_returned"]
    assert refusal(case.does(returned, "2026-03-02 11:00")) == "offer_closed"
    assert names(given_offered().does(c.ReturnOffer(code="not_competent", reason="不归本局"), "2026-03-02 10:00")) == [
        "offer_returned"
    ]


def test_an_acceptance_that_occurred_before_the_time_out_is_passed_on():
    case = given_offered()
    number = case.custody_number
    closed = c.CloseOffer(track_id=track_id(CASE, number), what="offer_timed_out", custody_number=number,
                          to_body=case.body, reason="逾期")  # fmt: skip
    assert names(case.hears(closed, "2026-03-05")) == ["offer_closed"]
    assert names(case.does(c.AcceptOffer(), "2026-03-04", recorded="2026-03-05 10:00")) == ["offer_accepted"]


def test_what_the_agency_holds_already_is_not_accepted_again():
    assert refusal(given_examining().does(c.AcceptOffer(), "2026-03-03")) == "custody_already_here"


def test_an_offer_heard_after_its_end_or_twice_changes_nothing():
    case = given_examining()
    assert names(case.offered()) == ["noted"]
    assert names(case.custody_comes()) == ["noted"]


def test_an_end_heard_before_the_offer_closes_it_in_advance():
    case = AgencyCase()
    closed = c.CloseOffer(
        track_id=track_id(CASE, 2), what="offer_withdrawn", custody_number=2, to_body=LABOUR, reason="收回"
    )
    assert names(case.hears(closed, "2026-03-02")) == ["offer_closed"]
    assert names(case.offered()) == ["noted"]


def test_a_time_out_that_does_not_tell_its_channel_is_only_noted():
    case = AgencyCase()
    closed = c.CloseOffer(track_id=track_id(CASE, 2), what="offer_timed_out", custody_number=2, to_body=LABOUR,
                          reason="逾期", channel_told=False)  # fmt: skip
    assert names(case.hears(closed, "2026-03-02")) == ["noted"]


def test_an_offer_taken_back_under_a_round_that_began_is_a_conflict():
    case = given_examining()
    closed = c.CloseOffer(
        track_id=track_id(CASE, 2), what="offer_withdrawn", custody_number=2, to_body=LABOUR, reason="收回"
    )
    assert names(case.hears(closed, "2026-03-03")) == ["conflict"]


def test_custody_elsewhere_ends_the_round_and_every_clock_of_it():
    case = given_session()
    assert names(case.custody_goes(3)) == ["custody_lost", "clock_stopped"]
    assert (case.situation, case.status("AM-3")) == ("lost", "stopped")
    assert refusal(case.ends("2026-03-11")) == "custody_elsewhere"
    assert names(case.custody_goes(3)) == ["noted"]


def test_what_happened_before_custody_went_is_recorded_and_what_came_after_is_marked():
    case = given_lost()
    assert "custody_elsewhere" in irregularities(case.holds("2026-03-12"))
    early = case.does(c.HoldSession(), "2026-03-09", recorded="2026-03-12")
    assert "custody_elsewhere" not in irregularities(early)


def test_what_happened_before_custody_came_is_marked():
    case = given_examining()
    assert "before_custody" in irregularities(case.does(c.GatherEvidence(what="查看现场"), "2026-03-01"))


def test_custody_heard_late_begins_a_round_that_is_over():
    case = AgencyCase()
    case.custody_comes("2026-03-02", number=5)
    late = case.custody_comes("2026-03-03", number=2)
    assert names(late)[-2:] == ["custody_received", "custody_lost"]


def test_a_denial_ends_the_round_named_and_no_other():
    case = given_in_mediation()
    denied = c.DenyCustody(track_id=case.track.track_id, reason="案件已经办结")
    assert names(case.hears(denied, "2026-03-10")) == ["custody_lost", "clock_stopped"]
    assert names(case.hears(denied, "2026-03-10")) == ["noted"]


@pytest.mark.parametrize("given", [given_offered, given_accepted_offer, given_session, given_terminated])
def test_for_another_body_the_case_does_not_exist(given):
    case = given()
    assert refusal(case.does(c.HoldSession(), "2026-03-20", STRANGER)) == "not_found"
    assert refusal(case.does(c.HoldSession(track_id="other"), "2026-03-20")) == "not_found"


def test_the_system_gives_no_act_of_people_and_people_none_of_the_system():
    case = given_examining()
    system = Actor(user="system:intake", organisation=case.body)
    assert refusal(case.does(c.HoldSession(), "2026-03-05", system)) == "not_found"
    assert refusal(case.does(c.LapseClock(clock_id=case.clock_id("AM-1")), "2026-03-20")) == "not_found"


def test_nothing_lies_in_the_future():
    assert refusal(given_session().does(c.HoldSession(), "2026-03-20", recorded="2026-03-10")) == "occurred_in_future"


def test_an_agency_that_a_superior_designated_may_not_hand_the_case_on_sz_45():
    case = given_examining(reason=HandOverReason.DESIGNATION)
    assert case.track.designated
    assert refusal(case.does(c.FindNotCompetent(reason="不归本局"), "2026-03-03")) == "designated_here"
    moved_on = c.TransferApplication(to_body="wuhu.jinghu.market-regulation", reason="不归本局")
    assert refusal(case.does(moved_on, "2026-03-03")) == "designated_here"


def test_a_superior_that_confirms_the_agency_binds_it_too():
    case = given_examining()
    told = c.HearDesignation(custody_number=2, by_body=HUB, to_body=case.body, reason="先受理")
    assert names(case.hears(told, "2026-03-03")) == ["agency_designated"]
    assert refusal(case.does(c.FindNotCompetent(reason="不归本局"), "2026-03-03 10:00")) == "designated_here"
    other = c.HearDesignation(custody_number=9, by_body=HUB, to_body="wuhu.health", reason="另行指定")
    assert names(case.hears(other, "2026-03-04")) == ["noted"]
