"""The common care of clocks: moments once each, and the same clock counted again under newer law (issue 4, item 5; design.md section 4)."""

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Event
from schemas.clocks import ClockExtended, ClockRecomputed
from schemas.command import Actor, Command, CommandBody, Refused
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import SHANGHAI, ClockBook
from services.jurisdiction.clock_care import ClockKeeping, decide_care, outdated
from services.jurisdiction.clock_commands import LapseClock, RecomputeClock, SuperviseClock
from services.jurisdiction.law import Law
from services.jurisdiction.rules_overlay import law_under
from services.jurisdiction.supervision import Step

LAW = Law.load("wuhu")
SYSTEM = Actor(user="system:test", organisation="test")
CLERK = Actor(user="clerk.wuhu.hub", organisation="wuhu.hub")
COMMITTEE = "wuhu.jinghu.fangcun.pmc"
KEEPING: ClockKeeping[ClockBook] = ClockKeeping(
    book=lambda book: book, is_story=lambda book: False, responsible=lambda book, kept: COMMITTEE
)
PLAYED: ClockKeeping[ClockBook] = ClockKeeping(
    book=lambda book: book, is_story=lambda book: True, responsible=lambda book, kept: COMMITTEE
)
SUPERVISED = ("PM-1", "XF-4", "AM-1c", "MED-2", "LV-L0", "HO-1", "JC-2", "SUP-1")
TWO_MORE_DAYS_OF_REST = """\
overrides:
- {date: 2026-03-04, kind: holiday, name_zh: 调休, source: 试行}
- {date: 2026-03-05, kind: holiday, name_zh: 调休, source: 试行}
"""
CALENDAR_OF_NEXT_YEAR = """\
published_until: 2027-12-31
overrides:
- {date: 2027-01-01, kind: holiday, name_zh: 元旦, source: 试行}
"""


@pytest.fixture
def newer(tmp_path: Path) -> Law:
    """A calendar with two more days of rest."""
    return under(tmp_path, TWO_MORE_DAYS_OF_REST)


def under(folder: Path, rules: str) -> Law:
    path = folder / "newer.yaml"
    path.write_text(rules, encoding="utf-8")
    return law_under(LAW, path)


def monday(hour: int = 9) -> datetime:
    return datetime(2026, 3, 2, hour, tzinfo=SHANGHAI)


def running(limit: str, law: Law = LAW, started_at: datetime | None = None) -> tuple[ClockBook, str]:
    begun = clock_book.start(law, "CASE", "test", limit, started_at or monday())
    return clock_book.evolve(ClockBook(), begun), begun.clock_id


def asked(body: CommandBody, at: datetime, by: Actor = SYSTEM) -> Command[CommandBody]:
    return Command(UUID(int=1), "CASE", by, at, body)


def lived_through(book: ClockBook, until: datetime, law: Law = LAW) -> list[Event]:
    """Everything the scan asks for until then, each at its own moment."""
    told: list[Event] = []
    while (due := KEEPING.due_for_scan(book)) is not None and due.lapses_at <= until:
        if isinstance(due.command, LapseClock):
            lapsed = clock_book.lapse(book.clocks[due.clock_id], due.lapses_at, "")
            answer: tuple[Event, ...] | Refused = () if lapsed is None else (lapsed,)
        else:
            answer = decide_care(KEEPING, book, asked(due.command, due.lapses_at), law)
        assert not isinstance(answer, Refused)
        assert len(answer) == 1, f"{due} is asked for ever"
        for event in answer:
            book = clock_book.evolve(book, event)
        told += answer
    return told


@given(st.sampled_from(SUPERVISED), st.dates(date(2026, 1, 5), date(2026, 12, 20)), st.integers(0, 23))
def test_every_duty_is_reminded_warned_lapsed_and_breached_once_and_in_order(limit: str, day: date, hour: int) -> None:
    book, _ = running(limit, started_at=datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI))
    told = lived_through(book, datetime(2027, 12, 31, tzinfo=SHANGHAI))
    assert [type(event).__name__ for event in told] == ["ClockReminded", "ClockWarned", "ClockLapsed", "ClockBreached"]
    moments = [event.occurred_at for event in told]
    assert moments == sorted(moments)


@pytest.mark.parametrize("limit", ["JC-1", "JC-5", "XF-5", "LIM-CIVIL", "SV-1"])
def test_nobody_is_supervised_for_what_a_party_may_do(limit: str) -> None:
    book, _ = running(limit)
    assert [type(event).__name__ for event in lived_through(book, monday() + timedelta(days=1500))] == ["ClockLapsed"]


