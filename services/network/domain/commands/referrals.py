"""Commands about referrals to partners: what the partner answered, and asking after it."""

from datetime import date

from pydantic import Field

from schemas.base import PersonalText
from schemas.network import PartnerResult
from services.network.domain.commands.base import ReferralCommand


class AcceptReferral(ReferralCommand):
    """The partner took it up."""

    number: str = ""
    """The partner's own case number."""


class ReturnReferral(ReferralCommand):
    """The partner does not take it."""

    reason: PersonalText = Field(min_length=1)
    advice: PersonalText = ""


class ConcludeReferral(ReferralCommand):
    """The partner ended it."""

    result: PartnerResult
    detail: PersonalText = ""
    number: str = ""


class FollowUpReferral(ReferralCommand):
    """The body that sent it asked how it stands."""

    findings: PersonalText = Field(min_length=1)
    next_on: date | None = None
