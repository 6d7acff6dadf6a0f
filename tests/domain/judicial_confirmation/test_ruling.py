"""The ruling, its time limits, their extension and its service (CPL 187, 206, 250; CPL-I 358; JC11 5)."""

from typing import Any

import pytest

from schemas.clocks import ClockExtended, ClockStarted
from schemas.command import Refused
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain.court_commands import RulingLimit
from services.judicial_confirmation.domain.situations import Confirmed
from tests.domain.given_when_then import clock_events, irregularities, names, refusal
from tests.domain.judicial_confirmation.court_case import (
    NO_DAY,
    OTHER_COURT_CLERK,
    CourtCase,
    applied,
    confirmed,
    docketed,
    effective,
)

EXTENSION = {"days": 10, "approved_by_president": True, "reason": "案情复杂"}


def test_the_ruling_ends_both_times_and_begins_the_two_years_from_the_last_performance_day_cpl_250() -> None:
    case = docketed()
    answer = case.court_does(court.ConfirmAgreement, "2026-03-16", ruling_number="(2026)皖0202诉前调确1号")
    assert clock_events(answer) == [("clock_stopped", "JC-3"), ("clock_stopped", "JC-3S"), ("clock_started", "JC-4")]
    assert irregularities(answer) == []
    assert case.situation == "confirmed"
    assert case.due("JC-4") == "2028-06-30"


def test_where_no_day_of_performance_is_named_the_two_years_run_from_the_ruling() -> None:
    case = CourtCase()
    names(case.takes_effect(terms=NO_DAY))
    names(case.applied())
    docketed(case)
    names(case.court_does(court.ConfirmAgreement, "2026-03-16"))
    assert case.due("JC-4") == "2028-03-16"


def test_a_ruling_without_verification_of_both_sides_is_marked_cpl_i_356() -> None:
    case = applied()
    names(case.court_does(court.DocketApplication, "2026-03-11"))
    assert irregularities(case.court_does(court.ConfirmAgreement, "2026-03-12")) == ["verification_missing"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-26 23:59", []),
        ("2026-03-27 00:00", ["ruling_late"]),
        ("2026-04-11", ["ruling_late", "ruling_past_statutory_limit"]),
    ],
)
def test_a_late_ruling_is_recorded_and_marked_jc11_5_cpl_187(day: str, expected: list[str]) -> None:
    assert irregularities(docketed().court_does(court.ConfirmAgreement, day)) == expected
    assert irregularities(docketed().court_does(court.DismissApplication, day, ground="not_voluntary")) == expected


def test_the_president_adds_ten_days_once_jc11_5() -> None:
    case = docketed()
    answer = case.court_does(court.ExtendRulingLimit, "2026-03-20", **EXTENSION)
    assert names(answer) == ["clock_extended"]
    assert case.due("JC-3") == "2026-04-07"
    extended = case.events[-1]
    assert isinstance(extended, ClockExtended)
    assert extended.clock.derivation is not None
    more = {**EXTENSION, "days": 1}
    assert refusal(case.court_does(court.ExtendRulingLimit, "2026-03-21", **more)) == "extended_already"
    assert irregularities(case.court_does(court.ConfirmAgreement, "2026-04-03")) == []


def test_once_is_once_even_below_ten_days_jc11_5_but_the_statutory_limit_may_be_extended_again_cpl_187() -> None:
    case, days = docketed(), {**EXTENSION, "days": 4}
    names(case.court_does(court.ExtendRulingLimit, "2026-03-20", **days))
    assert refusal(case.court_does(court.ExtendRulingLimit, "2026-03-21", **days)) == "extended_already"
    statutory = {**days, "limit": RulingLimit.SPECIAL_PROCEDURE}
    for day in ("2026-03-20", "2026-03-21"):
        assert names(case.court_does(court.ExtendRulingLimit, day, **statutory)) == ["clock_extended"]


def test_more_than_ten_days_are_not_in_the_presidents_power_jc11_5() -> None:
    more = {**EXTENSION, "days": 11}
    answer = docketed().court_does(court.ExtendRulingLimit, "2026-03-20", **more)
    assert refusal(answer) == "extension_above_maximum"
    assert isinstance(answer, Refused)
    assert answer.field == "days"


def test_the_statutory_limit_is_extended_by_the_president_cpl_187() -> None:
    case = docketed()
    more = {**EXTENSION, "days": 30, "limit": RulingLimit.SPECIAL_PROCEDURE}
    names(case.court_does(court.ExtendRulingLimit, "2026-03-20", **more))
    assert case.due("JC-3S") == "2026-05-11"


def test_an_extension_needs_the_presidents_approval_and_a_running_limit_jc11_5() -> None:
    unapproved = {**EXTENSION, "approved_by_president": False}
    assert refusal(docketed().court_does(court.ExtendRulingLimit, "2026-03-20", **unapproved)) == "approval_missing"
    assert refusal(applied().court_does(court.ExtendRulingLimit, "2026-03-20", **EXTENSION)) == "not_docketed"
    lapsed = docketed()
    names(lapsed.time_passes("JC-3", "2026-03-27 00:00"))
    assert refusal(lapsed.court_does(court.ExtendRulingLimit, "2026-03-28", **EXTENSION)) == "limit_already_lapsed"


