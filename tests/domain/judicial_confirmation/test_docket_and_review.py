"""From the application to the ruling: supplement, docket, verification, taking back (CPL-I 352-357; JC11 4)."""

import pytest

from schemas.judicial_confirmation import ApplicationDocketed, ApplicationNotAccepted
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as window
from services.judicial_confirmation.domain.court_commands import AbandonmentCause
from services.judicial_confirmation.domain.filing_commands import JurisdictionBasis, Material
from services.judicial_confirmation.domain.rights import applications_of
from tests.domain.given_when_then import at, clock_events, irregularities, names, refusal
from tests.domain.judicial_confirmation.court_case import (
    CLERK,
    OTHER_COURT,
    OTHER_COURT_CLERK,
    STRANGER,
    CourtCase,
    applied,
    confirmed,
    docketed,
    effective,
)


def test_docketing_ends_the_three_days_and_begins_both_times_for_the_ruling_jc11_4_5_cpl_187() -> None:
    case = applied()
    answer = case.court_does(court.DocketApplication, "2026-03-11")
    assert clock_events(answer) == [("clock_stopped", "JC-2"), ("clock_started", "JC-3"), ("clock_started", "JC-3S")]
    assert (case.due("JC-3"), case.due("JC-3S")) == ("2026-03-26", "2026-04-10")
    docketing = case.events[-4]
    assert isinstance(docketing, ApplicationDocketed)
    assert not docketing.same_day


def test_docketing_on_the_day_of_the_application_is_told() -> None:
    case = applied()
    names(case.court_does(court.DocketApplication, "2026-03-10 16:00"))
    docketing = case.events[-4]
    assert isinstance(docketing, ApplicationDocketed)
    assert docketing.same_day


def test_docketing_after_three_days_is_recorded_and_marked_jc11_4() -> None:
    case = applied()
    assert irregularities(case.court_does(court.DocketApplication, "2026-03-14")) == ["docketing_late"]


def test_docketing_in_time_recorded_late_takes_the_lapse_back() -> None:
    case = applied()
    names(case.time_passes("JC-2", "2026-03-14 00:00"))
    answer = case.court_does(court.DocketApplication, "2026-03-13", recorded="2026-03-16")
    assert irregularities(answer) == []
    assert clock_events(answer)[:2] == [("lapse_withdrawn", "JC-2"), ("clock_stopped", "JC-2")]


def test_the_court_declines_on_a_ground_of_cpl_i_355_and_the_parties_may_go_to_the_right_court() -> None:
    case = applied()
    answer = case.court_does(court.DeclineApplication, "2026-03-12", ground="wrong_court")
    assert names(answer) == ["application_not_accepted", "clock_stopped"]
    assert case.situation == "not_accepted"
    basis = JurisdictionBasis.PARTY_DOMICILE
    again = case.applied("2026-03-16", actor=OTHER_COURT_CLERK, court=OTHER_COURT, jurisdiction_basis=basis)
    assert names(again)[0] == "application_filed"


def test_with_two_courts_asked_one_declining_leaves_the_other() -> None:
    case = applied()
    names(case.applied("2026-03-11", court=OTHER_COURT, jurisdiction_basis=JurisdictionBasis.PARTY_DOMICILE))
    names(case.court_does(court.DeclineApplication, "2026-03-12", ground="wrong_court"))
    assert case.situation == "applied"
    assert [one.court for one in applications_of(case.agreement)] == [OTHER_COURT]


@pytest.mark.parametrize("ground", ["content_unclear", "whatever"])
def test_declining_needs_a_ground_of_cpl_i_355(ground: str) -> None:
    assert refusal(applied().court_does(court.DeclineApplication, "2026-03-12", ground=ground)) == "ground_unknown"


def test_the_application_that_lost_to_another_court_ends_with_that_reason_cpl_i_352() -> None:
    case = applied()
    names(case.applied("2026-03-11", court=OTHER_COURT, jurisdiction_basis=JurisdictionBasis.PARTY_DOMICILE))
    names(case.court_does(court.DocketApplication, "2026-03-12"))
    ended = [event for event in case.events if isinstance(event, ApplicationNotAccepted)]
    assert [event.ground for event in ended] == ["docketed_elsewhere"]
    assert case.state.clocks.running("JC-2", ended[0].application_id) is None


@pytest.mark.parametrize("body", [court.DocketApplication, court.HoldVerification, court.ConfirmAgreement])
def test_only_the_court_applied_to_acts_on_the_docket(body: type[window.AgreementCommand]) -> None:
    more = {"present": ()} if body is court.HoldVerification else {}
    for actor in (CLERK, STRANGER, OTHER_COURT_CLERK):
        assert refusal(applied().court_does(body, "2026-03-11", actor, **more)) == "not_found"


def test_what_was_not_applied_for_cannot_be_docketed() -> None:
    assert refusal(effective().court_does(court.DocketApplication, "2026-03-11")) == "not_found"
    assert refusal(docketed().court_does(court.DocketApplication, "2026-03-14")) == "application_missing"


def test_docketing_cannot_lie_before_the_application() -> None:
    answer = applied().court_does(court.DocketApplication, "2026-03-09", recorded="2026-03-11")
    assert refusal(answer) == "occurred_before_previous_act"


