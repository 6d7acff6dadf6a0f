"""Whose duty the matter is: three working days to hand it over, and the window makes the offer (SZ 45)."""

from services.administrative_mediation.domain import commands as c
from tests.domain.administrative_mediation.agency_case import given_consent_pending, given_examining
from tests.domain.given_when_then import names, refusal

MARKET = "wuhu.jinghu.market-regulation"


def test_finding_oneself_not_competent_begins_three_working_days():
    case = given_examining()
    assert names(case.does(c.FindNotCompetent(reason="系消费纠纷"), "2026-03-05")) == [
        "found_not_competent", "clock_started"
    ]  # fmt: skip
    assert case.due("AM-2") == "2026-03-10"


def test_the_hand_over_ends_both_times_and_the_agency_keeps_the_case_until_the_other_takes_it():
    case = given_examining()
    names(case.does(c.FindNotCompetent(reason="系消费纠纷"), "2026-03-05"))
    answer = case.does(c.TransferApplication(to_body=MARKET, reason="系消费纠纷"), "2026-03-06")
    assert names(answer) == ["transfer_requested", "clock_stopped", "clock_stopped"]
    assert (case.situation, case.status("AM-1"), case.status("AM-2")) == ("handing_over", "stopped", "stopped")
    assert refusal(case.accepts("2026-03-07")) == "handing_over"
    assert names(case.custody_goes(3, "2026-03-09")) == ["custody_lost"]


def test_a_late_hand_over_leaves_the_lapse_of_three_days_standing():
    case = given_examining()
    names(case.does(c.FindNotCompetent(reason="系消费纠纷"), "2026-03-05"))
    case.time_passes("AM-2", "2026-03-11 00:00")
    names(case.does(c.TransferApplication(to_body=MARKET, reason="系消费纠纷"), "2026-03-12"))
    assert case.status("AM-2") == "lapsed"


def test_a_hand_over_that_is_sent_back_leaves_the_case_to_be_decided_on_here():
    case = given_examining()
    names(case.does(c.TransferApplication(to_body=MARKET, reason="系消费纠纷"), "2026-03-05"))
    assert names(case.hears(c.HearTransferReturned(to_body="wuhu.health", reason="不收"), "2026-03-06")) == ["noted"]
    assert names(case.hears(c.HearTransferReturned(to_body=MARKET, reason="不收"), "2026-03-06")) == [
        "transfer_returned"
    ]
    assert case.situation == "examining"


def test_a_hand_over_that_the_window_could_not_offer_comes_back_by_its_round():
    case = given_examining()
    names(case.does(c.TransferApplication(to_body=MARKET, reason="系消费纠纷"), "2026-03-05"))
    told = c.HearTransferReturned(track_id=case.track.track_id, reason="已有移交等待答复")
    assert names(case.hears(told, "2026-03-05")) == ["transfer_returned"]


def test_only_another_agency_that_mediates_may_be_named():
    case = given_examining()
    for to_body, code in (
        ("nobody", "unknown_body"),
        ("wuhu.jinghu.court", "not_a_mediating_agency"),
        (case.body, "not_a_mediating_agency"),
    ):
        assert refusal(case.does(c.TransferApplication(to_body=to_body, reason="移送"), "2026-03-05")) == code


def test_an_accepted_matter_is_not_handed_over_any_more():
    answer = given_consent_pending().does(c.TransferApplication(to_body=MARKET, reason="移送"), "2026-03-05")
    assert refusal(answer) == "consent_pending"
