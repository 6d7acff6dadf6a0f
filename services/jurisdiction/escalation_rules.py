"""Rules E1–E10: what makes a case more than an ordinary one, and what is then done (domain.md 4.2). All that fit apply."""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.routing_facts import Condition, RoutingFacts, one_holds, wrong_condition
from services.jurisdiction.time_limits import Mark, TimeLimits


class Trigger(StrEnum):
    """What sets a rule off."""

    FACTS = "facts"
    """The facts of the case; `escalations` finds these."""
    CLOCK = "clock"
    """A share of a clock has passed; the deciding service asks."""
    EVENT = "event"
    """Something happened in the case; the deciding service asks."""


class EscalationRule(BaseModel):
    """One rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    trigger: Trigger
    trigger_zh: str
    when_any: tuple[dict[str, Condition], ...] = ()
    """Sets of conditions on the facts; one set that holds is enough. Only for trigger `facts`."""
    action_zh: str
    limits: tuple[str, ...] = ()
    """Time limits that begin to run."""
    source: str
    mark: Mark


class EscalationRuleFile(BaseModel):
    """The form of `escalation_rules.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[EscalationRule, ...]

    def find(self, rule_id: str) -> EscalationRule | None:
        """The rule with this id, e.g. `E2`."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def escalations(file: EscalationRuleFile, facts: RoutingFacts) -> tuple[EscalationRule, ...]:
    """Every rule that the facts set off, in the order of the file."""
    return tuple(rule for rule in file.rules if one_holds(rule.when_any, facts))


def read_escalation_rules(document: Document, limits: TimeLimits) -> EscalationRuleFile:
    """The rules of a profile. Raises ProfileMistake for an undeclared fact or a limit that is not in the catalogue."""
    file = read_as(EscalationRuleFile, document)
    mistakes = list(_mistakes(document, file, limits))
    if mistakes:
        raise ProfileMistake(mistakes)
    return file


def _mistakes(document: Document, file: EscalationRuleFile, limits: TimeLimits) -> Iterator[Mistake]:
    for position, rule in enumerate(file.rules):
        if (rule.trigger is Trigger.FACTS) != bool(rule.when_any):
            sentence = "trigger 为 facts 的规则必须写 when_any，其他规则不能写"
            yield document.mistake(("rules", position, "trigger"), sentence)
        for index, conditions in enumerate(rule.when_any):
            for name, condition in conditions.items():
                wrong = wrong_condition(name, condition)
                if wrong:
                    yield document.mistake(("rules", position, "when_any", index, name), wrong)
        for limit in rule.limits:
            if limits.find(limit) is None:
                yield document.mistake(
                    ("rules", position, "limits"), f"时限目录中没有“{limit}”，请先在 time_limits.yaml 中写明"
                )
