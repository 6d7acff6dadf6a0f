"""A limit of an entry that was not kept calls the owner's superior, and the next one where nobody replies (rule E1)."""

from schemas.clocks import ClockBreached, ClockReminded, ClockWarned
from schemas.intake import OrderGround, OrderResult
from schemas.registers import EntrySupervisionOrdered
from services.jurisdiction.clock_commands import LapseClock, RecomputeClock
from services.registers.domain.commands import CloseOrder, ReplyToOrder, SendOrderBack
from tests.domain.given_when_then import names, refusal
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import CITY, HUB, LABOUR_BUREAU, OTHER_HUB, STREET, EntryCase


def breached() -> EntryCase:
    """A lead that the street did not settle in time; the county's hub ordered it to."""
    case = EntryCase()
    body, filled = ENTRIES["leads"]
    case.enter("leads", body, **filled)
    case.time_passes("2026-03-10")
    return case


def orders(case: EntryCase) -> list[EntrySupervisionOrdered]:
    return [event for event in case.history if isinstance(event, EntrySupervisionOrdered)]


def test_the_owner_is_reminded_and_its_superior_warned_before_the_breach() -> None:
    case = breached()
    told = [event for event in case.history if isinstance(event, ClockReminded | ClockWarned | ClockBreached)]
    assert [type(event) for event in told] == [ClockReminded, ClockWarned, ClockBreached]
    assert {(event.body, event.supervisor) for event in told} == {(STREET, HUB)}


def test_a_breach_calls_the_superior_of_the_body_that_answers() -> None:
    [order] = orders(breached())
    assert (order.body, order.supervisor, order.ground, order.limit) == (STREET, HUB, OrderGround.BREACH, "RG-LEAD")


def test_a_reply_that_does_not_do_is_sent_back_and_one_that_does_settles_the_order() -> None:
    case = breached()
    assert refusal(case.said(CloseOrder(), HUB, "2026-03-10 10:00")) == "order_not_answered"
    assert names(case.said(ReplyToOrder(reply="人手不足"), STREET, "2026-03-11"))[0] == "entry_supervision_replied"
    assert names(case.said(SendOrderBack(reason="请说明措施"), HUB, "2026-03-11 10:00")) == [
        "entry_supervision_sent_back", "clock_started",
    ]  # fmt: skip
    case.said(ReplyToOrder(reply="已安排专人"), STREET, "2026-03-12")
    assert names(case.said(CloseOrder(), HUB, "2026-03-12 10:00")) == ["entry_supervision_closed"]
    assert refusal(case.said(ReplyToOrder(reply="x"), STREET, "2026-03-13")) == "no_order"


def test_an_order_nobody_answers_goes_to_the_next_body_above() -> None:
    case = breached()
    case.time_passes("2026-04-10")
    first, second = orders(case)
    assert (second.ground, second.body, second.supervisor) == (OrderGround.NO_REPLY, STREET, CITY)
    assert second.supersedes == first.order_id
    assert [order.is_open for order in case.entry.orders] == [False, True]


def test_an_order_ends_with_the_city_where_nobody_stands_above() -> None:
    case = breached()
    case.time_passes("2026-12-31")
    assert len(orders(case)) == 2


def test_an_act_in_time_that_was_recorded_late_takes_the_lapse_and_the_order_back() -> None:
    case = breached()
    told = case.step("answered", STREET, "2026-03-05", recorded="2026-03-12", answer="当日已答复")
    assert names(told) == [
        "register_step_taken", "lapse_withdrawn", "clock_stopped", "entry_supervision_withdrawn", "clock_stopped",
    ]  # fmt: skip
    assert case.in_time("RG-LEAD") is True


def test_an_order_that_was_a_mistake_is_closed_as_unfounded_without_a_reply() -> None:
    told = breached().said(CloseOrder(result=OrderResult.UNFOUNDED), HUB, "2026-03-11")
    assert names(told) == ["entry_supervision_closed", "clock_stopped"]


def test_a_body_above_the_supervisor_may_close_and_a_stranger_learns_nothing() -> None:
    case = breached()
    assert refusal(case.said(CloseOrder(), OTHER_HUB, "2026-03-11")) == "not_found"
    assert names(case.said(CloseOrder(result=OrderResult.UNFOUNDED), CITY, "2026-03-11"))


def test_a_complaint_is_ordered_about_by_no_body_that_it_is_about() -> None:
    case = EntryCase()
    body, filled = ENTRIES["complaints"]
    case.enter("complaints", body, **{**filled, "about_body": HUB, "owner": "wuhu.jinghu.court"})
    assert refusal(case.answer) == "owner_is_concerned"
    case.enter("complaints", CITY, **{**filled, "about_body": HUB, "owner": OTHER_HUB})
    case.time_passes("2026-04-20")
    assert [order.supervisor for order in orders(case)] == [CITY]


def test_only_the_system_lets_a_clock_lapse_or_counts_it_again() -> None:
    case = breached()
    clock_id = case.clock("RG-LEAD").clock_id
    assert refusal(case.said(LapseClock(clock_id=clock_id), STREET, "2026-03-11")) == "not_found"
    assert refusal(case.said(RecomputeClock(clock_id=clock_id), STREET, "2026-03-11")) == "not_found"


def test_a_scan_that_comes_twice_changes_nothing() -> None:
    case = breached()
    clock_id = case.clock("RG-LEAD").clock_id
    assert names(case.heard(LapseClock(clock_id=clock_id), "2026-03-11")) == []
    assert names(EntryCase().heard(LapseClock(clock_id=clock_id), "2026-03-11")) == []


def test_no_newer_law_moves_the_day_that_a_document_set() -> None:
    case = EntryCase()
    body, filled = ENTRIES["assignments"]
    case.enter("assignments", body, **filled)
    clock_id = case.clock("RG-ASSIGN").clock_id
    assert names(case.heard(RecomputeClock(clock_id=clock_id), "2026-03-03")) == []
    assert refusal(case.said(ReplyToOrder(reply="x"), LABOUR_BUREAU, "2026-03-03")) == "no_order"
    assert refusal(EntryCase().said(ReplyToOrder(reply="x"), LABOUR_BUREAU, "2026-03-03")) == "not_found"
