"""Periods of keeping as data: a city's own, what may have none, and the last day that is kept whole."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from schemas.documents import Ending
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.content_retention import CASE_FILE, WITHOUT_END, load_retention
from services.jurisdiction.law import Law
from services.jurisdiction.profile_files import PROFILES
from services.jurisdiction.profile_mistakes import ProfileMistake

MARCH = datetime(2026, 3, 2, 23, 59, tzinfo=SHANGHAI)


def a_city(folder: Path, own: str) -> Path:
    """A folder of profiles whose city says this of keeping."""
    (folder / "national").symlink_to(PROFILES / "national")
    (folder / "city").mkdir()
    (folder / "city" / "content_retention.yaml").write_text(own, encoding="utf-8")
    return folder


def test_the_day_of_handing_in_does_not_count_and_the_last_day_is_kept_whole() -> None:
    rule = load_retention("wuhu").rule(Ending.UNUSED)
    assert rule.days == 30
    assert not rule.is_over(MARCH, datetime(2026, 4, 1, 23, 59, 59, tzinfo=SHANGHAI))
    assert rule.is_over(MARCH, datetime(2026, 4, 2, 0, 0, tzinfo=SHANGHAI))


def test_what_stands_in_a_case_file_or_under_a_number_is_never_over_and_says_that_no_source_was_read() -> None:
    for code in WITHOUT_END:
        rule = load_retention("wuhu").rule(code)
        assert (rule.days, rule.mark) == (None, "GK")
        assert not rule.is_over(MARCH, MARCH + timedelta(days=40_000))


def test_a_city_replaces_a_period_by_its_code_and_the_law_keeps_its_version(tmp_path: Path) -> None:
    own = "rules: [{code: unused_content, name_zh: 未办手续的材料, days: 60, source: 某市档案部门规定, mark: V}]"
    found = load_retention("city", a_city(tmp_path, own))
    assert found.rule(Ending.UNUSED).days == 60
    assert found.rule(Ending.VOIDED) == load_retention("wuhu").rule(Ending.VOIDED)
    assert len(found.rules) == len(load_retention("wuhu").rules)
    assert "retention" not in Law.load("wuhu").rules_version


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (f"{{code: {CASE_FILE}, name_zh: 案卷, days: 3650, source: 某规定, mark: V}}", "不由本系统销毁"),
        ("{code: unused_content, name_zh: 未用, source: 某规定, mark: V}", "要写明保管天数"),
        ("{code: no_such_bytes, name_zh: 其他, days: 9, source: 某规定, mark: V}", "没有“no_such_bytes”这种材料"),
        ("{code: unused_content, name_zh: 未用, days: 0, source: 某规定, mark: V}", "days"),
    ],
)
def test_a_mistake_in_a_citys_periods_is_told_with_its_line(tmp_path: Path, row: str, sentence: str) -> None:
    with pytest.raises(ProfileMistake, match=sentence):
        load_retention("city", a_city(tmp_path, f"rules:\n- {row}"))
