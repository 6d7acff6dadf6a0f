"""Enforcement within two years, and what is heard of performance (CPL 206, 250; CPL-I 460)."""

import pytest

from schemas.command import Actor
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as window
from services.judicial_confirmation.domain.court_commands import EnforcementBasis
from services.judicial_confirmation.domain.filing_commands import PerformanceReport
from tests.domain.given_when_then import at, clock_events, irregularities, names, refusal
from tests.domain.judicial_confirmation.court_case import (
    CLERK,
    COURT,
    COURT_CLERK,
    OTHER_COURT,
    OTHER_COURT_CLERK,
    STRANGER,
    SYSTEM,
    CourtCase,
    confirmed,
    docketed,
    effective,
)

BY_P1 = {"by": "p1", "court": COURT, "what": "第二期未付"}


def reported(case: CourtCase, what: PerformanceReport, day: str) -> list[str]:
    """The mediation body's report is heard."""
    body = window.NotePerformance(agreement_id=case.agreement_id, what=what, occurred_at=at(day))
    return names(case.act(SYSTEM, body, at(day)))


@pytest.mark.parametrize("actor", [CLERK, COURT_CLERK])
def test_a_party_asks_for_enforcement_and_the_two_years_end_cpl_206_250(actor: Actor) -> None:
    case = confirmed()
    answer = case.court_does(court.ApplyForEnforcement, "2026-07-10", actor, **BY_P1)
    assert irregularities(answer) == []
    assert clock_events(answer) == [("clock_stopped", "JC-4")]
    done = case.court_does(court.RecordEnforcement, "2026-08-10", what="划扣到位")
    assert names(done) == ["enforced"]
    assert refusal(case.court_does(court.RecordEnforcement, "2026-08-11")) == "enforcement_missing"


def test_after_two_years_it_is_recorded_and_marked_cpl_250() -> None:
    case = confirmed()
    names(case.time_passes("JC-4", "2028-07-01 00:00"))
    answer = case.court_does(court.ApplyForEnforcement, "2028-07-01", **BY_P1)
    assert irregularities(answer) == ["enforcement_late"]


def test_the_court_where_the_property_is_may_enforce_cpl_i_460() -> None:
    case = confirmed()
    elsewhere = {"by": "p1", "court": OTHER_COURT, "basis": EnforcementBasis.PROPERTY_LOCATION}
    answer = case.court_does(court.ApplyForEnforcement, "2026-07-10", OTHER_COURT_CLERK, **elsewhere)
    assert irregularities(answer) == []
    assert names(case.court_does(court.RecordEnforcement, "2026-08-10", OTHER_COURT_CLERK)) == ["enforced"]


def test_another_court_without_property_there_is_marked_cpl_206() -> None:
    elsewhere = {"by": "p1", "court": OTHER_COURT}
    answer = confirmed().court_does(court.ApplyForEnforcement, "2026-07-10", **elsewhere)
    assert irregularities(answer) == ["enforcement_court_not_competent"]


def test_enforcement_is_asked_of_a_court_by_a_party_to_a_confirmed_agreement() -> None:
    def asked(case: CourtCase, **more: str) -> str:
        return refusal(case.court_does(court.ApplyForEnforcement, "2026-07-10", **{**BY_P1, **more}))

    assert asked(confirmed(), by="p9") == "party_unknown"
    assert asked(confirmed(), court="wuhu.jinghu.hub") == "not_a_people_court"
    assert asked(docketed()) == "not_confirmed"
    assert asked(CourtCase()) == "not_found"
    early = confirmed().court_does(court.ApplyForEnforcement, "2026-03-15", recorded="2026-07-10", **BY_P1)
    assert refusal(early) == "occurred_before_previous_act"
    stranger = confirmed().court_does(court.ApplyForEnforcement, "2026-07-10", STRANGER, **BY_P1)
    assert refusal(stranger) == "not_found"


def test_enforcement_is_recorded_by_the_court_that_ruled_or_enforces() -> None:
    case = confirmed()
    names(case.court_does(court.ApplyForEnforcement, "2026-07-10", **BY_P1))
    assert refusal(case.court_does(court.RecordEnforcement, "2026-08-10", OTHER_COURT_CLERK)) == "not_found"
    early = case.court_does(court.RecordEnforcement, "2026-03-15", recorded="2026-08-10")
    assert refusal(early) == "occurred_before_previous_act"
    assert refusal(docketed().court_does(court.RecordEnforcement, "2026-08-10")) == "not_confirmed"
    assert refusal(docketed().court_does(court.RecordEnforcement, "2026-08-10", STRANGER)) == "not_found"
    assert refusal(CourtCase().court_does(court.RecordEnforcement, "2026-08-10")) == "not_found"


def revoked_while_enforcing() -> CourtCase:
    """Enforcement was asked for on 10 July, the confirmation revoked on 1 August."""
    case = confirmed()
    names(case.court_does(court.ApplyForEnforcement, "2026-07-10", **BY_P1))
    names(case.court_does(court.RevokeConfirmation, "2026-08-01", own_finding=True))
    return case


def test_enforcement_before_a_revocation_is_recorded_after_it() -> None:
    case = revoked_while_enforcing()
    answer = case.court_does(court.RecordEnforcement, "2026-07-20", recorded="2026-08-05", what="划扣到位")
    assert names(answer) == ["enforced"]
    assert irregularities(answer) == []
    assert refusal(case.court_does(court.RecordEnforcement, "2026-08-06")) == "enforcement_missing"


def test_enforcement_after_a_revocation_is_recorded_and_marked_cpl_i_372() -> None:
    answer = revoked_while_enforcing().court_does(court.RecordEnforcement, "2026-08-05")
    assert irregularities(answer) == ["enforced_after_revocation"]


def test_full_performance_leaves_nothing_to_apply_for() -> None:
    case = effective()
    assert reported(case, PerformanceReport.FULL, "2026-03-09") == ["performance_noted", "clock_stopped"]
    assert case.status("JC-1") == "stopped"


def test_after_full_performance_enforcement_is_recorded_and_marked_cpl_206() -> None:
    case = confirmed()
    assert reported(case, PerformanceReport.FULL, "2026-06-30") == ["performance_noted", "clock_stopped"]
    answer = case.court_does(court.ApplyForEnforcement, "2026-07-10", **BY_P1)
    assert irregularities(answer) == ["already_performed"]


def test_what_was_performed_before_the_ruling_starts_no_two_years() -> None:
    case = docketed()
    reported(case, PerformanceReport.FULL, "2026-03-14")
    assert "clock_started" not in names(case.court_does(court.ConfirmAgreement, "2026-03-16"))


def test_a_breach_after_reported_performance_starts_the_two_years_again() -> None:
    case = confirmed()
    reported(case, PerformanceReport.FULL, "2026-06-30")
    assert reported(case, PerformanceReport.BREACH, "2026-07-05") == ["performance_noted", "clock_started"]
    assert case.due("JC-4") == "2028-06-30"
    assert case.status("JC-4") == "running"


def test_part_performance_changes_no_clock() -> None:
    case = confirmed()
    assert reported(case, PerformanceReport.PARTIAL, "2026-04-30") == ["performance_noted"]
    assert case.status("JC-4") == "running"


def test_performance_of_an_unknown_agreement_is_noted_and_never_lost() -> None:
    assert reported(CourtCase(), PerformanceReport.FULL, "2026-04-30") == ["noted"]
