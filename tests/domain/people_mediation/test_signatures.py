"""A written agreement binds at the last of three layers: every party, a mediator of the round, the seal (PML 29)."""

import itertools

import pytest

from schemas.people_mediation import ActedThrough, AgreementEffective
from schemas.values import Agreed, Capacity, Guardian, PartyRole
from services.jurisdiction import case_changes
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import at, irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    APPLICANT,
    AT_ONCE,
    CLERK,
    KEEPER,
    MEDIATOR,
    RESPONDENT,
    CommitteeCase,
    given_archived,
    given_draft,
    given_in_force,
    given_lost,
    given_session,
    given_terminated,
    party,
    summary,
)

DAY = "2026-03-06"
LAYERS = {
    "applicant": (c.SignAsParty(party_id="p1"), CLERK),
    "respondent": (c.SignAsParty(party_id="p2"), CLERK),
    "mediator": (c.SignAsMediator(), MEDIATOR),
    "seal": (c.SealAgreement(), KEEPER),
}
CHILD = party("p2", PartyRole.RESPONDENT, capacity=Capacity.NONE, guardian=Guardian(name="监护人", relation="母亲"))
GROUP = party("p1", PartyRole.APPLICANT, headcount=32)


@pytest.mark.parametrize("order", list(itertools.permutations(LAYERS)), ids=",".join)
def test_whatever_the_order_it_binds_at_the_last_layer_and_not_before(order):
    case = given_draft()
    for layer in order[:-1]:
        body, actor = LAYERS[layer]
        assert "agreement_effective" not in names(case.does(body, DAY, actor))
    body, actor = LAYERS[order[-1]]
    assert "agreement_effective" in names(case.does(body, DAY, actor))


def test_it_binds_from_the_latest_signature_although_recorded_in_another_order_ol_19():
    case = given_draft()
    case.does(c.SealAgreement(), "2026-03-08", KEEPER)
    case.does(c.SignAsMediator(), DAY, MEDIATOR, recorded="2026-03-09")
    case.signs("p1", "2026-03-09")
    answer = case.does(c.SignAsParty(party_id="p2"), DAY, recorded="2026-03-10")
    effective = next(event for event in answer if isinstance(event, AgreementEffective))
    assert effective.occurred_at == at("2026-03-09")


@pytest.mark.parametrize(
    ("body", "actor", "code"),
    [
        (c.SignAsParty(party_id="p1"), CLERK, "already_signed"),
        (c.SignAsMediator(), MEDIATOR, "already_signed"),
        (c.SealAgreement(), KEEPER, "already_sealed"),
    ],
)
def test_nobody_signs_twice(body, actor, code):
    case = given_draft()
    assert names(case.does(body, DAY, actor))
    assert refusal(case.does(body, DAY, actor)) == code


def test_what_binds_already_is_signed_no_more():
    assert refusal(given_in_force().signs("p1")) == "agreement_already_in_force"


def test_an_oral_agreement_needs_no_signature_pml_30():
    case = given_session()
    case.agrees(form=Agreed.ORAL, terms=AT_ONCE)
    assert refusal(case.signs("p1")) == "oral_needs_no_signature"


def test_only_a_mediator_signs_as_mediator():
    assert refusal(given_draft().does(c.SignAsMediator(mediator=MEDIATOR.user), DAY, CLERK)) == "wrong_role"


def test_only_a_mediator_of_the_round_signs():
    assert refusal(given_draft().does(c.SignAsMediator(mediator="other"), DAY, MEDIATOR)) == "not_mediator_of_round"


def test_a_mediator_who_stepped_aside_does_not_sign():
    case = given_draft()
    case.does(c.RecuseMediator(mediator=MEDIATOR.user, replacement="second"), DAY)
    assert refusal(case.does(c.SignAsMediator(), DAY, MEDIATOR)) == "not_mediator_of_round"


@pytest.mark.parametrize("actor", [CLERK, MEDIATOR])
def test_only_the_keeper_seals(actor):
    assert refusal(given_draft().does(c.SealAgreement(), DAY, actor)) == "wrong_role"


@pytest.mark.parametrize("body", [c.SignAsParty(party_id="p1"), c.SignAsMediator(), c.SealAgreement()])
def test_without_an_agreement_there_is_nothing_to_sign(body):
    assert refusal(given_session().does(body, DAY, KEEPER)) == "no_agreement"


@pytest.mark.parametrize(
    ("given", "code"),
    [(given_terminated, "round_ended"), (given_lost, "custody_elsewhere"), (given_archived, "file_archived")],
)
def test_nobody_signs_after_the_end(given, code):
    assert refusal(given().signs("p1", "2026-06-01")) == code


def test_who_did_not_agree_does_not_sign():
    case = given_session(case=summary((APPLICANT, RESPONDENT, party("p4", PartyRole.RESPONDENT))))
    case.agrees(party_ids=("p1", "p2"), partial=True)
    assert refusal(case.signs("p4")) == "not_an_agreeing_party"
    assert refusal(case.signs("p9")) == "unknown_party"


def test_a_guardian_signs_for_who_lacks_full_capacity():
    case = CommitteeCase(summary((APPLICANT, CHILD)))
    case.custody_comes()
    case.agrees()
    assert refusal(case.signs("p2")) == "guardian_needed"
    assert names(case.signs("p2", through=ActedThrough.GUARDIAN, by="母亲")) == ["party_signed"]


def test_an_agent_signs_with_special_authority_only():
    case = given_draft()
    assert refusal(case.signs("p1", through=ActedThrough.AGENT, agent_id="a2")) == "agent_may_not_settle"
    assert names(case.signs("p1", through=ActedThrough.AGENT, agent_id="a1", by="代理律师")) == ["party_signed"]


def test_of_a_group_everyones_consent_is_collected():
    case = given_draft(case=summary((GROUP, RESPONDENT)))
    assert irregularities(case.signs("p1", persons=18)) == ["members_not_all_consenting"]
    whole = given_draft(case=summary((GROUP, RESPONDENT)))
    assert irregularities(whole.signs("p1", persons=32)) == []


def test_the_signature_of_who_was_succeeded_serves_for_the_successor():
    case = given_draft()
    case.signs("p2")
    heir = RESPONDENT.model_copy(update={"party_id": "p5"})
    change = case_changes.PartyReplaced(former_party_id="p2", successor=heir)
    case.hears(c.UpdateCaseInformation(what="party_succeeded", change=change), DAY)
    assert refusal(case.signs("p5")) == "already_signed"
    case.signs("p1")
    case.does(c.SignAsMediator(), DAY, MEDIATOR)
    assert "agreement_effective" in names(case.does(c.SealAgreement(), DAY, KEEPER))
