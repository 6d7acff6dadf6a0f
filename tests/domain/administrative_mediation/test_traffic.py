"""Traffic damages before the traffic police: joint, written, in time; ten days from the day the damage is fixed (TR 94-96, TRP 85)."""

from datetime import date

from services.administrative_mediation.domain import commands as c
from tests.domain.administrative_mediation.agency_case import given_examining, given_in_mediation
from tests.domain.given_when_then import clock_events, irregularities, names, refusal


def applied(case, day="2026-03-10", **more):
    return case.does(c.RecordApplication(**{"joint": True, **more}), day)


def grounds(refused):
    assert refusal(refused) == "barred"
    return refused.parameters["grounds"]


def test_from_the_receipt_of_the_finding_the_parties_have_ten_days_and_apply_together():
    case = given_examining("traffic")
    received = case.does(c.RecordFinding(received_on=date(2026, 3, 2)), "2026-03-03")
    assert clock_events(received) == [("clock_started", "TR-1")]
    assert case.due("TR-1") == "2026-03-12"
    answer = applied(case)
    assert (names(answer), irregularities(answer)) == (["application_recorded", "clock_stopped"], [])
    assert "mediation_opened" in names(case.accepts("2026-03-11"))


def test_without_a_joint_written_application_the_police_do_not_mediate_tr_94():
    case = given_examining("traffic")
    assert grounds(case.accepts()) == ["am_traffic_not_joint"]
    assert irregularities(applied(case, joint=False)) == ["application_not_joint"]
    assert grounds(case.accepts("2026-03-11")) == ["am_traffic_not_joint"]
    assert irregularities(applied(case, written=False)) == ["application_not_joint"]
    assert grounds(case.accepts("2026-03-11")) == ["am_traffic_not_joint"]


def test_an_application_after_ten_days_is_recorded_and_does_not_lead_to_acceptance():
    case = given_examining("traffic")
    names(case.does(c.RecordFinding(received_on=date(2026, 3, 2)), "2026-03-03"))
    case.time_passes("TR-1", "2026-03-13 00:00")
    assert irregularities(applied(case, "2026-03-16")) == ["application_late"]
    assert grounds(case.accepts("2026-03-17")) == ["am_traffic_late"]


def test_an_application_in_time_recorded_after_the_lapse_takes_the_lapse_back():
    case = given_examining("traffic")
    names(case.does(c.RecordFinding(received_on=date(2026, 3, 2)), "2026-03-03"))
    case.time_passes("TR-1", "2026-03-13 00:00")
    late = case.does(c.RecordApplication(joint=True), "2026-03-12", recorded="2026-03-16")
    assert (names(late)[1:], irregularities(late)) == (["lapse_withdrawn", "clock_stopped"], [])


def test_after_failed_peoples_mediation_three_days_count_trp_85():
    in_time = given_examining("traffic")
    assert irregularities(applied(in_time, "2026-03-12", mediation_failed_on=date(2026, 3, 9))) == []
    late = given_examining("traffic")
    assert irregularities(applied(late, "2026-03-13", mediation_failed_on=date(2026, 3, 9))) == ["application_late"]
    assert grounds(late.accepts("2026-03-14")) == ["am_traffic_late"]


def test_ten_days_run_from_the_day_the_damage_is_fixed_or_from_acceptance_if_later():
    case = given_in_mediation("traffic")
    assert clock_events(case.answer) == []
    fixed = case.does(c.FixDamage(basis="treatment_ended", on=date(2026, 3, 20)), "2026-03-20 16:00")
    assert clock_events(fixed) == [("clock_started", "TR-2")]
    assert case.due("TR-2") == "2026-03-30"
    earlier = given_examining("traffic")
    names(applied(earlier, "2026-03-03"))
    names(earlier.does(c.FixDamage(basis="loss_fixed", on=date(2026, 2, 20)), "2026-03-03"))
    assert ("clock_started", "TR-2") in clock_events(earlier.accepts())
    assert earlier.due("TR-2") == "2026-03-16"


def test_other_sectors_know_no_finding_and_no_damage_day():
    case = given_examining()
    assert refusal(case.does(c.RecordFinding(received_on=date(2026, 3, 2)), "2026-03-03")) == "sector_without_finding"
    fixed = c.FixDamage(basis="loss_fixed", on=date(2026, 3, 2))
    assert refusal(case.does(fixed, "2026-03-03")) == "sector_without_damage_day"
