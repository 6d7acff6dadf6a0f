"""What a body does when the script of a generated case is over: bad reviews are put right within their limits, patrols are ended."""

from datetime import datetime, timedelta

from schemas.command import Actor
from schemas.satisfaction_rectification import Established, Remedy, RevisitManner
from services.registers.domain.forms import forms_of
from services.reproduce.machine import Machine
from services.satisfaction.domain.rectification_commands import (
    CloseRectification,
    DecideRemedy,
    FeedBackResult,
    RectificationCommand,
    VerifyReview,
)

SATISFACTION, REGISTERS = "satisfaction", "registers"
STEPS: tuple[RectificationCommand, ...] = (
    VerifyReview(manner=RevisitManner.FILE_REVIEW, established=Established.FOUNDED, findings="办理超出承诺时间"),
    DecideRemedy(remedy=Remedy.AT_ONCE, measures="已当面说明并改进"),
    FeedBackResult(result="已当面说明并致歉", evidence=("回访记录",)),
    CloseRectification(evidence=("回访记录",)),
)


def put_right(machine: Machine, code: str, since: datetime) -> None:
    """Every open rectification of the case, an hour between two steps from `since` on. Raises NotDecided."""
    for key, matter in machine.state(SATISFACTION, code).rectifications.items():
        clerk = _clerk(matter.responsible_body)
        for number, step in enumerate(STEPS, 1):
            act = step.model_copy(update={"rectification_id": key})
            at = since + timedelta(hours=number)
            machine.ask(SATISFACTION, code, act, clerk, at, f"{key}/{number}")


def patrol_ended(machine: Machine, code: str, body: str, at: datetime) -> None:
    """The round of a patrol is over: nobody waits for its next report. Raises NotDecided."""
    ended = forms_of(machine.rules(REGISTERS))["patrols"].steps["ended"].model_validate({})
    machine.ask(REGISTERS, code, ended, _clerk(body), at, f"{code}/ended")


def _clerk(body: str) -> Actor:
    return Actor(user=f"clerk.{body}", organisation=body, roles=("clerk",))
