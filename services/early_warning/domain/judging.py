"""What a report of a window leads to. Of two reports the heavier one stands, so that a recount after a crash changes nothing."""

from datetime import datetime

from schemas.base import Event
from schemas.command import Command
from schemas.early_warning import (
    AlertRaised,
    AlertUpdated,
    AlertWithdrawn,
    CaseWarned,
    CaseWarningWithdrawn,
    WindowCount,
    WindowCounted,
)
from services.early_warning.domain.commands import JudgeWindow, ReportWindow
from services.early_warning.domain.law import WarningLaw, addressee
from services.early_warning.domain.state import State

Events = tuple[Event, ...]


def report(state: State, command: Command[ReportWindow], law: WarningLaw) -> Events:
    """An alert where the window is one; its end where it is one no more; a note where it is none, or is to be judged later.

    The note keeps the weight: a lighter report that comes after it is an older one.
    """
    body = command.body
    if state.count is not None and body.count.weight <= state.count.weight:
        return ()
    if state.stands:
        return _changed(state, command, law)
    if body.judge_at is not None and command.occurred_at < body.judge_at:
        counted = WindowCounted(
            occurred_at=command.occurred_at, count=body.count, judge_at=body.judge_at, is_alert=body.is_alert
        )
        return (counted,)
    if body.is_alert:
        return _raised(state, body.count, command.occurred_at, law)
    return (_quiet(body.count, command.occurred_at),)


def judge(state: State, command: Command[JudgeWindow], law: WarningLaw) -> Events:
    """The time for late entries has passed; a stale clock changes nothing."""
    if state.situation != "counted" or state.count is None or state.judge_at is None:
        return ()
    if command.occurred_at < state.judge_at:
        return ()
    if state.is_alert:
        return _raised(state, state.count, state.judge_at, law)
    return (_quiet(state.count, state.judge_at),)


def told_to_cases(state: State, at: datetime, law: WarningLaw) -> Events:
    """The cases hear that the alert is settled."""
    return _ends(state.count, (), at, law) if state.count else ()


def _raised(state: State, count: WindowCount, at: datetime, law: WarningLaw) -> Events:
    rule = law.rules.find(count.rule)
    if rule is None:
        return ()
    to = addressee(law.bodies, count.bodies)
    raised = AlertRaised(
        occurred_at=at, count=count, addressee=to, escalation=rule.escalation, proposal=rule.proposal.value,
        cannot_know=rule.cannot_know_zh, source=rule.source, mark=rule.mark.value,
        again=state.raised_at is not None,
    )  # fmt: skip
    return raised, *_warned(count, (), at, law, to)


def _changed(state: State, command: Command[ReportWindow], law: WarningLaw) -> Events:
    """The window of a raised alert holds something else now."""
    body, before, at = command.body, state.count, command.occurred_at
    if not body.is_alert:
        return AlertWithdrawn(occurred_at=at, count=body.count), *_ends(before, (), at, law)
    known = _codes(before)
    updated = AlertUpdated(occurred_at=at, count=body.count)
    if state.situation == "dismissed":
        return (updated,)
    return (
        updated, *_ends(before, _codes(body.count), at, law), *_warned(body.count, known, at, law, state.addressee),
    )  # fmt: skip


def _quiet(count: WindowCount, at: datetime) -> Event:
    return WindowCounted(occurred_at=at, count=count, judge_at=None, is_alert=False)


def _warned(count: WindowCount, known: tuple[str, ...], at: datetime, law: WarningLaw, to: str) -> Events:
    rule = law.rules.find(count.rule)
    if rule is None or not rule.tells_cases:
        return ()
    return tuple(
        CaseWarned(
            occurred_at=at, case_code=one.case_code, rule=rule.id, name_zh=rule.name_zh, escalation=rule.escalation,
            proposal=rule.proposal.value, counted=count.counted, unit_zh=count.unit_zh, within_days=count.within_days,
            addressee=to, to_rectify=one.body if rule.opens_rectification else "",
        )
        for one in count.cases
        if one.case_code not in known
    )  # fmt: skip


def _ends(count: WindowCount | None, still: tuple[str, ...], at: datetime, law: WarningLaw) -> Events:
    rule = law.rules.find(count.rule) if count else None
    if rule is None or not rule.tells_cases:
        return ()
    gone = (code for code in _codes(count) if code not in still)
    return tuple(
        CaseWarningWithdrawn(occurred_at=at, case_code=code, rule=rule.id, name_zh=rule.name_zh) for code in gone
    )


def _codes(count: WindowCount | None) -> tuple[str, ...]:
    return tuple(one.case_code for one in count.cases) if count else ()
