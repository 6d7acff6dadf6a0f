"""Other rules laid over a profile's: what they replace, what they leave, and mistakes told with their line."""

from datetime import date
from pathlib import Path

import pytest

from services.jurisdiction.clock_calculation import Due
from services.jurisdiction.due_answer import comparison
from services.jurisdiction.due_question import DueQuestion, read_question
from services.jurisdiction.law import Law
from services.jurisdiction.outcomes import Refused
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.rules_overlay import law_under

LIMIT = """\
limits:
- id: {id}
  name_zh: {name}
  start_event_zh: 受理
  stop_event_zh: 办结
  versions:
  - {{valid_from: 2022-05-01, length: {length}, unit: working_day, source: {{instrument: {instrument}, mark: INF}}}}
"""


def trial(folder: Path, text: str) -> Path:
    path = folder / "trial.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path, text: str) -> str:
    with pytest.raises(ProfileMistake) as mistake:
        law_under(Law.load(), trial(folder, text))
    return str(mistake.value)


def due(law: Law, limit: str, start: date) -> date:
    found = law.due(limit, start)
    assert isinstance(found, Due), found
    return found.due


def test_a_limit_of_the_file_replaces_the_one_in_force_and_leaves_the_others(tmp_path: Path) -> None:
    law = Law.load()
    other = law_under(
        law, trial(tmp_path, LIMIT.format(id="JC-1", name="共同申请司法确认", length=10, instrument="XF"))
    )

    assert due(other, "JC-1", date(2024, 3, 1)) == date(2024, 3, 15)
    assert due(other, "XF-4", date(2024, 3, 1)) == due(law, "XF-4", date(2024, 3, 1))
    assert other.rules_version != law.rules_version
    assert other.calendar_version == law.calendar_version
    assert due(law, "JC-1", date(2024, 3, 1)) == date(2024, 4, 1)


def test_a_new_limit_may_be_tried_under_a_new_instrument(tmp_path: Path) -> None:
    text = "instruments: {NEW: 《试验条例》}\n" + LIMIT.format(id="NEW-1", name="试验期限", length=1, instrument="NEW")

    assert due(law_under(Law.load(), trial(tmp_path, text)), "NEW-1", date(2024, 3, 1)) == date(2024, 3, 4)


def test_the_file_of_calendar_overrides_is_a_trial_as_it_is(tmp_path: Path) -> None:
    text = "published_until: 2027-12-31\noverrides:\n- {date: 2027-01-04, kind: holiday, name_zh: 元旦, source: 试验}\n"
    law, other = Law.load(), law_under(Law.load(), trial(tmp_path, text))
    question = read_question("JC-1", "2026-12-04")
    assert isinstance(question, DueQuestion)

    compared = comparison(law, other, question)

    assert (compared.now.due, compared.under_rules.due) == ("2027-01-04", "2027-01-05")
    assert (compared.now.provisional, compared.under_rules.provisional) == (True, False)
    assert "不再是暂定日期" in compared.differences
    assert other.calendar_version != law.calendar_version


def test_a_day_of_the_file_stands_before_what_the_calendar_said(tmp_path: Path) -> None:
    first = law_under(
        Law.load(), trial(tmp_path, "overrides: [{date: 2024-04-01, kind: holiday, name_zh: 一, source: 一}]")
    )
    again = law_under(
        first, trial(tmp_path, "overrides: [{date: 2024-04-01, kind: working_day, name_zh: 二, source: 二}]")
    )

    assert not first.calendar.is_working_day(date(2024, 4, 1))
    assert again.calendar.is_working_day(date(2024, 4, 1))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("instruments: {}\n", "文件里没有规则"),
        ("overrides:\n- {date: 2024-04-01, kind: holiday, name_zh: 一, source: 一}\n"
         "- {date: 2024-04-01, kind: holiday, name_zh: 一, source: 一}\n", "第3行：2024-04-01写了两次"),
        (LIMIT.format(id="JC-1", name="名称", length=10, instrument="NONE"), "不认识的法律文件代号“NONE”"),
        (LIMIT.format(id="JC-1", name="名称", length=0, instrument="XF"), "“length”应是正整数"),
        ("limits: []\nroutes: []\n", "第2行：不认识的字段“routes”"),
        ("limits: [\n", "不是正确的 YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in told(tmp_path, text)


def test_a_time_without_a_zone_is_that_of_shanghai() -> None:
    plain, zoned = read_question("HR-5", "2025-01-29T22:30"), read_question("HR-5", "2025-01-29T14:30Z")

    assert plain == zoned
    assert isinstance(read_question("HR-5", "2025-01-29 25:30"), Refused)
