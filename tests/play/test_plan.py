"""What playing a case means: every step is represented or named, and nothing is invented (issue 3, item 6)."""

from itertools import pairwise
from pathlib import Path

import pytest

from schemas.values import Channel
from services.play.acts import Origin, Script
from services.play.case_file import PublishedCase, read_cases
from services.play.opening import OUTSIDE_CHANNELS
from services.play.plan import plan

CASES = {case.id[:6]: case for case in read_cases(Path(__file__).parents[1] / "cases" / "cases-public.yaml")}
NEVER_ASSUMED = {
    "terminate_mediation", "record_performance", "report_breach", "refuse_consent", "reject_objection", "follow_up",
    "confirm_agreement", "dismiss_application", "decline_application", "record_outside_act", "return_offer",
}  # fmt: skip


def commands(script: Script, origin: Origin) -> list[str]:
    return [act.command for act in script.acts if act.origin is origin]


RECORDS = (Origin.NOTE, Origin.OUTSIDE)
OF_OUR_CHANNELS = frozenset(
    {
        "session_held", "agreement_oral", "agreement_written", "agreement_reached", "agreement_partial", "performed",
        "partly_performed", "rated", "thanked",
    }
)  # fmt: skip
"""What a channel of ours carries out although the source puts it to the police: they mediate as an agency (PSL 9)."""


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_case_is_represented_whole(case: PublishedCase):
    script = plan(case)
    assert script.unrepresented == ()
    stated = {act.step for act in script.acts if act.origin is not Origin.ASSUMED}
    assert stated == set(range(len(case.timeline)))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_only_notes_and_acts_of_bodies_outside_end_as_records(case: PublishedCase):
    for act in plan(case).acts:
        step = case.timeline[act.step or 0]
        if act.origin is Origin.NOTE:
            assert step.act.value == "note"
        if act.origin is Origin.OUTSIDE:
            assert step.channel in OUTSIDE_CHANNELS
            assert not (step.channel is Channel.POLICE and step.act.value in OF_OUR_CHANNELS)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_act_of_a_channel_of_ours_is_given_to_a_service(case: PublishedCase):
    carried_out = {act.step for act in plan(case).acts if act.origin is Origin.STATED}
    for position, step in enumerate(case.timeline):
        police_mediate = step.channel is Channel.POLICE and step.act.value in OF_OUR_CHANNELS
        if step.act.value != "note" and (step.channel not in OUTSIDE_CHANNELS or police_mediate):
            assert position in carried_out, f"step {position} {step.channel} {step.act}"


@pytest.mark.parametrize("name", ["pub-03", "pub-16"])
def test_police_that_mediate_are_the_agency_of_public_order(name: str):
    script = plan(CASES[name])
    [session] = [act for act in script.acts if act.command == "hold_session"]
    assert session.service == "administrative_mediation"
    assert session.body_of.sectors == ("public_order",)


def test_a_rating_whose_grade_is_not_told_gets_none_and_thanks_are_no_rating():
    acts = {act.command: act for act in plan(CASES["pub-22"]).acts}
    rated = acts["record_rating_without_grade"]
    assert (rated.service, rated.origin) == ("petitions", Origin.STATED)
    assert "grade" not in rated.body
    assert (acts["record_thanks"].service, acts["record_thanks"].origin) == ("intake", Origin.STATED)
    assert all(act.service != "satisfaction" for act in acts.values())


@pytest.mark.parametrize(
    ("name", "services"),
    [
        ("pub-04", {"intake", "people_mediation", "petitions"}),
        ("pub-06", {"intake", "administrative_mediation"}),
        ("pub-11", {"intake", "petitions"}),
        ("pub-18", {"intake", "administrative_mediation", "judicial_confirmation"}),
        ("pub-20", {"intake", "people_mediation"}),
        ("pub-23", {"intake", "petitions"}),
    ],
)
def test_each_channel_carries_out_its_own_steps(name: str, services: set[str]):
    assert {act.service for act in plan(CASES[name]).acts} == services


@pytest.mark.parametrize("name", ["pub-08", "pub-10", "pub-19"])
def test_a_case_whose_record_does_not_bear_out_its_result_stays_open_and_says_why(name: str):
    script = plan(CASES[name])
    assert "close_case" not in [act.command for act in script.acts]
    assert "案件保持办理中" in script.left_open


def test_talks_after_a_failed_round_are_another_round():
    script = plan(CASES["pub-20"])
    assert [act.command for act in script.acts].count("offer_custody") == 2


def test_nobody_is_made_to_take_up_what_a_court_has_decided_r75_22():
    script = plan(CASES["pub-04"])
    assert [act.step for act in script.acts if act.command == "accept_mediation"] == [0]


def test_what_is_brought_while_an_agency_mediates_is_the_same_matter_again():
    script = plan(CASES["pub-06"])
    [again] = [act for act in script.acts if act.command == "record_further_report"]
    assert again.step == 3


def test_what_the_source_does_not_tell_of_a_petition_is_left_open():
    reply = next(act for act in plan(CASES["pub-22"]).acts if act.command == "issue_handling_opinion")
    refusal = next(act for act in plan(CASES["pub-15"]).acts if act.command == "reject_admission")
    assert (reply.body["decision"], refusal.body["ground"]) == ("not_stated", "not_stated")


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
    petition = CASES["pub-04"]
    in_court = petition.timeline[0].model_copy(update={"channel": Channel.COURT_MEDIATION})
    script = plan(petition.model_copy(update={"timeline": (in_court, *petition.timeline[1:])}))
    assert [unrepresented.index for unrepresented in script.unrepresented] == [0]
    assert "法院调解" in script.unrepresented[0].why


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
