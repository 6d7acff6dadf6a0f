"""What administrative mediation asks of itself when it hears another service. Only the system gives these; none is refused."""

from schemas.command import CommandBody
from schemas.values import Channel


class HearTransferReturned(CommandBody):
    """A transfer that one of our agencies had asked for came to nothing: sent back, or not possible."""

    to_body: str | None = None
    """Who sent it back; None where the window could not even offer it."""
    track_id: str | None = None
    """The round that asked, where the window names it."""
    reason: str


class HearDesignation(CommandBody):
    """The common superior said that this agency handles the case (SZ 45)."""

    custody_number: int
    by_body: str
    to_body: str
    reason: str


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
