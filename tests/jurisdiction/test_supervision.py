"""Reminder, warning and breach: at their shares of the limit's own unit, never after the date, moved with it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.clocks import Clock
from services.jurisdiction.clock_calculation import SHANGHAI, Due
from services.jurisdiction.law import Law
from services.jurisdiction.supervision import (
    Addressee,
    Moment,
    Shares,
    Step,
    clock_moments,
    moments,
    reached,
    shares_of,
)
from services.jurisdiction.time_limits import Unit

LAW = Law.load()
SHARES = Shares(0.5, 0.8, 1.0)
LIMITS = {limit.id: limit.versions[-1] for limit in LAW.clocks.limits.by_id.values()}
IN_DAYS = [name for name, version in LIMITS.items() if version.unit is not Unit.HOUR]
EXTENDABLE = [name for name in IN_DAYS if LIMITS[name].extension is not None]

limits = st.sampled_from(IN_DAYS)
starts = st.dates(date(2024, 3, 20), date(2032, 12, 31))
shares = st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1)).map(lambda three: Shares(*sorted(three)))
gaps = st.lists(st.tuples(st.integers(-20, 200), st.integers(0, 60)), max_size=3)  # days after the start, length


def due(limit: str, start: date, pauses: list[tuple[date, date]] | None = None, extension: int = 0) -> Due:
    found = LAW.due(limit, start, pauses or [], extension)
    assert isinstance(found, Due), found
    return found


def spans(start: date, of: list[tuple[int, int]]) -> list[tuple[date, date]]:
    return [(start + timedelta(days=first), start + timedelta(days=first + length)) for first, length in of]


def at(limit: str, start: date, pauses: list[tuple[date, date]] | None = None) -> list[str]:
    return [f"{moment.at:%Y-%m-%d %H:%M}" for moment in moments(due(limit, start, pauses), SHARES)]


@pytest.mark.parametrize(
    ("limit", "start", "told"),
    [
        # 60 days from 1 March: 30 passed at the end of the 31st, 48 at the end of 18 April, lapsed after 30 April.
        ("XF-4", date(2024, 3, 1), ["2024-04-01 00:00", "2024-04-19 00:00", "2024-05-01 00:00"]),
        # 15 days: half is seven and a half; the last day, 5 May, rolls to 6 May.
        ("XF-2", date(2024, 4, 20), ["2024-04-28 12:00", "2024-05-03 00:00", "2024-05-07 00:00"]),
        # 10 working days across Labour Day with its make-up days.
        ("AM-1c", date(2024, 4, 26), ["2024-05-08 00:00", "2024-05-11 00:00", "2024-05-14 00:00"]),
        # One working day, a Friday's: Monday noon, Monday evening, Tuesday.
        ("LV-L0", date(2024, 3, 22), ["2024-03-25 12:00", "2024-03-25 19:12", "2024-03-26 00:00"]),
        # One month is its 31 calendar days.
        ("PM-1", date(2024, 3, 11), ["2024-03-27 12:00", "2024-04-05 19:12", "2024-04-12 00:00"]),
    ],
)  # fmt: skip
def test_the_moments_lie_at_their_shares_of_the_limits_own_unit(limit: str, start: date, told: list[str]) -> None:
    assert at(limit, start) == told


def test_a_pause_moves_only_the_moments_after_it() -> None:
    paused = at("XF-4", date(2024, 3, 1), [(date(2024, 4, 10), date(2024, 4, 20))])

    assert paused == ["2024-04-01 00:00", "2024-04-29 00:00", "2024-05-11 00:00"]


def test_hours_run_through_the_night_and_leave_pauses_out() -> None:
    start = datetime(2025, 1, 29, 22, tzinfo=SHANGHAI)
    pause = (datetime(2025, 1, 30, 2, tzinfo=SHANGHAI), datetime(2025, 1, 30, 4, tzinfo=SHANGHAI))

    plain, paused = due("HR-24", start), due("HR-24", start, [pause])

    assert [moment.at - start for moment in moments(plain, SHARES)] == [
        timedelta(hours=12), timedelta(hours=19, minutes=12), timedelta(hours=24),
    ]  # fmt: skip
    assert [moment.at - start for moment in moments(paused, SHARES)] == [
        timedelta(hours=14), timedelta(hours=21, minutes=12), timedelta(hours=26),
    ]  # fmt: skip


def test_the_handler_is_reminded_and_the_supervisor_warned_and_told_of_the_breach() -> None:
    found = moments(due("XF-4", date(2024, 3, 1)), shares_of(LAW.parameters))

    assert [(moment.step, moment.to, moment.share) for moment in found] == [
        (Step.REMINDER, Addressee.HANDLER, 0.5),
        (Step.WARNING, Addressee.SUPERVISOR, 0.8),
        (Step.BREACH, Addressee.SUPERVISOR, 1.0),
    ]
    assert reached(found, datetime(2024, 4, 20, tzinfo=SHANGHAI)) == found[:2]


@pytest.mark.parametrize("wrong", [(0.0, 0.8, 1.0), (0.9, 0.8, 1.0), (0.5, 0.8, 1.1)])
def test_shares_out_of_order_are_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="比例"):
        Shares(*wrong)


@given(limits, starts, gaps, shares)
def test_no_moment_lies_after_the_date_and_they_come_in_order(
    limit: str, start: date, pauses: list[tuple[int, int]], at_shares: Shares
) -> None:
    answer = due(limit, start, spans(start, pauses))
    found = moments(answer, at_shares)

    times = [moment.at for moment in found]
    assert times == sorted(times)
    assert times[-1] <= answer.lapses_at
    assert all(moment.at == answer.lapses_at or moment.at.date() <= answer.due for moment in found)
    assert all(moment.at.date() > start for moment in found)


@given(limits, starts, gaps, shares)
def test_before_the_full_share_a_moment_lies_on_a_day_that_counts(
    limit: str, start: date, pauses: list[tuple[int, int]], at_shares: Shares
) -> None:
    answer = due(limit, start, spans(start, pauses))
    for moment in moments(answer, at_shares):
        if moment.share < 1:
            day = moment.at.date()
            assert not any(gap.first <= day < gap.end for gap in answer.derivation.excluded)
            if answer.derivation.version.unit is Unit.WORKING_DAY:
                assert LAW.calendar.is_working_day(day)


@given(limits, starts, gaps, gaps, shares)
def test_a_further_pause_makes_no_moment_earlier(
    limit: str, start: date, pauses: list[tuple[int, int]], more: list[tuple[int, int]], at_shares: Shares
) -> None:
    before = moments(due(limit, start, spans(start, pauses)), at_shares)
    after = moments(due(limit, start, spans(start, pauses + more)), at_shares)

    assert all(first.at <= then.at for first, then in zip(before, after, strict=True))


@given(st.sampled_from(EXTENDABLE), starts, st.integers(1, 2), shares)
def test_an_extension_makes_no_moment_earlier(limit: str, start: date, by: int, at_shares: Shares) -> None:
    before, after = moments(due(limit, start), at_shares), moments(due(limit, start, extension=by), at_shares)

    assert all(first.at <= then.at for first, then in zip(before, after, strict=True))


@given(limits, starts, st.integers(0, 400))
def test_a_later_start_makes_no_moment_earlier(limit: str, start: date, later: int) -> None:
    before, after = moments(due(limit, start), SHARES), moments(due(limit, start + timedelta(days=later)), SHARES)

    assert all(first.at <= then.at for first, then in zip(before, after, strict=True))


@given(limits, starts, gaps, shares)
def test_the_clock_of_an_event_tells_the_same_moments(
    limit: str, start: date, pauses: list[tuple[int, int]], at_shares: Shares
) -> None:
    started = datetime(start.year, start.month, start.day, 9, tzinfo=SHANGHAI)
    clock = LAW.clock("c", limit, started, pauses=tuple(spans(start, pauses)))
    assert isinstance(clock, Clock)

    assert LAW.supervision(clock) == clock_moments(clock, LAW.calendar, shares_of(LAW.parameters))
    assert clock_moments(clock, LAW.calendar, at_shares) == moments(due(limit, start, spans(start, pauses)), at_shares)


def test_a_clock_without_a_date_has_no_moments() -> None:
    clock = LAW.clock("c", "JC-1", datetime(2010, 3, 1, tzinfo=SHANGHAI))
    assert isinstance(clock, Clock)

    found: tuple[Moment, ...] = clock_moments(clock, LAW.calendar, SHARES)

    assert found == ()
