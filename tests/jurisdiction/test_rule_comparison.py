"""What other rules would have made of the clocks of a log."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Event
from schemas.clocks import ClockEvent, ClockStarted
from schemas.command import Refused
from services.jurisdiction import clock_book
from services.jurisdiction.clock_book import SHANGHAI, ClockBook
from services.jurisdiction.law import Law
from services.jurisdiction.rule_comparison import Change, ClockLog, Fate, Kind, judged
from services.jurisdiction.rules_overlay import law_under

LAW = Law.load()
CASE = "1K3W9QZ8D7V5M2P6A"
LATER = datetime(2030, 1, 1, tzinfo=SHANGHAI)
TRIAL = """\
limits:
- id: JC-1
  name_zh: 共同申请司法确认
  start_event_zh: 调解协议生效
  stop_event_zh: 双方共同申请
  versions: [{valid_from: 2011-01-01, length: %d, unit: calendar_day, source: {instrument: CPL, article: "205", mark: INF}}]
"""


def under(folder: Path, length: int) -> Law:
    path = folder / f"{length}.yaml"
    path.write_text(TRIAL % length, encoding="utf-8")
    return law_under(LAW, path)


def moment(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=SHANGHAI)


def started(limit: str, day: str, assumed: bool = False) -> ClockStarted:
    return clock_book.start(LAW, CASE, "people_mediation", limit, moment(day), assumed=assumed)


def heard(*events: Event) -> ClockLog:
    log = ClockLog()
    for event in events:
        log.add(CASE, event)
    return log


def only(log: ClockLog, other: Law, at: datetime = LATER) -> Change:
    (change,) = log.changes(LAW, other, at)
    return change


def stopped(begin: ClockStarted, day: str) -> tuple[Event, ...]:
    kept = clock_book.evolve(ClockBook(), begin).clocks[begin.clock_id]
    return clock_book.stop(kept, moment(day), "办结")


def lapsed(begin: ClockStarted) -> Event:
    kept = clock_book.evolve(ClockBook(), begin).clocks[begin.clock_id]
    found = clock_book.lapse(kept, LATER, "届满")
    assert found is not None
    return found


def test_a_shorter_limit_makes_an_act_in_time_a_breach(tmp_path: Path) -> None:
    begin = started("JC-1", "2024-03-04")

    change = only(heard(begin, *stopped(begin, "2024-03-25")), under(tmp_path, 15))

    assert (change.now.due, change.other.due) == (date(2024, 4, 3), date(2024, 3, 19))
    assert (change.now.fate, change.other.fate) == (Fate.IN_TIME, Fate.LATE)
    assert change.kinds == (Kind.DUE, Kind.BREACH)
    assert change.clock.recorded_due == date(2024, 4, 3)


def test_a_longer_limit_takes_a_lapse_away_only_where_nothing_is_unknown(tmp_path: Path) -> None:
    begin = started("JC-1", "2024-03-04")
    log = heard(begin, lapsed(begin))

    soon = only(log, under(tmp_path, 45), moment("2024-04-10"))
    long_after = only(log, under(tmp_path, 45))

    assert (soon.now.fate, soon.other.fate, soon.kinds) == (Fate.LAPSED, Fate.RUNNING, (Kind.DUE, Kind.LAPSE))
    assert (long_after.now.fate, long_after.other.fate) == (Fate.LAPSED, Fate.UNDETERMINED)


def test_a_running_clock_lapses_earlier_under_a_shorter_limit(tmp_path: Path) -> None:
    change = only(heard(started("JC-1", "2024-03-04")), under(tmp_path, 15), moment("2024-03-25"))

    assert (change.now.fate, change.other.fate) == (Fate.RUNNING, Fate.LAPSED)


def test_other_limits_and_assumed_starts_do_not_change(tmp_path: Path) -> None:
    log = heard(started("XF-4", "2024-03-04"), started("JC-1", "2024-03-04", assumed=True))

    assert list(log.changes(LAW, under(tmp_path, 15), LATER)) == []
    assert len(log.clocks) == 2


def test_an_end_nobody_dated_leaves_the_date_and_no_verdict(tmp_path: Path) -> None:
    begin = started("JC-1", "2024-03-04")
    kept = clock_book.evolve(ClockBook(), begin).clocks[begin.clock_id]

    change = only(heard(begin, *clock_book.stop(kept, moment("2024-03-25"), "办结", assumed=True)), under(tmp_path, 15))

    assert (change.now.fate, change.other.fate, change.kinds) == (Fate.NOT_JUDGED, Fate.NOT_JUDGED, (Kind.DUE,))


def test_an_extension_that_other_rules_forbid_is_told(tmp_path: Path) -> None:
    path = tmp_path / "strict.yaml"
    path.write_text(
        "limits:\n- {id: XF-4, name_zh: 信访事项办理期限, start_event_zh: 受理, stop_event_zh: 出具处理意见书, versions: "
        "[{valid_from: 2022-05-01, length: 60, unit: calendar_day, source: {instrument: XF, article: '34', mark: V}}]}\n",
        encoding="utf-8",
    )
    begin = started("XF-4", "2024-03-04")
    kept = clock_book.evolve(ClockBook(), begin).clocks[begin.clock_id]
    longer = clock_book.extend(LAW, kept, moment("2024-03-20"), 30, "负责人", "案情复杂", notice="已告知延长理由")
    assert not isinstance(longer, Refused)

    change = only(heard(begin, *longer), law_under(LAW, path), moment("2024-04-01"))

    assert (change.now.fate, change.other.fate, change.kinds) == (Fate.RUNNING, Fate.REFUSED, (Kind.VERDICT,))
    assert change.clock.extended_by == 30


def test_clocks_of_one_id_in_two_cases_are_two_clocks() -> None:
    log = ClockLog()
    begin = started("JC-1", "2024-03-04")
    log.add(CASE, begin)
    log.add("2K3W9QZ8D7V5M2P6B", begin)

    assert len(log.clocks) == 2


@pytest.mark.parametrize("length", [1, 29, 30, 31, 400])
def test_the_same_length_alone_changes_nothing(tmp_path: Path, length: int) -> None:
    changes = list(heard(started("JC-1", "2024-03-04")).changes(LAW, under(tmp_path, length), moment("2024-03-05")))

    assert bool(changes) is (length != 30)


@given(
    st.sampled_from(["AM-3", "XF-4", "AM-1", "MED-2", "JC-3", "PM-1"]),
    st.dates(date(2024, 3, 20), date(2026, 1, 1)),
    st.lists(
        st.tuples(st.sampled_from(["pause", "resume", "extend", "stop", "lapse"]), st.integers(0, 25)), max_size=8
    ),
)
def test_whatever_happens_to_a_clock_its_date_is_found_again_from_the_log(
    limit: str, start: date, acts: list[tuple[str, int]]
) -> None:
    begin = started(limit, start.isoformat())
    book, log, at = clock_book.evolve(ClockBook(), begin), heard(begin), begin.occurred_at
    for act, days in acts:
        at += timedelta(days=days)
        for event in _act(book, begin.clock_id, act, at):
            book = clock_book.evolve(book, event)
            log.add(CASE, event)
    kept, told = book.clocks[begin.clock_id], log.clocks[CASE, begin.clock_id]

    assert told.status is kept.status
    assert (told.pauses, told.extended_by, told.recorded_due) == (kept.pauses, kept.extended_by, kept.clock.due)
    assert judged(told, LAW, at).due == kept.clock.due
    assert list(log.changes(LAW, LAW, at)) == []


def _act(book: ClockBook, clock_id: str, act: str, at: datetime) -> tuple[Event, ...]:
    kept = book.clocks[clock_id]
    found: tuple[Event, ...] | ClockEvent | Refused | None
    match act:
        case "pause":
            found = clock_book.pause(kept, at, "鉴定")
        case "resume":
            found = clock_book.resume(LAW, kept, at, "鉴定完毕")
        case "extend":
            found = clock_book.extend(LAW, kept, at, 1, "负责人", "复杂")
        case "stop":
            found = clock_book.stop(kept, at, "办结")
        case _:
            found = clock_book.lapse(kept, at, "届满")
    if found is None or isinstance(found, Refused):
        return ()
    return found if isinstance(found, tuple) else (found,)
