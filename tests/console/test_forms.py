"""Forms of the console are the services' own schemas: what is filled in becomes the body, and back."""

from typing import Any

from pydantic.json_schema import models_json_schema

from schemas.command import CommandBody
from services.administrative_mediation.api import ROUTES as AGENCY
from services.console.forms.fields import Field, Kind, every_field, fields_of
from services.console.forms.filled import body_of, form_of, groups_in, one_of
from services.console.labels import load_labels
from services.intake.api import ROUTES as INTAKE
from services.intake.domain.custody_commands import OfferCustody
from services.intake.domain.file_commands import RegisterCase
from services.judicial_confirmation.api import ROUTES as COURT
from services.network.api import ROUTES as NETWORK
from services.people_mediation.api import ROUTES as COMMITTEE
from services.petitions.api import ROUTES as PETITIONS
from services.satisfaction.api import ROUTES as SATISFACTION


def form_fields(body: type[CommandBody]) -> tuple[Field, ...]:
    _, document = models_json_schema([(body, "validation")], ref_template="#/components/schemas/{model}")
    definitions = document["$defs"]
    return fields_of(definitions[body.__name__], definitions)


def field(body: type[CommandBody], name: str) -> Field:
    return next(one for one in every_field(form_fields(body)) if one.name == name)


REGISTRATION: dict[str, Any] = {
    "dispute_type": "NEIGHBOR",
    "summary": "楼上漏水",
    "requests": ["维修防水", "赔偿2000元"],
    "amount_cny": 2000.0,
    "own_motion": False,
    "parties": [
        {"role": "applicant", "kind": "natural", "name": "申请人甲", "contact": {"phone": "13800000000"}},
        {"role": "respondent", "kind": "natural", "name": "被申请人乙"},
    ],
}


def test_a_registration_filled_in_is_the_body_that_the_window_takes() -> None:
    fields = form_fields(RegisterCase)

    body = body_of(fields, form_of(fields, REGISTRATION))

    assert body == REGISTRATION
    assert RegisterCase.model_validate(body).summary == "楼上漏水"


def test_what_is_left_blank_is_left_out() -> None:
    fields = form_fields(RegisterCase)

    assert body_of(fields, {one.name: [""] for one in every_field(fields)}) == {}


def test_a_group_in_which_only_choices_stand_was_not_filled_in() -> None:
    fields = form_fields(RegisterCase)

    assert body_of(fields, {"parties.0.role": ["APPLICANT"], "parties.0.kind": ["natural"]}) == {}


def test_one_more_party_is_asked_for_by_a_button() -> None:
    parties = field(RegisterCase, "parties")
    filled = {"parties.0.name": ["甲"], "parties.1.name": ["乙"]}

    assert groups_in(parties, filled) == 2
    assert groups_in(parties, {**filled, "more.parties": ["1"]}) == 3
    assert one_of(parties, 2)[0].name.startswith("parties.2.")


def test_what_cannot_be_read_goes_on_as_written_for_the_service_to_say() -> None:
    fields = form_fields(RegisterCase)

    assert body_of(fields, {"amount_cny": ["两千"]}) == {"amount_cny": "两千"}


def test_a_time_at_the_counter_is_shanghais() -> None:
    fields = form_fields(OfferCustody)

    assert body_of(fields, {"occurred_at": ["2026-03-02T09:30"]}) == {"occurred_at": "2026-03-02T09:30:00+08:00"}


def test_kinds_of_fields_follow_the_schema() -> None:
    assert field(RegisterCase, "dispute_type").kind is Kind.CHOICE
    assert field(RegisterCase, "summary").kind is Kind.LONG_TEXT
    assert field(RegisterCase, "requests").kind is Kind.LINES
    assert field(RegisterCase, "own_motion").kind is Kind.YES_NO
    assert field(RegisterCase, "parties").kind is Kind.GROUPS
    assert field(RegisterCase, "parties").required


def test_nobody_at_a_counter_is_asked_about_played_cases() -> None:
    assert not {one.key for one in every_field(form_fields(RegisterCase))} & {"story", "occurred_at_assumed"}


def test_every_field_of_every_act_has_a_chinese_label() -> None:
    labels = load_labels()
    bodies = [
        route.body
        for routes in (INTAKE, COMMITTEE, AGENCY, NETWORK, PETITIONS, COURT, SATISFACTION)
        for route in routes
    ]
    named = {(body.__name__, one.key) for body in bodies for one in every_field(form_fields(body))}

    assert sorted({key for name, key in named if labels.label(name, key) == key}) == []
