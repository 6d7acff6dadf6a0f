"""Every command has one name and one way in; what reactions send survives the wire."""

import re

import pytest

from schemas.command import CommandBody
from schemas.people_mediation import BreachReported
from services.judicial_confirmation.api import ROUTES
from services.judicial_confirmation.domain.commands import COMMANDS
from services.judicial_confirmation.worker import REACTIONS, service
from services.jurisdiction.clock_commands import CARE_COMMANDS
from services.jurisdiction.law import Law
from tests.domain.given_when_then import at
from tests.domain.judicial_confirmation.court_case import CourtCase, applied, effective
from tests.domain.judicial_confirmation.test_reactions import ENVELOPE, TRACK

HEARD = ("register_agreement", "note_performance", "replace_party")


@pytest.mark.parametrize(("name", "body"), COMMANDS.items())
def test_the_wire_name_is_the_class_in_snake_case(name: str, body: type[CommandBody]) -> None:
    assert name == re.sub(r"(?<!^)(?=[A-Z])", "_", body.__name__).lower()


def test_people_reach_every_command_but_those_of_reactions_and_of_the_scan() -> None:
    routed = [route.body for route in ROUTES]
    assert len(routed) == len(dict.fromkeys(routed)) == len(dict.fromkeys(route.path for route in ROUTES))
    reached = {name for name, body in COMMANDS.items() if body in routed}
    assert set(COMMANDS) - reached == {*HEARD, "lapse_clock", *CARE_COMMANDS}
    assert all(route.roles for route in ROUTES)


def test_a_breach_is_heard_as_a_command_that_survives_the_wire() -> None:
    reaction = next(one for one in REACTIONS if one.event is BreachReported)
    answer = reaction.react(BreachReported(**TRACK, what="未付款"), ENVELOPE)
    assert answer is not None
    body = type(answer.body).model_validate(answer.body.model_dump(mode="json", exclude_none=True))
    assert body == answer.body


def test_the_scan_sees_the_first_clock_of_a_live_case_and_none_of_an_unknown_one() -> None:
    runtime_service = service(Law.load("wuhu"))
    due = runtime_service.due_clock(effective().state)
    assert due is not None
    assert due.lapses_at == at("2026-04-02 00:00")
    assert runtime_service.due_clock(CourtCase().state) is None
    assert runtime_service.decode_state(runtime_service.encode_state(applied().state)) == applied().state
