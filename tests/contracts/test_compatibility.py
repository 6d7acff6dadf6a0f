"""The committed schemas are those of the code, and a change that breaks a reader is noticed before it is written."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.compatibility import breaking_changes
from schemas.generate import FOLDER, breaking, main, stale_files
from schemas.json_schemas import all_schemas

SCHEMAS = all_schemas()
SESSION = "people_mediation.session_held.v2"


def test_the_committed_contracts_are_fresh() -> None:
    assert stale_files(FOLDER) == ()


def test_nothing_committed_is_broken_by_the_code() -> None:
    assert breaking(FOLDER) == ()


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_generated_schema_is_a_valid_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@given(st.data())
def test_removing_any_field_of_any_event_breaks_its_readers(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SCHEMAS)))
    field = data.draw(st.sampled_from(sorted(SCHEMAS[name]["properties"])))
    changed = copy.deepcopy(SCHEMAS[name])
    del changed["properties"][field]
    assert f"{field}: was removed" in breaking_changes(SCHEMAS[name], changed)


@given(st.sampled_from(sorted(SCHEMAS)))
def test_a_field_that_may_be_absent_may_be_added(name: str) -> None:
    changed = copy.deepcopy(SCHEMAS[name])
    changed["properties"]["a_later_field"] = {"type": "string", "default": ""}
    assert breaking_changes(SCHEMAS[name], changed) == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda s: s["required"].append("place"), "place: is required now"),
        (lambda s: s["properties"]["count"].update(type="string"), "count: type was integer, is string"),
        (lambda s: s["properties"]["minutes"].pop("x-personal"), "minutes: the personal mark was removed"),
        (lambda s: s["properties"]["invited"]["items"].pop("x-personal"), "invited[]: the personal mark was removed"),
        (lambda s: s["$defs"]["Irregularity"]["properties"].pop("code"), "irregularities[].code: was removed"),
    ],
)
def test_other_breaking_changes_are_named(change: Any, sentence: str) -> None:
    changed = copy.deepcopy(SCHEMAS[SESSION])
    change(changed)
    assert sentence in breaking_changes(SCHEMAS[SESSION], changed)


def test_removing_a_word_from_a_list_of_words_breaks() -> None:
    changed = copy.deepcopy(SCHEMAS["intake.risk_raised.v1"])
    changed["$defs"]["Risk"]["enum"].remove("HIGH")
    assert "risk: the word HIGH was removed" in breaking_changes(SCHEMAS["intake.risk_raised.v1"], changed)


def test_the_generator_refuses_to_write_a_breaking_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "json").mkdir()
    committed = copy.deepcopy(SCHEMAS[SESSION])
    committed["properties"]["a_removed_field"] = {"type": "string"}
    path = tmp_path / "json" / f"{SESSION}.json"
    path.write_text(json.dumps(committed), encoding="utf-8")

    assert main([], tmp_path) == 1
    assert f"{SESSION}: a_removed_field: was removed" in capsys.readouterr().out
    assert json.loads(path.read_text(encoding="utf-8")) == committed


def test_check_fails_on_a_stale_file_and_writing_heals_it(tmp_path: Path) -> None:
    assert main(["--check"], tmp_path) == 1
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0
