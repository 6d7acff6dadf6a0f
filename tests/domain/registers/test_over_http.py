"""The interface that is made from the catalogue: one path for each register and step, Chinese labels, sentences that name the field."""

from typing import Any

import pytest
from pydantic import ValidationError

from schemas.base import PERSONAL_MARK, has_mark
from services.console.forms.fields import Kind, every_field, fields_of
from services.jurisdiction.register_law import RegisterLaw
from services.registers.api import routes
from services.registers.domain.forms import commands_of, forms_of
from services.registers.worker import service
from services.runtime.field_errors import field_errors
from tests.domain.registers.entries import ENTRIES
from tests.domain.registers.entry_case import EntryCase

LAW: RegisterLaw = EntryCase().law
ROUTES = routes(LAW)
BODIES = sorted({route.body for route in ROUTES}, key=lambda body: body.__name__)


def test_every_register_and_step_has_a_path_of_its_own() -> None:
    paths = [route.path for route in ROUTES]
    assert len(set(paths)) == len(paths)
    for code, forms in forms_of(LAW).items():
        assert f"/registers/{code}" in paths
        assert {f"/registers/{code}/{{case_code}}/{step}" for step in forms.steps} <= set(paths)


def test_every_act_of_a_person_is_a_command_and_no_reaction_is_a_path() -> None:
    known = service(LAW.law).commands
    assert {route.body for route in ROUTES} <= set(known.values())
    assert {known["note_case_registered"], known["lapse_clock"]}.isdisjoint({route.body for route in ROUTES})
    assert known is commands_of(LAW)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.__name__)
def test_every_field_of_every_form_has_a_chinese_label(body: Any) -> None:
    properties = body.model_json_schema()["properties"]
    own = {
        name: part for name, part in properties.items() if name not in ("occurred_at", "occurred_at_assumed", "story")
    }
    assert [name for name, part in own.items() if not any("一" <= sign <= "鿿" for sign in part["title"])] == []
    choices = [part for part in own.values() if "enum" in part]
    assert all(set(part["enum"]) == set(part["x-choice-names"]) for part in choices if "x-choice-names" in part)


def test_a_form_of_the_console_is_made_from_the_same_schema() -> None:
    schema = forms_of(LAW)["court_appearances"].enter.model_json_schema()
    kinds = {field.key: field.kind for field in every_field(fields_of(schema, schema.get("$defs", {})))}
    assert (kinds["hearing_on"], kinds["instance"], kinds["cause"]) == (Kind.DATE, Kind.CHOICE, Kind.TEXT)
    long_text = forms_of(LAW)["leads"].enter.model_json_schema()
    assert {one.key: one.kind for one in fields_of(long_text, {})}["content"] is Kind.LONG_TEXT


def test_what_tells_of_a_person_carries_the_mark_in_the_interface_too() -> None:
    marked = forms_of(LAW)["complaints"].enter.model_fields
    assert has_mark(marked["complainant"].json_schema_extra, PERSONAL_MARK)
    assert not has_mark(marked["complaint_kind"].json_schema_extra, PERSONAL_MARK)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"hearing_on": None}, "hearing_on", "“开庭日期”应为日期，例如 2026-03-02"),
        ({"hearing_on": "三月十日"}, "hearing_on", "“开庭日期”应为日期，例如 2026-03-02"),
        ({"instance": "fourth"}, "instance", "“审级”应为下列之一：first、second、retrial"),
        ({"cause": "  "}, "cause", "“案由”至少应有 1 个字"),
        ({"hearingon": "2026-03-10"}, "hearingon", "没有名为“hearingon”的字段，请核对拼写，是否为“hearing_on”"),
    ],
)
def test_a_wrong_field_is_named_in_chinese(changed: dict[str, Any], field: str, sentence: str) -> None:
    body = forms_of(LAW)["court_appearances"].enter
    with pytest.raises(ValidationError) as refused:
        body.model_validate({**ENTRIES["court_appearances"][1], **changed})
    told = {error.field: error.message for error in field_errors(refused.value, body)}
    assert told == {field: sentence}


def test_a_missing_field_is_asked_for_by_its_label() -> None:
    body = forms_of(LAW)["suggestions"].steps["replied"]
    with pytest.raises(ValidationError) as refused:
        body.model_validate({"adoption": "adopted"})
    assert [error.message for error in field_errors(refused.value, body)] == ["“回复内容”必须填写"]
