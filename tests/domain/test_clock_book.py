"""The rules of clocks that every service shares: stopping, pausing and extending, in time, late, and recorded late."""

from datetime import datetime, timedelta

import pytest

from schemas.clocks import ClockLapsed, ClockPaused, ClockStopped
from schemas.command import Refused
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import SHANGHAI, ClockBook, ClockStatus, KeptClock
from services.jurisdiction.law import Law

LAW = Law.load("wuhu")
START = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


def running(limit: str = "JC-3") -> ClockBook:
    """A limit of fifteen days from 2 March: it is in time until 17 March."""
    return clock_book.evolve(ClockBook(), clock_book.start(LAW, "code", "service", limit, START))


def only(book: ClockBook) -> KeptClock:
    return next(iter(book.clocks.values()))


def after(book: ClockBook, *events: object) -> ClockBook:
    for event in events:
        book = clock_book.evolve(book, event)
    return book


def day(number: int) -> datetime:
    """So many days after 2 March, at nine."""
    return START + timedelta(days=number)


def lapsed(book: ClockBook) -> ClockBook:
    event = clock_book.lapse(only(book), day(40), "期限届满")
    assert isinstance(event, ClockLapsed)
    return after(book, event)


def names(answer: object) -> list[str]:
    assert isinstance(answer, tuple), answer
    return [type(event).__name__ for event in answer]


def extended(book: ClockBook, on: int, by: int = 3, **more: bool) -> object:
    return clock_book.extend(LAW, only(book), day(on), by, "本院院长", "案情复杂", **more)


@pytest.mark.parametrize("scanned", [False, True])
def test_after_the_last_day_nothing_is_extended_whether_or_not_the_scan_came_first(scanned: bool):
    book = lapsed(running()) if scanned else running()
    answer = extended(book, 16)
    assert isinstance(answer, Refused)
    assert answer.code == "limit_already_lapsed"


def test_an_extension_on_the_last_day_recorded_after_the_lapse_takes_the_lapse_back():
    book = lapsed(running())
    answer = extended(book, 15)
    assert names(answer) == ["LapseWithdrawn", "ClockExtended"]
    kept = only(after(book, *answer))
    assert (kept.status, str(kept.clock.due)) == (ClockStatus.RUNNING, "2026-03-20")


def test_a_limit_that_may_be_extended_once_is_extended_once_however_little_jc11_5():
    book = running()
    book = after(book, *extended(book, 3, by=1))
    answer = extended(book, 4, by=1)
    assert isinstance(answer, Refused)
    assert answer.code == "extended_already"


def test_a_limit_without_a_number_of_times_is_extended_again_cpl_187():
    book = running("JC-3S")
    for _ in range(3):
        book = after(book, *extended(book, 3, by=1))
    assert (only(book).extensions, only(book).extended_by) == (3, 3)


def test_an_extension_on_an_assumed_day_says_so_and_brings_no_lapse_back():
    (event,) = extended(running(), 40, assumed=True)
    assert event.occurred_at_assumed
    assert isinstance(extended(lapsed(running()), 3, assumed=True), Refused)


def test_what_is_done_while_a_clock_stands_still_is_in_time():
    book = running()
    pause = clock_book.pause(only(book), day(5), "鉴定")
    assert isinstance(pause, ClockPaused)
    (stopped,) = clock_book.stop(only(after(book, pause)), day(60), "作出裁定")
    assert isinstance(stopped, ClockStopped)
    assert stopped.in_time is True


def test_a_clock_that_has_run_out_is_paused_no_more():
    answer = clock_book.pause(only(running()), day(16), "鉴定")
    assert isinstance(answer, Refused)
    assert answer.code == "limit_already_lapsed"


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    assert "期限" in answer.message
    return answer.code


def test_a_clock_stands_still_only_once_and_goes_on_only_after_that():
    paused = clock_book.pause(only(running()), day(2), "鉴定")
    assert isinstance(paused, ClockPaused)
    standing = only(after(running(), paused))
    assert code_of(clock_book.pause(standing, day(3), "再次鉴定")) == "clock_not_running"
    assert code_of(clock_book.resume(LAW, only(running()), day(3), "鉴定结束")) == "clock_not_paused"


def test_what_has_ended_is_not_extended():
    stopped = clock_book.stop(only(running()), day(4), "已裁定")
    assert code_of(extended(after(running(), *stopped), 5)) == "clock_not_running"
