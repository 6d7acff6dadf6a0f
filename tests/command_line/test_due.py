"""`mediate due`, run as the real command: dates, reasons, refusals and what other rules would change."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.command_line.paired_option import joined
from tests.command_line.running import Said, mediate, mediate_here

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "due.yaml").read_text("utf-8"))["rows"]

TRIAL = """\
limits:
- id: XF-4
  name_zh: 信访事项办理期限
  start_event_zh: 受理
  stop_event_zh: 出具处理意见书
  versions:
  - {valid_from: 2022-05-01, length: 45, unit: calendar_day, source: {instrument: XF, article: "34", mark: INF}}
overrides:
- {date: 2025-01-16, kind: holiday, name_zh: 试验, source: 试验}
"""


@pytest.fixture(scope="module")
def answers() -> dict[str, tuple[Said, Said]]:
    """Each call of the table once in words and once as JSON."""

    def call(words: list[str]) -> tuple[Said, Said]:
        return mediate_here("due", *words), mediate_here("due", *words, "--json")

    return {row["words"]: call(row["words"].split()) for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
def test_every_call_of_the_table_answers_as_it_says(row: dict[str, Any], answers: dict[str, tuple[Said, Said]]) -> None:
    words, as_json = answers[row["words"]]
    status, data = row.get("status", 0), json.loads(as_json.output)

    assert (words.status, as_json.status) == (status, status), words
    assert data.get("due") == (str(row["due"]) if "due" in row else None)
    assert data["code"] == row.get("code")
    for part in row.get("says", []):
        assert str(part) in words.output + words.error
    if "due" in row:
        assert str(row["due"]) in words.output.splitlines()[0]
    else:
        assert data["sentence"] in words.output + words.error


def test_the_table_is_large_and_every_row_says_why() -> None:
    assert len(ROWS) >= 20
    assert all(row["why"] for row in ROWS)
    assert {row.get("status", 0) for row in ROWS} == {0, 1, 2}


def test_the_data_carry_the_whole_derivation(answers: dict[str, tuple[Said, Said]]) -> None:
    data = json.loads(answers["AM-3 2024-03-01 --pause 2024-03-11 2024-03-21"][1].output)

    assert data["pauses"] == [["2024-03-11", "2024-03-21"]]
    assert data["derivation"]["excluded"] == [
        {"from": "2024-03-11", "until": "2024-03-21", "amount": 10, "why": "中止期间"}
    ]
    assert (data["derivation"]["length"], data["derivation"]["unit"]) == (30, "calendar_day")
    assert data["lapses_at"] == "2024-04-11T00:00:00+08:00"
    assert data["derivation"]["rules_version"] == data["rules_version"]


def test_other_rules_are_set_beside_todays(tmp_path: Path) -> None:
    rules = tmp_path / "trial.yaml"
    rules.write_text(TRIAL, encoding="utf-8")

    words = mediate("due", "XF-4", "2024-12-02", "--rules", str(rules))
    data = json.loads(mediate("due", "XF-4", "2024-12-02", "--rules", str(rules), "--json").output)

    assert words.status == 0
    assert (data["now"]["due"], data["under_rules"]["due"]) == ("2025-02-05", "2025-01-17")
    assert data["different"] is True
    assert "届满：由2025-02-05变为2025-01-17，提前19日" in data["differences"]
    assert "期限长度：由60日变为45日" in words.output
    assert data["now"]["rules_version"] != data["under_rules"]["rules_version"]
    assert data["now"]["calendar_version"] != data["under_rules"]["calendar_version"]


def test_rules_that_do_not_touch_the_limit_change_nothing(tmp_path: Path) -> None:
    rules = tmp_path / "trial.yaml"
    rules.write_text(TRIAL, encoding="utf-8")

    assert "两者相同" in mediate("due", "JC-1", "2024-03-01", "--rules", str(rules)).output


def test_a_mistake_in_other_rules_is_told_with_its_line_and_what_would_be_right(tmp_path: Path) -> None:
    rules = tmp_path / "trial.yaml"
    rules.write_text(TRIAL.replace("length: 45", "length: viele").replace("kind: holiday", "kind: 假日"), "utf-8")

    said = mediate("due", "XF-4", "2024-12-02", "--rules", str(rules))

    assert said.status == 2
    assert "trial.yaml 第7行：“length”应是整数，而不是“viele”" in said.error
    assert "trial.yaml 第9行：“kind”不能是“假日”，只能是 holiday、working_day" in said.error


def test_a_missing_rules_file_and_an_unknown_profile_are_told_in_chinese(tmp_path: Path) -> None:
    missing = mediate("due", "XF-4", "2024-12-02", "--rules", str(tmp_path / "none.yaml"))
    profile = mediate("due", "XF-4", "2024-12-02", "--profile", "atlantis")

    assert (missing.status, profile.status) == (2, 2)
    assert "找不到或读不了这个文件" in missing.error
    assert "wuhu" in profile.error


def test_without_arguments_the_catalogue_is_listed() -> None:
    said = mediate("due")

    assert said.status == 0
    assert "XF-4\t信访事项办理期限\t60日\t《信访工作条例》第34条[V]" in said.output


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (["--pause", "a", "b"], ["--pause", "a,b"]),
        (["--pause=a", "b", "c"], ["--pause", "a,b", "c"]),
        (["--pause=a,b", "c"], ["--pause", "a,b", "c"]),
        (["--pause", "a,b", "c"], ["--pause", "a,b", "c"]),
        (["--pause", "a", "--json"], ["--pause", "a", "--json"]),
        (["x", "--pause"], ["x", "--pause"]),
        (["--pause", "a", "b", "--pause", "c", "d"], ["--pause", "a,b", "--pause", "c,d"]),
    ],
)
def test_two_words_after_pause_are_read_as_one_span(words: list[str], read: list[str]) -> None:
    assert joined(words, "--pause") == read
