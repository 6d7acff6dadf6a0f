"""The supervision of deadlines in intake's table of contents: what people and breaches ask, and the function that decides."""

from typing import Any, assert_never

from schemas.command import Command
from services.intake.domain import breaches, supervision
from services.intake.domain.access import SUPERVISORS, Answer, Standing, heard, on_open
from services.intake.domain.law import IntakeLaw
from services.intake.domain.state import State
from services.intake.domain.supervision_commands import (
    CloseSupervision,
    HearClockBreached,
    HeardOfSupervision,
    HearLapseWithdrawn,
    IssueSupervision,
    ReplyToSupervision,
    SendReplyBack,
    SupervisionCommand,
    UrgeHandling,
)


def decide_supervision(state: State, command: Command[Any], law: IntakeLaw) -> Answer:
    """The answer to a command about supervision."""
    body: SupervisionCommand | HeardOfSupervision = command.body
    match body:
        case IssueSupervision():
            return on_open(state, command, law, SUPERVISORS, supervision.issue)
        case ReplyToSupervision():
            return supervision.reply(state, command, law)
        case SendReplyBack():
            return supervision.send_back(state, command, law)
        case CloseSupervision():
            return supervision.close(state, command, law)
        case UrgeHandling():
            return on_open(state, command, law, tuple(Standing), supervision.urge)
        case HearClockBreached():
            return heard(state, command, law, breaches.hear_breach, breaches.heard_of_unknown_case)
        case HearLapseWithdrawn():
            return heard(state, command, law, breaches.hear_lapse_withdrawn, breaches.withdrawn_in_unknown_case)
        case _:
            assert_never(body)
