"""What a notification tells, whom it is new to, and that the number beside every page costs no page anything."""

import asyncio
from pathlib import Path
from typing import Any

from services.console.backends import Answered
from services.console.bell import SATISFACTION, TO_COUNT, Bell
from services.console.notices import Notice, ReadNotices, ids_of, notices_of
from services.console.session import Person

CODE = "8HDTT031Q99K6F2S4"
CLOCK: dict[str, Any] = {
    "clock_id": "c1", "name": "人民调解期限", "due": "2026-04-01", "reminded_at": None,
    "warned_at": "2026-03-25T00:00:00+08:00", "breached_at": None,
}  # fmt: skip


def item(kind: str, **told: Any) -> dict[str, Any]:
    return {
        "kind": kind, "case_code": CODE, "subject": "2", "since": "2026-03-02T09:00:00+08:00", "clock": None,
        "dispute_type_name": "邻里纠纷", "register_code": "", **told,
    }  # fmt: skip


def test_what_others_brought_is_told_and_what_one_has_in_hand_is_not() -> None:
    told = notices_of([item("offered"), item("offer_sent_back", subject="3"), item("in_hand"), item("to_accept")])

    assert {(one.title, one.about, one.address) for one in told} == {
        ("有案件移交给本机构，待接收", "邻里纠纷", f"/cases/{CODE}"),
        ("移交被退回，待另行安排", "邻里纠纷", f"/cases/{CODE}"),
    }


def test_a_clock_is_told_once_for_every_step_of_supervision() -> None:
    [warned] = notices_of([item("due", clock=CLOCK)])
    breached = notices_of([item("overdue", clock={**CLOCK, "breached_at": "2026-04-02T00:00:00+08:00"})])

    assert (warned.title, warned.about) == ("期限将到，已提示上级", "人民调解期限，最后一日 2026年4月1日")
    assert [one.title for one in breached] == ["期限已过，已报上级", "期限将到，已提示上级"]
    assert breached[1].id == warned.id


def test_an_alert_and_an_entry_are_gone_on_with_at_their_own_pages() -> None:
    told = notices_of([item("alert_to_answer", subject="同类纠纷多发"), item("supervision", register_code="leads")])

    assert {(one.address, one.about) for one in told} == {
        (f"/alerts/{CODE}", "同类纠纷多发"), (f"/registers/entries/{CODE}", "邻里纠纷"),
    }  # fmt: skip


def test_ratings_that_came_are_told_by_their_number_and_by_nobodys_name() -> None:
    [told] = notices_of([], answers=7)

    assert (told.title, told.about) == ("收到新的评价", "本机构及下级累计收到评价 7 份")
    assert notices_of([], answers=8)[0].id != told.id
    assert notices_of([], answers=0) == ()


def test_what_one_account_has_read_is_still_new_to_another(tmp_path: Path) -> None:
    read, notices = ReadNotices.within(tmp_path), notices_of([item("offered"), item("supervision")])
    read.mark("clerk.a", [notices[0].id])

    assert read.unread("clerk.a", notices) == notices[1:]
    assert ReadNotices.within(tmp_path).unread("clerk.b", notices) == notices
    assert (tmp_path / "notices.sqlite").stat().st_mode & 0o077 == 0


class WorkList:
    """The views as the bell asks them, counted."""

    def __init__(self, *items: dict[str, Any]) -> None:
        self.items, self.asked = list(items), 0

    async def read(self, path: str, token: str, seen: str = "", query: dict[str, str] | None = None) -> Answered:
        self.asked += path == TO_COUNT
        report = {"total": {"real": {"total": {"responses": 0}}}}
        return Answered(200, {TO_COUNT: self.items, SATISFACTION: report}[path])


def test_no_page_waits_for_the_number_and_the_next_one_knows_it(tmp_path: Path) -> None:
    views = WorkList(item("offered"))
    bell = Bell(views, ReadNotices.within(tmp_path))  # type: ignore[arg-type]  # only what the bell asks
    person = Person("token", "clerk.a", "a", "甲", frozenset({"clerk"}), "文员")

    async def pages() -> list[int]:
        first = [bell.count(person), bell.count(person)]
        await asyncio.sleep(0)
        await asyncio.gather(*bell._asking.values())
        return [*first, bell.count(person)]

    assert asyncio.run(pages()) == [0, 0, 1]
    assert views.asked == 1


def test_what_is_counted_is_known_by_what_the_page_of_notifications_knows_it_by(tmp_path: Path) -> None:
    rows = [item("offered"), item("due", clock=CLOCK), item("in_hand")]
    notices, read = notices_of(rows), ReadNotices.within(tmp_path)
    ids = [known_by for row in rows for known_by in ids_of(row)]
    assert sorted(ids) == sorted(one.id for one in notices)
    assert read.count("clerk.a", ids) == 2
    read.mark("clerk.a", [notices[0].id, "something that is gone"])
    assert (read.count("clerk.a", ids), read.count("clerk.b", ids)) == (1, 2)


def test_marking_everything_leaves_nothing_to_count(tmp_path: Path) -> None:
    notices: tuple[Notice, ...] = notices_of([item("offered")])
    bell = Bell(WorkList(), ReadNotices.within(tmp_path))  # type: ignore[arg-type]  # only what the bell asks
    person = Person("token", "clerk.a", "a", "甲", frozenset({"clerk"}), "文员")
    bell.read.mark("clerk.a", [one.id for one in notices])

    assert bell.told(person, notices) == ()
