"""What petitions ask of themselves when they hear another service. Only the system gives these; none is refused."""

from typing import Annotated

from pydantic import Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.intake import CaseSummary, HandOverReason
from schemas.values import OutsideAct
from services.jurisdiction.case_changes import CaseChange


class ReceiveOffer(CommandBody):
    """Intake offered the case to a petition office."""

    track_id: str
    custody_number: int
    from_body: str
    to_body: str
    reason: HandOverReason
    case: CaseSummary


class CloseOffer(CommandBody):
    """Intake took an offer back, or it timed out."""

    track_id: str
    custody_number: int
    to_body: str
    what: str
    """Wire name of intake's event."""
    channel_told: bool
    """Intake's event names this channel, so the offer was one of ours even when we have not heard of it yet."""
    reason: str


class ReceiveCustody(CommandBody):
    """Intake moved custody to a petition office."""

    track_id: str
    custody_number: int
    from_body: str
    to_body: str
    reason: HandOverReason
    case: CaseSummary


class LoseCustody(CommandBody):
    """The case is held in another channel now; the petition goes on beside it."""

    custody_number: int
    """The number that holds now."""
    what: str
    reason: str


class DenyCustody(CommandBody):
    """Intake says that an office no longer holds the case: an old number, or the case ended from outside."""

    track_id: str
    reason: str


class UpdateCaseInformation(CommandBody):
    """Intake changed parties, contacts, agents, risk or a wrong entry."""

    what: str
    change: Annotated[CaseChange, Field(discriminator="kind")]


class HearOutsideAct(CommandBody):
    """A body outside acted on the same matter, e.g. a court took a suit: the matter may belong to a statutory route."""

    outside: OutsideAct


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


class HearElsewhere(CommandBody):
    """Something worth noting that changes nothing here."""

    source: str
    what: str
    reason: str
