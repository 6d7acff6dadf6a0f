"""Other ways to a title: told with every agreement, recorded when chosen, never refused to a party (domain.md 2.4; PML 3)."""

from typing import Any

import pytest

from schemas.judicial_confirmation import AgreementRegistered, EnforceableWayChosen
from schemas.values import DisputeType
from services.judicial_confirmation.domain.way_commands import ChooseEnforceableWay, RecordEnforceableWayStep
from tests.domain.given_when_then import Answer, clock_events, irregularities, names, refusal
from tests.domain.judicial_confirmation.court_case import (
    CLERK,
    COURT_CLERK,
    STRANGER,
    CourtCase,
    applied,
    confirmed,
    effective,
)

NOTARY = {"way": "notarized_enforceable_instrument", "applicants": ("p1", "p2"), "asked_of": "芜湖市某公证处"}
PAYMENT_ORDER = {"way": "payment_order", "applicants": ("p1",), "asked_of": "镜湖区人民法院"}
REVIEW = {"way": "arbitral_review", "applicants": ("p1", "p2")}


def of_type(dispute_type: DisputeType | None) -> CourtCase:
    """An agreement on a dispute of this type, in effect since 2 March 2026."""
    case = CourtCase()
    names(case.takes_effect(dispute_type=dispute_type))
    return case


def chooses(case: CourtCase, day: str = "2026-03-09", **way: Any) -> Answer:
    """The parties choose, told at the committee."""
    return case.court_does(ChooseEnforceableWay, day, CLERK, **way)


def step(case: CourtCase, day: str, code: str, **more: Any) -> Answer:
    """The body chosen does something on the way chosen last."""
    choice_id = [event.choice_id for event in case.events if isinstance(event, EnforceableWayChosen)][-1]
    return case.court_does(RecordEnforceableWayStep, day, CLERK, choice_id=choice_id, step=code, **more)


@pytest.mark.parametrize(
    ("dispute_type", "offered"),
    [
        (None, ("notarized_enforceable_instrument", "payment_order", "arbitral_mediation_statement")),
        (DisputeType.CONTRACT, ("notarized_enforceable_instrument", "payment_order", "arbitral_mediation_statement")),
        (DisputeType.MARRIAGE_FAMILY, ("notarized_enforceable_instrument", "payment_order")),
        (DisputeType.MIGRANT_WAGES, ("notarized_enforceable_instrument", "payment_order", "arbitral_review")),
    ],
)
def test_the_ways_open_to_the_dispute_are_told_with_the_agreement(
    dispute_type: DisputeType | None, offered: tuple[str, ...]
) -> None:
    registered = of_type(dispute_type).events[0]
    assert isinstance(registered, AgreementRegistered)
    assert registered.ways_offered == offered


def test_a_labour_agreement_has_fifteen_days_for_the_arbitral_review_labr_74() -> None:
    case = of_type(DisputeType.OTHER_LABOR)
    assert case.due("LB-2") == "2026-03-17"
    answer = chooses(case, "2026-03-17", **REVIEW)
    assert irregularities(answer) == []
    assert clock_events(answer) == [("clock_stopped", "LB-2")]
    assert names(step(case, "2026-03-25", "review_issued", number="某劳人仲审〔2026〕1号")) == [
        "enforceable_way_step_recorded"
    ]


def test_an_arbitral_review_asked_for_late_or_by_one_side_is_recorded_and_marked_labr_74() -> None:
    case = of_type(DisputeType.MIGRANT_WAGES)
    names(case.time_passes("LB-2", "2026-03-18 00:00"))
    answer = chooses(case, "2026-03-18", **{**REVIEW, "applicants": ("p1",)})
    assert irregularities(answer) == ["way_chosen_late", "way_not_joint"]


def test_a_way_that_is_not_for_this_dispute_is_recorded_with_a_warning_pml_3() -> None:
    assert irregularities(chooses(of_type(DisputeType.CONTRACT), **REVIEW)) == ["way_not_for_dispute"]
    assert irregularities(chooses(effective(), **REVIEW)) == []


