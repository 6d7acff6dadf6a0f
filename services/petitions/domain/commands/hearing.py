"""What petitions ask of themselves when they hear another service. Only the system gives these; none is refused."""

from schemas.base import PersonalText
from schemas.command import CommandBody


class HearRepeat(CommandBody):
    """The window noted that the same matter was brought again, or before under another code."""

    reported_to: str = ""
    persons: int | None = None
    repeat_of: str | None = None


class HearMediationResult(CommandBody):
    """An agreement on the whole matter binds, reached in a round that came about by a referral."""

    source: str
    """The channel's service."""
    body: str
    agreement_id: str
    number: str = ""
    party_ids: tuple[str, ...]
    terms: tuple[PersonalText, ...]
