"""Mediators chosen or appointed (PML 19), declared interests (TY 15), recusal with replacement (R75)."""

import pytest

from schemas.people_mediation import HowChosen, MediatorAssigned
from services.people_mediation.domain import commands as c
from tests.domain.given_when_then import irregularities, names, refusal
from tests.domain.people_mediation.committee_case import (
    MEDIATOR,
    given_archived,
    given_custody,
    given_in_mediation,
    given_terminated,
)

DAY = "2026-03-05"
SECOND = "mediator.second"


def assigns(case, mediator=SECOND, **more):
    return case.does(c.AssignMediator(mediator=mediator, **more), DAY)


def recuses(case, mediator=MEDIATOR.user, **more):
    return case.does(c.RecuseMediator(mediator=mediator, **more), DAY)


def recusal_asked(case):
    return case.does(c.RequestRecusal(mediator=MEDIATOR.user, requested_by="p2", reason="系对方亲属"), DAY)


def test_the_parties_may_choose_pml_19():
    answer = assigns(given_custody(), how=HowChosen.CHOSEN_BY_PARTIES)
    assert isinstance(answer[0], MediatorAssigned)
    assert answer[0].how is HowChosen.CHOSEN_BY_PARTIES


def test_a_second_mediator_joins_beside_the_lead():
    case = given_in_mediation()
    assigns(case, lead=False)
    assert case.track.lead() == MEDIATOR.user
    assert len(case.track.mediators) == 2


def test_a_new_lead_relieves_the_former_one():
    case = given_in_mediation()
    assigns(case)
    assert case.track.lead() == SECOND


def test_nobody_is_assigned_twice():
    assert refusal(assigns(given_in_mediation(), MEDIATOR.user)) == "mediator_already_assigned"


def test_a_relative_mediates_only_if_every_party_agrees_ty_15():
    case = given_custody()
    assert refusal(assigns(case, interest_declared=True, accepted_by=("p1",))) == "mediator_has_interest"
    assert names(assigns(case, interest_declared=True, accepted_by=("p1", "p2"))) == ["mediator_assigned"]


@pytest.mark.parametrize(("given", "code"), [(given_terminated, "round_ended"), (given_archived, "file_archived")])
def test_nobody_is_assigned_after_the_end(given, code):
    case = given()
    assert refusal(case.does(c.AssignMediator(mediator=SECOND), "2026-06-01")) == code


def test_on_a_request_the_lead_mediator_is_replaced():
    case = given_in_mediation()
    assert names(recusal_asked(case)) == ["recusal_requested"]
    assert refusal(recuses(case)) == "replacement_needed"
    assert names(recuses(case, replacement=SECOND)) == ["mediator_recused", "mediator_assigned"]
    assert case.track.lead() == SECOND
    assert not case.track.recusal_open


def test_another_mediator_of_the_round_may_take_the_lead():
    case = given_in_mediation()
    assigns(case, lead=False)
    recuses(case, replacement=SECOND)
    assert case.track.lead() == SECOND
    assert len(case.track.mediators) == 1


def test_a_mediator_beside_the_lead_steps_aside_without_replacement():
    case = given_in_mediation()
    assigns(case, lead=False)
    assert names(recuses(case, SECOND)) == ["mediator_recused"]


def test_who_stepped_aside_does_not_come_back():
    case = given_in_mediation()
    recuses(case, replacement=SECOND)
    assert refusal(assigns(case, MEDIATOR.user)) == "mediator_recused"
    assert refusal(recuses(case, SECOND, replacement=MEDIATOR.user)) == "mediator_recused"


def test_nobody_replaces_himself():
    assert refusal(recuses(given_in_mediation(), replacement=MEDIATOR.user)) == "mediator_recused"


def test_only_a_mediator_of_the_round_can_be_recused():
    case = given_in_mediation()
    assert refusal(recuses(case, "nobody")) == "not_mediator_of_round"


def test_a_session_before_the_request_is_decided_is_marked():
    case = given_in_mediation()
    recusal_asked(case)
    assert irregularities(case.holds("2026-03-06")) == ["recusal_open"]
    recuses(case, replacement=SECOND)
    assert irregularities(case.holds("2026-03-07")) == []


def test_who_leaves_the_networks_proposal_says_why():
    case = given_custody()
    told = {"proposal_id": "q", "proposal_followed": False}
    assert refusal(assigns(case, **told)) == "deviation_unexplained"
    (assigned,) = assigns(case, **told, deviation_reason="当事人共同选择")
    assert (assigned.proposal.followed, assigned.proposal.deviation_reason) == (False, "当事人共同选择")


def test_without_a_proposal_nothing_is_told_of_one():
    (assigned,) = assigns(given_custody())
    assert assigned.proposal is None
