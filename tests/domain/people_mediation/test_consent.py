"""Voluntariness: asked for, given, refused (PML 17, 26)."""

import pytest

from schemas.intake import HandOverReason
from schemas.people_mediation import ActedThrough, MediationTerminated, TerminationReason
from schemas.values import Capacity, CaseSource, Guardian, PartyRole
from services.jurisdiction import case_changes
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    APPLICANT,
    BOTH,
    RESPONDENT,
    ROUTES,
    WITNESS,
    given_accepted_offer,
    given_archived,
    given_custody,
    given_draft,
    given_in_force,
    given_in_mediation,
    given_lost,
    given_terminated,
    party,
    summary,
)

SECOND = party("p4", PartyRole.RESPONDENT)
CHILD = party("p2", PartyRole.RESPONDENT, capacity=Capacity.LIMITED)
WARDED = CHILD.model_copy(update={"guardian": Guardian(name="监护人", relation="父亲")})


def refuses(case, party_id="p2", day="2026-03-08", **more):
    return case.does(c.RefuseConsent(**{"party_id": party_id, "routes_told": ROUTES, **more}), day)


def gives(case, party_id="p2", **more):
    return case.does(c.GiveConsent(party_id=party_id, **more), "2026-03-02 11:00")


def accepts(case, **more):
    return case.does(c.AcceptMediation(**more), "2026-03-03")


def test_the_other_side_has_to_agree_pml_17():
    case = given_custody()
    assert refusal(accepts(case)) == "consent_missing"
    gives(case)
    assert names(accepts(case)) == ["mediation_accepted", "clock_started"]


def test_who_applied_is_not_asked_again():
    case = given_custody()
    gives(case)
    assert names(accepts(case))[0] == "mediation_accepted"


def test_nobody_applied_where_the_committee_found_the_dispute_itself():
    case = given_custody(case=summary(source=CaseSource.OWN_MOTION))
    gives(case)
    assert refusal(accepts(case)) == "consent_missing"
    gives(case, "p1")
    assert names(accepts(case))[0] == "mediation_accepted"


def test_a_joint_application_skips_consent():
    assert names(accepts(given_custody(), joint_application=True))[0] == "mediation_accepted"


def test_the_committee_may_act_of_its_own_motion_pml_17():
    assert names(accepts(given_custody(), own_motion=True))[0] == "mediation_accepted"


def test_even_of_its_own_motion_not_against_a_refusal_pml_17():
    case = given_accepted_offer()
    refuses(case, day="2026-03-02 10:00")
    case.custody_comes()
    assert refusal(accepts(case, own_motion=True)) == "consent_refused"


def test_a_court_delegates_with_the_parties_consent():
    case = given_custody(reason=HandOverReason.COURT_DELEGATION_BEFORE_FILING)
    assert names(accepts(case)) == ["mediation_accepted"]


def test_third_parties_are_not_asked():
    case = given_custody(case=summary((*BOTH, WITNESS)))
    gives(case)
    assert names(accepts(case))[0] == "mediation_accepted"


def test_a_clear_refusal_ends_the_round_and_the_other_routes_are_told_pml_17_26():
    case = given_in_mediation()
    answer = refuses(case)
    assert names(answer) == ["consent_refused", "mediation_terminated", "clock_stopped"]
    ended = answer[1]
    assert isinstance(ended, MediationTerminated)
    assert (ended.reason, ended.routes_told) == (TerminationReason.CONSENT_REFUSED, ROUTES)
    assert irregularities(answer) == []


def test_a_refusal_ends_a_round_before_it_is_taken_up():
    assert "mediation_terminated" in names(refuses(given_custody()))


def test_a_round_that_ends_without_the_routes_told_is_marked_pml_26():
    assert irregularities(refuses(given_in_mediation(), routes_told=())) == ["routes_not_told"]


