"""What the courier and the scan ask about messages; only the system sends these. No command carries a contact or a link."""

from collections.abc import Mapping
from enum import StrEnum

from schemas.command import CommandBody


class Outcome(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    FAILED = "failed"
    """The channel did not take it: it is tried again later."""
    UNDELIVERABLE = "undeliverable"
    """Trying again changes nothing, e.g. the contact was marked unsafe meanwhile."""
    UNKNOWN = "unknown"
    """Nobody knows whether the channel took it: it is not sent again, so that nobody is asked twice."""


class StartDelivery(CommandBody):
    """A courier wants to send this message; one of several gets it."""

    delivery_id: str
    courier: str
    via: str
    link_hash: str


class RecordDelivery(CommandBody):
    """What became of an attempt."""

    delivery_id: str
    via: str
    outcome: Outcome
    reason: str = ""
    reference: str = ""


class RetryDelivery(CommandBody):
    """The time to try again has come (found by the scan)."""

    delivery_id: str


class RemindInvitation(CommandBody):
    """Nobody has answered for as long as SV-3 says (found by the scan)."""

    invitation_id: str


DeliveryCommand = StartDelivery | RecordDelivery | RetryDelivery | RemindInvitation
"""Every command about messages."""

DELIVERY_COMMANDS: Mapping[str, type[CommandBody]] = {
    "start_delivery": StartDelivery,
    "record_delivery": RecordDelivery,
    "retry_delivery": RetryDelivery,
    "remind_invitation": RemindInvitation,
}
"""Their wire names."""
