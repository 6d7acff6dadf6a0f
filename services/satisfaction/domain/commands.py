"""Everything satisfaction may be asked. No command carries a contact: how a party can be reached is told as a word."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.base import PersonalText
from schemas.command import CommandBody
from schemas.values import Channel, DisputeType, PartyRole
from services.jurisdiction.clock_commands import CARE_COMMANDS
from services.jurisdiction.clock_commands import LapseClock as LapseClock
from services.satisfaction.domain.delivery_commands import DELIVERY_COMMANDS, DeliveryCommand
from services.satisfaction.domain.heard_commands import HEARD_COMMANDS, HeardCommand
from services.satisfaction.domain.link_commands import LINK_COMMANDS, LinkMessageCommand
from services.satisfaction.domain.population_commands import ImportPopulationSurvey
from services.satisfaction.domain.rectification_commands import RECTIFICATION_COMMANDS, RectificationAct


class Reach(StrEnum):
    """How a party can be asked. Nothing is sent to an unsafe contact or to a number that two sides share (issue 7)."""

    MESSAGE = "sms"
    """Its own number, by message."""
    COUNTER = "counter"
    """At the counter or by visit: only an address, or a number shared with another side."""
    STORY = "none"
    """A played public case: nothing is ever sent."""
    UNSAFE = "unsafe_contact"
    """Not asked: contact was marked unsafe."""
    NO_CONTACT = "no_contact"
    """Not asked: nobody knows how."""


class Invitee(BaseModel):
    """One party of the closed case, without name and contact."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    party_id: str
    role: PartyRole
    reach: Reach
    unnamed: int = 0
    """Members of a group that nobody named: not reached."""


class InviteParties(CommandBody):
    """Reaction: a case was closed; every party with a safe contact is asked, failed mediations too."""

    rated_body: str
    channel: Channel | None = None
    dispute_type: DisputeType
    result: str
    invitees: tuple[Invitee, ...]
    story: bool = False


class RemindUnanswered(CommandBody):
    """Reaction: the committee followed up; who has not answered is asked once more."""


class CancelSurvey(CommandBody):
    """Reaction: the case was reopened or voided; who has not answered is asked no more."""

    reason: Literal["reopened", "voided"]


class GivenBy(StrEnum):
    """By which proof of taking part an answer came in."""

    LINK = "link"
    CODE = "code"
    PHONE = "phone"
    """Somebody typed in the code that the person told on the phone."""
    COUNTER = "counter"


class RateByLink(CommandBody):
    """The person answers or changes the answer. Which invitation it is stands in the actor, verified at the edge."""

    grade: int = Field(ge=1, le=5)
    comment: PersonalText = Field(default="", max_length=2000)
    named: bool = False
    """The person agrees to be revisited (实名评价)."""
    given_by: GivenBy = GivenBy.LINK
    address_hash: str = Field(default="", max_length=64)
    """Filled in at the edge, never by the sender."""


class GivenVia(StrEnum):
    """How an answer came in that staff entered for the person."""

    PHONE = "phone"
    COUNTER = "counter"


class RateAtWindow(CommandBody):
    """Staff of a body above the rated one enter what a person said at the counter or on the phone."""

    invitation_id: str
    grade: int = Field(ge=1, le=5)
    comment: PersonalText = Field(default="", max_length=2000)
    given_via: GivenVia = GivenVia.COUNTER
    simulated: bool = False
    """Made by the demonstration; only its account, only in stories, and always marked."""


SatisfactionCommand = (
    InviteParties
    | RemindUnanswered
    | CancelSurvey
    | RateByLink
    | RateAtWindow
    | LapseClock
    | DeliveryCommand
    | LinkMessageCommand
    | HeardCommand
    | ImportPopulationSurvey
    | RectificationAct
)
"""Every command body of satisfaction."""

COMMANDS: Mapping[str, type[CommandBody]] = {
    "invite_parties": InviteParties,
    "remind_unanswered": RemindUnanswered,
    "cancel_survey": CancelSurvey,
    "rate_by_link": RateByLink,
    "rate_at_window": RateAtWindow,
    "lapse_clock": LapseClock,
    "import_population_survey": ImportPopulationSurvey,
    **DELIVERY_COMMANDS,
    **LINK_COMMANDS,
    **HEARD_COMMANDS,
    **RECTIFICATION_COMMANDS,
    **CARE_COMMANDS,
}
"""Command bodies by wire name."""
