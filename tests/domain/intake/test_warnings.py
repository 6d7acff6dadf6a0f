"""What the window makes of an alert about a case: a proposal with a lead body, and never a move of custody (rules E1, E5–E8)."""

from typing import Any
from uuid import uuid5

import pytest

from schemas.early_warning import CaseWarned, CaseWarningWithdrawn
from schemas.envelope import PublishedEvent
from schemas.identity import NAMESPACE
from schemas.intake import AlertNoted, AlertWithdrawalNoted
from schemas.registry import encode_data
from services.intake.domain.react_warnings import HEARD_WARNINGS
from services.intake.domain.warning_commands import HearCaseWarned, HearCaseWarningWithdrawn
from tests.domain.intake.window import (
    CITY,
    CODE,
    COMMUNITY,
    HUB,
    STREET,
    SYSTEM,
    at,
    clerk,
    nothing_yet,
    registered,
    the_file,
)


def warned(**told: Any) -> HearCaseWarned:
    return HearCaseWarned(
        **{
            "alert": "A", "rule": "EW-1", "name_zh": "同一被申请人纠纷聚集", "escalation": "E5",
            "proposal": "joint_handling", "counted": 3, "unit_zh": "名", "within_days": 30, "addressee": HUB, **told,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "proposal", "at_body", "lead"),
    [
        ({}, "joint_handling", STREET, STREET),
        ({}, "joint_handling", COMMUNITY, STREET),
        ({"counted": 10}, "group_case", COMMUNITY, STREET),
        ({"proposal": "leader_in_charge", "escalation": "E8"}, "leader_in_charge", COMMUNITY, HUB),
        ({"proposal": "police_and_hub", "escalation": "E6"}, "police_and_hub", STREET, HUB),
        ({"proposal": "urge", "escalation": "E1"}, "urge", COMMUNITY, STREET),
    ],
)
def test_each_rule_has_its_proposal_and_its_lead_body(told: Any, proposal: str, at_body: str, lead: str) -> None:
    case = registered(at_body)
    custodian = the_file(case).custody.custodian
    noted = case.when(warned(**told), SYSTEM, at(3)).happened(AlertNoted)
    assert (noted.proposal, noted.lead_body) == (proposal, lead)
    assert the_file(case).custody.custodian == custodian, "a proposal moves nothing"
    assert noted.report_to in (STREET, HUB, CITY, None)


def test_a_case_that_nobody_registered_here_and_one_that_is_gone_are_noted_without_a_proposal() -> None:
    unknown = nothing_yet().when(warned(), SYSTEM, at(3)).happened(AlertNoted)
    assert (unknown.proposal, unknown.why) == ("none", "本案未在窗口登记，仅作记录")


def test_the_withdrawal_stands_beside_the_note() -> None:
    body = HearCaseWarningWithdrawn(alert="A", rule="EW-1", name_zh="同一被申请人纠纷聚集")
    assert registered().when(body, SYSTEM, at(4)).happened(AlertWithdrawalNoted).alert == "A"
    assert nothing_yet().when(body, SYSTEM, at(4)).happened(AlertWithdrawalNoted).alert == "A"


def test_nobody_but_the_system_tells_of_alerts() -> None:
    registered().when(warned(), clerk(STREET), at(3)).then_refused("wrong_sender")


def test_what_is_told_under_the_alerts_code_is_heard_by_the_case_it_is_about() -> None:
    told: list[Any] = [
        CaseWarned(
            occurred_at=at(3), case_code=CODE, rule="EW-1", name_zh="聚集", escalation="E5", proposal="joint_handling",
            counted=3, unit_zh="名", within_days=30, addressee=HUB,
        ),
        CaseWarningWithdrawn(occurred_at=at(4), case_code=CODE, rule="EW-1", name_zh="聚集"),
    ]  # fmt: skip
    for event in told:
        envelope = PublishedEvent(
            id=uuid5(NAMESPACE, "e"), service="early_warning", name="x", version=1, case_code="ALERT", sequence=1, index=0,
            recorded_at=at(3), actor=SYSTEM, correlation_id="c", causation_id="c", traceparent=None, data=encode_data(event),
        )  # fmt: skip
        code, body = HEARD_WARNINGS[type(event)](event, envelope)
        assert (code, getattr(body, "alert", None)) == (CODE, "ALERT")
