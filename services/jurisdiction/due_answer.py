"""The answer to "until when, and why", in the one form in which the command line and HTTP give it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from services.jurisdiction.clock_calculation import Due
from services.jurisdiction.derivation_words import clauses, said_moment
from services.jurisdiction.due_question import DueQuestion
from services.jurisdiction.law import Law
from services.jurisdiction.outcomes import NotJudged, Refused
from services.jurisdiction.time_limits import UNITS_ZH, Unit


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True)


class DueAnswer(_Answer):
    """One date with its reasons. Field names are stable; moments are ISO 8601 texts, days those of Asia/Shanghai."""

    outcome: Literal["due", "not_judged", "refused"]
    """`not_judged`: the law or calendar of the day is not loaded."""
    limit: str
    """Id of the limit; as it was asked for where nobody knows it."""
    name: str
    profile: str
    start: str
    pauses: tuple[tuple[str, str], ...]
    """As asked: first day left out, day on which counting goes on."""
    extend: int
    due: str | None
    """Last day in time; the last moment for limits in hours."""
    lapses_at: str | None
    """00:00 after the last day in time."""
    provisional: bool
    """Past the published holiday notices: may move."""
    code: str | None
    """Stable code where refused or not judged."""
    sentence: str
    """The whole answer in Chinese."""
    steps: tuple[str, ...]
    """The derivation in Chinese, one step after the other."""
    derivation: dict[str, Any] | None
    """The derivation as data; see `services.jurisdiction.derivation.Derivation.as_data`."""
    field: str | None = None
    """What of the question was refused."""
    source: str | None = None
    """Article of a refusal."""
    parameters: dict[str, Any] = {}
    rules_version: str
    calendar_version: str


class DueComparison(_Answer):
    """The same question under today's rules and under others."""

    now: DueAnswer
    under_rules: DueAnswer
    different: bool
    """Whether date, verdict or outcome differ."""
    differences: tuple[str, ...]
    """What differs, in Chinese; may name changed reasons where the date stays."""


def answer(law: Law, question: DueQuestion) -> DueAnswer:
    """The law's answer."""
    limit = law.limit(question.limit)
    found = law.due(question.limit, question.start, question.pauses, question.extension)
    told: dict[str, Any] = {
        "limit": limit.id if limit else question.limit,
        "name": limit.name_zh if limit else "",
        "profile": law.settings.id,
        "start": question.start.isoformat(),
        "pauses": tuple((first.isoformat(), until.isoformat()) for first, until in question.pauses),
        "extend": question.extension,
        "rules_version": law.rules_version,
        "calendar_version": law.calendar_version,
    }
    match found:
        case Due():
            derivation = found.derivation
            return DueAnswer(
                outcome="due", due=found.due.isoformat(), lapses_at=found.lapses_at.isoformat(), code=None,
                provisional=found.provisional, sentence=derivation.in_chinese(), steps=clauses(derivation),
                derivation=derivation.as_data(), **told,
            )  # fmt: skip
        case NotJudged():
            return DueAnswer(outcome="not_judged", code=found.code, sentence=found.reason, **_NOTHING, **told)
        case Refused():
            return DueAnswer(
                outcome="refused", code=found.code, sentence=found.message, field=found.field, source=found.source,
                parameters=dict(found.parameters or {}), **_NOTHING, **told,
            )  # fmt: skip


def comparison(now: Law, other: Law, question: DueQuestion) -> DueComparison:
    """The answer of today and that of other rules, and what differs."""
    ours, theirs = answer(now, question), answer(other, question)
    different = (ours.outcome, ours.due, ours.provisional) != (theirs.outcome, theirs.due, theirs.provisional)
    return DueComparison(now=ours, under_rules=theirs, different=different, differences=tuple(_said(ours, theirs)))


_NOTHING: dict[str, Any] = {
    "due": None, "lapses_at": None, "provisional": False, "steps": (), "derivation": None,
}  # fmt: skip


def _said(ours: DueAnswer, theirs: DueAnswer) -> Iterator[str]:
    if ours.outcome != theirs.outcome:
        yield f"由“{_outcome(ours)}”变为“{_outcome(theirs)}”"
    if ours.due and theirs.due and ours.due != theirs.due:
        yield f"届满：由{ours.due}变为{theirs.due}{_moved(ours.due, theirs.due)}"
    before, after = ours.derivation or {}, theirs.derivation or {}
    if not (before and after):
        return
    for name, say in _COMPARED.items():
        if before[name] != after[name]:
            yield f"{say}：由{_word(before, name)}变为{_word(after, name)}"
    if ours.provisional != theirs.provisional:
        yield "不再是暂定日期" if ours.provisional else "成为暂定日期"


_COMPARED = {
    "length": "期限长度",
    "unit": "单位",
    "instrument_title": "依据",
    "article": "条号",
    "mark": "依据的可信程度",
    "unrolled": "顺延前的最后一日",
    "excluded": "扣除的期间",
    "rest_days": "不计的休息日",
    "makeup_workdays": "计入的调休上班日",
}
"""Fields of the derivation that are compared, as they are named in Chinese."""


def _word(derivation: dict[str, Any], name: str) -> str:
    value = derivation[name]
    if name == "length":
        return f"{value}{UNITS_ZH[Unit(derivation['unit'])]}"
    if name == "unit":
        return UNITS_ZH[Unit(value)]
    if name == "excluded":
        return "、".join(f"{gap['from']}至{gap['until']}前" for gap in value) or "无"
    if name == "rest_days":
        return "、".join(f"{span['from']}至{span['to']}" for span in value) or "无"
    if name == "makeup_workdays":
        return "、".join(value) or "无"
    return str(value) if value is not None else "无"


def _outcome(answer: DueAnswer) -> str:
    if answer.due is not None:
        return f"{said_moment(date.fromisoformat(answer.due[:10]))}届满"
    return answer.sentence


def _moved(before: str, after: str) -> str:
    if len(before) > len("2024-02-09"):
        return ""
    days = (date.fromisoformat(after) - date.fromisoformat(before)).days
    return f"，{'推后' if days > 0 else '提前'}{abs(days)}日"
