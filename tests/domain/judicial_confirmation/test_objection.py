"""Objections to a confirmation; revocation, change, and dismissal after revocation (CPL-I 372)."""

from datetime import date

import pytest

from schemas.clocks import ClockStopped
from schemas.judicial_confirmation import ConfirmationRevoked, ObjectionFiled, Objector
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain.situations import Confirmed
from tests.domain.given_when_then import at, irregularities, names, refusal
from tests.domain.given_when_then import clock_events as clocks_of
from tests.domain.judicial_confirmation.court_case import (
    CLERK,
    OTHER_COURT_CLERK,
    CourtCase,
    confirmed,
    docketed,
    effective,
)

BY_P1 = {"by": Objector.PARTY, "party_id": "p1", "reason": "并非自愿"}
OUTSIDER = {"by": Objector.INTERESTED_PERSON, "name": "案外人", "reason": "房屋系其所有"}


def served() -> CourtCase:
    """… served on both parties on 18 March."""
    case = confirmed()
    for party_id in ("p1", "p2"):
        names(
            case.court_does(
                court.ServeRuling, "2026-03-18", party_id=party_id, service={"method": "direct", "proof": "送达回证"}
            )
        )
    return case


def objected() -> tuple[CourtCase, str]:
    """… objected to by p1 on 20 March."""
    case = served()
    names(case.court_does(court.FileObjection, "2026-03-20", **BY_P1))
    filed = [event for event in case.events if isinstance(event, ObjectionFiled)]
    return case, filed[-1].objection_id


def test_a_party_objects_within_fifteen_days_of_receipt() -> None:
    answer = served().court_does(court.FileObjection, "2026-04-02", **BY_P1)
    assert irregularities(answer) == []
    assert clocks_of(answer) == [("clock_stopped", "JC-5")]


def test_a_party_that_has_not_been_served_yet_cannot_be_late() -> None:
    assert irregularities(confirmed().court_does(court.FileObjection, "2026-12-01", **BY_P1)) == []


def test_a_late_objection_of_a_party_is_recorded_and_left_to_the_court() -> None:
    case = served()
    names(case.time_passes("JC-5", "2026-04-03 00:00"))
    assert irregularities(case.court_does(court.FileObjection, "2026-04-03", **BY_P1)) == ["objection_late"]


@pytest.mark.parametrize(
    ("knew_on", "expected", "in_time"),
    [(date(2026, 3, 20), [], True), (date(2026, 3, 18), ["objection_late"], False)],
)
def test_an_interested_person_has_six_months_from_knowing_and_20_september_2026_is_a_make_up_working_day(
    knew_on: date, expected: list[str], in_time: bool
) -> None:
    case = confirmed()
    answer = case.court_does(court.FileObjection, "2026-09-20", **OUTSIDER, knew_on=knew_on)
    assert irregularities(answer) == expected
    assert clocks_of(answer) == [("clock_started", "JC-6"), ("clock_stopped", "JC-6")]
    stopped = case.events[-1]
    assert isinstance(stopped, ClockStopped)
    assert stopped.in_time is in_time


def test_without_the_day_of_knowing_nothing_is_judged() -> None:
    assert names(confirmed().court_does(court.FileObjection, "2027-09-21", **OUTSIDER)) == ["objection_filed"]


def test_nobody_knew_after_objecting() -> None:
    answer = confirmed().court_does(court.FileObjection, "2026-09-21", **OUTSIDER, knew_on=date(2026, 9, 22))
    assert refusal(answer) == "knew_on_in_future"


def test_an_objecting_party_is_a_party() -> None:
    for party_id in (None, "p9"):
        answer = confirmed().court_does(court.FileObjection, "2026-03-20", by=Objector.PARTY, party_id=party_id)
        assert refusal(answer) == "party_unknown"


def test_only_a_confirmation_in_effect_is_objected_to() -> None:
    assert refusal(docketed().court_does(court.FileObjection, "2026-03-20", **BY_P1)) == "not_confirmed"
    assert refusal(effective().court_does(court.FileObjection, "2026-03-20", **BY_P1)) == "not_found"
    early = confirmed().court_does(court.FileObjection, "2026-03-15", recorded="2026-03-20", **BY_P1)
    assert refusal(early) == "occurred_before_previous_act"


