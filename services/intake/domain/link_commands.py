"""What is asked about personal links: an office hands one out or has it sent; a party declares through its own."""

from pydantic import Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.intake import ByLink


class IssuePartyLink(CommandBody):
    """Hand a party its personal link, printed as a slip; an earlier one of the party is void."""

    party_id: str


class SendPartyLink(CommandBody):
    """Have a party's personal link sent to its own telephone, without anybody of the staff seeing it; an earlier one is void."""

    party_id: str


class DeclareWithdrawal(CommandBody):
    """Who brought the dispute declares through its link that it withdraws. Given by the public pages alone."""

    party_id: str
    reason: PersonalText = ""
    by_link: ByLink


class AnswerWithdrawal(CommandBody):
    """The custodian looked at the declared withdrawal: the case goes on."""

    explanation: PersonalText = Field(min_length=1)


LinkCommand = IssuePartyLink | SendPartyLink | DeclareWithdrawal | AnswerWithdrawal
"""Every command about links."""
