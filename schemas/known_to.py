"""Which channels know of a case, said with the window's events: whoever never had it has nothing to hear."""

from schemas.base import Event
from schemas.values import Channel


class KnownToChannels(Event):
    """Base of the window's events that concern a channel only where it was ever offered or given the case."""

    known_to: tuple[Channel, ...] | None = None
    """Channels in which the case was offered or held so far, by this event too; None in events from before this was told."""
