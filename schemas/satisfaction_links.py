"""Events about the messages that bring parties their personal links (办事链接). None carries a contact, an address or a link."""

from pydantic import AwareDatetime

from schemas.base import Event


class LinkMessageEvent(Event):
    """Base: one attempt to send one party's link. Its id is the message's id and the number of the attempt."""

    delivery_id: str
    party_id: str
    link_number: int
    """Which of the party's links, as `intake` numbered it."""


class LinkMessageRequested(LinkMessageEvent):
    """The link is to be sent."""

    attempt: int
    expires_at: AwareDatetime
    """When the link opens no more: nothing is sent from then on."""


class LinkMessageStarted(LinkMessageEvent):
    """A courier has the message in hand; no other sends it."""

    courier: str
    """Which replica."""
    via: str
    """`outbox`, `smtp` or `gateway`."""


class LinkMessageSent(LinkMessageEvent):
    """The channel took the message."""

    via: str
    reference: str = ""
    """What the channel calls it."""


class LinkMessageFailed(LinkMessageEvent):
    """The channel did not take the message, or nobody knows whether it did."""

    via: str
    reason: str
    """As in `DeliveryFailed`."""
    retry_at: AwareDatetime | None = None
    """When it is tried again; None when it is not."""


class LinkMessageDropped(LinkMessageEvent):
    """Nothing was sent: the link opens no more."""

    reason: str
    """`link_replaced` or `link_expired`."""


LINK_MESSAGE_EVENTS: tuple[type[Event], ...] = (
    LinkMessageRequested,
    LinkMessageStarted,
    LinkMessageSent,
    LinkMessageFailed,
    LinkMessageDropped,
)
