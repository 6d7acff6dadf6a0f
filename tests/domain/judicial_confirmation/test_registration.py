"""An agreement becomes known to the court: told by the mediation body, or brought by the parties (CPL 205)."""

import pytest

from schemas.base import Event
from schemas.command import Actor, Refused
from schemas.judicial_confirmation import AgreementRegistered
from schemas.values import Agreed, Channel
from services.judicial_confirmation.domain import filing_commands as window
from tests.domain.given_when_then import at, names, refusal
from tests.domain.judicial_confirmation.court_case import (
    BOTH,
    CLERK,
    COMMITTEE,
    COURT_CLERK,
    NO_DAY,
    STRANGER,
    CourtCase,
    effective,
)


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
