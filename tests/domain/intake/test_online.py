"""What a citizen brings in online."""

from typing import Any

import pytest

from schemas.command import Actor, Refused
from schemas.intake import CaseRegistered
from schemas.values import CaseSource, ReceivedVia
from services.jurisdiction.roles import Role
from tests.domain.intake.window import HUB, WindowCase, applicant, at, nothing_yet, registration

PUBLIC = Actor(user=f"public-web.{HUB}", organisation=HUB, roles=(Role.PUBLIC_WEB.value,))
ONLINE = {"received_via": ReceivedVia.ONLINE, "source": CaseSource.APPLICATION}


def brought(**told: Any) -> WindowCase:
    return nothing_yet().when(registration(**{**ONLINE, **told}), PUBLIC, at(0))


def refused(case: WindowCase) -> Refused:
    assert isinstance(case.answer, Refused)
    return case.answer


def test_a_dispute_brought_in_online_is_a_case_of_the_hub_that_says_how_it_came() -> None:
    registered = brought().happened(CaseRegistered)
    assert (registered.registering_body, registered.case.received_via) == (HUB, ReceivedVia.ONLINE)


@pytest.mark.parametrize("told", [{"received_via": ReceivedVia.COUNTER}, {"source": CaseSource.REFERRED_BY_COURT}])
def test_the_public_pages_cannot_say_that_somebody_came_to_the_counter_or_was_sent(told: dict[str, Any]) -> None:
    assert refused(brought(**told)).code == "online_only"


def test_what_the_office_judges_is_not_said_by_a_citizen() -> None:
    answer = refused(brought(own_motion=True))
    assert (answer.code, answer.field) == ("office_judges", "own_motion")


def test_many_people_are_asked_to_the_window_where_they_elect_representatives() -> None:
    crowd = tuple(applicant(name=f"申请人{number}") for number in range(21))
    assert refused(brought(parties=crowd)).code == "too_many_online"