@pytest.mark.parametrize("reached", [applied, docketed])
def test_missing_material_is_asked_for_and_supplied_cpl_i_354(reached: object) -> None:
    case = applied() if reached is applied else docketed()
    both = (Material.IDENTITY, Material.PROPERTY_PROOF)
    asked = {"missing": both, "until": at("2026-03-20").date()}
    assert names(case.court_does(court.RequestSupplement, "2026-03-13", **asked)) == ["supplement_requested"]
    names(case.court_does(court.SupplyMaterials, "2026-03-16", materials=(Material.IDENTITY,)))
    awaiting = applications_of(case.agreement)[0].awaiting
    assert awaiting is not None
    assert awaiting.missing == (Material.PROPERTY_PROOF,)
    names(case.court_does(court.SupplyMaterials, "2026-03-17", materials=(Material.PROPERTY_PROOF,)))
    assert applications_of(case.agreement)[0].awaiting is None


def test_material_is_asked_for_by_a_day_to_come_cpl_i_354() -> None:
    asked = {"missing": (Material.IDENTITY,), "until": at("2026-03-11").date()}
    assert refusal(applied().court_does(court.RequestSupplement, "2026-03-12", **asked)) == "supplement_day_past"


def test_nothing_is_supplied_that_was_not_asked_for() -> None:
    answer = applied().court_does(court.SupplyMaterials, "2026-03-12", materials=(Material.IDENTITY,))
    assert refusal(answer) == "nothing_missing"


def test_after_the_ruling_nothing_is_supplemented() -> None:
    asked = {"missing": (Material.IDENTITY,), "until": at("2026-03-20").date()}
    assert refusal(confirmed().court_does(court.RequestSupplement, "2026-03-18", **asked)) == "application_missing"


def test_a_side_that_did_not_come_to_the_verification_is_shown_cpl_i_356() -> None:
    case = applied()
    names(case.court_does(court.DocketApplication, "2026-03-11"))
    answer = case.court_does(court.HoldVerification, "2026-03-13", present=("p1",))
    assert irregularities(answer) == ["verification_party_absent"]


def test_verification_knows_the_parties_and_follows_the_docket() -> None:
    assert refusal(docketed().court_does(court.HoldVerification, "2026-03-14", present=("p7",))) == "party_unknown"
    assert refusal(applied().court_does(court.HoldVerification, "2026-03-14", present=("p1",))) == "not_docketed"


@pytest.mark.parametrize("reached", [applied, docketed])
def test_the_parties_take_their_application_back_before_the_ruling_cpl_i_357(reached: object) -> None:
    case = applied() if reached is applied else docketed()
    answer = case.act(CLERK, window.WithdrawApplication(agreement_id=case.agreement_id), at("2026-03-15"))
    assert names(answer)[0] == "application_withdrawn"
    assert case.situation == "withdrawn"
    assert case.state.clocks.first_due() is None


def test_taken_back_through_the_committee_it_is_taken_back_everywhere_at_a_court_only_there() -> None:
    for actor, remaining in ((CLERK, []), (OTHER_COURT_CLERK, ["wuhu.jinghu.court"])):
        case = applied()
        names(case.applied("2026-03-11", court=OTHER_COURT, jurisdiction_basis=JurisdictionBasis.PARTY_DOMICILE))
        names(case.act(actor, window.WithdrawApplication(agreement_id=case.agreement_id), at("2026-03-12")))
        assert [one.court for one in applications_of(case.agreement)] == remaining


def test_after_the_ruling_nothing_is_taken_back_cpl_i_357() -> None:
    case = confirmed()
    body = window.WithdrawApplication(agreement_id=case.agreement_id)
    assert refusal(case.act(CLERK, body, at("2026-03-17"))) == "nothing_to_withdraw"
    assert refusal(case.act(STRANGER, body, at("2026-03-17"))) == "not_found"
    assert refusal(CourtCase().act(CLERK, body, at("2026-03-17"))) == "not_found"


def test_an_application_cannot_be_taken_back_before_it_was_made() -> None:
    case = applied()
    body = window.WithdrawApplication(agreement_id=case.agreement_id)
    assert refusal(case.act(CLERK, body, at("2026-03-09"), at("2026-03-12"))) == "occurred_before_previous_act"


def test_silence_after_the_supplement_period_counts_as_withdrawal_cpl_i_357() -> None:
    case = applied()
    asked = {"missing": (Material.IDENTITY,), "until": at("2026-03-20").date()}
    names(case.court_does(court.RequestSupplement, "2026-03-12", **asked))
    early = {"cause": AbandonmentCause.NOT_SUPPLEMENTED}
    answer = case.court_does(court.TreatAsWithdrawn, "2026-03-21", **early)
    assert names(answer)[0] == "treated_as_withdrawn"
    assert irregularities(answer) == []
    assert case.situation == "withdrawn"


def test_treated_as_withdrawn_before_the_period_ended_is_marked_cpl_i_357() -> None:
    case = applied()
    asked = {"missing": (Material.IDENTITY,), "until": at("2026-03-20").date()}
    names(case.court_does(court.RequestSupplement, "2026-03-12", **asked))
    answer = case.court_does(court.TreatAsWithdrawn, "2026-03-20", cause=AbandonmentCause.NOT_SUPPLEMENTED)
    assert irregularities(answer) == ["supplement_period_running"]


def test_not_appearing_counts_as_withdrawal_once_docketed_cpl_i_357() -> None:
    absent = {"cause": AbandonmentCause.DID_NOT_APPEAR}
    assert "treated_as_withdrawn" in names(docketed().court_does(court.TreatAsWithdrawn, "2026-03-18", **absent))
    assert refusal(applied().court_does(court.TreatAsWithdrawn, "2026-03-18", **absent)) == "cause_not_given"
    silent = {"cause": AbandonmentCause.NOT_SUPPLEMENTED}
    assert refusal(docketed().court_does(court.TreatAsWithdrawn, "2026-03-18", **silent)) == "cause_not_given"
    assert refusal(confirmed().court_does(court.TreatAsWithdrawn, "2026-03-18", **silent)) == "application_missing"