def test_silence_of_a_body_outside_is_asked_after_and_nobodys_breach() -> None:
    book, _ = running("HO-2")
    told = lived_through(book, monday() + timedelta(days=100))
    assert [type(event).__name__ for event in told] == ["ClockReminded", "ClockWarned", "ClockLapsed"]


def test_a_pause_moves_the_moments_and_a_stop_drops_them() -> None:
    book, clock_id = running("AM-3")
    paused = clock_book.pause(book.clocks[clock_id], monday() + timedelta(days=5), "鉴定")
    assert not isinstance(paused, Refused)
    book = clock_book.evolve(book, paused)
    assert KEEPING.due_for_scan(book) is None
    resumed = clock_book.resume(LAW, book.clocks[clock_id], monday() + timedelta(days=15), "鉴定结束")
    assert not isinstance(resumed, Refused)
    before, after = running("AM-3")[0].clocks[clock_id].clock, resumed.clock
    assert before.remind_at is not None
    assert after.remind_at == before.remind_at + timedelta(days=10)
    book = clock_book.evolve(book, resumed)
    (stopped,) = clock_book.stop(book.clocks[clock_id], monday() + timedelta(days=16), "达成协议")
    assert KEEPING.due_for_scan(clock_book.evolve(book, stopped)) is None


def test_a_lapse_taken_back_takes_its_breach_back() -> None:
    book, clock_id = running("HO-1")
    for event in lived_through(book, monday() + timedelta(days=10)):
        book = clock_book.evolve(book, event)
    assert book.clocks[clock_id].breached_at is not None
    withdrawn, stopped = clock_book.stop(book.clocks[clock_id], monday(10), "已接收")
    book = clock_book.evolve(clock_book.evolve(book, withdrawn), stopped)
    assert book.clocks[clock_id].breached_at is None
    assert KEEPING.due_for_scan(book) is None


def test_a_stale_or_early_scan_changes_nothing_and_a_person_may_not_ask() -> None:
    book, clock_id = running("PM-1")
    warning = SuperviseClock(clock_id=clock_id, step=Step.WARNING)
    assert decide_care(KEEPING, book, asked(warning, monday() + timedelta(days=100)), LAW) == ()
    reminder = SuperviseClock(clock_id=clock_id, step=Step.REMINDER)
    assert decide_care(KEEPING, book, asked(reminder, monday()), LAW) == ()
    unknown = SuperviseClock(clock_id="none", step=Step.REMINDER)
    assert decide_care(KEEPING, book, asked(unknown, monday()), LAW) == ()
    refused = decide_care(KEEPING, book, asked(reminder, monday(), CLERK), LAW)
    assert isinstance(refused, Refused)
    assert refused.code == "not_found"


def test_a_story_is_neither_supervised_nor_counted_again(newer: Law) -> None:
    book, clock_id = running("AM-1")
    assert PLAYED.due_for_scan(book) is None
    assert outdated(PLAYED, book, newer) == ()
    late = monday() + timedelta(days=100)
    assert decide_care(PLAYED, book, asked(SuperviseClock(clock_id=clock_id, step=Step.REMINDER), late), LAW) == ()


def test_supervision_of_a_court_is_the_court_above_and_of_others_the_body_above() -> None:
    found = {body: LAW.supervisor(body) for body in ("wuhu.jinghu.court", "wuhu.court", COMMITTEE, "wuhu.hub", "mars")}
    assert {body: above.id if above else None for body, above in found.items()} == {
        "wuhu.jinghu.court": "wuhu.court", "wuhu.court": None, COMMITTEE: "wuhu.jinghu.hub", "wuhu.hub": None, "mars": None,
    }  # fmt: skip


def counted_again(book: ClockBook, law: Law, at: datetime) -> tuple[ClockRecomputed, ...]:
    """What the owner of the partition asks under this law, and the answers."""
    found: list[ClockRecomputed] = []
    for due in outdated(KEEPING, book, law):
        answer = decide_care(KEEPING, book, asked(due.command, at), law)
        assert not isinstance(answer, Refused)
        found += [event for event in answer if isinstance(event, ClockRecomputed)]
    return tuple(found)


def test_under_a_newer_calendar_a_running_clock_is_counted_again_with_both_derivations_on_file(newer: Law) -> None:
    book, clock_id = running("AM-1")
    (again,) = counted_again(book, newer, monday(12))
    assert (str(again.former_due), str(again.clock.due)) == ("2026-03-09", "2026-03-11")
    assert again.former is not None
    assert again.clock.derivation is not None
    assert again.former.calendar_version != again.clock.derivation.calendar_version
    after = clock_book.evolve(book, again)
    assert after.clocks[clock_id].clock.started_at == monday()
    assert outdated(KEEPING, after, newer) == ()
    assert counted_again(after, newer, monday(13)) == ()


