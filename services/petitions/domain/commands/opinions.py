"""Commands about the three written opinions (处理意见, 复查意见, 复核意见; XF 32, 35, 36)."""

from pydantic import Field

from schemas.base import PersonalText
from schemas.intake import ByLink
from schemas.petitions_values import OpinionDecision, OpinionStage, ReviewFinding
from services.jurisdiction.service_of_documents import ServiceEntry
from services.petitions.domain.commands.base import PetitionCommand


class IssueHandlingOpinion(PetitionCommand):
    """Give the written opinion (处理意见书): support, explain or reject."""

    number: str = ""
    decision: OpinionDecision
    facts: PersonalText = ""
    basis: tuple[str, ...] = ()
    answer: PersonalText = Field(min_length=1)
    review_right_told: bool = True
    internal_seal: bool = False
    """Sealed by a section of the unit instead of the unit."""


class ServeOpinion(PetitionCommand):
    """An opinion was served (送达) on a petitioner. Limits for asking for review or re-check run from a service that counts."""

    opinion_id: str | None = None
    """The latest opinion when left out."""
    party_ids: tuple[str, ...] = ()
    """Every petitioner when left out."""
    service: ServiceEntry


class RequestReview(PetitionCommand):
    """A petitioner asks for review (复查) by the next higher unit."""

    reviewing_unit: str = Field(min_length=1)
    party_ids: tuple[str, ...] = ()
    """Every petitioner when left out."""
    grounds: PersonalText = ""


class RequestRecheck(PetitionCommand):
    """A petitioner asks for the re-check (复核) by the unit above the reviewing one."""

    rechecking_unit: str = Field(min_length=1)
    party_ids: tuple[str, ...] = ()
    grounds: PersonalText = ""


class RejectReview(PetitionCommand):
    """The request for review or re-check is not taken up."""

    stage: OpinionStage = OpinionStage.REVIEW
    ground: str
    """A ground of `petition_review_not_accepted` in grounds.yaml."""
    reason: PersonalText = ""


class IssueReviewOpinion(PetitionCommand):
    """Give the opinion on review."""

    number: str = ""
    finding: ReviewFinding
    facts: PersonalText = ""
    answer: PersonalText = Field(min_length=1)
    recheck_right_told: bool = True


class IssueRecheckOpinion(PetitionCommand):
    """Give the opinion on re-check, which is final."""

    number: str = ""
    finding: ReviewFinding
    facts: PersonalText = ""
    answer: PersonalText = Field(min_length=1)


class RequestReviewByLink(PetitionCommand):
    """A petitioner asks for review or re-check through the personal link. Given by the public pages alone."""

    stage: OpinionStage
    """What is asked for: review or re-check."""
    party_id: str = Field(min_length=1)
    grounds: PersonalText = ""
    by_link: ByLink


class WithdrawByLink(PetitionCommand):
    """A petitioner declares through the personal link that it withdraws. Given by the public pages alone."""

    party_id: str = Field(min_length=1)
    reason: PersonalText = ""
    by_link: ByLink


class AnswerWithdrawal(PetitionCommand):
    """The office looked at the withdrawals that were declared: the petition goes on."""

    explanation: PersonalText = Field(min_length=1)
