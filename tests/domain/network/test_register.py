"""The register: who may enter what, terms, trainings, and the load that rounds tell (PML 8, 9; domain.md 2.5)."""

from typing import Any

import pytest

from schemas.identity import body_key, is_case_code
from schemas.network import ReleaseReason
from services.jurisdiction.law import Law
from services.jurisdiction.network_known import register_of as known
from services.network.domain import commands as c
from tests.domain.given_when_then import names, refusal
from tests.domain.network.network_case import CASE, COURT, HUB, PROPERTY, STREET, TRAFFIC, clerk, register_of

LAW = Law.load("wuhu")
VILLAGE = "wuhu.jinghu.fangcun.community-1.pmc"
NEW = f"mediator-9.{TRAFFIC}"


def entry(mediator: str = NEW, **more: Any) -> c.RegisterMediator:
    """A mediator to be entered."""
    told = {"title": "专职人民调解员九", "full_time": True, "load_limit": 3, "term_began_on": "2025-07-01", **more}
    return c.RegisterMediator(body=TRAFFIC, mediator=mediator, **told)


def work(mediator: str, track: str = "t1", about: str = CASE) -> c.CountWork:
    """A round told the register that a mediator was assigned."""
    return c.CountWork(
        body=TRAFFIC, mediator=mediator, about=about, track_id=track, source="network", what="mediator_assigned"
    )


def release(track: str = "t1", mediator: str | None = None) -> c.ReleaseWork:
    """A round told the register that it is over."""
    return c.ReleaseWork(
        body=TRAFFIC,
        mediator=mediator,
        about=CASE,
        track_id=track,
        why=ReleaseReason.AGREED,
        what="agreement_effective",
    )


def test_the_key_of_a_body_has_the_form_of_a_case_code_and_belongs_to_one_body():
    keys = {body_key(body) for body in LAW.organisations.by_id}
    assert len(keys) == len(LAW.organisations.by_id)
    assert all(is_case_code(key) for key in keys)


def test_the_body_and_those_above_it_keep_its_register():
    register = register_of(TRAFFIC)
    told = c.RegisterBody(body=TRAFFIC, languages=("普通话",), invited_by=(COURT,))
    assert names(register.does(told)) == ["body_registered"]
    assert names(register.does(told, actor=clerk(HUB))) == ["body_registered"]
    assert refusal(register.does(told, actor=clerk(PROPERTY))) == "not_found"
    assert refusal(register.does(c.RegisterBody(body=PROPERTY))) == "not_found", "another body's key"
    assert refusal(register.does(c.RegisterBody(body=TRAFFIC, invited_by=("no.court",)))) == "unknown_court"


def test_a_committee_is_entered_as_numbers_with_the_term_of_the_law():
    register = register_of(TRAFFIC)
    told = {"body": TRAFFIC, "members": 5, "women": 2, "term_began_on": "2024-02-29"}
    (composed,) = register.does(c.ComposeCommittee(**told))
    assert composed.term_ends_on.isoformat() == "2027-02-28"
    assert refusal(register.does(c.ComposeCommittee(**{**told, "women": 6}))) == "more_than_members"
    assert refusal(register.does(c.ComposeCommittee(**{**told, "term_began_on": "2027-01-01"}))) == "day_in_future"


def test_a_mediator_is_an_office_of_its_body():
    register = register_of(TRAFFIC)
    assert refusal(register.does(entry(f"mediator-1.{PROPERTY}"))) == "mediator_of_other_body"
    assert refusal(register.does(entry(term_began_on="2026-03-06"))) == "day_in_future"
    assert names(register.does(entry())) == ["mediator_registered"]
    mediators = known(register.state.body_register, TRAFFIC, LAW).mediators
    assert set(mediators) == {f"mediator-{n}.{TRAFFIC}" for n in (1, 2, 3, 9)}, "the profile's stand beside the new one"
    assert mediators[NEW].term_ends_on.isoformat() == "2028-07-01"


def test_trainings_and_leaving_stand_on_the_register():
    register = register_of(TRAFFIC)
    register.does(entry())
    course = c.RecordTraining(body=TRAFFIC, mediator=NEW, course="岗前培训", hours=16, on="2026-01-10")
    assert names(register.does(course)) == ["mediator_trained"]
    assert refusal(register.does(course.model_copy(update={"mediator": f"mediator-8.{TRAFFIC}"}))) == "unknown_mediator"
    register.does(entry(load_limit=5))
    assert [one.hours for one in known(register.state.body_register, TRAFFIC, LAW).mediators[NEW].trainings] == [16]
    assert names(register.does(c.RemoveMediator(body=TRAFFIC, mediator=NEW, reason="调离"))) == ["mediator_left"]
    first = f"mediator-1.{TRAFFIC}"
    register.does(c.RemoveMediator(body=TRAFFIC, mediator=first, reason="调离"))
    left = known(register.state.body_register, TRAFFIC, LAW).mediators
    assert {NEW, first}.isdisjoint(left), "who left is not brought back by the profile"


def test_the_load_is_what_rounds_tell_each_counted_once():
    register = register_of(TRAFFIC)
    register.does(entry())
    assert names(register.hears(work(NEW), "2026-03-03")) == ["mediator_engaged"]
    assert names(register.hears(work(NEW), "2026-03-03")) == ["load_noted"]
    register.hears(work(NEW, "t2"), "2026-03-04")
    assert known(register.state.body_register, TRAFFIC, LAW).load_of(NEW) == 2
    leaving = c.RemoveMediator(body=TRAFFIC, mediator=NEW, reason="调离")
    assert refusal(register.does(leaving)) == "mediator_has_rounds"
    assert names(register.hears(release("t1"), "2026-03-05")) == ["mediator_released"]
    assert names(register.hears(release("t1"), "2026-03-05")) == ["load_noted"]
    assert names(register.hears(release("t2", NEW), "2026-03-05")) == ["mediator_released"]
    assert known(register.state.body_register, TRAFFIC, LAW).load_of(NEW) == 0
    assert names(register.does(leaving)) == ["mediator_left"]


def test_work_of_a_mediator_whom_nobody_entered_is_counted_and_says_so():
    (engaged,) = register_of(TRAFFIC).hears(work("调解员（某）"), "2026-03-03")
    assert engaged.registered is False


@pytest.mark.parametrize("body", [STREET, VILLAGE, TRAFFIC])
def test_what_the_profile_says_counts_until_something_is_entered(body: str):
    register = register_of(body)
    stated = LAW.network.body(body)
    before = known(None, body, LAW)
    assert (before.conditions_met, before.languages) == (stated.conditions_met, stated.languages)
    register.does(c.RegisterBody(body=body, languages=("吴语",)))
    after = known(register.state.body_register, body, LAW)
    assert (after.languages, after.conditions_met) == (("吴语",), None)
    assert after.committee == before.committee
