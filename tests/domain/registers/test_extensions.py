"""Limits of entries are lengthened as far as the law allows it, and by nobody for himself."""

import pytest

from services.registers.domain.commands import ExtendLimit
from tests.domain.given_when_then import names, refusal
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import HUB, LABOUR_BUREAU, OTHER_HUB, EntryCase, due_on


def entered(register: str) -> EntryCase:
    case = EntryCase()
    body, filled = ENTRIES[register]
    case.enter(register, body, **filled)
    return case


def longer(limit: str = "RG-NPC", by: int = 3, notice: str = "已书面告知代表") -> ExtendLimit:
    return ExtendLimit(limit=limit, by=by, approver="区政府", reason="需要多部门会商", notice=notice)


def test_a_deputys_suggestion_has_three_months_more_at_most_and_the_deputy_is_told() -> None:
    case = entered("deputies_suggestions")
    assert due_on(case.history, "RG-NPC") == "2026-06-02"
    assert refusal(case.said(longer(notice=""), HUB, "2026-05-20")) == "notice_missing"
    assert refusal(case.said(longer(by=4), HUB, "2026-05-20")) == "extension_above_maximum"
    assert names(case.said(longer(), HUB, "2026-05-20")) == ["clock_extended"]
    assert case.clock("RG-NPC").due.isoformat() == "2026-09-02"  # type: ignore[union-attr]  # it was counted
    assert refusal(case.said(longer(by=1), HUB, "2026-06-20")) == "extended_already"


def test_an_extension_in_time_that_was_recorded_late_takes_the_order_back() -> None:
    case = entered("deputies_suggestions")
    case.time_passes("2026-06-05")
    in_time = longer().model_copy(update={"occurred_at": case.history[0].occurred_at})
    told = case.said(in_time, HUB, "2026-06-06")
    assert names(told) == ["lapse_withdrawn", "clock_extended", "entry_supervision_withdrawn", "clock_stopped"]


@pytest.mark.parametrize(
    ("register", "limit", "by", "code"),
    [
        ("deputies_suggestions", "RG-NPC", LABOUR_BUREAU, "not_its_step"),
        ("deputies_suggestions", "RG-NPC", OTHER_HUB, "not_found"),
        ("deputies_suggestions", "RG-JS", HUB, "limit_not_running"),
        ("assignments", "RG-ASSIGN", HUB, "told_day_not_extended"),
        ("leads", "RG-LEAD", HUB, "extension_not_allowed"),
    ],
)
def test_what_cannot_be_lengthened_is_refused(register: str, limit: str, by: str, code: str) -> None:
    assert refusal(entered(register).said(longer(limit), by, "2026-03-03")) == code


def test_nothing_is_lengthened_of_an_entry_that_has_ended() -> None:
    case = entered("leads")
    case.step("no_dispute", "wuhu.jinghu.fangcun.pmc", "2026-03-03", explanation="误报")
    assert refusal(case.said(longer("RG-LEAD"), HUB, "2026-03-03")) == "entry_closed"
