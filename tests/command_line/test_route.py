"""`mediate route`: all published cases explained as a lawyer's table has them, and the check of the routing table."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.command_line.route import check
from services.jurisdiction.law import Law
from services.jurisdiction.routing import RoutingTable
from tests.command_line.running import Said, mediate

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "cases-public.yaml"
EXPECTED: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "jurisdiction" / "cases" / "routes.yaml").read_text("utf-8")
)["cases"]


@pytest.fixture(scope="module")
def explained() -> dict[str, dict[str, Any]]:
    said = mediate("route", str(CASES), "--json")
    assert said.status == 0, said.error
    return {case["id"][:6]: case for case in json.loads(said.output)["cases"]}


@pytest.fixture(scope="module")
def in_words() -> Said:
    return mediate("route", str(CASES))


def test_every_published_case_is_explained_and_stands_in_the_lawyers_table(
    explained: dict[str, dict[str, Any]], in_words: Said
) -> None:
    assert in_words.status == 0
    assert len(explained) == 24
    assert set(explained) == {expected["id"] for expected in EXPECTED}
    assert in_words.output.count("登记分流") == 24


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected["id"])
def test_a_case_is_routed_and_escalated_as_the_table_says(
    expected: dict[str, Any], explained: dict[str, dict[str, Any]]
) -> None:
    decisions = explained[expected["id"]]["decisions"]
    first = decisions[0]["route"]

    assert decisions[0]["kind"] == "registration"
    assert [first["row"], first["channel"], first["tier"]] == expected["registered"]
    assert expected["because"] in first["reason"]
    assert first["source"]
    assert [limit["limit"] for limit in decisions[0]["outside_limits"]] == expected.get("outside", [])
    agreed = [decision["route"]["row"] or "-" for decision in decisions if decision["kind"] == "after_agreement"]
    assert agreed == expected.get("agreed", [])
    assert sorted({rule["id"] for decision in decisions for rule in decision["rules"]}) == expected.get("rules", [])
    ways = {decision["step"]: _way(decision["hand_over"]) for decision in decisions if decision["hand_over"]}
    assert ways == expected.get("ways", {})
    held = {decision["step"]: decision["route"]["row"] for decision in decisions
            if decision["kind"] == "event" and decision["route"]}  # fmt: skip
    assert held == expected.get("held", {})


def _way(found: dict[str, Any]) -> list[str]:
    return [f"{found['origin']} > {found['target']}", found["word"], found["consent"]]


def test_every_row_before_the_one_that_fires_says_what_was_missing(explained: dict[str, dict[str, Any]]) -> None:
    passed = {row["row"]: row["why"] for row in explained["pub-10"]["decisions"][0]["route"]["passed"]}

    assert list(passed) == ["R1", "R2", "R3", "R4", "R5"]
    assert passed["R5"] == "对行政行为不服应为是，现为否"


def test_a_way_other_than_the_recommended_one_is_the_partys_choice(explained: dict[str, dict[str, Any]]) -> None:
    notes = [decision["notes"] for decision in explained["pub-13"]["decisions"] if decision["kind"] == "chosen_way"]

    assert notes == [["所走途径为诉讼，与建议不同：以当事人的选择为准，不得阻碍（PML 3）"]]
    assert explained["pub-09"]["decisions"][0]["notes"][0].startswith("所走途径为仲裁")


def test_limits_that_neither_mediation_nor_petition_stops_are_told(
    explained: dict[str, dict[str, Any]], in_words: Said
) -> None:
    reconsideration = explained["pub-10"]["decisions"][0]["outside_limits"][0]

    assert (reconsideration["limit"], reconsideration["length"]) == ("LIM-RECON", "60日")
    assert (reconsideration["mediation"], reconsideration["petition"]) == ("does_not_stop", "does_not_stop")
    assert "调解、信访都不停止申请行政复议的期限" in in_words.output


def test_nothing_is_read_from_prose(tmp_path: Path) -> None:
    data = yaml.safe_load(CASES.read_text("utf-8"))
    for case in data["cases"]:
        case["summary_zh"] = "持刀威胁，家庭暴力，仲裁条款，行政行为。"
        case["risk"]["reason"] = case["source"]["title"] = "征地"
        for step in case["timeline"]:
            step["what"] = step["actor"] = "砍伤"
    other = tmp_path / "prose.yaml"
    other.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")

    assert mediate("route", str(other), "--json").output == mediate("route", str(CASES), "--json").output


def test_only_names_cases_by_the_beginning_of_their_id() -> None:
    said = mediate("route", str(CASES), "--only", "pub-01", "--only", "pub-24", "--json")

    assert [case["id"][:6] for case in json.loads(said.output)["cases"]] == ["pub-01", "pub-24"]
    assert mediate("route", str(CASES), "--only", "pub-99").status == 2


def test_a_file_that_breaks_its_form_is_refused_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "cases.yaml"
    broken.write_text(CASES.read_text("utf-8").replace("dispute_type: NEIGHBOR", "dispute_type: 邻里", 1), "utf-8")

    said = mediate("route", str(broken))

    assert said.status == 2
    assert "“dispute_type”不能是“邻里”" in said.error
    assert mediate("route").status == 2


def test_the_check_tells_rows_that_never_fire_and_pairs_that_conflict(capsys: pytest.CaptureFixture[str]) -> None:
    law = Law.load()
    never = law.routing.rows[-1].model_copy(update={"id": "R-NEVER"})
    first = law.routing.rows[-3].model_copy(update={"yields_zh": None})
    rows = [row for row in law.routing.rows if row.id != first.id]
    unsound = replace(law, routing=RoutingTable(rows=(*rows[:-1], first, rows[-1], never)))

    assert check(unsound, as_json=False) == 1
    words = capsys.readouterr().out
    assert check(unsound, as_json=True) == 1
    data = json.loads(capsys.readouterr().out)

    assert "路由行 R-NEVER 永远用不到：前面的" in words
    assert {"R-NEVER"} == {row["row"] for row in data["dead_rows"]}
    for pair in data["conflicts"]:
        assert f"路由行 {pair['first']} 与 {pair['second']} 冲突" in words
    assert any(first.id in (pair["first"], pair["second"]) for pair in data["conflicts"])


@pytest.mark.parametrize("profile", ["wuhu", "mile", "demonstration"])
def test_the_check_finds_the_shipped_tables_sound(profile: str) -> None:
    said = mediate("route", "--check", "--profile", profile)

    assert said.status == 0
    assert "没有永远用不到的行，没有互相冲突的行" in said.output
    assert json.loads(mediate("route", "--check", "--json").output) == {"dead_rows": [], "conflicts": []}