def test_an_extension_approved_in_time_and_recorded_after_the_lapse_takes_the_lapse_back() -> None:
    case = docketed()
    names(case.time_passes("JC-3", "2026-03-27 00:00"))
    answer = case.court_does(court.ExtendRulingLimit, "2026-03-26", recorded="2026-03-28", **EXTENSION)
    assert names(answer) == ["lapse_withdrawn", "clock_extended"]
    assert case.status("JC-3") == "running"


@pytest.mark.parametrize("ground", ["not_voluntary", "harms_others", "content_unclear", "ownership_of_rights"])
def test_dismissal_on_a_ground_of_cpl_i_358_or_355_found_later(ground: str) -> None:
    case = docketed()
    answer = case.court_does(court.DismissApplication, "2026-03-16", ground=ground)
    assert clock_events(answer) == [("clock_stopped", "JC-3"), ("clock_stopped", "JC-3S")]
    assert case.situation == "dismissed"


def test_dismissal_needs_a_ground_of_the_law() -> None:
    answer = docketed().court_does(court.DismissApplication, "2026-03-16", ground="inconvenient")
    assert refusal(answer) == "ground_unknown"


@pytest.mark.parametrize("body", [court.ConfirmAgreement, court.DismissApplication])
def test_the_court_rules_on_what_it_docketed_and_only_once(body: type) -> None:
    more = {"ground": "not_voluntary"} if body is court.DismissApplication else {}
    assert refusal(applied().court_does(body, "2026-03-16", **more)) == "not_docketed"
    assert refusal(confirmed().court_does(body, "2026-03-17", **more)) == "not_docketed"
    assert refusal(docketed().court_does(body, "2026-03-16", OTHER_COURT_CLERK, **more)) == "not_found"
    assert refusal(effective().court_does(body, "2026-03-16", **more)) == "not_found"


def test_a_ruling_cannot_lie_before_the_docket() -> None:
    answer = docketed().court_does(court.ConfirmAgreement, "2026-03-10", recorded="2026-03-16")
    assert refusal(answer) == "occurred_before_previous_act"


def test_service_on_a_party_begins_the_fifteen_days_of_that_party_cpl_i_372() -> None:
    case = confirmed()
    answer = case.court_does(
        court.ServeRuling, "2026-03-18", party_id="p1", service={"method": "direct", "proof": "送达回证"}
    )
    assert clock_events(answer) == [("clock_started", "JC-5")]
    assert case.due("JC-5") == "2026-04-02"
    situation = case.agreement.situation
    assert isinstance(situation, Confirmed)
    assert situation.served == ("p1",)


def test_a_dismissal_is_served_without_any_time_to_object() -> None:
    case = docketed()
    names(case.court_does(court.DismissApplication, "2026-03-16", ground="not_voluntary"))
    answer = case.court_does(
        court.ServeRuling, "2026-03-18", party_id="p1", service={"method": "mail", "proof": "回执"}
    )
    assert names(answer) == ["ruling_served"]


def test_a_service_that_does_not_count_is_recorded_and_the_ruling_is_still_to_be_served() -> None:
    case = confirmed()
    left = {"method": "left", "refused": True}
    answer = case.court_does(court.ServeRuling, "2026-03-18", party_id="p1", service=left)
    assert (names(answer), irregularities(answer)) == (["ruling_served"], ["left_without_witness"])
    assert isinstance(case.agreement.situation, Confirmed)
    assert case.agreement.situation.served == ()
    again = case.court_does(court.ServeRuling, "2026-03-20", party_id="p1", service={**left, "on_film": True})
    assert (clock_events(again), irregularities(again)) == ([("clock_started", "JC-5")], [])
    assert case.due("JC-5") == "2026-04-07"


def test_service_is_on_a_party_once_and_after_the_ruling() -> None:
    how: dict[str, Any] = {"service": {"method": "direct", "proof": "送达回证"}}
    assert refusal(docketed().court_does(court.ServeRuling, "2026-03-18", party_id="p1", **how)) == "no_ruling"
    assert refusal(confirmed().court_does(court.ServeRuling, "2026-03-18", party_id="p8", **how)) == "party_unknown"
    early = confirmed().court_does(court.ServeRuling, "2026-03-15", recorded="2026-03-18", party_id="p1", **how)
    assert refusal(early) == "occurred_before_previous_act"
    case = confirmed()
    names(case.court_does(court.ServeRuling, "2026-03-18", party_id="p1", **how))
    assert refusal(case.court_does(court.ServeRuling, "2026-03-19", party_id="p1", **how)) == "already_served"
    stranger = case.court_does(court.ServeRuling, "2026-03-19", OTHER_COURT_CLERK, party_id="p2", **how)
    assert refusal(stranger) == "not_found"


def test_a_limit_lapses_once_and_a_stale_scan_changes_nothing() -> None:
    case = docketed()
    assert case.time_passes("JC-3", "2026-03-26 23:59") == ()
    assert names(case.time_passes("JC-3", "2026-03-27 00:00")) == ["clock_lapsed"]
    assert case.time_passes("JC-3", "2026-03-28") == ()
    started = [event for event in case.events if isinstance(event, ClockStarted)]
    assert all(event.clock.derivation is not None for event in started)
