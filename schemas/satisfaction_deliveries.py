"""Events about messages to parties: asked for, begun, sent or failed. None carries a contact, an address or a link."""

from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Event


class Purpose(StrEnum):
    """What a message is for."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    RE_RATING = "re_rating"
    """After a rectification."""


class DeliveryEvent(Event):
    """Base: one attempt to bring one message to one person. Its id is the invitation's id and the number of the attempt."""

    delivery_id: str
    invitation_id: str


class DeliveryRequested(DeliveryEvent):
    """A message is to be sent."""

    attempt: int
    purpose: Purpose


class DeliveryStarted(DeliveryEvent):
    """One courier has the message in hand; no other sends it."""

    courier: str
    """Which replica."""
    via: str
    """`outbox`, `smtp` or `gateway`."""
    link_hash: str
    """SHA-256 (hex) of the link's secret: shows which link was sent, and opens nothing."""


class DeliverySent(DeliveryEvent):
    """The channel took the message."""

    via: str
    reference: str = ""
    """What the channel calls it."""


class DeliveryFailed(DeliveryEvent):
    """The channel did not take the message, or nobody knows whether it did."""

    via: str
    reason: str
    """`message_refused`, `unreachable`, `contact_unknown`, `unsafe_contact`, or `unknown_outcome`: then it is not sent again."""
    retry_at: AwareDatetime | None = None
    """When it is tried again; None when it is not."""


class DeliveryDropped(DeliveryEvent):
    """Nothing was sent: the person has answered, or is asked no more."""

    reason: str


DELIVERY_EVENTS: tuple[type[Event], ...] = (
    DeliveryRequested,
    DeliveryStarted,
    DeliverySent,
    DeliveryFailed,
    DeliveryDropped,
)
