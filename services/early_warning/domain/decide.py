"""The table of contents of early warning: every command and the function that decides it."""

from typing import Any, assert_never

from schemas.base import Event
from schemas.command import Command, Refused
from services.early_warning.domain import answering, judging
from services.early_warning.domain.commands import (
    AnswerAlert,
    DismissAlert,
    JudgeWindow,
    ReportWindow,
    WarningCommand,
)
from services.early_warning.domain.law import WarningLaw
from services.early_warning.domain.state import State
from services.jurisdiction.acts import not_found, wrong_time_where_known

Answer = tuple[Event, ...] | Refused


def decide(state: State, command: Command[Any], law: WarningLaw) -> Answer:
    """The events that follow from `command`, or why it is refused."""
    body: WarningCommand = command.body
    if isinstance(body, ReportWindow | JudgeWindow) != command.actor.is_system:
        return not_found()
    if not command.actor.is_system:
        refused = wrong_time_where_known(command, False, lambda now: decide(state, now, law))
        if refused is not None:
            return refused
    match body:
        case ReportWindow():
            return judging.report(state, command, law)
        case JudgeWindow():
            return judging.judge(state, command, law)
        case DismissAlert():
            return answering.dismiss(state, command, law)
        case AnswerAlert():
            return answering.answer(state, command, law)
        case _:
            assert_never(body)