def test_what_supervision_has_done_already_is_not_done_again_under_newer_law(newer: Law) -> None:
    book, _ = running("AM-1")
    (reminded,) = lived_through(book, datetime(2026, 3, 5, 23, tzinfo=SHANGHAI))
    book = clock_book.evolve(book, reminded)
    (again,) = counted_again(book, newer, datetime(2026, 3, 6, tzinfo=SHANGHAI))
    told = lived_through(clock_book.evolve(book, again), monday() + timedelta(days=60), newer)
    assert [type(event).__name__ for event in told] == ["ClockWarned", "ClockLapsed", "ClockBreached"]


def test_a_provisional_date_becomes_firm_when_the_calendar_is_published(tmp_path: Path) -> None:
    book, clock_id = running("AM-1", started_at=datetime(2026, 12, 30, 9, tzinfo=SHANGHAI))
    before = book.clocks[clock_id].clock.derivation
    assert before is not None
    assert before.provisional
    (again,) = counted_again(book, under(tmp_path, CALENDAR_OF_NEXT_YEAR), datetime(2026, 12, 31, tzinfo=SHANGHAI))
    assert again.clock.derivation is not None
    assert not again.clock.derivation.provisional


def test_stopped_lapsed_and_paused_clocks_are_never_touched(newer: Law) -> None:
    book, clock_id = running("AM-1")
    kept = book.clocks[clock_id]
    stop: tuple[Event, ...] = clock_book.stop(kept, monday(10), "已受理")
    pause = clock_book.pause(kept, monday(10), "鉴定")
    lapse = clock_book.lapse(kept, monday() + timedelta(days=30), "")
    assert not isinstance(pause, Refused)
    assert lapse is not None
    for ended in (stop[0], pause, lapse):
        after = clock_book.evolve(book, ended)
        assert outdated(KEEPING, after, newer) == ()
        asked_anyway = asked(RecomputeClock(clock_id=clock_id), monday(11))
        assert decide_care(KEEPING, after, asked_anyway, newer) == ()


def test_a_version_that_changes_no_date_asks_for_nothing(tmp_path: Path) -> None:
    other = under(tmp_path, "overrides: [{date: 2030-05-05, kind: holiday, name_zh: 调休, source: 试行}]")
    assert other.rules_version != LAW.rules_version
    for limit in SUPERVISED:
        assert outdated(KEEPING, running(limit)[0], other) == ()


def test_an_assumed_start_stays_without_verdict_under_newer_law(newer: Law) -> None:
    begun = clock_book.start(LAW, "CASE", "test", "AM-1", monday(), assumed=True)
    book = clock_book.evolve(ClockBook(), begun)
    assert outdated(KEEPING, book, newer) == ()
    assert KEEPING.due_for_scan(book) is None


def test_an_extension_keeps_whose_approval_the_catalogue_wants_and_the_notice_it_asks_for() -> None:
    book, clock_id = running("XF-4")
    kept, at = book.clocks[clock_id], monday() + timedelta(days=30)
    silent = clock_book.extend(LAW, kept, at, 30, "局长", "情况复杂")
    assert isinstance(silent, Refused)
    assert (silent.code, silent.field) == ("notice_missing", "notice")
    told = clock_book.extend(LAW, kept, at, 30, "局长", "情况复杂", notice="因需鉴定延期三十日")
    assert not isinstance(told, Refused)
    (extended,) = told
    assert isinstance(extended, ClockExtended)
    assert (extended.approval, extended.notice) == ("本机关、单位负责人批准", "因需鉴定延期三十日")
    again = clock_book.extend(LAW, clock_book.evolve(book, extended).clocks[clock_id], at, 1, "局长", "x", notice="x")
    assert isinstance(again, Refused)
    assert again.code == "extension_above_maximum"


def test_an_extension_beyond_the_lawful_times_and_of_a_limit_without_any_is_refused() -> None:
    book, clock_id = running("JC-3")
    first = clock_book.extend(LAW, book.clocks[clock_id], monday(12), 3, "本院院长", "案情复杂")
    assert not isinstance(first, Refused)
    after = clock_book.evolve(book, first[-1])
    second = clock_book.extend(LAW, after.clocks[clock_id], monday(13), 3, "本院院长", "案情复杂")
    assert isinstance(second, Refused)
    assert second.code == "extended_already"
    never, other = running("HO-1")
    refused = clock_book.extend(LAW, never.clocks[other], monday(12), 1, "综治中心", "x")
    assert isinstance(refused, Refused)
    assert refused.code == "extension_not_allowed"
