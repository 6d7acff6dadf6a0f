"""From which channel a case may go to which, and on what condition (domain.md 4.1, referral matrix).

A rule of the matrix binds our own bodies. A way outside is never refused to a party: the system warns and names the rule (PML 3).
"""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from schemas.values import Channel
from services.jurisdiction.profile_files import Document, read_as
from services.jurisdiction.profile_mistakes import Mistake, ProfileMistake
from services.jurisdiction.time_limits import Mark, TimeLimits


class Consent(StrEnum):
    """Whose consent a referral needs."""

    NONE = "none"
    BOTH = "both"


class Standing(StrEnum):
    """With what right somebody goes this way."""

    BY_RIGHT = "by_right"
    """Always, without anybody's leave."""
    ON_CONDITION = "on_condition"
    """Once the precondition is met."""
    NOT_BY_RIGHT = "not_by_right"
    """Nobody can ask for it as such; the precondition tells the exception."""


class ReferralRule(BaseModel):
    """One cell, or one line, of the matrix."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    from_channels: tuple[Channel, ...]
    """Empty for any."""
    to_channel: Channel
    consent: Consent
    standing: Standing = Standing.ON_CONDITION
    precondition_zh: str
    limits: tuple[str, ...] = ()
    """Time limits within which it must happen, or which begin with it."""
    warning_zh: str | None = None
    """What the party is told."""
    source: str
    mark: Mark


class ReferralMatrix(BaseModel):
    """The form of `referrals.yaml`; the first rule that fits is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[ReferralRule, ...]

    def rule(self, from_channel: Channel, to_channel: Channel) -> ReferralRule | None:
        """The rule for this way; None where the matrix has none."""
        for rule in self.rules:
            if rule.to_channel is to_channel and (not rule.from_channels or from_channel in rule.from_channels):
                return rule
        return None


def read_referrals(document: Document, limits: TimeLimits) -> ReferralMatrix:
    """The matrix. Raises ProfileMistake for a limit that is not in the catalogue or a rule that can never be asked."""
    matrix = read_as(ReferralMatrix, document)
    mistakes = list(_mistakes(document, matrix, limits))
    if mistakes:
        raise ProfileMistake(mistakes)
    return matrix


def _mistakes(document: Document, matrix: ReferralMatrix, limits: TimeLimits) -> Iterator[Mistake]:
    asked: set[tuple[Channel, Channel]] = set()
    for position, rule in enumerate(matrix.rules):
        ways = {(origin, rule.to_channel) for origin in rule.from_channels or Channel}
        if ways <= asked:
            yield document.mistake(("rules", position, "id"), f"“{rule.id}”永远用不到：前面的规则已包括这些去向")
        asked |= ways
        for limit in rule.limits:
            if limits.find(limit) is None:
                yield document.mistake(
                    ("rules", position, "limits"), f"时限目录中没有“{limit}”，请先在 time_limits.yaml 中写明"
                )
