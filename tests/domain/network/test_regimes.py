"""Every kind of body has its own law: court-invited rounds, labour, medical and commercial mediation (domain.md 2.5)."""

import pytest

from schemas.intake import HandOverReason
from schemas.network import TerminationReason
from schemas.values import Agreed, DisputeType
from services.network.domain import commands as c
from tests.domain.given_when_then import at, clock_events, irregularities, names, refusal
from tests.domain.network.network_case import (
    AT_ONCE,
    COMMERCIAL,
    LABOUR,
    MEDICAL,
    ROUTES,
    TRAFFIC,
    NetworkCase,
    clerk,
    summary,
)

DELEGATED = HandOverReason.COURT_DELEGATION_BEFORE_FILING
ENTRUSTED = HandOverReason.COURT_ENTRUSTMENT_AFTER_FILING
WAGES, CONTRACT = summary(DisputeType.MIGRANT_WAGES), summary(DisputeType.CONTRACT)


def due_of(case: NetworkCase) -> tuple[str, str]:
    """(limit, last day in time) of the only clock."""
    (kept,) = case.state.clocks.clocks.values()
    return kept.clock.limit, kept.clock.due.isoformat()


@pytest.mark.parametrize(
    ("reason", "summary_procedure", "limit", "due"),
    [
        (DELEGATED, False, "TY-1", "2026-04-01"),
        (ENTRUSTED, False, "TY-2", "2026-03-17"),
        (ENTRUSTED, True, "TY-3", "2026-03-09"),
    ],
)
def test_a_courts_round_runs_from_signing_for_the_file(
    reason: HandOverReason, summary_procedure: bool, limit: str, due: str
):
    case = NetworkCase(reason=reason).held(summary_procedure=summary_procedure)
    assert due_of(case) == (limit, due)
    assert names(case.does(c.AcceptMediation(), "2026-03-03")) == ["mediation_accepted"], "the court obtained consent"


def test_a_courts_round_goes_on_past_its_limit_only_by_everybodys_consent():
    case = NetworkCase(reason=ENTRUSTED).held()
    case.does(c.AcceptMediation(), "2026-03-03")
    assert refusal(case.does(c.ExtendLimit(by=5, agreed_by=("p1",)))) == "extension_needs_all"
    answer = case.does(c.ExtendLimit(by=5, agreed_by=("p1", "p2")))
    assert names(answer) == ["limit_extended", "clock_extended"]
    assert due_of(case) == ("TY-2", "2026-03-23"), "the 22nd is a Sunday"


def test_talks_past_the_courts_limit_are_marked_and_the_delegation_may_end():
    case = NetworkCase(reason=ENTRUSTED).held()
    case.does(c.AcceptMediation(), "2026-03-03")
    assert "past_court_limit" in irregularities(case.does(c.HoldSession(), "2026-03-18"))
    ended = c.TerminateMediation(reason=TerminationReason.DELEGATION_ENDED, routes_told=ROUTES)
    assert names(case.does(ended, "2026-03-18"))[0] == "mediation_terminated"


def test_labour_mediation_has_fifteen_days_from_signing_and_is_written():
    case = NetworkCase(LABOUR, WAGES).held()
    assert due_of(case) == ("LB-1", "2026-03-17")
    case.does(c.GiveConsent(party_id="p2"), "2026-03-03")
    assert names(case.does(c.AcceptMediation(), "2026-03-03")) == ["mediation_accepted"]
    oral = case.does(c.ReachAgreement(form=Agreed.ORAL, terms=AT_ONCE))
    assert "should_be_written" in irregularities(oral)


def test_what_is_performed_on_the_spot_is_still_written_where_the_law_wants_it():
    case = NetworkCase(MEDICAL, summary(DisputeType.MEDICAL)).in_mediation()
    reached = case.does(c.ReachAgreement(terms=AT_ONCE))[0]
    assert (reached.form, reached.form_assumed) == (Agreed.WRITTEN, True)


def test_an_appraisal_stops_the_time_of_a_medical_round():
    case = NetworkCase(MEDICAL, summary(DisputeType.MEDICAL)).in_mediation()
    before = due_of(case)
    assert before[0] == "MED-2"
    assert refusal(case.does(c.EndAppraisal())) == "no_appraisal"
    started = case.does(c.StartAppraisal(kind="鉴定", by="医学会"), "2026-03-05")
    assert names(started) == ["appraisal_started", "clock_paused"]
    assert refusal(case.does(c.AcceptMediation())) == "appraisal_running"
    assert "during_appraisal" in irregularities(case.does(c.HoldSession(), "2026-03-06"))
    assert names(case.does(c.EndAppraisal(), "2026-03-19")) == ["appraisal_ended", "clock_resumed"]
    assert due_of(case)[1] > before[1]


