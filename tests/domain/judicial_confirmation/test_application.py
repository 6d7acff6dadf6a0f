"""Both parties apply jointly, in person or through whoever may act for them (CPL 205; CPL-I 351-354; domain.md 2.4)."""

from dataclasses import replace

import pytest

from schemas.command import Actor, Refused
from schemas.judicial_confirmation import ApplicationFiled
from schemas.values import Agreed, Channel
from services.judicial_confirmation.domain import court_commands as court
from services.judicial_confirmation.domain import filing_commands as window
from services.judicial_confirmation.domain.filing_commands import Applicant, Material
from tests.domain.given_when_then import at, clock_events, irregularities, names, refusal
from tests.domain.judicial_confirmation.court_case import (
    BOTH,
    CLERK,
    COURT,
    COURT_CLERK,
    EMPOWERED,
    MINOR,
    NOT_EMPOWERED,
    OTHER_COURT_CLERK,
    PAY_BY_JUNE,
    STRANGER,
    CourtCase,
    confirmed,
    effective,
)


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


def test_no_body_learns_of_an_agreement_by_naming_itself_a_court() -> None:
    assert refusal(effective().applied(actor=STRANGER, court=STRANGER.organisation)) == "not_found"
    asked = {"by": "p1", "court": STRANGER.organisation}
    assert refusal(confirmed().court_does(court.ApplyForEnforcement, "2026-07-10", STRANGER, **asked)) == "not_found"


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


def test_an_oral_agreement_has_still_to_be_put_in_writing_cpl_i_354() -> None:
    case = CourtCase()
    names(case.takes_effect(form=Agreed.ORAL, terms=PAY_BY_JUNE))
    assert irregularities(case.applied()) == ["agreement_not_written"]


def test_an_application_without_the_agreement_is_shown_cpl_i_354() -> None:
    handed_in = (Material.AGREEMENT, Material.PROOF_OF_MEDIATION, Material.IDENTITY)
    assert irregularities(effective().applied(materials=handed_in)) == []
    assert irregularities(effective().applied(materials=handed_in[1:])) == ["agreement_not_submitted"]


def test_every_paper_that_is_lacking_is_shown_cpl_i_354() -> None:
    answer = effective().applied(materials=(Material.AGREEMENT,))
    assert irregularities(answer) == ["proof_of_mediation_missing", "identity_missing"]
    oral = CourtCase()
    names(oral.takes_effect(form=Agreed.ORAL))
    handed_in = (Material.PROOF_OF_MEDIATION, Material.IDENTITY)
    assert irregularities(oral.applied(materials=handed_in)) == ["agreement_not_written"]


def test_an_agent_shows_the_power_of_attorney_jc11_3() -> None:
    handed_in = (Material.AGREEMENT, Material.PROOF_OF_MEDIATION, Material.IDENTITY)
    through = {"applicants": (Applicant(party_id="p1", agent_id="a1"), Applicant(party_id="p2"))}
    assert irregularities(effective().applied(materials=handed_in, **through)) == ["power_of_attorney_missing"]
    shown = (*handed_in, Material.POWER_OF_ATTORNEY)
    assert irregularities(effective().applied(materials=shown, **through)) == []


def test_an_oral_application_is_recorded_as_one_cpl_i_353() -> None:
    case = effective()
    names(case.applied(orally=True))
    filed = next(event for event in case.events if isinstance(event, ApplicationFiled))
    assert filed.orally


@pytest.mark.parametrize("channel", [Channel.ADMIN_MEDIATION, Channel.INDUSTRY_MEDIATION, Channel.COURT_MEDIATION])
def test_the_agreement_of_any_lawful_mediation_body_may_be_confirmed_cpl_205(channel: Channel) -> None:
    case = CourtCase()
    names(case.takes_effect(channel=channel, mediation_body="某县医疗纠纷人民调解委员会"))
    assert irregularities(case.applied(actor=COURT_CLERK)) == []


def test_an_agreement_that_no_mediation_body_mediated_is_shown_and_left_to_the_court_cpl_205() -> None:
    case = CourtCase()
    names(case.takes_effect(channel=Channel.NEGOTIATION))
    assert irregularities(case.applied()) == ["not_by_mediation_body"]


def test_where_the_court_takes_no_agreements_of_agencies_that_is_shown() -> None:
    case = CourtCase()
    refusing = case.law.parameters["court_takes_agency_agreements"].model_copy(update={"value": 0})
    case.law = replace(case.law, parameters={**case.law.parameters, "court_takes_agency_agreements": refusing})
    names(case.takes_effect(channel=Channel.ADMIN_MEDIATION))
    assert irregularities(case.applied()) == ["agency_agreement_not_taken"]


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


def test_once_ruled_nobody_applies_again_cpl_206() -> None:
    assert refusal(confirmed().applied("2026-03-20")) == "already_ruled"
