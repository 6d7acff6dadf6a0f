"""An alert about how a case is handled leads to work as a bad review does (issue 7, item 3)."""

from typing import Any

from schemas.base import Event
from schemas.command import Command, Refused
from schemas.satisfaction import Noted
from schemas.satisfaction_rectification import RectificationNoted, RectificationOpened, Trigger
from services.jurisdiction.acts import not_found
from services.satisfaction.domain.heard_commands import HearWarning, HearWarningWithdrawn
from services.satisfaction.domain.issuing import now
from services.satisfaction.domain.law import SatisfactionLaw
from services.satisfaction.domain.rules.opening import RECTIFICATION, started
from services.satisfaction.domain.state import State

Answer = tuple[Event, ...] | Refused


def hear(state: State, command: Command[HearWarning], law: SatisfactionLaw) -> Answer:
    """The body in whose hands the case lay puts it right; one matter at a time, and each alert once.

    SV-2 runs from when the alert is heard: it may be about what was entered long after it occurred.
    """
    if not command.actor.is_system:
        return not_found()
    body, at = command.body, now(state, command)
    responsible = law.organisation(body.to_rectify)
    if responsible is None:
        return _noted(command, state, "属地机构名录中没有应整改的机构")
    if any(one.alert == body.alert for one in state.rectifications.values()):
        return _noted(command, state, "这一预警已经交办整改")
    going_on = next(
        (one for one in state.rectifications.values() if one.is_open and one.responsible_body == responsible.id), None
    )
    if going_on is not None:
        return (RectificationNoted(occurred_at=at, rectification_id=going_on.rectification_id, what="alert_raised"),)
    above = law.supervisor(responsible.id)
    opened = RectificationOpened(
        occurred_at=at, rectification_id=str(command.derived_id("rectification")), trigger=Trigger.ALERT,
        responsible_body=responsible.id, supervisor=above.id if above else None, alert=body.alert, reason=body.name_zh,
    )  # fmt: skip
    return opened, started(state, RECTIFICATION, opened.rectification_id, at, law, assumed=False)


def hear_withdrawn(state: State, command: Command[HearWarningWithdrawn]) -> Answer:
    """A rectification that was opened goes on: whoever looks into it says so, with evidence."""
    if not command.actor.is_system:
        return not_found()
    alert = command.body.alert
    one = next((one for one in state.rectifications.values() if one.alert == alert and one.is_open), None)
    if one is None:
        return _noted(command, state, "没有因这一预警交办的整改")
    return (
        RectificationNoted(
            occurred_at=now(state, command), rectification_id=one.rectification_id, what="alert_withdrawn"
        ),
    )


def _noted(command: Command[Any], state: State, reason: str) -> tuple[Event, ...]:
    return (Noted(occurred_at=now(state, command), source="early_warning", what="alert", reason=reason),)