def test_before_custody_a_refusal_is_only_put_on_file():
    case = given_accepted_offer()
    assert names(refuses(case, day="2026-03-02 10:00")) == ["consent_refused"]
    assert case.situation == "awaiting_custody"


def test_a_refusal_while_signatures_are_missing_ends_the_round():
    case = given_draft()
    assert "mediation_terminated" in names(refuses(case))
    assert case.latest.standing.kind == "dropped"


def test_a_binding_agreement_is_not_undone_by_a_later_refusal_pml_31():
    case = given_in_force()
    assert names(refuses(case)) == ["consent_refused"]
    assert case.situation == "agreed"


def test_a_third_party_cannot_bar_mediation():
    case = given_in_mediation(case=summary((*BOTH, WITNESS)))
    assert names(refuses(case, "p3")) == ["consent_refused"]
    assert case.situation == "in_mediation"


def test_the_others_may_go_on_without_the_one_who_refused():
    case = given_custody(case=summary((*BOTH, SECOND)))
    gives(case)
    assert names(refuses(case, "p4", others_go_on=True)) == ["consent_refused"]
    assert names(accepts(case))[0] == "mediation_accepted"


def test_nobody_goes_on_where_a_side_is_missing():
    assert refusal(refuses(given_in_mediation(), others_go_on=True)) == "nobody_left_to_mediate"


def test_the_last_answer_counts():
    case = given_custody(case=summary((*BOTH, SECOND)))
    refuses(case, "p4", others_go_on=True)
    gives(case, "p4")
    gives(case)
    assert names(accepts(case))[0] == "mediation_accepted"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (given_terminated, "round_ended"),
        (given_lost, "custody_elsewhere"),
        (given_archived, "file_already_archived"),
    ],
)
def test_an_answer_after_the_end_is_recorded_and_marked(given, code):
    case = given()
    answer = case.does(c.GiveConsent(party_id="p2"), "2026-06-01")
    assert irregularities(answer) == [code]
    assert irregularities(refuses(case, day="2026-06-02")) == [code]


@pytest.mark.parametrize("body", [c.RequestConsent, c.GiveConsent, c.RefuseConsent])
def test_a_stranger_to_the_case_is_refused(body):
    answer = given_custody().does(body(party_id="p9"), "2026-03-03")
    assert refusal(answer) == "unknown_party"


def test_nobody_is_asked_after_the_end():
    assert refusal(given_terminated().does(c.RequestConsent(party_id="p2"), "2026-03-20")) == "round_ended"


def test_who_lacks_full_capacity_answers_through_the_guardian():
    case = given_custody(case=summary((APPLICANT, CHILD)))
    assert refusal(gives(case)) == "guardian_needed"
    assert refusal(gives(case, through=ActedThrough.GUARDIAN)) == "no_guardian_named"
    warded = given_custody(case=summary((APPLICANT, WARDED)))
    assert names(gives(warded, through=ActedThrough.GUARDIAN, by="父亲")) == ["consent_given"]


def test_a_guardian_does_not_answer_for_a_person_of_full_capacity():
    assert refusal(gives(given_custody(), through=ActedThrough.GUARDIAN)) == "guardian_not_empowered"


def test_an_agent_without_special_authority_may_agree_to_talk():
    case = given_custody()
    assert names(gives(case, "p1", through=ActedThrough.AGENT, agent_id="a2")) == ["consent_given"]
    assert refusal(gives(case, "p1", through=ActedThrough.AGENT, agent_id="a9")) == "unknown_agent"


def test_the_consent_of_who_was_succeeded_stands():
    case = given_custody()
    gives(case)
    heir = RESPONDENT.model_copy(update={"party_id": "p5"})
    change = case_changes.PartyReplaced(former_party_id="p2", successor=heir)
    case.hears(c.UpdateCaseInformation(what="party_succeeded", change=change), "2026-03-02 12:00")
    assert names(accepts(case))[0] == "mediation_accepted"
