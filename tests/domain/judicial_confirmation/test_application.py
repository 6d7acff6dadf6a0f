"""An agreement becomes known and both parties apply (CPL 205; CPL-I 351-354; domain.md 2.4)."""

import pytest

from schemas.base import Event
from schemas.command import Actor, Refused
from schemas.judicial_confirmation import AgreementRegistered, ApplicationFiled
from schemas.values import Agreed, Channel
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as window
from services.judicial_confirmation.domain.filing_commands import Applicant, JurisdictionBasis, Material
from services.judicial_confirmation.domain.rights import applications_of
from tests.domain.judicial_confirmation.court_case import (
    BOTH,
    CITY_COURT,
    CLERK,
    COMMITTEE,
    COURT,
    COURT_CLERK,
    EMPOWERED,
    MINOR,
    NO_DAY,
    NOT_EMPOWERED,
    OTHER_COURT,
    OTHER_COURT_CLERK,
    PAY_BY_JUNE,
    STRANGER,
    CourtCase,
    applied,
    clock_events,
    confirmed,
    docketed,
    effective,
)
from tests.domain.judicial_confirmation.journey import at, irregularities, names, refusal


@pytest.mark.parametrize("form", [Agreed.WRITTEN, Agreed.ORAL])
def test_thirty_days_run_from_the_effect_of_any_agreement_cpl_205(form: Agreed) -> None:
    case = CourtCase()
    answer = case.takes_effect(form=form)
    assert names(answer) == ["agreement_registered", "clock_started"]
    assert case.due("JC-1") == "2026-04-01"
    assert case.situation == "registered"


def test_an_agreement_told_twice_is_noted_and_changes_nothing() -> None:
    case = effective()
    before = case.state
    assert names(case.takes_effect()) == ["noted"]
    assert case.state == before


def test_an_agreement_that_the_parties_brought_first_is_not_registered_again() -> None:
    case = CourtCase()
    names(_from_parties(case))
    assert names(case.takes_effect(agreement_id="told-later", number="2026-7")) == ["noted"]


def _from_parties(case: CourtCase, actor: Actor = COURT_CLERK, **more: object) -> tuple[Event, ...] | Refused:
    told = {
        "number": "2026-7", "mediation_body": COMMITTEE, "channel": Channel.PEOPLE_MEDIATION,
        "effective_on": at("2026-03-02").date(), "parties": BOTH, "terms": NO_DAY, **more,
    }  # fmt: skip
    return case.act(actor, window.RegisterAgreementFromParties.model_validate(told), at("2026-03-09"))


def test_a_case_that_begins_at_the_court_is_registered_from_the_parties() -> None:
    case = CourtCase()
    answer = _from_parties(case)
    assert names(answer) == ["agreement_registered", "clock_started"]
    registered = case.events[0]
    assert isinstance(registered, AgreementRegistered)
    assert registered.learned_from_parties
    assert case.due("JC-1") == "2026-04-01"


def test_the_same_numbered_agreement_is_entered_once() -> None:
    case = CourtCase()
    names(_from_parties(case))
    assert refusal(_from_parties(case)) == "already_registered"


def test_an_agreement_cannot_take_effect_after_the_parties_brought_it() -> None:
    answer = _from_parties(CourtCase(), effective_on=at("2026-03-10").date())
    assert refusal(answer) == "occurred_before_previous_act"


@pytest.mark.parametrize("actor", [CLERK, STRANGER])
def test_only_a_court_registers_from_the_parties(actor: Actor) -> None:
    assert refusal(_from_parties(CourtCase(), actor)) == "not_found"


@pytest.mark.parametrize("actor", [CLERK, COURT_CLERK])
def test_both_parties_apply_through_the_mediation_body_or_at_the_court(actor: Actor) -> None:
    case = effective()
    answer = case.applied(actor=actor)
    assert names(answer)[0] == "application_filed"
    assert clock_events(answer) == [("clock_stopped", "JC-1"), ("clock_started", "JC-2")]
    assert irregularities(answer) == []
    assert case.due("JC-2") == "2026-03-13"


@pytest.mark.parametrize("actor", [STRANGER, OTHER_COURT_CLERK])
def test_a_body_that_has_nothing_to_do_with_the_agreement_learns_nothing(actor: Actor) -> None:
    assert refusal(effective().applied(actor=actor)) == "not_found"
    assert refusal(CourtCase().applied(actor=actor)) == "not_found"


def test_one_side_alone_is_told_to_sue_instead_cpl_205() -> None:
    answer = effective().applied(applicants=(Applicant(party_id="p1"),))
    assert refusal(answer) == "not_joint"
    assert isinstance(answer, Refused)
    assert "起诉" in answer.message
    assert answer.source == "CPL 205"


