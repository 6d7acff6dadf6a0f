"""Values of petitions (信访): the words of the Regulations on Petition Work as types (domain.md 2.3)."""

from enum import StrEnum


class PetitionKind(StrEnum):
    """The three kinds (XF 29, 30, 31)."""

    SUGGESTION = "suggestion"
    """建议意见 (XF 29)."""
    ACCUSATION = "accusation"
    """检举控告 (XF 30): sealed; the informant is never told to the accused."""
    GRIEVANCE = "grievance"
    """申诉求决 (XF 31)."""


class PetitionManner(StrEnum):
    """How somebody petitions (XF 17)."""

    ONLINE = "petition_online"
    LETTER = "petition_letter"
    PHONE = "petition_phone"
    FAX = "petition_fax"
    VISIT = "petition_visit"
    UNKNOWN = "petition_manner_unknown"
    """Not told, e.g. of a matter that another office passed on."""


class TransferManner(StrEnum):
    """How a petition goes to the unit that has to handle it (XF 22)."""

    FORWARD = "forward"
    """转送."""
    ASSIGN_WITH_REPORT = "assign_with_report"
    """交办: the unit reports back."""


class Article31(StrEnum):
    """Where article 31 sends a grievance. Only the sixth is handled as a petition and has the 60 days (XF 34)."""

    LITIGATION = "article_31_1"
    """Litigation, reconsideration, procuratorate or police procedure."""
    ARBITRATION = "article_31_2"
    PARTY_APPEAL = "article_31_3"
    """Appeal and re-examination within the party."""
    ADMINISTRATIVE_PROCEDURE = "article_31_4"
    """Reconsideration, adjudication, confirmation, licence, penalty."""
    DUTY_TO_ACT = "article_31_5"
    """A request to enforce the law or protect a right: the unit acts or answers."""
    PETITION_PROCEDURE = "article_31_6"


class OpinionDecision(StrEnum):
    """What a handling opinion says (XF 32)."""

    SUPPORT = "support"
    EXPLAIN = "explain"
    REJECT = "reject"
    NOT_STATED = "not_stated"
    """Of a played public case alone: its source does not tell."""


class ReviewFinding(StrEnum):
    """What a review or a re-check says of the opinion before it `[INF]`: XF 35-36 as read name no list."""

    UPHELD = "opinion_upheld"
    CHANGED = "opinion_changed"
    REVOKED = "opinion_revoked"
    """The unit gives a new opinion; domain.md knows no clock for that."""
    NOT_STATED = "not_stated"
    """Of a played public case alone: its source does not tell."""


class OpinionStage(StrEnum):
    """Which of the three written opinions (三级终结)."""

    HANDLING = "handling_opinion"
    REVIEW = "review_opinion"
    RECHECK = "recheck_opinion"


class SimpleGround(StrEnum):
    """What may be handled simply (XFJ22 4)."""

    CLEAR_AND_UNCONTESTED = "clear_and_uncontested"
    CONSULTATION_OR_THANKS = "consultation_or_thanks"
    URGENT_DAILY_LIFE = "urgent_daily_life"
    ALREADY_PROMISED = "already_promised"


class PetitionEnding(StrEnum):
    """How a petition ended."""

    OPINION_STANDS = "opinion_stands"
    """Nobody asked for review, or the review stands."""
    THREE_LEVEL_FINALITY = "three_level_finality"
    """After the re-check (XF 36)."""
    DIVERTED = "petition_diverted"
    ADMISSION_REJECTED = "admission_rejected"
    SUGGESTION_ANSWERED = "suggestion_answered"
    ACCUSATION_HANDED_OVER = "accusation_handed_over"
    SETTLED = "petition_settled"
    """The sides settled in mediation (XF 33)."""
    WITHDRAWN = "petition_withdrawn"
