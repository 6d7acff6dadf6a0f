"""What is asked about the supervision of deadlines: by people, and by the events of whatever service breached a limit."""

from pydantic import AwareDatetime, Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.intake import OrderResult


class IssueSupervision(CommandBody):
    """A body above takes a matter up of its own motion (督办)."""

    body: str | None = None
    """To whom; the custodian when left out."""
    demand: PersonalText = Field(min_length=1, max_length=2000)


class ReplyToSupervision(CommandBody):
    """The supervised body reports what it has done."""

    order_id: str | None = None
    """Which order; the oldest that waits for a reply when left out."""
    reply: PersonalText = Field(min_length=1, max_length=4000)


class SendReplyBack(CommandBody):
    """The supervisor wants more than the reply says."""

    order_id: str | None = None
    reason: PersonalText = Field(min_length=1, max_length=2000)


class CloseSupervision(CommandBody):
    """The supervisor settles the order."""

    order_id: str | None = None
    result: OrderResult = OrderResult.DONE
    note: PersonalText = Field(default="", max_length=2000)


class UrgeHandling(CommandBody):
    """Somebody asks a body to get on with it (催办)."""

    to_body: str | None = None
    """Whom; the body that was offered the case, else the custodian, when left out."""
    on_behalf_of: str | None = None
    """party_id of the party that asks, where a window enters it."""
    limit: str = ""
    text: PersonalText = Field(min_length=1, max_length=2000)


SupervisionCommand = IssueSupervision | ReplyToSupervision | SendReplyBack | CloseSupervision | UrgeHandling
"""What people ask."""


class HearClockBreached(CommandBody):
    """A service, this one included, told that a limit was not kept."""

    service: str
    source_sequence: int
    clock_id: str
    limit: str
    limit_name: str
    subject: str = ""
    body: str | None = None
    supervisor: str | None = None
    lapsed_at: AwareDatetime


class HearLapseWithdrawn(CommandBody):
    """A service took a lapse back."""

    service: str
    source_sequence: int
    clock_id: str
    limit: str


HeardOfSupervision = HearClockBreached | HearLapseWithdrawn
"""What only the system sends."""
