"""What people say about an alert: nothing to do, or what was done."""

from typing import Any

from schemas.command import Command, Refused
from schemas.early_warning import AlertAnswered, AlertDismissed
from services.early_warning.domain.commands import AnswerAlert, DismissAlert
from services.early_warning.domain.judging import Events, told_to_cases
from services.early_warning.domain.law import WarningLaw
from services.early_warning.domain.refusals import refuse
from services.early_warning.domain.state import State
from services.jurisdiction.acts import not_found


def dismiss(state: State, command: Command[DismissAlert], law: WarningLaw) -> Events | Refused:
    """Its reason stands on file, and the cases hear that nothing follows."""
    if (refused := _not_theirs(state, command, law)) is not None:
        return refused
    at = command.occurred_at
    dismissed = AlertDismissed(occurred_at=at, by_body=command.actor.organisation, reason=command.body.reason)
    return dismissed, *told_to_cases(state, at, law)


def answer(state: State, command: Command[AnswerAlert], law: WarningLaw) -> Events | Refused:
    """What was done; the cases keep the warning, since it was true."""
    if (refused := _not_theirs(state, command, law)) is not None:
        return refused
    body = command.body
    answered = AlertAnswered(
        occurred_at=command.occurred_at, by_body=command.actor.organisation, measure=body.measure, text=body.text
    )
    return (answered,)


def _not_theirs(state: State, command: Command[Any], law: WarningLaw) -> Refused | None:
    """The addressee and those above it act; the bodies concerned may know of it; anybody else learns nothing."""
    organisation = command.actor.organisation
    if state.raised_at is None or state.count is None:
        return not_found()
    if not law.stands_for(organisation, state.addressee):
        concerned = any(law.stands_for(organisation, body) for body in state.count.bodies)
        return refuse("not_addressee") if concerned else not_found()
    return None if state.situation == "open" else refuse("alert_not_open")
