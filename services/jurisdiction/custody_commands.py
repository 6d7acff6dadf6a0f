"""What a channel asks of itself when it hears from the window about offers, custody and the case: the same in every channel, since
it is the window's word. Only the system gives these; none is refused. What a channel makes of them is its own."""

from typing import Annotated

from pydantic import Field

from schemas.command import CommandBody
from schemas.intake import CaseSummary, HandOverReason
from schemas.values import OutsideAct
from services.jurisdiction.case_changes import CaseChange


class ReceiveOffer(CommandBody):
    """Intake offered the case to a body of this channel."""

    track_id: str
    custody_number: int
    from_body: str
    to_body: str
    reason: HandOverReason
    case: CaseSummary


class CloseOffer(CommandBody):
    """Intake took an offer back, or it timed out."""

    track_id: str
    what: str
    """Wire name of intake's event."""
    custody_number: int
    to_body: str
    reason: str
    channel_told: bool = True
    """Intake's event names this channel, so the offer was one of ours even when we have not heard of it yet.

    Not so in time-outs from before intake told the channel."""


class ReceiveCustody(CommandBody):
    """Intake moved custody to a body of this channel; earlier rounds end."""

    track_id: str
    custody_number: int
    from_body: str
    to_body: str
    reason: HandOverReason
    case: CaseSummary


class LoseCustody(CommandBody):
    """The case is held outside this channel now: every round older than `custody_number` ends; a petition goes on beside it."""

    custody_number: int
    """The number that holds now."""
    what: str
    """Wire name of intake's event."""
    reason: str


class DenyCustody(CommandBody):
    """Intake says that a round no longer holds the case: it acted under an old number, or the case ended from outside."""

    track_id: str
    reason: str


class UpdateCaseInformation(CommandBody):
    """Intake changed parties, contacts, agents, risk or a wrong entry."""

    what: str
    """Wire name of intake's event."""
    change: Annotated[CaseChange, Field(discriminator="kind")]


class HearOutsideAct(CommandBody):
    """A court, arbitrator, committee or agency acted on the same dispute; it may bar mediation (R75 22; LN 8, MED 40, SAMR 15), or
    show that the matter of a petition belongs to a statutory route."""

    outside: OutsideAct


class HearElsewhere(CommandBody):
    """Something worth noting that changes nothing here, e.g. that the case was closed."""

    source: str
    what: str
    reason: str
