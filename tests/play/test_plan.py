"""What playing a case means: every step is represented or named, and nothing is invented (issue 3, item 6)."""

from itertools import pairwise
from pathlib import Path

import pytest

from services.play.acts import Origin, Script
from services.play.case_file import PublishedCase, read_cases
from services.play.plan import plan

CASES = {case.id[:6]: case for case in read_cases(Path(__file__).parents[1] / "cases" / "cases-public.yaml")}
WHOLE = ("pub-01", "pub-02", "pub-05", "pub-12", "pub-13", "pub-14", "pub-21", "pub-24")
NEVER_ASSUMED = {
    "terminate_mediation", "record_performance", "report_breach", "refuse_consent", "reject_objection", "follow_up",
    "confirm_agreement", "dismiss_application", "decline_application", "record_outside_act", "return_offer",
}  # fmt: skip


def commands(script: Script, origin: Origin) -> list[str]:
    return [act.command for act in script.acts if act.origin is origin]


@pytest.mark.parametrize("name", WHOLE)
def test_the_cases_of_this_path_are_represented_whole(name: str):
    script = plan(CASES[name])
    assert script.unrepresented == ()
    stated = {act.step for act in script.acts if act.origin is not Origin.ASSUMED}
    assert stated == set(range(len(CASES[name].timeline)))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_step_has_its_act_or_is_named_as_not_represented(case: PublishedCase):
    script = plan(case)
    told = {act.step for act in script.acts if act.origin is not Origin.ASSUMED}
    named = {step.index for step in script.unrepresented}
    assert told | named == set(range(len(case.timeline)))
    assert not told & named


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_an_outcome_a_refusal_or_a_performance_is_never_assumed(case: PublishedCase):
    assert not NEVER_ASSUMED & set(commands(plan(case), Origin.ASSUMED))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_assumed_act_says_why(case: PublishedCase):
    for act in plan(case).acts:
        assert bool(act.why) == (act.origin is Origin.ASSUMED)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_acts_stand_in_the_order_of_time(case: PublishedCase):
    moments = [act.occurred_at for act in plan(case).acts]
    assert all(earlier <= later for earlier, later in pairwise(moments))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_planning_twice_gives_the_same_acts(case: PublishedCase):
    assert plan(case) == plan(case)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_note_stands_for_no_act_of_a_channel_that_has_a_service(case: PublishedCase):
    for act in plan(case).acts:
        if act.origin is Origin.NOTE:
            assert case.timeline[act.step or 0].act.value == "note"


def test_acts_of_channels_without_a_service_are_named():
    petition = plan(CASES["pub-04"])
    assert [unrepresented.step.act.value for unrepresented in petition.unrepresented] == ["petition_received"]
    assert "信访" in petition.unrepresented[0].why


def test_the_second_agreement_of_a_broken_one_is_reached_in_the_same_round():
    script = plan(CASES["pub-01"])
    assert [act.command for act in script.acts].count("offer_custody") == 1
    assert [act.command for act in script.acts].count("reach_agreement") == 2


def test_signatures_of_an_agreement_told_as_signed_have_its_told_day():
    script = plan(CASES["pub-01"])
    signatures = [act for act in script.acts if act.command == "sign_as_party"]
    assert [act.date_assumed for act in signatures] == [True, True, False, False]


def test_a_court_delegates_before_filing():
    offers = [act.body["reason"] for act in plan(CASES["pub-05"]).acts if act.command == "offer_custody"]
    assert offers == ["court_delegation_before_filing"]


def test_the_unnamed_members_of_a_group_stand_with_its_first_applicant():
    registration = next(act for act in plan(CASES["pub-12"]).acts if act.command == "register_case")
    assert [party["headcount"] for party in registration.body["parties"]] == [32, 1, 1]
