"""What administrative mediation asks of itself when it hears another service. Only the system gives these; none is refused."""

from typing import Annotated

from pydantic import Field

from schemas.command import CommandBody
from schemas.intake import CaseSummary, HandOverReason
from schemas.values import Channel
from schemas.values import OutsideAct as OutsideActTold
from services.jurisdiction.case_changes import CaseChange


class ReceiveOffer(CommandBody):
    """Intake offered the case to an agency."""

    track_id: str
    custody_number: int
    from_body: str
    to_body: str
    reason: HandOverReason
    case: CaseSummary


class CloseOffer(CommandBody):
    """Intake took an offer to an agency back, or it timed out."""

    track_id: str
    what: str
    """Wire name of intake's event."""
    custody_number: int
    to_body: str
    reason: str
    channel_told: bool = True
    """False for time-outs from before intake told the channel: the offer may have been another channel's."""


class HearTransferReturned(CommandBody):
    """A transfer that one of our agencies had asked for came to nothing: sent back, or not possible."""

    to_body: str | None = None
    """Who sent it back; None where the window could not even offer it."""
    track_id: str | None = None
    """The round that asked, where the window names it."""
    reason: str


class ReceiveCustody(CommandBody):
    """Intake moved custody to an agency; earlier rounds end."""

    track_id: str
    custody_number: int
    from_body: str
    to_body: str
    reason: HandOverReason
    case: CaseSummary


class LoseCustody(CommandBody):
    """The case is held outside this channel now: every round older than `custody_number` ends."""

    custody_number: int
    what: str
    """Wire name of intake's event."""
    reason: str


class DenyCustody(CommandBody):
    """Intake says that a round no longer holds the case."""

    track_id: str
    reason: str


class HearDesignation(CommandBody):
    """The common superior said that this agency handles the case (SZ 45)."""

    custody_number: int
    by_body: str
    to_body: str
    reason: str


class UpdateCaseInformation(CommandBody):
    """Intake changed parties, contacts, agents, risk or a wrong entry."""

    what: str
    """Wire name of intake's event."""
    change: Annotated[CaseChange, Field(discriminator="kind")]


class HearOutsideAct(CommandBody):
    """A court, arbitrator, committee or agency acted on the same dispute; it may bar acceptance (LN 8, MED 40, SAMR 15)."""

    outside: OutsideActTold


class HearChannel(CommandBody):
    """Another channel of ours announced something about its round, as the window noted it."""

    channel: Channel
    what: str
    """Wire name of the channel's event, e.g. `agreement_effective`."""


class HearConfirmation(CommandBody):
    """The court said something about an agreement reached here."""

    agreement_id: str
    what: str
    """Wire name of the event, e.g. `agreement_confirmed`."""


class HearElsewhere(CommandBody):
    """Something worth noting that changes nothing here, e.g. that the case was closed."""

    source: str
    what: str
    reason: str
