"""Putting a field right with what follows for its clocks, giving an entry to another owner, voiding a mistake."""

import pytest

from schemas.clocks import ClockRecomputed
from schemas.registers import RegisterEntryCorrected
from services.registers.domain.commands import AssignOwner, CorrectEntry, VoidEntry
from tests.domain.given_when_then import names, refusal
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import COMMUNITY, HUB, LABOUR_BUREAU, MARKET_BUREAU, OTHER_HUB, STREET, EntryCase


def entered(register: str) -> EntryCase:
    case = EntryCase()
    body, filled = ENTRIES[register]
    case.enter(register, body, **filled)
    return case


def corrected(field: str, value: str | None) -> CorrectEntry:
    return CorrectEntry(field=field, new_value=value, reason="登记有误")


def test_a_corrected_day_moves_the_clock_and_the_former_value_stays_visible() -> None:
    case = entered("suggestions")
    told = case.said(corrected("served_on", "2026-03-16"), LABOUR_BUREAU, "2026-03-20")
    assert names(told) == ["register_entry_corrected", "clock_recomputed"]
    right, again = case.history[-2:]
    assert isinstance(right, RegisterEntryCorrected)
    assert isinstance(again, ClockRecomputed)
    assert [one.value for one in right.former] == ["2026-03-02"]
    assert (again.former_due.isoformat(), again.clock.due.isoformat()) == ("2026-05-06", "2026-05-18")  # type: ignore[union-attr]  # both counted


def test_a_lapse_that_never_was_is_taken_back_with_its_order() -> None:
    case = entered("suggestions")
    case.time_passes("2026-05-10")
    assert [order.is_open for order in case.entry.orders] == [True]
    told = case.said(corrected("served_on", "2026-04-02"), LABOUR_BUREAU, "2026-05-11")
    assert names(told) == [
        "register_entry_corrected", "lapse_withdrawn", "clock_recomputed", "entry_supervision_withdrawn",
        "clock_stopped",
    ]  # fmt: skip
    assert [order.is_open for order in case.entry.orders] == [False]


def test_a_step_taken_already_is_judged_again_by_the_right_day() -> None:
    case = entered("suggestions")
    case.step("replied", LABOUR_BUREAU, "2026-05-06", adoption="adopted", reply="x")
    assert case.in_time("RG-JS") is True
    case.said(corrected("served_on", "2026-02-02"), LABOUR_BUREAU, "2026-05-07")
    assert case.in_time("RG-JS") is False


def test_the_day_that_a_document_sets_is_corrected_too_and_may_be_emptied() -> None:
    case = entered("assignments")
    case.said(corrected("due_on", "2026-03-25"), HUB, "2026-03-03")
    assert case.clock("RG-ASSIGN").due.isoformat() == "2026-03-25"  # type: ignore[union-attr]  # a day was told
    case.said(corrected("due_on", None), HUB, "2026-03-04")
    assert case.clock("RG-ASSIGN").due.isoformat() == "2026-03-23"  # type: ignore[union-attr]  # the limit's own length


def test_what_tells_of_a_person_is_corrected_and_the_former_stands_in_the_earlier_event_alone() -> None:
    case = entered("complaints")
    case.said(corrected("complainant", "另一居民"), HUB, "2026-03-03")
    [told] = [event for event in case.history if isinstance(event, RegisterEntryCorrected)]
    assert ([one.value for one in told.personal], told.former) == (["另一居民"], ())


