"""How many may speak for a group, by channel, kind of dispute and day (domain.md 4.2, Representatives; CPL 57)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from schemas.values import Channel, DisputeType
from services.jurisdiction.parameters import Parameter
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import ProfileMistake
from services.jurisdiction.time_limits import Mark

_NUMBERS = ("elect_from", "elect_above", "at_least", "at_most")


class RuleVersion(BaseModel):
    """The days on which a rule is in force, and what it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    valid_from: date
    valid_to: date | None = None
    source: str
    mark: Mark
    dates_mark: Mark = Mark.VERIFIED


class RepresentationRule(BaseModel):
    """One row; numbers are names of parameters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    channels: tuple[Channel, ...]
    dispute_types: tuple[DisputeType, ...] = ()
    """Empty for any."""
    elect_from: str | None = None
    elect_above: str | None = None
    at_least: str | None = None
    at_most: str | None = None
    versions: tuple[RuleVersion, ...]


class RepresentationFile(BaseModel):
    """The form of `representation.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[RepresentationRule, ...]


@dataclass(frozen=True)
class RepresentationLimit:
    """A rule in force, with its numbers."""

    rule: str
    elect_from: int | None
    """From so many persons on one side representatives are chosen; None where the rule does not ask for it."""
    at_least: int | None
    at_most: int | None
    source: str
    mark: Mark


@dataclass(frozen=True)
class RepresentationRules:
    """Every rule with the numbers of a profile."""

    rules: tuple[RepresentationRule, ...]
    parameters: Mapping[str, Parameter]

    def limit(self, channel: Channel, dispute_type: DisputeType, day: date) -> RepresentationLimit | None:
        """The first rule that fits and is in force on `day`; None where none is loaded."""
        for rule in self.rules:
            if channel in rule.channels and (not rule.dispute_types or dispute_type in rule.dispute_types):
                for version in rule.versions:
                    if version.valid_from <= day and (version.valid_to is None or day <= version.valid_to):
                        return self._limit(rule, version)
        return None

    def _limit(self, rule: RepresentationRule, version: RuleVersion) -> RepresentationLimit:
        above = self._number(rule.elect_above)
        elect_from = self._number(rule.elect_from) if above is None else above + 1
        return RepresentationLimit(
            rule.id, elect_from, self._number(rule.at_least), self._number(rule.at_most), version.source, version.mark
        )

    def _number(self, name: str | None) -> int | None:
        return None if name is None else int(self.parameters[name].value)


def read_representation(document: Document, parameters: Mapping[str, Parameter]) -> RepresentationRules:
    """The rules of a profile. Raises ProfileMistake where a number names no parameter."""
    rules = read_as(RepresentationFile, document).rules
    mistakes = [
        document.mistake(("rules", position, field), f"没有名为“{name}”的参数，请先在 parameters.yaml 中写明")
        for position, rule in enumerate(rules)
        for field in _NUMBERS
        if (name := getattr(rule, field)) is not None and name not in parameters
    ]
    if mistakes:
        raise ProfileMistake(mistakes)
    return RepresentationRules(rules, parameters)
