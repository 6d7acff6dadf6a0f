"""What is asked about messages with parties' links; only the system sends these. No command carries a contact or a link."""

from collections.abc import Mapping

from pydantic import AwareDatetime

from schemas.command import CommandBody
from services.satisfaction.domain.delivery_commands import Outcome


class HearLinkToSend(CommandBody):
    """The window wants a party's link sent."""

    party_id: str
    link_number: int
    expires_at: AwareDatetime


class StartLinkMessage(CommandBody):
    """A courier wants to send this message; one of several gets it."""

    delivery_id: str
    courier: str
    via: str


class RecordLinkMessage(CommandBody):
    """What became of an attempt."""

    delivery_id: str
    via: str
    outcome: Outcome
    reason: str = ""
    reference: str = ""


class RetryLinkMessage(CommandBody):
    """The time to try again has come (found by the scan)."""

    delivery_id: str


LinkMessageCommand = HearLinkToSend | StartLinkMessage | RecordLinkMessage | RetryLinkMessage
"""Every command about messages with links."""

LINK_COMMANDS: Mapping[str, type[CommandBody]] = {
    "hear_link_to_send": HearLinkToSend,
    "start_link_message": StartLinkMessage,
    "record_link_message": RecordLinkMessage,
    "retry_link_message": RetryLinkMessage,
}
"""Their wire names."""
