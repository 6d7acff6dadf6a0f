"""What is asked about personal links: an office hands one out; a party declares through its own."""

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.intake import ByLink


class IssuePartyLink(CommandBody):
    """Hand a party its personal link, printed as a slip; an earlier one of the party is void."""

    party_id: str


class DeclareWithdrawal(CommandBody):
    """Who brought the dispute declares through its link that it withdraws. Given by the public pages alone."""

    party_id: str
    reason: PersonalText = ""
    by_link: ByLink


LinkCommand = IssuePartyLink | DeclareWithdrawal
"""Every command about links."""
