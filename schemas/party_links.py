"""The personal link of a party (办事链接): what intake says of it, and how a declaration through it is told apart from an office's entry."""

from pydantic import AwareDatetime

from schemas.base import Event, PersonalText, Value
from schemas.values import ReceivedVia


class ByLink(Value):
    """The party declared it itself, through its personal link and with its second fact; no office said it for the party."""

    link_number: int
    """Which of the party's links, counted from 1."""
    via: ReceivedVia
    """`online`, or `counter` where a clerk typed it in for somebody present."""
    helped_by: str = ""
    """Account of that clerk's office."""


class PartyLinkIssued(Event):
    """A party was handed its personal link on a slip; an earlier one of the same party is void from now on."""

    party_id: str
    link_number: int
    expires_at: AwareDatetime
    """00:00 Asia/Shanghai after the last day on which it opens."""


class PartyLinkMessageAsked(Event):
    """The party's new link, issued with the same decision, is to be sent by message (发送办事链接); the courier sends it once."""

    party_id: str
    link_number: int
    expires_at: AwareDatetime
    """As in `PartyLinkIssued`."""
    phone: PersonalText
    """The party's own number, for the courier alone."""
    automatic: bool = False
    """By the profile's parameter, when a mediating body took the case; nobody asked for it."""


class WithdrawalDeclared(Event):
    """Who brought the dispute wants to withdraw it. A declaration: the custodian looks at it and closes the case, or does not."""

    party_id: str
    reason: PersonalText = ""
    by_link: ByLink


class WithdrawalAnswered(Event):
    """The custodian looked at the declared withdrawal and goes on with the case, for the reason told to the party."""

    explanation: PersonalText
