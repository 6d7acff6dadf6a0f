"""What a person may ask about who holds the case (design.md section 5)."""

from datetime import date

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.intake import HandOverReason
from schemas.values import Channel
from services.intake.domain.entries import Words


class OfferCustody(CommandBody):
    """Offer the case to a body in a channel; to the present custodian itself: it moves at once."""

    to_body: str
    channel: Channel
    reason: HandOverReason = HandOverReason.ROUTE
    explanation: PersonalText = ""


class WithdrawOffer(CommandBody):
    """Take the open offer back before it is accepted."""

    reason: Words


class Escalate(CommandBody):
    """Offer the case one level up (rule E2)."""

    explanation: PersonalText = ""


class AcceptOffer(CommandBody):
    """The receiving body takes the case; only in channels that have no service of their own yet."""


class ReturnOffer(CommandBody):
    """The receiving body sends the offer back; only in channels that have no service of their own yet."""

    code: str
    """Stable code of the ground, e.g. `not_competent`."""
    reason: Words


class ReferOutside(CommandBody):
    """A body outside the system is to handle it; the custodian keeps the case and looks after it."""

    channel: Channel
    body: Words
    follow_up_on: date | None = None
    """When to ask what became of it; needed but for stories."""
    reason: PersonalText = ""
