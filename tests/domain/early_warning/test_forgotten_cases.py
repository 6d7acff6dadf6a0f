"""What is remembered of a case leaves once the case is over and everything it told has closed; an open case stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from schemas import intake
from schemas.values import PartyRole, Risk
from tests.domain.early_warning.county import LAW, STREET, County, at, company, person
from tests.domain.views.log import actor

CLERK = actor(STREET, "clerk")
KEPT = LAW.rules.counts_for_days


def closed(day: int) -> intake.CaseClosed:
    return intake.CaseClosed(
        occurred_at=at(day), result="agreed", closing_body=STREET, handling_body=STREET, channel="PEOPLE_MEDIATION",
        dispute_type="NEIGHBOR", parties=(),
    )  # fmt: skip


def reopened(day: int) -> intake.CaseReopened:
    return intake.CaseReopened(occurred_at=at(day), reason="新情况", custody_number=2, body=STREET)


def left(county: County, until: datetime) -> bool:
    """Whether the only case is forgotten."""
    return not county.watched().trim(until).memories


@pytest.mark.parametrize(
    "ends",
    [
        lambda: closed(10),
        lambda: intake.CaseVoided(occurred_at=at(10), reason="误登记"),
        lambda: intake.CasesMerged(occurred_at=at(10), into="x", reason="重复"),
    ],
)
def test_a_case_that_is_over_is_forgotten_when_nothing_more_can_change_what_it_told(ends: Any) -> None:
    county = County()
    county.tell(county.case(0, person("1390001"), company()), ends(), by=CLERK)
    assert not left(county, at(KEPT + 9))
    assert left(county, at(KEPT + 12))


def test_an_open_case_and_one_taken_up_again_are_remembered_whatever_their_age() -> None:
    county = County()
    assert county.case(0, person("1390001"), company())
    assert not left(county, at(10 * KEPT))
    county = County()
    case = county.case(0, person("1390001"), company())
    county.tell(case, closed(10), by=CLERK)
    county.tell(case, reopened(20), by=CLERK)
    assert not left(county, at(10 * KEPT))
    county.tell(case, closed(30), by=CLERK)
    assert left(county, at(KEPT + 40))


def test_each_later_word_of_it_keeps_a_closed_case_in_memory() -> None:
    county = County()
    case = county.case(0, person("1390001"), company())
    county.tell(case, closed(10), by=CLERK)
    county.tell(case, intake.RiskRaised(occurred_at=at(200), risk=Risk.HIGH, reason="扬言"), by=CLERK)
    assert not left(county, at(KEPT + 12))
    assert left(county, at(KEPT + 202))


def test_a_stranger_of_whom_no_registration_was_heard_does_not_stay_for_ever() -> None:
    county = County()
    county.tell("1K3W9QZ8D7V5M2P6A", intake.RiskRaised(occurred_at=at(0), risk=Risk.HIGH, reason="扬言"), by=CLERK)
    assert left(county, at(KEPT + 2))


def test_closing_changes_neither_what_a_case_tells_nor_the_weight_of_a_window() -> None:
    county = County()
    cases = [county.case(day, person(f"139000{day}"), company()) for day in range(3)]
    before = county.watched()
    for case in cases:
        county.tell(case, closed(2))
    after = county.watched()
    assert [state.count for state in after.states.values()] == [state.count for state in before.states.values()]


def test_alerts_of_forgotten_cases_stand_and_are_raised_by_no_recount() -> None:
    """Told again from the start, as after every table was lost, a forgotten case is remembered anew and nothing follows."""
    county = County()
    for day in range(3):
        case = county.case(day, person(f"139000{day}"), company(role=PartyRole.RESPONDENT))
        county.tell(case, closed(day + 5), by=CLERK)
    watched = county.watched().trim(at(0) + timedelta(days=KEPT + 20))
    assert not watched.memories
    assert [rule for rule, _, _ in watched.found] == ["EW-1"]
    told = len(watched.told)
    watched.hear(county.records, again=True).hear(county.records, again=True)
    watched.lose_tables().hear(county.records, again=True)
    assert [rule for rule, _, _ in watched.found] == ["EW-1"]
    raised = [event for _, event in watched.told[told:] if type(event).__name__ == "AlertRaised"]
    assert raised == []
