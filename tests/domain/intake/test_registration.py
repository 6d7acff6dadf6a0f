"""Registering at the window."""

import pytest
from pydantic import ValidationError

from schemas.clocks import ClockStarted
from schemas.intake import CaseRegistered, RepeatLinked, RouteRecommended
from services.intake.domain.file_commands import LinkRepeat, RecordNote, RegisterCase
from services.intake.domain.state import Open
from tests.domain.intake.window import (
    CODE,
    COMMUNITY,
    HUB,
    OTHER_CODE,
    OTHER_STREET,
    POLICE,
    STREET,
    applicant,
    at,
    child,
    clerk,
    nothing_yet,
    registered,
    registration,
    the_file,
)


def test_a_registered_case_is_held_by_who_registered_it_and_its_level_clock_runs() -> None:
    case = registered(STREET).then(CaseRegistered, RouteRecommended, ClockStarted)
    file = the_file(case)
    assert isinstance(file, Open)
    assert (file.custody.custodian, file.first_handler, file.custody.number) == (STREET, STREET, 1)
    assert case.happened(ClockStarted).clock.limit == "LV-L2"
    assert case.happened(ClockStarted).clock.due is not None


def test_the_recommendation_names_row_reason_source_and_body() -> None:
    recommended = registered(COMMUNITY).happened(RouteRecommended)
    assert recommended.row == "R17"
    assert recommended.body == COMMUNITY
    assert recommended.reason
    assert recommended.source


def test_party_ids_derive_from_the_command_and_people_keep_their_order() -> None:
    first, second = (registered(parties=(applicant(name="甲"), applicant(name="乙"))) for _ in range(2))
    assert the_file(first).case.parties == the_file(second).case.parties
    assert [party.name for party in the_file(first).case.parties] == ["甲", "乙"]
    assert len({party.party_id for party in the_file(first).case.parties}) == 2


def test_a_minor_without_guardian_is_registered_and_marked() -> None:
    event = registered(parties=(child(),)).happened(CaseRegistered)
    assert [mark.code for mark in event.irregularities] == ["guardian_missing"]


def test_a_minor_with_guardian_is_in_order() -> None:
    guardian = {"name": "监护人丙", "relation": "母亲"}
    assert registered(parties=(child(guardian=guardian),)).happened(CaseRegistered).irregularities == ()


def test_special_authority_without_document_is_registered_and_marked() -> None:
    agent = {"type": "lawyer", "name": "代理人丁", "may_settle": True}
    event = registered(parties=(applicant(agents=(agent,)),)).happened(CaseRegistered)
    assert [mark.code for mark in event.irregularities] == ["authority_document_missing"]
    with_document = applicant(agents=({**agent, "document": "授权委托书一份"},))
    assert registered(parties=(with_document,)).happened(CaseRegistered).irregularities == ()


def test_the_first_handler_may_be_a_body_below_but_no_other() -> None:
    assert the_file(registered(HUB, first_handler=COMMUNITY)).first_handler == COMMUNITY
    registered(COMMUNITY, first_handler=STREET).then_refused("first_handler_unknown", "first_handler")
    registered(STREET, first_handler="nowhere").then_refused("first_handler_unknown", "first_handler")


def test_a_body_outside_the_system_cannot_register() -> None:
    registered(POLICE).then_refused("body_cannot_register")
    registered("nowhere").then_refused("body_cannot_register")


def test_a_case_is_registered_once() -> None:
    registered().when(registration(), clerk(STREET), at(1)).then_refused("already_registered")
    registered().when(registration(), clerk(OTHER_STREET), at(1)).then_refused("not_found")


def test_a_story_is_registered_by_a_demonstrator_alone() -> None:
    registered(story=True).then_refused("story_needs_demonstrator", "story")
    told = registration(story=True)
    nothing_yet().when(told, clerk(STREET, "demonstrator"), at(0)).happened(CaseRegistered)


def test_nothing_occurred_in_the_future_and_dates_are_assumed_in_stories_only() -> None:
    nothing_yet().when(registration(), clerk(STREET), at(0), occurred_at=at(1)).then_refused(
        "occurred_in_future", "occurred_at"
    )
    assumed = registration(occurred_at_assumed=True)
    nothing_yet().when(assumed, clerk(STREET), at(0)).then_refused("assumed_date_outside_story", "occurred_at_assumed")


def test_an_assumed_date_carries_no_verdict() -> None:
    assumed = registration(story=True, occurred_at_assumed=True)
    started = nothing_yet().when(assumed, clerk(STREET, "demonstrator"), at(0)).happened(ClockStarted)
    assert (started.clock.due, started.clock.verdict) == (None, "not_judged")


def test_a_repeat_is_linked_at_registration_or_later_but_once() -> None:
    case = registered(repeat_of=OTHER_CODE)
    assert case.happened(RepeatLinked).repeat_of == OTHER_CODE
    again = LinkRepeat(repeat_of=OTHER_CODE, reason="同一事项")
    case.when(again, clerk(STREET), at(1)).then_refused("already_linked", "repeat_of")
    registered().when(again, clerk(STREET), at(1)).then(RepeatLinked)


def test_only_the_code_of_another_case_can_be_linked() -> None:
    registered(repeat_of="ABC").then_refused("case_code_invalid", "repeat_of")
    registered(repeat_of=CODE).then_refused("same_case", "repeat_of")


def test_an_unknown_case_is_not_found() -> None:
    nothing_yet().when(RecordNote(text="记事"), clerk(STREET), at(0)).then_refused("not_found")


def test_a_case_needs_a_party_and_takes_no_unknown_field() -> None:
    with pytest.raises(ValidationError):
        registration(parties=())
    with pytest.raises(ValidationError):
        RegisterCase.model_validate({**registration().model_dump(), "sumary": "笔误"})
