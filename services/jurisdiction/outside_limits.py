"""Which limits of the routes outside run on a matter, and what mediating or petitioning does to them (domain.md 2.0, 2.7).

Told at registration and at every hand-over: reconsideration 60 days, suit 6 months, labour arbitration 1 year and so on.
We seldom know when they began (the party knew of the act, or the injury), so a rule tells the start event and not a date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from schemas.outside_limits import OutsideEffect
from schemas.values import Channel
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.routing_facts import Condition, RoutingFacts, one_holds, wrong_condition
from services.jurisdiction.time_limits import UNITS_ZH, Mark, TimeLimits

EFFECTS_ZH = {
    OutsideEffect.INTERRUPTS: "中断",
    OutsideEffect.DOES_NOT_STOP: "不停止",
    OutsideEffect.DEPENDS: "视情况",
}
"""The effects as a person reads them."""


class OutsideLimitRule(BaseModel):
    """One limit of a route outside, on certain facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    limit: str
    """Id in the catalogue, which has length and versions."""
    when_any: tuple[dict[str, Condition], ...] = Field(min_length=1)
    """Sets of conditions on the facts; one set that holds is enough."""
    route: Channel
    """The way that is lost when it passes."""
    runs_from_zh: str
    """The start event."""
    mediation: OutsideEffect
    petition: OutsideEffect
    effect_zh: str
    """What interrupts it or does not, for the person told."""
    note_zh: str | None = None
    source: str
    mark: Mark


class OutsideLimitFile(BaseModel):
    """The form of `outside_limits.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[OutsideLimitRule, ...]


@dataclass(frozen=True, slots=True)
class OutsideLimit:
    """A limit that runs outside on this matter, by the law of a day."""

    rule: OutsideLimitRule
    name_zh: str
    length_zh: str | None
    """Length with unit, e.g. 60日; None where the day is not known or its law not loaded."""
    source: str | None
    """Instrument and article of the length in force that day, with mark."""

    def in_chinese(self) -> str:
        """What the party is told."""
        rule, length = self.rule, self.length_zh or "（日期不明或当时的规定没有载入，长度不作判断）"
        note = f"；{rule.note_zh}" if rule.note_zh else ""
        return f"{self.name_zh}（{rule.limit}）{length}，自{rule.runs_from_zh}起算；{rule.effect_zh}{note}"


def running(
    file: OutsideLimitFile, limits: TimeLimits, facts: RoutingFacts, day: date | None
) -> tuple[OutsideLimit, ...]:
    """Every outside limit the facts tell of, with its length by the law in force on `day`, in the order of the file.

    Without a day the lengths are not judged.
    """
    return tuple(_by_law_of(day, rule, limits) for rule in file.rules if one_holds(rule.when_any, facts))


def _by_law_of(day: date | None, rule: OutsideLimitRule, limits: TimeLimits) -> OutsideLimit:
    limit = limits.by_id[rule.limit]
    version = limit.version_on(day) if day else None
    if version is None:
        return OutsideLimit(rule, limit.name_zh, None, None)
    return OutsideLimit(
        rule, limit.name_zh, f"{version.length}{UNITS_ZH[version.unit]}", limits.said_source(version.source)
    )


def read_outside_limits(document: Document, limits: TimeLimits) -> OutsideLimitFile:
    """The rules. Raises ProfileMistake for an undeclared fact, an id written twice or a limit not in the catalogue."""
    file = read_as(OutsideLimitFile, document)
    mistakes = list(_mistakes(document, file, limits))
    if mistakes:
        raise ProfileMistake(mistakes)
    return file


def _mistakes(document: Document, file: OutsideLimitFile, limits: TimeLimits) -> Iterator[Mistake]:
    seen: set[str] = set()
    for position, rule in enumerate(file.rules):
        if rule.id in seen:
            yield document.mistake(("rules", position, "id"), f"“{rule.id}”写了两次，编号应各不相同")
        seen.add(rule.id)
        if rule.limit not in limits.by_id:
            sentence = f"时限目录中没有“{rule.limit}”，请先在 time_limits.yaml 中写明"
            yield document.mistake(("rules", position, "limit"), sentence)
        for index, conditions in enumerate(rule.when_any):
            for name, condition in conditions.items():
                wrong = wrong_condition(name, condition)
                if wrong:
                    yield document.mistake(("rules", position, "when_any", index, name), wrong)
