"""Market complaints: whether it is taken up is decided, and the complainant told, within seven working days (SAMR 14)."""

from schemas.administrative_mediation import DecisionNotified
from schemas.values import PartyRole
from services.administrative_mediation.domain import commands as c
from tests.domain.administrative_mediation.agency_case import (
    BOTH,
    MOVED,
    ROUTES,
    given_consent_pending,
    given_examining,
    party,
)
from tests.domain.given_when_then import clock_events, irregularities, names, refusal

TELL = c.NotifyDecision(way="短信告知")


def test_deciding_and_telling_have_a_limit_each_and_both_run_from_the_receipt():
    case = given_examining("market")
    assert (case.due("MKT-1"), case.due("MKT-1N")) == ("2026-03-11", "2026-03-11")
    names(case.accepts("2026-03-10"))
    assert (case.status("MKT-1"), case.status("MKT-1N")) == ("stopped", "running")
    told = case.does(TELL, "2026-03-11")
    assert names(told) == ["decision_notified", "clock_stopped"]
    assert irregularities(told) == []
    [notified] = [event for event in told if isinstance(event, DecisionNotified)]
    assert (notified.party_ids, notified.accepted) == (("p1",), True)


def test_there_is_nothing_to_tell_before_the_decision_and_nothing_to_tell_twice():
    case = given_examining("market")
    assert refusal(case.does(TELL, "2026-03-03")) == "not_accepted_yet"
    names(case.accepts())
    names(case.does(TELL, "2026-03-05"))
    assert refusal(case.does(TELL, "2026-03-06")) == "decision_already_notified"
    assert refusal(case.does(c.NotifyDecision(party_ids=("p9",)), "2026-03-06")) == "unknown_party"


def test_told_too_late_it_is_marked_and_the_lapse_stands():
    case = given_consent_pending("market")
    case.time_passes("MKT-1N", "2026-03-12 00:00")
    told = case.does(TELL, "2026-03-12 09:00")
    assert irregularities(told) == ["decision_notified_late"]
    assert case.status("MKT-1N") == "lapsed"


def test_told_in_time_and_entered_late_the_lapse_is_withdrawn():
    case = given_consent_pending("market")
    case.time_passes("MKT-1N", "2026-03-12 00:00")
    told = case.does(TELL, "2026-03-11 16:00", recorded="2026-03-16")
    assert irregularities(told) == ["recorded_late"]
    assert clock_events(told) == [("lapse_withdrawn", "MKT-1N"), ("clock_stopped", "MKT-1N")]


def test_a_complaint_that_is_not_accepted_is_told_too():
    case = given_examining("market")
    declined = c.DeclineApplication(ground="am_market_not_consumer", reason="不是消费者", routes_told=ROUTES)
    assert clock_events(case.does(declined, "2026-03-04")) == [("clock_stopped", "MKT-1")]
    told = case.does(TELL, "2026-03-05")
    assert names(told) == ["decision_notified", "clock_stopped"]
    assert not told[0].accepted


def test_every_complainant_of_a_joint_complaint_has_to_know():
    case = given_examining("market", parties=(*BOTH, party("p4", PartyRole.APPLICANT)))
    names(case.accepts())
    assert names(case.does(c.NotifyDecision(party_ids=("p1",)), "2026-03-05")) == ["decision_notified"]
    assert names(case.does(c.NotifyDecision(party_ids=("p4",)), "2026-03-06")) == ["decision_notified", "clock_stopped"]


def test_a_matter_that_turns_out_to_be_a_complaint_has_the_limit_from_its_receipt():
    case = given_examining("default")
    assert MOVED.startswith("2026-03-02")
    names(case.does(c.ClassifyMatter(sector="market", reason="属于消费投诉"), "2026-03-04"))
    assert case.due("MKT-1N") == "2026-03-11"
    back = case.does(c.ClassifyMatter(sector="default", reason="不是消费者"), "2026-03-05")
    assert ("clock_stopped", "MKT-1N") in clock_events(back)


def test_other_sectors_may_tell_and_have_no_limit_for_it():
    case = given_consent_pending("default")
    assert names(case.does(TELL, "2026-03-09")) == ["decision_notified"]