def test_whoever_did_not_agree_cannot_apply() -> None:
    three = tuple(Applicant(party_id=one) for one in ("p1", "p2", "p9"))
    assert refusal(effective().applied(applicants=three)) == "applicant_unknown"


@pytest.mark.parametrize(
    "applicant", [Applicant(party_id="p1", agent_id="a1"), Applicant(party_id="p1", agent=EMPOWERED)]
)
def test_an_agent_with_special_authority_may_apply_cpl_i_351(applicant: Applicant) -> None:
    case = effective()
    answer = case.applied(applicants=(applicant, Applicant(party_id="p2")))
    assert names(answer)[0] == "application_filed"
    filed = case.events[-3]
    assert isinstance(filed, ApplicationFiled)
    assert filed.applicants == ("p1", "p2")
    assert len(filed.represented_by) == 1


@pytest.mark.parametrize(
    "applicant",
    [
        Applicant(party_id="p1", agent_id="a2"),
        Applicant(party_id="p1", agent_id="nobody"),
        Applicant(party_id="p1", agent=NOT_EMPOWERED),
    ],
)
def test_an_agent_without_special_authority_may_not_apply_cpl_i_351(applicant: Applicant) -> None:
    answer = effective().applied(applicants=(applicant, Applicant(party_id="p2")))
    assert refusal(answer) == "agent_not_empowered"


def test_for_a_party_without_full_capacity_the_guardian_applies() -> None:
    case = CourtCase()
    names(case.takes_effect(parties=(BOTH[0], MINOR)))
    assert refusal(case.applied()) == "guardian_needed"
    guardian = (Applicant(party_id="p1"), Applicant(party_id="p2", guardian=True))
    assert "application_filed" in names(case.applied(applicants=guardian))


def test_a_late_application_needs_its_reason_and_is_left_to_the_court_cpl_86() -> None:
    case = effective()
    assert names(case.time_passes("JC-1", "2026-04-02 00:00")) == ["clock_lapsed"]
    assert refusal(case.applied("2026-04-02")) == "late_reason_missing"
    answer = case.applied("2026-04-02", late_reason="住院治疗")
    assert irregularities(answer) == ["application_late"]
    assert clock_events(answer) == [("clock_started", "JC-2")]
    assert case.status("JC-1") == "lapsed"


def test_the_thirtieth_day_is_in_time_even_if_recorded_after_the_lapse() -> None:
    case = effective()
    names(case.time_passes("JC-1", "2026-04-02 00:00"))
    body = window.ApplyForConfirmation(
        agreement_id=case.agreement_id, court=COURT, applicants=(Applicant(party_id="p1"), Applicant(party_id="p2"))
    )
    answer = case.act(CLERK, body, at("2026-04-01 17:00"), at("2026-04-02 09:00"))
    assert irregularities(answer) == []
    assert clock_events(answer)[:2] == [("lapse_withdrawn", "JC-1"), ("clock_stopped", "JC-1")]


def test_the_application_goes_to_a_people_court() -> None:
    assert refusal(effective().applied(court="wuhu.jinghu.hub")) == "not_a_people_court"


@pytest.mark.parametrize(
    ("court_id", "basis", "expected"),
    [
        (COURT, JurisdictionBasis.MEDIATION_BODY, []),
        (OTHER_COURT, JurisdictionBasis.MEDIATION_BODY, ["court_not_competent"]),
        (CITY_COURT, JurisdictionBasis.MEDIATION_BODY, ["court_not_competent"]),
        (OTHER_COURT, JurisdictionBasis.PARTY_DOMICILE, []),
        (CITY_COURT, JurisdictionBasis.PARTY_DOMICILE, ["court_not_competent"]),
        (OTHER_COURT, JurisdictionBasis.SUBJECT_LOCATION, []),
        (CITY_COURT, JurisdictionBasis.INTERMEDIATE, []),
        (COURT, JurisdictionBasis.INTERMEDIATE, ["court_not_competent"]),
        (COURT, JurisdictionBasis.INVITING_COURT, ["inviting_court_expected"]),
    ],
)
def test_a_wrong_court_is_shown_and_left_to_the_court_cpl_205(
    court_id: str, basis: JurisdictionBasis, expected: list[str]
) -> None:
    assert irregularities(effective().applied(court=court_id, jurisdiction_basis=basis)) == expected


def test_the_court_that_invited_the_mediation_is_competent_cpl_205() -> None:
    case = CourtCase()
    names(case.takes_effect(court_invited=True))
    answer = case.applied(court=OTHER_COURT, jurisdiction_basis=JurisdictionBasis.INVITING_COURT)
    assert irregularities(answer) == []


