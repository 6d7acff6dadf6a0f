"""When an act occurred, checked against the act that it presupposes."""

from datetime import datetime

from schemas.command import Command, CommandBody, Refused
from services.judicial_confirmation.domain.limits import day_of
from services.judicial_confirmation.domain.refusals import refuse
from services.judicial_confirmation.domain.state import State


def too_early(state: State, command: Command[CommandBody], since: datetime, previous: str) -> Refused | None:
    """An act cannot lie on a day before the one it rests on; stories are spared, since their dates may be assumed."""
    if state.story or day_of(command.occurred_at) >= day_of(since):
        return None
    return refuse("occurred_before_previous_act", "occurred_at", previous=previous)
