"""What the referral matrix says of going from one channel to another (domain.md 4.1)."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.values import Channel
from services.jurisdiction.referrals import Consent, ReferralMatrix, ReferralRule, Standing


class Word(StrEnum):
    """The matrix's word on a hand-over."""

    LAWFUL = "lawful"
    """By right, nothing to be met first."""
    PRECONDITION = "precondition"
    """Lawful once the rule's precondition is met."""
    NOT_BY_RIGHT = "not_by_right"
    """Nobody can ask for it as such; the rule tells the exception."""
    SAME_CHANNEL = "same_channel"
    """Between bodies of one channel; the matrix is about channels."""
    NOT_IN_MATRIX = "not_in_matrix"
    """No rule: the way is neither given nor forbidden; mediation still needs that nobody refuses it (PML 17)."""


WORDS_ZH = {
    Word.LAWFUL: "合法，随时可以",
    Word.PRECONDITION: "符合前提条件的合法",
    Word.NOT_BY_RIGHT: "不能当然移交",
    Word.SAME_CHANNEL: "同一渠道内移交，不属于渠道间移交",
    Word.NOT_IN_MATRIX: "移交规则没有规定这一去向；转入调解的，任何一方明确拒绝即不得调解（PML 17）",
}
"""The words as a person reads them."""

_BY_STANDING = {
    Standing.BY_RIGHT: Word.LAWFUL,
    Standing.ON_CONDITION: Word.PRECONDITION,
    Standing.NOT_BY_RIGHT: Word.NOT_BY_RIGHT,
}


@dataclass(frozen=True, slots=True)
class HandOver:
    """A hand-over and the word on it."""

    origin: Channel
    target: Channel
    word: Word
    rule: ReferralRule | None
    """None within one channel and where the matrix has no rule."""

    @property
    def needs_consent(self) -> bool:
        """Whether both sides must agree."""
        return self.rule is not None and self.rule.consent is Consent.BOTH


def hand_over(matrix: ReferralMatrix, origin: Channel, target: Channel) -> HandOver:
    """The matrix's word on going from `origin` to `target`."""
    if origin is target:
        return HandOver(origin, target, Word.SAME_CHANNEL, None)
    rule = matrix.rule(origin, target)
    if rule is None:
        return HandOver(origin, target, Word.NOT_IN_MATRIX, None)
    return HandOver(origin, target, _BY_STANDING[rule.standing], rule)