def test_before_2022_only_the_court_of_the_mediation_body_was_competent_cpl_2017_194() -> None:
    case = CourtCase()
    names(case.takes_effect("2020-06-01"))
    answer = case.applied("2020-06-05", jurisdiction_basis=JurisdictionBasis.PARTY_DOMICILE)
    assert irregularities(answer) == ["court_basis_not_in_force"]
    same = CourtCase()
    names(same.takes_effect("2020-06-01"))
    assert irregularities(same.applied("2020-06-05")) == []


def test_where_the_law_of_the_day_is_not_loaded_no_court_is_doubted() -> None:
    case = CourtCase()
    names(case.takes_effect("2012-06-01"))
    assert irregularities(case.applied("2012-06-05", court=OTHER_COURT)) == []


def test_a_body_outside_the_profile_gives_no_doubt_about_the_court() -> None:
    case = CourtCase()
    names(case.takes_effect(mediation_body="某县医调委"))
    assert irregularities(case.applied(actor=OTHER_COURT_CLERK, court=OTHER_COURT)) == []


def test_an_oral_agreement_has_still_to_be_put_in_writing_cpl_i_354() -> None:
    case = CourtCase()
    names(case.takes_effect(form=Agreed.ORAL, terms=PAY_BY_JUNE))
    assert irregularities(case.applied()) == ["agreement_not_written"]


def test_an_application_without_the_agreement_is_shown_cpl_i_354() -> None:
    answer = effective().applied(materials=(Material.IDENTITY,))
    assert irregularities(answer) == ["agreement_not_submitted"]
    assert irregularities(effective().applied(materials=(Material.AGREEMENT,))) == []


@pytest.mark.parametrize("ground", ["status_relation", "ownership_of_rights", "other_special_procedure"])
def test_what_the_court_may_decline_for_is_a_warning_at_the_window_cpl_i_355(ground: str) -> None:
    answer = effective().applied(concerns=(ground, ground))
    assert irregularities(answer) == [f"concern_{ground}"]


def test_a_concern_is_named_by_its_code() -> None:
    assert refusal(effective().applied(concerns=("content_unclear",))) == "ground_unknown"


def test_nobody_applies_before_the_agreement_binds() -> None:
    assert refusal(effective().applied("2026-03-01")) == "occurred_before_previous_act"


def test_nothing_is_applied_for_in_the_future() -> None:
    case = effective()
    body = window.WithdrawApplication(agreement_id=case.agreement_id)
    assert refusal(case.act(CLERK, body, at("2026-03-11"), at("2026-03-10"))) == "occurred_in_future"


def test_only_stories_have_assumed_dates() -> None:
    assert refusal(effective().applied(occurred_at_assumed=True)) == "assumed_date_outside_story"


def test_two_courts_may_be_asked_and_the_first_to_docket_is_competent_cpl_i_352() -> None:
    case = applied()
    other = {"court": OTHER_COURT, "jurisdiction_basis": JurisdictionBasis.PARTY_DOMICILE}
    names(case.applied("2026-03-11", **other))
    assert [one.court for one in applications_of(case.agreement)] == [COURT, OTHER_COURT]
    answer = case.court_does(court.DocketApplication, "2026-03-12", OTHER_COURT_CLERK)
    assert names(answer)[:2] == ["application_docketed", "clock_stopped"]
    assert "application_not_accepted" in names(answer)
    assert case.situation == "docketed"
    assert refusal(case.court_does(court.DocketApplication, "2026-03-12")) == "not_found"


def test_one_court_is_asked_once() -> None:
    assert refusal(applied().applied("2026-03-11")) == "already_applied_here"


def test_once_docketed_no_other_court_is_asked_cpl_i_352() -> None:
    assert refusal(docketed().applied("2026-03-14", court=OTHER_COURT)) == "already_docketed"


def test_once_ruled_nobody_applies_again_cpl_206() -> None:
    assert refusal(confirmed().applied("2026-03-20")) == "already_ruled"


def test_reactions_are_no_acts_of_persons() -> None:
    case = effective()
    told = {
        "agreement_id": "x", "form": "written", "mediation_body": COMMITTEE, "channel": "PEOPLE_MEDIATION",
        "effective_at": at("2026-03-02"), "parties": BOTH, "terms": NO_DAY,
    }  # fmt: skip
    for body in (
        window.RegisterAgreement.model_validate(told),
        window.NotePerformance(agreement_id=case.agreement_id, what=window.PerformanceReport.FULL),
        window.LapseClock(clock_id="x"),
    ):
        assert refusal(case.act(CLERK, body, at("2026-03-10"))) == "not_found"
