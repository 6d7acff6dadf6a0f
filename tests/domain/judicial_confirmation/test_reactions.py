"""What people's mediation tells and what it becomes here."""

from uuid import uuid4

import pytest

from schemas.command import Actor
from schemas.envelope import PublishedEvent
from schemas.intake import CaseSummary, HandOverReason
from schemas.people_mediation import AgreementEffective, BreachReported, PerformanceRecorded
from schemas.values import Agreed, CaseSource, DisputeType, Performance, ReceivedVia
from services.judicial_confirmation.domain import react
from services.judicial_confirmation.domain.filing_commands import PerformanceReport
from tests.domain.given_when_then import at
from tests.domain.judicial_confirmation.court_case import BOTH, CASE, COMMITTEE, PAY_BY_JUNE

ENVELOPE = PublishedEvent(
    id=uuid4(), service="people_mediation", name="agreement_effective", version=1, case_code=CASE, sequence=1, index=0,
    recorded_at=at("2026-03-02"), actor=Actor(user="clerk.fangcun", organisation=COMMITTEE), correlation_id="",
    causation_id="", traceparent=None, data={},
)  # fmt: skip
TRACK = {"track_id": "t1", "custody_number": 2, "agreement_id": "g1", "occurred_at": at("2026-03-02")}


@pytest.mark.parametrize(
    ("reason", "invited"),
    [
        (HandOverReason.ROUTE, False),
        (HandOverReason.COURT_DELEGATION_BEFORE_FILING, True),
        (HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING, True),
    ],
)
def test_an_effective_agreement_is_registered_with_who_invited_the_mediation(
    reason: HandOverReason, invited: bool
) -> None:
    summary = CaseSummary(
        dispute_type=DisputeType.CONTRACT, source=CaseSource.APPLICATION, received_via=ReceivedVia.COUNTER,
        summary="借款", parties=BOTH, story=True,
    )  # fmt: skip
    event = AgreementEffective(
        **TRACK, number="2026-1", form=Agreed.WRITTEN, partial=False, body=COMMITTEE, reason=reason, parties=BOTH,
        terms=PAY_BY_JUNE, case=summary,
    )  # fmt: skip
    command = react.register_agreement(event, ENVELOPE)
    assert (command.agreement_id, command.mediation_body, command.court_invited) == ("g1", COMMITTEE, invited)
    assert command.effective_at == event.occurred_at
    assert command.story


@pytest.mark.parametrize(
    ("performance", "expected"),
    [(Performance.FULL, PerformanceReport.FULL), (Performance.PARTIAL, PerformanceReport.PARTIAL)],
)
def test_recorded_performance_is_noted(performance: Performance, expected: PerformanceReport) -> None:
    event = PerformanceRecorded(**TRACK, performance=performance)
    assert react.note_performance(event, ENVELOPE).what is expected


def test_a_reported_breach_is_noted() -> None:
    assert react.note_breach(BreachReported(**TRACK, what="未付款"), ENVELOPE).what is PerformanceReport.BREACH
