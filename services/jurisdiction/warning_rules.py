"""Rules of early warning (排查预警) as dated data: what is counted, from how many on, within how many days (issue 7, item 5)."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.jurisdiction.escalation_rules import EscalationRuleFile
from services.jurisdiction.profile_files import PROFILES, Document, profile_name, read_as, read_document, rules_version
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark


class Signal(StrEnum):
    """What a rule counts."""

    SAME_RESPONDENT = "same_respondent"
    """Disputes of different applicants against one respondent."""
    SAME_PARTIES = "same_parties"
    """Disputes between the same two parties, whoever applied."""
    SAME_MATTER = "same_matter"
    """The same matter brought again: further reports, and cases linked as its repeats."""
    DANGER = "danger"
    """HIGH risk, raised by whoever saw its signs (PML 25)."""
    PLACE_AND_TYPE = "place_and_type"
    """Disputes of one type at one place, against the usual rate of the weeks before."""
    BAD_RATINGS = "bad_ratings"
    """Negative ratings of one body."""
    IDLE_CLOCK = "idle_clock"
    """A limit of which the warning share has passed while nobody did anything for days."""


class Proposal(StrEnum):
    """What the bodies concerned are asked to consider; nothing of it happens by itself."""

    JOINT_HANDLING = "joint_handling"
    GROUP_CASE = "group_case"
    LEADER_IN_CHARGE = "leader_in_charge"
    POLICE_AND_HUB = "police_and_hub"
    SUPERVISE = "supervise"
    URGE = "urge"


class WarningRule(BaseModel):
    """One rule, in force from `valid_from` to `valid_to` (both inside; None: without end)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name_zh: str
    watches: Signal
    valid_from: date
    valid_to: date | None = None
    at_least: int = Field(ge=1)
    unit_zh: str
    within_days: int = Field(ge=1, le=366)
    """Calendar days, Asia/Shanghai."""
    usual_weeks: int = Field(default=0, ge=0, le=8)
    """How many weeks before make the usual rate; 0 where the rule does not compare."""
    usual_at_least: int = 0
    """Fewer in those weeks together, and there is no usual rate to compare with."""
    times_usual: float = 0.0
    settle_days: int = 0
    """Days after the end of the week for what is entered late."""
    idle_days: int = 0
    escalation: str
    """Row of escalation_rules.yaml."""
    proposal: Proposal
    tells_cases: bool
    """Whether each counted case hears of the alert."""
    opens_rectification: bool = False
    """Whether the body in whose hands a counted case lies is to put its handling right (issue 7, item 3)."""
    cannot_know_zh: str = Field(min_length=10)
    """What an alert of this rule cannot know, for whoever reads it."""
    source: str
    mark: Mark

    @model_validator(mode="after")
    def _fits_its_signal(self) -> Self:
        if (self.watches is Signal.PLACE_AND_TYPE) != bool(self.usual_weeks and self.times_usual):
            raise ValueError("只有 place_and_type 规则、且必须写 usual_weeks 和 times_usual")
        if self.opens_rectification and not self.tells_cases:
            raise ValueError("opens_rectification 规则必须同时写 tells_cases: true")
        if (self.watches is Signal.IDLE_CLOCK) != bool(self.idle_days):
            raise ValueError("只有 idle_clock 规则、且必须写 idle_days")
        return self

    def in_force(self, day: date) -> bool:
        """Whether the rule judges what happened on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def run(self) -> timedelta:
        """How far the last counted may lie behind the first."""
        return timedelta(self.within_days)


class WarningRules(BaseModel):
    """The form of `early_warning.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    count_stories: bool = False
    """Whether played public cases are counted too."""
    counts_for_days: int = Field(ge=1)
    """Calendar days after which nothing that is recorded changes any more what is counted of something that occurred."""
    rules: tuple[WarningRule, ...]
    version: str = ""
    """Changes whenever a rule does; set when read."""

    def find(self, rule_id: str) -> WarningRule | None:
        """The rule with this id, e.g. `EW-1`."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def watching(self, signal: Signal, day: date) -> tuple[WarningRule, ...]:
        """The rules in force on `day` that count this."""
        return tuple(rule for rule in self.rules if rule.watches is signal and rule.in_force(day))


def warning_rules(profile: str, escalation: EscalationRuleFile, folder: Path = PROFILES) -> WarningRules:
    """The rules of a profile. Raises ProfileMistake for a rule that leads to an escalation that does not exist, or an id twice."""
    own = folder / profile / "early_warning.yaml"
    document = read_document(own if own.exists() else folder / "national" / "early_warning.yaml")
    rules = read_as(WarningRules, document)
    mistakes = list(_mistakes(document, rules, escalation))
    if mistakes:
        raise ProfileMistake(mistakes)
    return rules.model_copy(update={"version": rules_version(profile_name(profile), [document])})


def _mistakes(document: Document, rules: WarningRules, escalation: EscalationRuleFile) -> Iterator[Mistake]:
    seen: set[str] = set()
    for position, rule in enumerate(rules.rules):
        if rule.id in seen:
            yield document.mistake(("rules", position, "id"), f"编号“{rule.id}”写了两次，应各不相同")
        seen.add(rule.id)
        if escalation.find(rule.escalation) is None:
            sentence = f"升级规则中没有“{rule.escalation}”，请先在 escalation_rules.yaml 中写明"
            yield document.mistake(("rules", position, "escalation"), sentence)
