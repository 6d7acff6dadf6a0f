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


class RequestDesignation(CommandBody):
    """Ask the common superior to say who handles the case (rule E3): after a refusal or silence, or between competing bodies."""

    bodies: tuple[str, ...] = ()
    """Who competes with the custodian, or holds itself as little competent; empty after an offer that failed."""
    reason: Words


class DesignateCustodian(CommandBody):
    """The common superior says who handles the case; custody moves at once."""

    to_body: str
    channel: Channel
    bodies: tuple[str, ...] = ()
    """Who competes with the custodian, where nobody asked and no offer failed."""
    reason: Words


class ReturnFile(CommandBody):
    """The body that a court had mediate gives the file back to it (TY 21, OL 21)."""

    reason: Words
