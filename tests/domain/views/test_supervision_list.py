"""Supervision orders over many cases in one list, and offers that came back on the list of who has to find another way."""

from dataclasses import replace

import pytest

from schemas import intake
from schemas.identity import track_id
from schemas.intake import HandOverReason
from schemas.values import Channel
from services.views.boards.projection import ORDERED, ORDERED_BEFORE
from services.views.supervision.answers import OrderRow
from services.views.supervision.reading import Found, Waiting, in_order, of_case, orders
from services.views.supervision.reading import rows as order_rows
from tests.domain.views.log import CASE, Log, at, view_named
from tests.domain.views.test_boards import WORDS, items
from tests.domain.views.test_supervision import ORDER, ordered, told
from tests.domain.views.village import COMMITTEE, HUB, OTHER_COMMITTEE, SUMMARY


def found(log: Log, body: str, standing: str = "open", day: str = "2026-03-10") -> tuple[Found, ...]:
    document = log.document(view_named("boards")) or {}
    return orders(
        [document], "intake", {body}, standing,
        lambda one: of_case(one, {COMMITTEE}, at(day).date(), WORDS, lambda clock: clock.warn_at),
    )  # fmt: skip


def listed(log: Log, body: str, standing: str = "open", day: str = "2026-03-10") -> tuple[OrderRow, ...]:
    return order_rows(found(log, body, standing, day), WORDS)


def searched(log: Log) -> tuple[list[str], list[str]]:
    """By which bodies the case is found for its open orders, and for those that are over."""
    section = (log.document(view_named("boards")) or {})["intake"]
    before = section.get(ORDERED_BEFORE.removeprefix("intake."), [])
    return section.get(ORDERED.removeprefix("intake."), []), before


@pytest.mark.parametrize("body", [COMMITTEE, HUB])
def test_an_order_is_listed_for_who_gave_it_and_who_got_it_with_the_day_its_answer_is_due(body: str) -> None:
    log = Log()
    ordered(log)

    [row] = listed(log, body)

    assert (row.case_code, row.number, row.status_name, row.open) == (CASE, 1, "待回复", True)
    assert row.clock is not None
    assert str(row.clock.due) == "2026-03-16"


def test_a_body_that_has_nothing_to_do_with_an_order_is_not_told_of_it() -> None:
    log = Log()
    ordered(log)

    assert listed(log, OTHER_COMMITTEE, "all") == ()


def test_an_order_that_is_over_is_listed_where_it_is_asked_for() -> None:
    log = Log()
    ordered(log)
    done = intake.OrderResult.DONE
    told(log, intake.SupervisionClosed(occurred_at=at("2026-03-12"), order_id=ORDER, supervisor=HUB, result=done))

    assert listed(log, HUB) == ()
    assert [(row.status, row.open) for row in listed(log, HUB, "closed")] == [("closed", False)]
    assert len(listed(log, HUB, "all")) == 1


def test_a_case_is_found_by_the_two_bodies_of_an_order_while_it_is_open_and_when_it_is_over() -> None:
    log = Log()
    assert searched(ordered_by(log)) == (sorted([COMMITTEE, HUB]), [])
    done = intake.OrderResult.DONE
    told(log, intake.SupervisionClosed(occurred_at=at("2026-03-12"), order_id=ORDER, supervisor=HUB, result=done))

    assert searched(log) == ([], sorted([COMMITTEE, HUB]))


def ordered_by(log: Log) -> Log:
    ordered(log)
    return log


def test_open_orders_come_first_and_of_these_what_is_due_first() -> None:
    [order] = found(ordered_by(Log()), HUB)
    assert order.waiting is not None
    later = replace(order, code="later", waiting=Waiting("2026-03-20", order.waiting.told))
    waiting = replace(order, code="without a date", waiting=None)
    over = replace(order, code="over", order={**order.order, "status": "closed"}, waiting=None)

    assert [one.code for one in in_order([over, waiting, later, order])] == [CASE, "later", "without a date", "over"]


def offered(to: str, number: int, day: str) -> intake.CustodyOffered:
    return intake.CustodyOffered(
        occurred_at=at(day), custody_number=number, from_body=HUB, to_body=to, channel=Channel.PEOPLE_MEDIATION,
        track_id=track_id(CASE, number), reason=HandOverReason.ROUTE, case=SUMMARY,
    )  # fmt: skip


def sent_back(to: str, number: int, day: str) -> intake.OfferReturned:
    return intake.OfferReturned(
        occurred_at=at(day), custody_number=number, to_body=to, code="not_competent", reason="不属于本村"
    )


def test_what_came_back_stands_on_the_custodians_list_until_it_is_offered_again() -> None:
    at_the_hub = Log()
    told(
        at_the_hub,
        intake.CaseRegistered(
            occurred_at=at("2026-03-02"), registering_body=HUB, first_handler=HUB, handler="clerk", case=SUMMARY
        ),
    )
    told(at_the_hub, offered(OTHER_COMMITTEE, 2, "2026-03-02"), sent_back(OTHER_COMMITTEE, 2, "2026-03-03"))

    assert ("offer_sent_back", "2", ()) in items(at_the_hub, "2026-03-04", HUB)
    assert items(at_the_hub, "2026-03-04", OTHER_COMMITTEE) == []
    told(at_the_hub, offered(COMMITTEE, 3, "2026-03-04"))
    assert items(at_the_hub, "2026-03-05", HUB) == [("in_hand", "1", ())]
