"""Errors stand at the field that was filled in, also where groups before it were left blank."""

from services.console.forms.filled import body_of, name_in_form, places_told
from services.console.pages.trouble import Trouble, wrong_within
from services.intake.domain.file_commands import RegisterCase
from tests.console.test_forms import field, form_fields

FIELDS = form_fields(RegisterCase)
FORM = {"parties.0.role": ["applicant"], "parties.1.name": ["乙"], "parties.3.name": ["丁"]}


def test_the_nth_party_of_the_body_is_the_nth_that_was_filled_in() -> None:
    assert places_told(field(RegisterCase, "parties"), FORM) == (1, 3)
    assert [party["name"] for party in body_of(FIELDS, FORM)["parties"]] == ["乙", "丁"]
    assert name_in_form(FIELDS, FORM, "parties.1.contact.phone") == "parties.3.contact.phone"


def test_names_of_other_fields_stay_as_they_are() -> None:
    assert name_in_form(FIELDS, FORM, "summary") == "summary"
    assert name_in_form(FIELDS, FORM, "facts.commercial") == "facts.commercial"
    assert name_in_form(FIELDS, FORM, "parties.7.name") == "parties.7.name"


def test_only_parts_of_the_form_with_something_wrong_in_them_are_opened() -> None:
    trouble = Trouble(
        "填写有误", fields={"parties.1.contact.phone": "格式不对", "facts.applicants_same_claim": "应为整数"}
    )

    assert wrong_within(trouble, "parties.1")
    assert not wrong_within(trouble, "parties.1", ["name", "contact.phone"])
    assert not wrong_within(trouble, "parties.0")
    assert wrong_within(trouble, "", ["parties", "summary"])
    assert not wrong_within(trouble, "", ["parties", "facts"])
    assert not wrong_within(None, "parties.1")