def test_nobody_appraises_before_the_case_is_taken_up():
    assert (
        refusal(NetworkCase(MEDICAL, summary(DisputeType.MEDICAL)).held().does(c.StartAppraisal(kind="鉴定")))
        == "not_accepted_yet"
    )


def test_where_the_law_excludes_no_appraisal_the_time_runs_on():
    case = NetworkCase(TRAFFIC).in_mediation()
    (started,) = case.does(c.StartAppraisal(kind="鉴定"))
    assert started.time_excluded is False


def test_an_appraisal_in_a_courts_round_is_excluded():
    case = NetworkCase(reason=DELEGATED).held()
    case.does(c.AcceptMediation(), "2026-03-03")
    assert clock_events(case.does(c.StartAppraisal(kind="鉴定"))) == [("clock_paused", "TY-1")]


def test_commercial_mediation_asks_everybody_and_may_charge():
    case = NetworkCase(COMMERCIAL, CONTRACT).held()
    case.does(c.GiveConsent(party_id="p2"), "2026-03-03")
    assert refusal(case.does(c.AcceptMediation(), "2026-03-03")) == "consent_missing"
    fee = c.AgreeFee(amount_cny=3000, standard="公示标准", paid_by=("p2",))
    assert refusal(case.does(fee)) == "fee_not_agreed"
    case.does(c.GiveConsent(party_id="p1"), "2026-03-03")
    assert names(case.does(fee)) == ["fee_agreed"]
    assert names(case.does(c.AcceptMediation(), "2026-03-03")) == ["mediation_accepted", "clock_started"]
    assert due_of(case)[0] == "NM-1"


@pytest.mark.parametrize(("body", "case"), [(TRAFFIC, summary()), (LABOUR, WAGES)])
def test_nobody_else_charges(body: str, case):
    asked = NetworkCase(body, case).in_mediation()
    assert refusal(asked.does(c.AgreeFee(amount_cny=1, standard="无", paid_by=("p1", "p2")))) == "mediation_is_free"


def test_a_court_sends_nobody_to_a_body_that_charges():
    case = NetworkCase(COMMERCIAL, CONTRACT, DELEGATED).in_mediation()
    assert refusal(case.does(c.AgreeFee(amount_cny=1, standard="无", paid_by=("p1", "p2")))) == "mediation_is_free"


@pytest.mark.parametrize(
    ("body", "case"), [(COMMERCIAL, WAGES), (COMMERCIAL, summary(DisputeType.OTHER_CONSUMER)), (LABOUR, CONTRACT)]
)
def test_a_matter_that_is_not_this_kinds_is_not_signed_for(body: str, case):
    offered = NetworkCase(body, case)
    offered.offered()
    assert refusal(offered.does(c.AcceptOffer(), "2026-03-02 10:00")) == "matter_excluded"
    assert names(offered.does(c.ReturnOffer(code="not_competent", reason="不属受理范围"))) == ["offer_returned"]


def test_past_the_limit_the_body_ends_the_round():
    case = NetworkCase(LABOUR, WAGES).in_mediation()
    assert "past_limit" in irregularities(case.does(c.HoldSession(), "2026-03-18"))
    ended = c.TerminateMediation(reason=TerminationReason.TIME_OUT, routes_told=ROUTES)
    assert names(case.does(ended, "2026-03-18"))[0] == "mediation_terminated"
    assert refusal(case.does(c.ExtendLimit(by=5, agreed_by=("p1", "p2")), "2026-03-19")) == "round_ended"


def test_without_a_limit_running_there_is_nothing_to_lengthen():
    case = NetworkCase(TRAFFIC).held()
    assert refusal(case.does(c.ExtendLimit(by=1, agreed_by=("p1", "p2")))) == "no_limit_running"


def test_nothing_happens_in_the_future():
    case = NetworkCase(TRAFFIC).held()
    answer = case.act(clerk(TRAFFIC), c.HoldSession(occurred_at=at("2026-03-09")), None, at("2026-03-05"))
    assert refusal(answer) == "occurred_in_future"
