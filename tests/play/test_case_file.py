"""A case file that breaks its form is refused with line and field (issue 3, item 6)."""

from pathlib import Path

import pytest

from services.jurisdiction.profile_mistakes import ProfileMistake
from services.play.case_file import read_cases

PUBLIC = Path(__file__).parents[1] / "cases" / "cases-public.yaml"


def broken(tmp_path: Path, old: str, new: str) -> ProfileMistake:
    text = PUBLIC.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "case.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProfileMistake) as refused:
        read_cases(path)
    return refused.value


def line_of(text: str) -> int:
    lines = PUBLIC.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_all_published_cases_have_the_right_form():
    cases = read_cases(PUBLIC)
    assert len(cases) == 24
    assert cases[0].id == "pub-01-yongshun-path-blocked"
    assert [step.day for step in cases[0].timeline] == [0, 0, 0, 5, 5, 5, 5]


@pytest.mark.parametrize(
    ("old", "new", "field", "right"),
    [
        ("act: police_called", "act: police_came", "act", "police_called"),
        ('day_zero: "2022-12-30"', "day_zero: 2022-12-30", "日期", "引号"),
        ('day_zero: "2022-12-30"', 'day_zero: "2022-02-30"', "日期", "日历"),
        ("headcount: 2", "headcount: zero", "headcount", "整数"),
        ("difficulty: GENERAL", "dificulty: GENERAL", "dificulty", "不认识"),
        ("  outcome: {result: agreed, form: written, judicial", "  outcome: {result: agreed, judicial", "form", "补上"),
    ],
)
def test_a_wrong_field_is_refused_with_its_line_and_what_would_be_right(tmp_path, old, new, field, right):
    refusal = broken(tmp_path, old, new)
    sentences = "\n".join(mistake.sentence for mistake in refusal.mistakes)
    assert field in sentences
    assert right in sentences
    assert line_of(old) in [mistake.line for mistake in refusal.mistakes] or "outcome" in old


def test_a_date_that_is_not_day_zero_plus_day_is_refused(tmp_path):
    refusal = broken(tmp_path, '{day: 5, date: "2023-01-04"', '{day: 5, date: "2023-01-05"')
    assert [mistake.line for mistake in refusal.mistakes] == [line_of('{day: 5, date: "2023-01-04"')]
    assert "2023-01-04" in refusal.mistakes[0].sentence


def test_days_that_go_back_are_refused(tmp_path):
    refusal = broken(tmp_path, '{day: 5, date: "2023-01-04"', '{day: 9, date: "2023-01-08"')
    assert any("小于前面的 9" in mistake.sentence for mistake in refusal.mistakes)


def test_the_same_case_twice_is_refused(tmp_path):
    refusal = broken(tmp_path, "- id: pub-02-changshan-elder-support-breach", "- id: pub-01-yongshun-path-blocked")
    assert "重复" in refusal.mistakes[0].sentence
