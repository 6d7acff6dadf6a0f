"""What must hold for every clock, whatever its history (issue 4)."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.jurisdiction.calendar import Calendar, CalendarOverride, build_calendar
from services.jurisdiction.clock_calculation import ClockRules, Due, due
from services.jurisdiction.law import Law
from services.jurisdiction.time_limits import Unit

RULES = Law.load().clocks
IN_DAYS = [limit.id for limit in RULES.limits.by_id.values() if limit.versions[-1].unit is not Unit.HOUR]
IN_CALENDAR_DAYS = [limit.id for limit in RULES.limits.by_id.values() if limit.versions[-1].unit is Unit.CALENDAR_DAY]

starts = st.dates(date(2024, 3, 20), date(2035, 12, 31))
"""All limits in force have one version from 2024-03-20 on, so that no change of law lies between two starts."""

pauses = st.lists(
    st.tuples(st.dates(date(2024, 1, 1), date(2036, 12, 31)), st.integers(0, 60)).map(
        lambda pause: (pause[0], pause[0] + timedelta(days=pause[1]))
    ),
    max_size=3,
)


def judged(limit: str, start: date, gaps: list[tuple[date, date]] | None = None, rules: ClockRules = RULES) -> Due:
    answer = due(limit, start, rules, gaps or [])
    assert isinstance(answer, Due), answer
    return answer


@given(st.sampled_from(IN_DAYS), starts, st.integers(0, 400), pauses)
def test_a_later_start_never_gives_an_earlier_date(
    limit: str, start: date, later: int, gaps: list[tuple[date, date]]
) -> None:
    assert judged(limit, start, gaps).due <= judged(limit, start + timedelta(days=later), gaps).due


@given(st.sampled_from(IN_DAYS), starts, pauses, pauses)
def test_a_pause_never_shortens(
    limit: str, start: date, gaps: list[tuple[date, date]], more: list[tuple[date, date]]
) -> None:
    assert judged(limit, start, gaps).due <= judged(limit, start, gaps + more).due


@given(st.sampled_from(IN_CALENDAR_DAYS), starts, st.data())
def test_pause_and_resume_move_the_unrolled_date_of_a_calendar_day_clock_by_the_excluded_days(
    limit: str, start: date, data: st.DataObject
) -> None:
    plain = judged(limit, start).derivation.unrolled
    paused_after = data.draw(st.integers(1, (plain - start).days))
    lasting = data.draw(st.integers(0, 200))
    first = start + timedelta(days=paused_after)

    moved = judged(limit, start, [(first, first + timedelta(days=lasting))]).derivation.unrolled

    assert moved == plain + timedelta(days=lasting)


@given(st.sampled_from(IN_DAYS), starts, pauses, st.integers(0, 500))
@settings(deadline=None, max_examples=60)
def test_an_added_holiday_never_makes_a_date_earlier(
    limit: str, start: date, gaps: list[tuple[date, date]], after: int
) -> None:
    holiday = CalendarOverride(date=start + timedelta(days=after), kind="holiday", name_zh="新增假日", source="试验")
    stricter = ClockRules(RULES.limits, build_calendar([holiday]), RULES.rules_version)

    assert judged(limit, start, gaps).due <= judged(limit, start, gaps, stricter).due


@given(st.sampled_from(IN_DAYS), starts, pauses)
def test_the_same_question_has_the_same_answer(limit: str, start: date, gaps: list[tuple[date, date]]) -> None:
    assert judged(limit, start, gaps) == judged(limit, start, list(reversed(gaps)))


@given(st.sampled_from(IN_DAYS), starts)
def test_a_rolling_limit_ends_on_a_working_day(limit: str, start: date) -> None:
    answer, calendar = judged(limit, start), RULES.calendar
    if answer.derivation.version.roll:
        assert calendar.is_working_day(answer.due)


@given(starts, st.integers(1, 300))
def test_counting_working_days_and_adding_them_agree(start: date, count: int) -> None:
    calendar: Calendar = RULES.calendar
    assert calendar.working_days_between(start, calendar.add_working_days(start, count)) == count
