"""A complaint about a handler: entered by the public pages, kept from whom it is about, and answered to who complained."""

from typing import Any

import orjson
import pytest

from services.console.public.complaining import entry
from services.jurisdiction.roles import Role
from services.registers.api import routes
from services.registers.domain.forms import forms_of
from services.views.registers.complaint_status import complaint_status, knows
from tests.domain.registers.entry_case import HUB, STREET
from tests.domain.registers.test_in_the_views import LAW, WORDS, document, entered

PHONE = "13955300001"


def test_who_left_a_telephone_is_told_the_answer_and_neither_who_complained_nor_about_whom() -> None:
    case = entered("complaints", complainant=f"投诉人甲 {PHONE}", about_body=STREET)
    facts = document(case)["registers"]["facts"]
    assert (knows(facts, "0001"), knows(facts, "0002"), knows(facts, "人甲")) == (True, False, False)
    assert complaint_status(facts, WORDS).status_name == "已登记，等待调查"
    case.step("investigated", HUB, "2026-03-10", founded="founded", findings="确有拖延")
    case.step("answered", HUB, "2026-03-12", feedback="已道歉并立即受理", accepted_by_complainant=True)
    status = complaint_status(document(case)["registers"]["facts"], WORDS)
    assert [step.said for step in status.steps] == ["投诉已登记", "已经调查处理", "答复：已道歉并立即受理"]
    whole = orjson.dumps(status.model_dump(mode="json")).decode()
    for secret in ("投诉人甲", PHONE, STREET, "确有拖延"):
        assert secret not in whole


@pytest.mark.parametrize(("register", "told"), [("complaints", {"complainant": "投诉人甲"}), ("leads", {})])
def test_without_a_telephone_and_of_other_registers_nothing_is_told(register: str, told: dict[str, Any]) -> None:
    facts = document(entered(register, **told))["registers"]["facts"]
    assert not any(knows(facts, fact) for fact in ("", "诉人甲", "投诉人甲", "0001"))


def test_the_public_pages_enter_complaints_and_take_no_step_of_any_register() -> None:
    open_to = [route.path for route in routes(LAW) if Role.PUBLIC_WEB.value in route.roles]
    assert open_to == ["/registers/complaints"]


def test_what_the_page_sends_is_an_entry_of_the_register_that_the_body_above_answers_for() -> None:
    form = {
        "about_body": STREET,
        "complaint_kind": "delay",
        "what": "来了三次都没有人办",
        "name": "投诉人甲",
        "phone": PHONE,
    }
    body = forms_of(LAW)["complaints"].enter.model_validate(entry(form, HUB, at_counter=False))
    assert (body.owner, body.filled()["received_via"]) == (HUB, "online")
    assert body.filled()["complainant"] == f"投诉人甲 {PHONE}"
