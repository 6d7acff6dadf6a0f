"""Who may act: only the committee of the round; for anybody else the case does not exist (design.md section 6)."""

import pytest

from schemas.command import Actor
from schemas.identity import track_id
from services.people_mediation.domain import commands as c
from services.people_mediation.domain.commands import HumanCommand
from services.people_mediation.domain.state import initial
from tests.domain.given_when_then import names, refusal
from tests.domain.people_mediation.committee_case import (
    CASE,
    CLERK,
    COMMITTEE,
    OTHER_COMMITTEE,
    STRANGER,
    SYSTEM,
    CommitteeCase,
    given_in_force,
    given_session,
)

SESSION = c.HoldSession()


def test_another_committee_does_not_learn_that_the_case_exists():
    assert refusal(given_session().does(SESSION, "2026-03-06", STRANGER)) == "not_found"


def test_an_unknown_case_gives_the_same_answer():
    foreign = given_session().does(SESSION, "2026-03-06", STRANGER)
    unknown = CommitteeCase().does(SESSION, "2026-03-06", STRANGER)
    assert foreign == unknown


def test_not_found_comes_before_any_other_answer():
    assert refusal(given_session().does(SESSION, "2027-01-01", STRANGER, recorded="2026-03-06")) == "not_found"


@pytest.mark.parametrize("body", [SESSION, c.AcceptOffer()])
def test_the_system_does_not_act_as_people(body):
    assert refusal(given_session().act(SYSTEM, body, given_session().events[-1].occurred_at)) == "not_found"


def test_people_do_not_speak_for_other_services():
    heard = c.LoseCustody(custody_number=9, what="custody_moved", reason="")
    assert refusal(given_session().does(heard, "2026-03-06", CLERK)) == "not_found"


def test_nothing_has_happened_in_the_future():
    answer = given_session().does(SESSION, "2026-03-09", CLERK, recorded="2026-03-06")
    assert refusal(answer) == "occurred_in_future"


def test_a_round_may_be_named():
    case = given_session()
    assert names(case.does(c.HoldSession(track_id=case.track.track_id), "2026-03-06")) == ["session_held"]
    assert refusal(case.does(c.HoldSession(track_id="none"), "2026-03-06")) == "not_found"


def test_each_committee_acts_on_its_own_round():
    case = given_session()
    case.offered("2026-03-10", number=3, to_body=OTHER_COMMITTEE)
    assert names(case.does(c.AcceptOffer(), "2026-03-10", STRANGER)) == ["offer_accepted"]
    assert names(case.does(SESSION, "2026-03-10", CLERK)) == ["session_held"]
    assert case.state.tracks[track_id(CASE, 2)].sessions == 2


def test_an_agreement_names_its_round():
    case = given_in_force()
    first = case.latest.agreement_id
    case.offered("2026-03-21", number=3)
    breach = c.ReportBreach(what="不履行", agreement_id=first)
    assert names(case.does(breach, "2026-03-22")) == ["breach_reported"]
    assert names(case.does(c.ReportBreach(what="不履行"), "2026-03-22")) == ["breach_reported"]


@pytest.mark.parametrize("body", HumanCommand.__args__, ids=lambda body: body.__name__)
def test_every_act_of_a_stranger_is_not_found(body):
    built = body.model_construct(track_id=None, agreement_id=None, occurred_at=None, occurred_at_assumed=False)
    case = given_session()
    assert refusal(case.act(STRANGER, built, case.events[-1].occurred_at)) == "not_found"


def test_an_actor_of_no_organisation_of_the_case_sees_nothing():
    nobody = Actor(user="auditor", organisation="wuhu", roles=("clerk",))
    assert refusal(given_session().does(SESSION, "2026-03-06", nobody)) == "not_found"
    assert initial(CASE).tracks == {}
    assert COMMITTEE not in (STRANGER.organisation, nobody.organisation)
