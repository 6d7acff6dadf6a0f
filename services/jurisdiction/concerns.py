"""Whether what another service tells concerns a channel at all: the one rule before every reaction of a channel (issue 3)."""

from schemas.base import Event
from schemas.known_to import KnownToChannels
from schemas.values import Channel


def concerns(event: Event, channel: Channel) -> bool:
    """False only where the event says that the case never came to this channel; what does not say it concerns everybody.

    Nothing is lost: a channel that is offered the case later gets it whole, with the offer.
    """
    return not isinstance(event, KnownToChannels) or event.known_to is None or channel in event.known_to