def test_several_chosen_words_are_corrected_one_a_line() -> None:
    case = entered("risk_assessments")
    case.said(corrected("aspects", "environment\nfiscal"), HUB, "2026-03-03")
    assert case.entry.values["aspects"] == ("environment", "fiscal")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("no_such_field", "x", "field_unknown"),
        ("adoption", "adopted", "field_not_filled"),
        ("served_on", "昨天", "value_invalid"),
        ("served_on", None, "value_invalid"),
        ("served_on", "2026-03-02", "value_unchanged"),
        ("suggestion_kind", "verbal", "value_invalid"),
        ("served_on", "2027-03-02", "starts_in_future"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(field: str, value: str | None, code: str) -> None:
    case = entered("suggestions")
    assert refusal(case.said(corrected(field, value), LABOUR_BUREAU, "2026-03-20")) == code


@pytest.mark.parametrize(
    ("register", "field", "value"),
    [
        ("patrols", "area", ""), ("announcements", "event_at", "上午"), ("funding", "year", "1999"),
        ("funding", "budget", "很多"), ("leads", "content", None),
    ],
)  # fmt: skip
def test_every_kind_of_field_says_what_would_be_right(register: str, field: str, value: str | None) -> None:
    case = entered(register)
    refused = case.said(corrected(field, value), ENTRIES[register][0], "2026-03-20")
    assert refusal(refused) == "value_invalid"
    named = case.law.catalogue.by_code[register].field(field)
    assert named is not None
    assert named.name_zh in refused.message  # type: ignore[union-attr]  # a refusal, as the line above says


def test_the_body_that_a_complaint_is_about_is_not_corrected_but_the_entry_voided() -> None:
    case = entered("complaints")
    assert refusal(case.said(corrected("about_body", MARKET_BUREAU), HUB, "2026-03-03")) == "field_unknown"


def test_only_who_entered_or_answers_corrects_and_voids() -> None:
    case = entered("subsidies")
    assert refusal(case.said(corrected("amount", "100"), HUB, "2026-03-03")) == "corrected_by_entering"
    assert refusal(case.said(VoidEntry(reason="x"), HUB, "2026-03-03")) == "corrected_by_entering"
    assert refusal(case.said(VoidEntry(reason="x"), OTHER_HUB, "2026-03-03")) == "not_found"


def test_another_owner_answers_and_no_clock_begins_anew() -> None:
    case = entered("assignments")
    due = case.clock("RG-ASSIGN").due
    told = case.said(AssignOwner(owner=MARKET_BUREAU, owner_office="法规科", reason="职责调整"), HUB, "2026-03-10")
    assert names(told) == ["entry_owner_assigned"]
    assert (case.entry.owner, case.clock("RG-ASSIGN").due) == (MARKET_BUREAU, due)
    assert refusal(case.step("reported", LABOUR_BUREAU, "2026-03-11", report="x")) == "not_its_step"


@pytest.mark.parametrize(
    ("register", "owner", "by", "code"),
    [
        ("assignments", LABOUR_BUREAU, HUB, "owner_unchanged"),
        ("assignments", MARKET_BUREAU, LABOUR_BUREAU, "not_its_owner_to_assign"),
        ("complaints", COMMUNITY, HUB, "owner_is_concerned"),
        ("patrols", OTHER_HUB, STREET, "owner_not_possible"),
        ("assignments", MARKET_BUREAU, OTHER_HUB, "not_found"),
    ],
)
def test_an_owner_is_given_by_who_entered_or_stands_above(register: str, owner: str, by: str, code: str) -> None:
    case = entered(register)
    assert refusal(case.said(AssignOwner(owner=owner, reason="x"), by, "2026-03-10")) == code


def test_a_voided_entry_is_watched_no_more_and_owes_no_reply() -> None:
    case = entered("leads")
    case.time_passes("2026-03-10")
    told = case.said(VoidEntry(reason="重复登记"), HUB, "2026-03-11")
    assert names(told) == ["entry_voided", "entry_supervision_closed", "clock_stopped"]
    assert case.time_passes("2027-01-01") == []
    assert refusal(case.said(VoidEntry(reason="x"), HUB, "2026-03-12")) == "entry_voided"
    assert refusal(case.said(AssignOwner(owner=LABOUR_BUREAU, reason="x"), HUB, "2026-03-12")) == "entry_closed"
