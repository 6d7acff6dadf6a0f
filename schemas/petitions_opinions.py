"""Events of petitions about the three written opinions: issued, served, asked to be reviewed (处理, 复查, 复核; XF 32, 35, 36)."""

from schemas.base import PersonalText
from schemas.document_service import ServiceOfDocument
from schemas.party_links import ByLink
from schemas.petitions_custody import PetitionEvent
from schemas.petitions_values import OpinionDecision, OpinionStage, ReviewFinding


class HandlingOpinionIssued(PetitionEvent):
    """The written opinion (处理意见书) of the responsible unit (XF 32)."""

    opinion_id: str
    responsible_unit: str
    number: str = ""
    decision: OpinionDecision
    facts: PersonalText = ""
    basis: tuple[str, ...] = ()
    """Law and policy the opinion rests on."""
    answer: PersonalText
    """Item by item: supported, explained, not supported."""
    review_right_told: bool = True
    """That review can be asked for within 30 days of receipt."""


class OpinionServed(PetitionEvent):
    """An opinion was served (送达); XF-5 or XF-7 runs from a service that counts."""

    opinion_id: str
    stage: OpinionStage
    party_id: str
    service: ServiceOfDocument


class ReviewRequested(PetitionEvent):
    """A petitioner asks the next higher unit to review the opinion (复查, XF 35)."""

    opinion_id: str | None
    """None where the record has no opinion."""
    reviewing_unit: str
    party_ids: tuple[str, ...]
    grounds: PersonalText = ""
    by_link: ByLink | None = None
    """The petitioner asked through the personal link; None where an office took the request."""


class ReviewRejected(PetitionEvent):
    """The request for review or re-check is not taken up."""

    stage: OpinionStage
    body: str
    ground: str
    reason: PersonalText = ""


class ReviewOpinionIssued(PetitionEvent):
    """The opinion on review (复查意见书)."""

    opinion_id: str
    reviewing_unit: str
    number: str = ""
    finding: ReviewFinding
    facts: PersonalText = ""
    answer: PersonalText
    recheck_right_told: bool = True


class RecheckRequested(PetitionEvent):
    """A petitioner asks the unit above the reviewing one for the re-check (复核, XF 36)."""

    opinion_id: str | None
    rechecking_unit: str
    party_ids: tuple[str, ...]
    grounds: PersonalText = ""
    by_link: ByLink | None = None
    """As in `ReviewRequested`."""


class RecheckOpinionIssued(PetitionEvent):
    """The opinion on re-check (复核意见书): final; same facts and reasons are no longer accepted (XF 36)."""

    opinion_id: str
    rechecking_unit: str
    number: str = ""
    finding: ReviewFinding
    facts: PersonalText = ""
    answer: PersonalText