def test_a_rejected_objection_leaves_the_confirmation_standing() -> None:
    case, objection = objected()
    assert names(case.court_does(court.RejectObjection, "2026-03-25", objection_id=objection)) == ["objection_rejected"]
    assert case.situation == "confirmed"
    again = case.court_does(court.RejectObjection, "2026-03-26", objection_id=objection)
    assert refusal(again) == "objection_unknown"


def test_an_upheld_objection_revokes_and_everything_that_ran_on_the_ruling_ends() -> None:
    case, objection = objected()
    answer = case.court_does(court.RevokeConfirmation, "2026-03-27", objection_id=objection, reason="并非自愿")
    assert names(answer)[0] == "confirmation_revoked"
    assert sorted(clocks_of(answer)) == [("clock_stopped", "JC-4"), ("clock_stopped", "JC-5")]
    assert case.situation == "revoked"
    assert case.state.clocks.first_due() is None
    assert all(event.in_time is None for event in case.events[-2:] if isinstance(event, ClockStopped))


def test_the_court_revokes_on_its_own_finding_without_an_objection() -> None:
    case = confirmed()
    answer = case.court_does(court.RevokeConfirmation, "2026-06-01", own_finding=True, reason="确认有误")
    revoked = case.events[-len(names(answer))]
    assert isinstance(revoked, ConfirmationRevoked)
    assert revoked.objection_id is None


def test_a_revocation_rests_on_an_objection_or_an_own_finding() -> None:
    assert refusal(confirmed().court_does(court.RevokeConfirmation, "2026-06-01")) == "revocation_unfounded"
    answer = confirmed().court_does(court.RevokeConfirmation, "2026-06-01", objection_id="none")
    assert refusal(answer) == "objection_unknown"


def test_a_revoked_confirmation_is_followed_by_dismissal_by_the_same_court() -> None:
    case = confirmed()
    ground = {"ground": "harms_others"}
    assert refusal(case.court_does(court.DismissAfterRevocation, "2026-06-01", **ground)) == "not_revoked"
    names(case.court_does(court.RevokeConfirmation, "2026-06-01", own_finding=True))
    early = case.court_does(court.DismissAfterRevocation, "2026-05-31", recorded="2026-06-02", **ground)
    assert refusal(early) == "occurred_before_previous_act"
    assert refusal(case.court_does(court.DismissAfterRevocation, "2026-06-02", ground="no")) == "ground_unknown"
    stranger = case.court_does(court.DismissAfterRevocation, "2026-06-02", OTHER_COURT_CLERK, **ground)
    assert refusal(stranger) == "not_found"
    answer = case.court_does(court.DismissAfterRevocation, "2026-06-02", **ground)
    assert names(answer) == ["application_dismissed"]
    assert case.situation == "dismissed"


def test_a_changed_confirmation_is_a_new_ruling_that_is_served_anew() -> None:
    case, objection = objected()
    answer = case.court_does(court.ChangeConfirmation, "2026-03-27", objection_id=objection, change="更正金额")
    assert names(answer)[0] == "confirmation_changed"
    assert clocks_of(answer) == [("clock_stopped", "JC-5")]
    situation = case.agreement.situation
    assert isinstance(situation, Confirmed)
    assert situation.served == ()
    assert situation.open_objections == ()
    served_again = case.court_does(
        court.ServeRuling, "2026-03-30", party_id="p1", service={"method": "direct", "proof": "送达回证"}
    )
    assert clocks_of(served_again) == [("clock_started", "JC-5")]
    assert case.due("JC-5") == "2026-04-14"


def test_a_changed_last_day_of_performance_starts_the_two_years_anew_cpl_250() -> None:
    case, objection = objected()
    assert case.due("JC-4") == "2028-06-30"
    later = {"change": "展期", "last_performance_day": at("2026-12-31").date()}
    answer = case.court_does(court.ChangeConfirmation, "2026-03-27", objection_id=objection, **later)
    assert clocks_of(answer)[-2:] == [("clock_stopped", "JC-4"), ("clock_started", "JC-4")]
    assert case.due("JC-4") == "2029-01-01"


def test_a_change_rests_on_an_objection() -> None:
    answer = confirmed().court_does(court.ChangeConfirmation, "2026-03-27", objection_id="none", change="无")
    assert refusal(answer) == "objection_unknown"


def test_the_committee_does_not_decide_on_objections() -> None:
    case, objection = objected()
    answer = case.court_does(court.RejectObjection, "2026-03-25", CLERK, objection_id=objection)
    assert refusal(answer) == "not_found"
