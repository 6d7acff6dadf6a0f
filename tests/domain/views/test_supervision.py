"""What the work list, the deadline board and the case file show of supervision (issue 4, item 5)."""

from datetime import timedelta

from schemas import intake
from schemas.base import Event
from schemas.clocks import ClockBreached, ClockReminded, ClockWarned
from services.jurisdiction import clock_book
from services.jurisdiction.law import Law
from services.views.case_file.reading import case_file
from tests.domain.views.log import Log, at, view_named
from tests.domain.views.test_boards import items, rows
from tests.domain.views.test_case_file import LAW, WORDS, reader
from tests.domain.views.village import COMMITTEE, HUB, registered

ORDER = "3f9a2d1e-77c1-5a4e-9a55-0b1f6c2d8e41"


def ordered(log: Log) -> None:
    """The committee's supervisor orders, since a limit was breached; it has until the 16th to reply."""
    registered(log)
    issued = intake.SupervisionOrdered(
        occurred_at=at("2026-03-09"), order_id=ORDER, number=1, ground=intake.OrderGround.BREACH, body=COMMITTEE,
        supervisor=HUB, service="people_mediation", clock_id="c1", limit="PM-1", limit_name="人民调解期限",
    )  # fmt: skip
    reply = clock_book.start(LAW, "CASE", "intake", "SUP-1", at("2026-03-09"), subject=ORDER)
    log.decide("intake", issued, reply)


def told(log: Log, *events: Event) -> Log:
    log.decide("intake", *events)
    return log


def orders(log: Log, day: str, body: str) -> list[str]:
    return [kind for kind, _, _ in items(log, day, body) if kind.startswith("supervision")]


def test_an_order_stands_on_the_list_of_whom_it_asks_and_its_time_to_reply_on_the_board():
    log = Log()
    ordered(log)
    assert orders(log, "2026-03-10", COMMITTEE) == ["supervision"]
    assert orders(log, "2026-03-10", HUB) == []
    assert [(row.limit, str(row.due)) for row in rows(log, "2026-03-10", COMMITTEE) if row.limit == "SUP-1"] == [
        ("SUP-1", "2026-03-16")
    ]


def test_a_reply_stands_on_the_list_of_the_supervisor_until_it_closes_the_order():
    log = Log()
    ordered(log)
    told(log, intake.SupervisionReplied(occurred_at=at("2026-03-11"), order_id=ORDER, body=COMMITTEE, reply="已办"))
    assert orders(log, "2026-03-12", COMMITTEE) == []
    assert orders(log, "2026-03-12", HUB) == ["supervision_replied"]
    done = intake.OrderResult.DONE
    told(
        log,
        intake.SupervisionClosed(occurred_at=at("2026-03-12"), order_id=ORDER, supervisor=HUB, result=done),
    )
    assert orders(log, "2026-03-13", HUB) == []


def test_the_case_file_lists_orders_with_who_ordered_whom_and_how_they_stand():
    log = Log()
    ordered(log)
    document = log.document(view_named("case_file")) or {}
    (row,) = case_file(document, reader(HUB), WORDS).supervision
    assert (row.number, row.body, row.supervisor, row.status_name) == (1, COMMITTEE, HUB, "待回复")
    assert (row.ground_name, row.limit_name) == ("期限逾期", "人民调解期限")
    withdrawn = intake.LapseWithdrawalNoted(
        occurred_at=at("2026-03-10"), service="people_mediation", clock_id="c1", limit="PM-1", source_sequence=9,
        order_id=ORDER,
    )  # fmt: skip
    told(log, withdrawn)
    (row,) = case_file(log.document(view_named("case_file")) or {}, reader(HUB), WORDS).supervision
    assert row.status_name == "已收回"


def test_a_clocks_row_tells_when_it_was_reminded_warned_and_breached():
    log = Log()
    ordered(log)
    begun = clock_book.start(Law.load("wuhu"), "CASE", "intake", "LV-L2", at("2026-03-02"), subject="t")
    about = {
        "clock_id": begun.clock_id, "limit": "LV-L2", "limit_name": begun.clock.name, "body": COMMITTEE,
        "supervisor": HUB, "lapses_at": begun.clock.lapses_at,
    }  # fmt: skip
    moments = [at("2026-03-04") + timedelta(hours=hour) for hour in range(3)]
    kinds = (ClockReminded, ClockWarned, ClockBreached)
    told(log, begun, *(kind(occurred_at=moment, **about) for kind, moment in zip(kinds, moments, strict=True)))
    document = log.document(view_named("case_file")) or {}
    (row,) = [row for row in case_file(document, reader(HUB), WORDS).clocks if row.limit == "LV-L2"]
    assert [row.reminded_at, row.warned_at, row.breached_at] == moments
