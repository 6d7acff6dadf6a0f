"""What every act of every service is asked first, and the refusals that all services word alike (design.md sections 2 and 6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from schemas.command import Command, Refused

ALLOWED_SKEW = timedelta(seconds=5)
"""How far a sender's clock may run ahead of ours."""


def not_found() -> Refused:
    """The one answer for a case that does not exist and for one that this body may not know of; HTTP makes it 404."""
    return Refused("not_found", "没有找到，或者您所在的机构无权查看。请核对编号。")


def occurred_in_future(command: Command[Any]) -> Refused | None:
    """Nothing may have occurred in the future: the refusal, or None when the act lies at or before its recording."""
    if command.occurred_at <= command.recorded_at + ALLOWED_SKEW:
        return None
    return Refused(
        "occurred_in_future",
        "发生时间晚于当前时间。请填写实际发生的时间；尚未发生的事项不能登记。",
        field="occurred_at",
        parameters={"occurred_at": command.occurred_at.isoformat(), "recorded_at": command.recorded_at.isoformat()},
    )


def assumed_outside_story(command: Command[Any], story: bool) -> Refused | None:
    """Only a played public case may have assumed dates; a person tells when something happened (issue 3, item 6)."""
    if story or not command.body.occurred_at_assumed:
        return None
    return Refused(
        "assumed_date_outside_story",
        "只有演示用的公开案例可以使用推定日期。请填写实际发生的时间。",
        "occurred_at_assumed",
    )


def wrong_time(command: Command[Any], story: bool) -> Refused | None:
    """The first of the two refusals about an act's time, None when its time is in order."""
    return occurred_in_future(command) or assumed_outside_story(command, story)


def wrong_time_where_known(
    command: Command[Any], story: bool, decide: Callable[[Command[Any]], object]
) -> Refused | None:
    """As `wrong_time`, for who may know of the case; everybody else is told `not_found` whatever time was told.

    `decide` answers the same act as if it were done now: what it answers otherwise is not looked at.
    """
    refused = wrong_time(command, story)
    if refused is None:
        return None
    now = command.body.model_copy(update={"occurred_at": None, "occurred_at_assumed": False})
    answer = decide(replace(command, body=now))
    return answer if isinstance(answer, Refused) and answer.code == not_found().code else refused


def before_offer(offered_at: datetime) -> Refused:
    """Nobody accepts or returns an offer before it was made."""
    return Refused(
        "before_offer",
        "接收或退回的时间早于移交发出的时间。请核对实际发生的时间。",
        "occurred_at",
        parameters={"offered_at": offered_at.isoformat()},
    )