def test_a_payment_order_has_the_times_of_court_and_debtor_cpl_225_228() -> None:
    case = effective()
    assert clock_events(chooses(case, "2026-04-01", **PAYMENT_ORDER)) == [("clock_started", "PO-1")]
    assert case.due("PO-1") == "2026-04-07"
    taken = step(case, "2026-04-03", "order_accepted")
    assert clock_events(taken) == [("clock_stopped", "PO-1"), ("clock_started", "PO-2")]
    assert case.due("PO-2") == "2026-04-20"
    assert clock_events(step(case, "2026-04-10", "order_issued")) == [("clock_stopped", "PO-2")]
    assert clock_events(step(case, "2026-04-13", "order_served")) == [("clock_started", "PO-3")]
    assert case.due("PO-3") == "2026-04-28"
    answer = step(case, "2026-04-20", "order_objected", detail="数额不符")
    assert irregularities(answer) == []
    assert clock_events(answer) == [("clock_stopped", "PO-3")]


def test_a_debtor_who_neither_pays_nor_objects_lets_the_time_lapse_cpl_225_228() -> None:
    case = effective()
    chooses(case, "2026-04-01", **PAYMENT_ORDER)
    names(step(case, "2026-04-13", "order_served"))
    assert names(case.time_passes("PO-3", "2026-04-29 00:00")) == ["clock_lapsed"]
    assert irregularities(step(case, "2026-04-30", "order_objected")) == ["way_step_late"]


def test_a_step_told_twice_starts_no_second_limit() -> None:
    case = effective()
    chooses(case, "2026-04-01", **PAYMENT_ORDER)
    names(step(case, "2026-04-03", "order_accepted"))
    assert clock_events(step(case, "2026-04-07", "order_accepted")) == []


def test_what_is_told_after_a_way_was_closed_stands_beside_it() -> None:
    case = effective()
    chooses(case, **NOTARY)
    assert irregularities(step(case, "2026-03-10", "instrument_refused")) == []
    assert irregularities(step(case, "2026-03-12", "instrument_issued")) == ["way_closed_before"]


def test_a_choice_made_after_full_performance_is_marked() -> None:
    case = effective()
    case.state = case.state.model_copy(
        update={"agreements": {case.agreement_id: case.agreement.model_copy(update={"performed": True})}}
    )
    assert irregularities(chooses(case, **NOTARY)) == ["already_performed"]


def test_other_ways_stand_beside_the_application_to_the_court() -> None:
    case = applied()
    assert names(chooses(case, "2026-03-11", **NOTARY)) == ["enforceable_way_chosen"]
    assert case.situation == "applied"
    assert names(confirmed().court_does(ChooseEnforceableWay, "2026-03-20", COURT_CLERK, **NOTARY))


def test_only_what_exists_is_chosen_and_reported() -> None:
    case = effective()
    assert refusal(chooses(case, way="lottery", applicants=("p1",))) == "way_unknown"
    assert refusal(chooses(case, way="payment_order", applicants=("p9",))) == "party_unknown"
    assert refusal(chooses(case, "2026-03-01", **NOTARY)) == "occurred_before_previous_act"
    unknown = case.court_does(RecordEnforceableWayStep, "2026-03-10", CLERK, choice_id="none", step="order_issued")
    assert refusal(unknown) == "choice_unknown"
    chooses(case, **NOTARY)
    assert refusal(step(case, "2026-03-10", "order_issued")) == "step_unknown"
    assert refusal(step(case, "2026-03-08", "instrument_issued")) == "occurred_before_previous_act"


def test_strangers_learn_nothing_of_the_choice() -> None:
    case = effective()
    assert refusal(case.court_does(ChooseEnforceableWay, "2026-03-09", STRANGER, **NOTARY)) == "not_found"
    assert refusal(CourtCase().court_does(ChooseEnforceableWay, "2026-03-09", CLERK, **NOTARY)) == "not_found"
