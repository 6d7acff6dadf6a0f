"""Answers that are not just a date: refused, not judged, provisional, in hours, and why."""

from datetime import UTC, date, datetime, timedelta

import pytest

from schemas.clocks import Verdict
from services.jurisdiction.calendar import CalendarOverride, build_calendar
from services.jurisdiction.clock_calculation import SHANGHAI, ClockRules, Due, due
from services.jurisdiction.law import Law
from services.jurisdiction.outcomes import NotJudged, Refused


@pytest.fixture
def law() -> Law:
    return Law.load()


def judged(answer: Due | NotJudged | Refused) -> Due:
    assert isinstance(answer, Due), answer
    return answer


def refused(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    assert answer.message
    return answer.code


def test_an_extension_above_its_maximum_is_refused_with_the_maximum(law: Law) -> None:
    answer = law.due("XF-4", date(2024, 3, 1), extension=31)

    assert refused(answer) == "extension_above_maximum"
    assert isinstance(answer, Refused)
    assert "最多延长30日" in answer.message
    assert answer.parameters == {"maximum": 30}


def test_the_whole_extension_is_allowed(law: Law) -> None:
    assert judged(law.due("XF-4", date(2024, 3, 1), extension=30)).due == date(2024, 5, 30)


def test_a_limit_the_parties_cannot_extend_refuses_any_extension(law: Law) -> None:
    assert refused(law.due("JC-1", date(2024, 3, 1), extension=1)) == "extension_not_allowed"


def test_a_negative_extension_is_refused(law: Law) -> None:
    assert refused(law.due("XF-4", date(2024, 3, 1), extension=-1)) == "extension_negative"


def test_an_unknown_limit_is_refused(law: Law) -> None:
    assert refused(law.due("XF-99", date(2024, 3, 1))) == "unknown_limit"


def test_a_limit_is_found_by_its_chinese_name(law: Law) -> None:
    assert judged(law.due("信访事项办理期限", date(2024, 3, 1))) == judged(law.due("XF-4", date(2024, 3, 1)))


def test_an_act_before_the_loaded_law_is_not_judged(law: Law) -> None:
    answer = law.due("JC-1", date(2010, 12, 31))

    assert isinstance(answer, NotJudged)
    assert answer.code == "law_not_loaded"
    assert "2010-12-31" in answer.reason


@pytest.mark.parametrize(
    ("limit", "start", "source"),
    [
        ("XF-4", date(2022, 4, 30), "XF2005 33 [GK]"),
        ("XF-4", date(2022, 5, 1), "XF 34 [V]"),
        ("JC-1", date(2012, 12, 31), "PML 33 [V]"),
        ("JC-1", date(2021, 12, 31), "CPL2017 194 [GK]"),
        ("JC-1", date(2023, 12, 31), "CPL2021 201 [V]"),
        ("JC-1", date(2024, 1, 1), "CPL 205 [V]"),
    ],
)
def test_the_law_of_the_day_of_the_act_applies(law: Law, limit: str, start: date, source: str) -> None:
    assert judged(law.due(limit, start)).derivation.source == source


def test_between_two_loaded_laws_lengths_may_differ(law: Law) -> None:
    assert judged(law.due("JC-6", date(2014, 3, 3))).due == date(2015, 3, 3)
    assert judged(law.due("JC-6", date(2023, 3, 3))).due == date(2023, 9, 4)


def test_a_date_past_the_published_calendar_is_provisional(law: Law) -> None:
    later = judged(law.due("XF-4", date(2026, 11, 30)))

    assert later.provisional
    assert "暂定" in later.derivation.in_chinese()
    assert not judged(law.due("XF-4", date(2026, 10, 30))).provisional


def test_hours_run_straight_through_the_night_of_a_holiday(law: Law) -> None:
    start = datetime(2025, 1, 29, 22, 30, tzinfo=SHANGHAI)

    answer = judged(law.due("HR-5", start))

    assert answer.due == answer.lapses_at == datetime(2025, 1, 30, 3, 30, tzinfo=SHANGHAI)
    assert not answer.provisional


def test_a_pause_that_begins_when_the_hours_are_over_comes_too_late(law: Law) -> None:
    start = datetime(2023, 4, 20, 8, 26, tzinfo=SHANGHAI)
    over = start + timedelta(hours=5)

    late = judged(law.due("HR-5", start, [(over, over + timedelta(minutes=45))]))
    in_time = judged(law.due("HR-5", start, [(over - timedelta(minutes=1), over + timedelta(minutes=44))]))

    assert late.lapses_at == over
    assert in_time.lapses_at == over + timedelta(minutes=45)


def test_a_limit_in_hours_needs_a_time_with_its_zone(law: Law) -> None:
    assert refused(law.due("HR-24", date(2025, 1, 29))) == "start_needs_time"
    assert refused(law.due("HR-24", datetime(2025, 1, 29, 8))) == "start_without_zone"
    aware = datetime(2025, 1, 29, 8, tzinfo=SHANGHAI)
    assert refused(law.due("HR-24", aware, [(date(2025, 1, 29), date(2025, 1, 30))])) == "pause_needs_time"


def test_a_moment_counts_as_its_day_in_shanghai(law: Law) -> None:
    late_in_utc = datetime(2024, 2, 29, 17, 0, tzinfo=UTC)

    assert judged(law.due("JC-1", late_in_utc)) == judged(law.due("JC-1", date(2024, 3, 1)))


def test_a_clock_lapses_at_midnight_after_the_last_day(law: Law) -> None:
    answer = judged(law.due("JC-1", date(2024, 3, 1)))

    assert answer.due == date(2024, 4, 1)
    assert answer.lapses_at == datetime(2024, 4, 2, tzinfo=SHANGHAI)
    assert answer.lapses_at.utcoffset() == timedelta(hours=8)


def test_a_pause_that_ends_before_it_begins_is_refused(law: Law) -> None:
    assert refused(law.due("AM-3", date(2024, 3, 1), [(date(2024, 3, 9), date(2024, 3, 8))])) == "pause_reversed"


def test_a_date_past_every_calendar_is_not_judged(law: Law) -> None:
    assert isinstance(law.due("LIM-CIVIL", date(2100, 1, 1)), NotJudged)
    assert isinstance(law.due("AM-1", date(9999, 12, 31)), NotJudged)


def test_an_override_moves_a_date_and_changes_the_calendar_version(law: Law) -> None:
    holiday = CalendarOverride(date=date(2024, 4, 1), kind="holiday", name_zh="试验", source="试验")
    changed = build_calendar([holiday])

    moved = due("JC-1", date(2024, 3, 1), ClockRules(law.clocks.limits, changed, "试验"))

    assert judged(moved).due == date(2024, 4, 2)
    assert changed.version != law.calendar_version
    assert changed.version == build_calendar([holiday]).version


def test_the_derivation_names_article_start_exclusions_roll_and_versions(law: Law) -> None:
    answer = judged(law.due("AM-3", date(2024, 1, 5), [(date(2024, 1, 10), date(2024, 1, 17))]))
    said, data = answer.derivation.in_chinese(), answer.derivation.as_data()

    for part in ("第25条", "2024-01-05", "当日不计", "扣除7日", "春节假期", "2024-02-18"):
        assert part in said
    assert data["due"] == "2024-02-18"
    assert data["unrolled"] == "2024-02-11"
    assert data["excluded"] == [{"from": "2024-01-10", "until": "2024-01-17", "amount": 7, "why": "中止期间"}]
    assert data["calendar_version"] == law.calendar_version
    assert data["rules_version"] == law.rules_version


def test_a_limit_in_working_days_lists_the_rest_days_and_makeup_days_it_met(law: Law) -> None:
    derivation = judged(law.due("AM-1", date(2024, 2, 8))).derivation

    assert derivation.rest_days() == ((date(2024, 2, 10), date(2024, 2, 17), "春节"),)
    assert derivation.makeup_workdays() == (date(2024, 2, 18),)


def test_the_clock_of_an_event_carries_date_and_reason_or_why_not(law: Law) -> None:
    started = datetime(2024, 3, 1, 9, tzinfo=SHANGHAI)

    clock = law.clock("c", "JC-1", started)
    old = law.clock("c", "JC-1", started.replace(year=2010))

    assert not isinstance(clock, Refused)
    assert not isinstance(old, Refused)
    assert clock.derivation is not None
    assert (clock.due, clock.derivation.source) == (date(2024, 4, 1), "CPL 205 [V]")
    assert old.verdict is Verdict.NOT_JUDGED
    assert old.due is None
    assert "没有载入" in old.verdict_reason
