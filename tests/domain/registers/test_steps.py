"""Whose step a step is, what is marked on it, and what ends with the last one."""

from services.registers.domain.forms import forms_of
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import CITY, COMMUNITY, HUB, LABOUR_BUREAU, OTHER_HUB, STREET, EntryCase

RECEIVED = forms_of(EntryCase().law)["assignments"].steps["received"]()


def entered(register: str) -> EntryCase:
    case = EntryCase()
    body, filled = ENTRIES[register]
    case.enter(register, body, **filled)
    return case


def test_a_body_that_has_nothing_to_do_with_an_entry_learns_nothing_of_it() -> None:
    case = entered("assignments")
    assert refusal(case.step("received", OTHER_HUB, "2026-03-03")) == "not_found"
    assert refusal(EntryCase().said(RECEIVED, HUB, "2026-03-03")) == "not_found"


def test_a_step_of_another_register_does_not_fit() -> None:
    case = entered("assignments")
    other = forms_of(case.law)["leads"].steps["no_dispute"].model_validate({"explanation": "无"})
    assert refusal(case.said(other, LABOUR_BUREAU, "2026-03-03")) == "not_found"


def test_only_whose_step_it_is_takes_it() -> None:
    case = entered("assignments")
    told = case.step("reported", HUB, "2026-03-03", report="代为报告")
    assert refusal(told) == "not_its_step"
    assert "责任单位" in case.answer.message  # type: ignore[union-attr]  # a refusal, as the line above says


def test_a_body_above_the_owner_knows_of_the_entry() -> None:
    case = entered("subsidies")
    assert names(case.step("reviewed", CITY, "2026-03-05", review_result="approved", approved_amount=200))


def test_a_step_out_of_order_happened_all_the_same_and_is_marked() -> None:
    case = entered("suggestions")
    early = case.step("put_into_effect", LABOUR_BUREAU, "2026-03-20", effect="已先行整改")
    assert irregularities(early) == ["step_out_of_order"]


def test_a_step_that_may_be_taken_once_is_corrected_and_not_taken_again() -> None:
    case = entered("leads")
    case.step("verified", STREET, "2026-03-03", verification="属实")
    assert refusal(case.step("verified", STREET, "2026-03-04", verification="又一次")) == "step_taken_already"


def test_nothing_more_happens_with_an_entry_that_is_closed() -> None:
    case = entered("leads")
    case.step("no_dispute", STREET, "2026-03-03", explanation="误报")
    assert refusal(case.step("answered", STREET, "2026-03-04", answer="x")) == "entry_closed"


def test_a_late_step_is_recorded_with_its_mark_and_the_clock_stays_missed() -> None:
    case = entered("leads")
    case.time_passes("2026-03-10")
    late = case.step("answered", STREET, "2026-03-11", answer="已答复")
    assert irregularities(late) == ["register_step_late"]
    assert case.in_time("RG-LEAD") is False


def test_what_still_runs_when_an_entry_closes_ends_without_verdict() -> None:
    case = entered("case_reviews")
    case.step("reviewed", HUB, "2026-03-05", result="wrong", opinion="x")
    case.step("concluded", HUB, "2026-03-06")
    assert case.in_time("RG-REVIEW") is None
    assert case.time_passes("2027-01-01") == []


def test_the_accused_body_and_those_below_it_learn_nothing_of_a_complaint_though_they_stand_in_the_tree() -> None:
    case = entered("complaints")
    investigated = {"founded": "founded", "findings": "x"}
    for accused in (STREET, COMMUNITY):
        assert refusal(case.step("investigated", accused, "2026-03-03", **investigated)) == "not_found"
    assert refusal(case.step("investigated", CITY, "2026-03-03", **investigated)) == "not_found"
    assert names(case.step("investigated", HUB, "2026-03-03", **investigated)) == ["register_step_taken"]


def test_a_limit_that_begins_again_at_the_very_same_moment_is_another_clock() -> None:
    case = entered("assignments")
    case.step("reported", LABOUR_BUREAU, "2026-03-02", report="已办")
    case.step("sent_back", HUB, "2026-03-02", due_on="2026-03-27", why_sent_back="缺材料")
    first, again = case.entry.clocks.clocks.values()
    assert first.clock.clock_id != again.clock.clock_id
    assert (first.status, again.status) == ("stopped", "running")
