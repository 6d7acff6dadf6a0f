"""Supervision orders over many cases in one list, and offers that came back on the list of who has to find another way."""

import pytest

from schemas import intake
from schemas.identity import track_id
from schemas.intake import HandOverReason
from schemas.values import Channel
from services.views.supervision.answers import OrderRow
from services.views.supervision.reading import in_order
from services.views.supervision.reading import rows as order_rows
from tests.domain.views.log import CASE, Log, at, view_named
from tests.domain.views.test_boards import WORDS, items, rows
from tests.domain.views.test_supervision import ORDER, ordered, told
from tests.domain.views.village import COMMITTEE, HUB, OTHER_COMMITTEE, SUMMARY


def listed(log: Log, body: str, standing: str = "open", day: str = "2026-03-10") -> tuple[OrderRow, ...]:
    document = log.document(view_named("case_file")) or {}
    return order_rows([document], "intake", {body}, standing, rows(log, day, COMMITTEE), WORDS)


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


def test_open_orders_come_first_and_of_these_what_is_due_first() -> None:
    log = Log()
    ordered(log)
    [row] = listed(log, HUB)
    assert row.clock is not None
    later = row.model_copy(
        update={
            "number": 2,
            "clock": row.clock.model_copy(update={"due": row.clock.due and row.clock.due.replace(day=20)}),
        }
    )
    waiting = row.model_copy(update={"number": 3, "clock": None})
    over = row.model_copy(update={"number": 4, "open": False, "clock": None})

    assert [one.number for one in in_order([over, waiting, later, row])] == [1, 2, 3, 4]


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
