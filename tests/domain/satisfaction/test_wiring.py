"""Every command has one name and one way in; what reactions send survives the wire."""

import re

import pytest

from schemas.command import CommandBody
from schemas.intake import CaseClosed, CloseResult
from schemas.values import DisputeType
from services.jurisdiction.law import Law
from services.satisfaction.api import ROUTES
from services.satisfaction.domain.commands import COMMANDS, CancelSurvey, InviteParties, LapseClock, RemindUnanswered
from services.satisfaction.domain.delivery_commands import DELIVERY_COMMANDS
from services.satisfaction.domain.heard_commands import HEARD_COMMANDS
from services.satisfaction.public.surveys import ROUTE
from services.satisfaction.worker import REACTIONS, service
from tests.domain.given_when_then import at
from tests.domain.satisfaction.survey import APPLICANT, ENVELOPE, RATED, RESPONDENT, Survey, invited


@pytest.mark.parametrize(("name", "body"), COMMANDS.items())
def test_the_wire_name_is_the_class_in_snake_case(name: str, body: type[CommandBody]) -> None:
    assert name == re.sub(r"(?<!^)(?=[A-Z])", "_", body.__name__).lower()


def test_people_reach_the_two_ways_of_rating_and_nothing_else() -> None:
    routed = [route.body for route in (*ROUTES, ROUTE)]
    rating = [name for name, body in COMMANDS.items() if body in routed and name.startswith("rate_")]
    assert rating == ["rate_by_link", "rate_at_window"]
    ours = {
        *DELIVERY_COMMANDS.values(),
        *HEARD_COMMANDS.values(),
        InviteParties,
        RemindUnanswered,
        CancelSurvey,
        LapseClock,
    }
    assert not ours & set(routed), "what the system does is asked by nobody"
    assert ROUTE.roles not in [route.roles for route in ROUTES], "no account of ours may use the link's way"


def test_a_closing_is_heard_as_a_command_that_survives_the_wire_without_any_contact() -> None:
    reaction = next(one for one in REACTIONS if one.event is CaseClosed)
    closed = CaseClosed(
        occurred_at=at("2026-03-02"), result=CloseResult.FAILED, closing_body=RATED, handling_body=RATED, channel=None,
        dispute_type=DisputeType.OTHER, parties=(APPLICANT, RESPONDENT),
    )  # fmt: skip
    answer = reaction.react(closed, ENVELOPE)
    assert answer is not None
    sent = answer.body.model_dump(mode="json", exclude_none=True)
    assert type(answer.body).model_validate(sent) == answer.body
    assert "139" not in str(sent)


def test_the_scan_sees_what_comes_first_and_nothing_of_an_unknown_case() -> None:
    runtime_service = service(Law.load("wuhu"))
    due = runtime_service.due_clock(invited().state)
    assert due is not None
    assert due.lapses_at == at("2026-03-10 00:00"), "first the reminder of SV-3, then the end of SV-1"
    assert runtime_service.due_clock(Survey().state) is None
    assert runtime_service.decode_state(runtime_service.encode_state(invited().state)) == invited().state
