"""The table of contents of statistics: every command and the function that decides it."""

from typing import Any

from schemas.command import Command
from services.jurisdiction.acts import not_found, wrong_time_where_known
from services.statistics.domain.commands import CorrectReport, FreezeReport
from services.statistics.domain.freezing import Answer, correct, freeze
from services.statistics.domain.law import StatisticsLaw
from services.statistics.domain.state import State


def decide(state: State, command: Command[Any], law: StatisticsLaw) -> Answer:
    """The answer to one command."""
    if refused := wrong_time_where_known(command, False, lambda now: decide(state, now, law)):
        return refused
    match command.body:
        case CorrectReport():
            return correct(state, command, law)
        case FreezeReport():
            return freeze(state, command, law)
        case _:
            return not_found()
