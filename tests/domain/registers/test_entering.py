"""Who may enter in a register, whom it makes answer, and what is refused about the values."""

from typing import Any

import pytest

from schemas.clocks import ClockStarted
from schemas.registers import RegisterEntryMade
from tests.domain.given_when_then import names, refusal
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import (
    COMMUNITY,
    LABOUR_BUREAU,
    LINKED,
    OTHER_HUB,
    STREET,
    EntryCase,
    due_on,
)


def entering(register: str, by: str | None = None, **changed: Any) -> Any:
    """The answer to the shared entry of this register with something changed."""
    body, filled = ENTRIES[register]
    return EntryCase().enter(register, by or body, **{**filled, **changed})


def test_the_entering_body_answers_where_nobody_else_is_named() -> None:
    made = entering("suggestions")[0]
    assert isinstance(made, RegisterEntryMade)
    assert (made.entered_by, made.owner) == (LABOUR_BUREAU, LABOUR_BUREAU)


@pytest.mark.parametrize(
    ("register", "changed", "code"),
    [
        ("assignments", {"owner": None}, "owner_missing"),
        ("assignments", {"owner": "wuhu.nowhere"}, "owner_unknown"),
        ("patrols", {"owner": OTHER_HUB}, "owner_not_possible"),
        ("subsidies", {"owner": COMMUNITY}, "owner_not_possible"),
        ("complaints", {"owner": STREET}, "owner_is_concerned"),
        ("complaints", {"owner": COMMUNITY}, "owner_is_concerned"),
        ("complaints", {"about_body": "wuhu.nowhere"}, "body_unknown"),
        ("subsidies", {"settled_case": "12345"}, "linked_code_invalid"),
        ("leads", {"case_code": "12345"}, "linked_code_invalid"),
        ("announcements", {"event_at": "2026-03-02T10:00:00+08:00"}, "starts_in_future"),
        ("leads", {"story": True}, "story_needs_demonstrator"),
    ],
)
def test_what_cannot_stand_in_a_register_is_refused_with_the_way_out(
    register: str, changed: dict[str, Any], code: str
) -> None:
    assert refusal(entering(register, **changed)) == code


def test_a_body_of_another_kind_does_not_enter() -> None:
    assert refusal(entering("subsidies", LABOUR_BUREAU)) == "body_cannot_enter"
    assert refusal(entering("leads", "wuhu.nowhere")) == "body_cannot_enter"


def test_a_number_is_entered_once_and_a_stranger_does_not_learn_that_it_is_taken() -> None:
    case = EntryCase()
    body, filled = ENTRIES["complaints"]
    case.enter("complaints", body, **filled)
    assert refusal(case.enter("complaints", body, **filled)) == "already_entered"
    assert refusal(case.enter("complaints", OTHER_HUB, **filled)) == "not_found"


def test_an_abolished_body_does_not_answer_but_its_successor_does() -> None:
    case = EntryCase("hantai")
    gone = next(one for one in case.law.law.organisations.by_id.values() if one.abolished)
    assert gone.abolished is not None
    hub = case.law.law.settings.hub
    assert hub is not None
    _, filled = ENTRIES["assignments"]
    assert refusal(case.enter("assignments", hub, **{**filled, "owner": gone.id})) == "owner_abolished"
    made = case.enter("assignments", hub, **{**filled, "owner": gone.abolished.successor})
    assert names(made)[0] == "register_entry_made"


def test_a_department_without_villages_keeps_no_register_of_their_advisers_and_says_why() -> None:
    law = EntryCase("henan-organ-affairs").law
    assert law.catalogue.find("legal_advisers") is None
    assert "没有村（居）" in law.catalogue.not_kept["legal_advisers"]
    assert law.catalogue.find("complaints") is not None


def test_nothing_is_entered_as_having_happened_in_the_future() -> None:
    case = EntryCase()
    body, filled = ENTRIES["leads"]
    case.enter("leads", body, **{**filled, "occurred_at": "2026-03-02T10:00:00+08:00"})
    assert refusal(case.answer) == "occurred_in_future"


def test_an_entry_may_belong_to_a_case() -> None:
    made = entering("assignments", case_code=LINKED)[0]
    assert isinstance(made, RegisterEntryMade)
    assert made.case_code == LINKED


def test_a_played_entry_is_watched_by_no_scan_and_what_was_due_lapses_before_its_next_act() -> None:
    case = EntryCase()
    body, filled = ENTRIES["suggestions"]
    case.enter("suggestions", body, "2026-03-02", "demonstrator", **{**filled, "story": True})
    assert case.time_passes("2026-12-31") == []
    late = case.step("replied", LABOUR_BUREAU, "2026-07-01", adoption="adopted", reply="已整改")
    assert names(late) == ["clock_lapsed", "register_step_taken"]


def test_no_verdict_rests_on_an_assumed_date() -> None:
    case = EntryCase()
    body, filled = ENTRIES["funding"]
    case.enter("funding", body, "2026-03-02", "demonstrator", **{**filled, "story": True, "occurred_at_assumed": True})
    [started] = [event for event in case.history if isinstance(event, ClockStarted)]
    assert started.clock.due is None


def test_a_form_refuses_what_is_missing_and_what_it_does_not_know() -> None:
    body, filled = ENTRIES["court_appearances"]
    forms = EntryCase()
    with pytest.raises(ValueError, match="hearing_on"):
        forms.enter("court_appearances", body, **{key: one for key, one in filled.items() if key != "hearing_on"})
    with pytest.raises(ValueError, match="instance"):
        forms.enter("court_appearances", body, **{**filled, "instance": "third"})


def test_a_hearing_that_was_registered_late_is_taken_and_kept_in_time_by_the_day_it_was_held() -> None:
    case = EntryCase()
    body, filled = ENTRIES["court_appearances"]
    made = case.enter("court_appearances", body, "2026-03-20", **filled)
    assert due_on(made, "RG-APPEAR") == "2026-03-10"
    case.time_passes("2026-03-21")
    heard = case.step("heard", LABOUR_BUREAU, "2026-03-10", recorded="2026-03-22", appeared_as="principal_head")
    assert names(heard) == [
        "register_step_taken", "lapse_withdrawn", "clock_stopped", "entry_supervision_withdrawn", "clock_stopped",
    ]  # fmt: skip
    assert case.in_time("RG-APPEAR") is True
