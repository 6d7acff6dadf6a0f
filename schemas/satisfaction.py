"""Events of satisfaction: invitations and ratings by the parties to cases (series S1, domain.md section 5)."""

from enum import StrEnum

from schemas.base import Event, PersonalText
from schemas.clocks import CLOCK_EVENTS
from schemas.values import Channel, DisputeType, PartyRole


class SurveyRound(StrEnum):
    """When somebody is asked: at closure; at follow-up only who has not answered."""

    CLOSURE = "closure"
    FOLLOW_UP = "follow_up"


class InvitationEvent(Event):
    """Base: one invitation of one person for one rated body."""

    invitation_id: str


class InvitationIssued(InvitationEvent):
    """One party with a safe contact was invited to rate. The link's secret is made at the edge and stands nowhere."""

    party_id: str
    party_role: PartyRole
    rated_body: str
    channel: Channel | None
    dispute_type: DisputeType
    result: str
    """How the case ended; failed mediations are asked too."""
    round: SurveyRound
    delivery: str
    """`sms`, `counter`, `phone`; `none` for stories."""
    story: bool = False


class PartyNotReached(Event):
    """A party was not invited: unsafe contact, no contact, or unnamed members of a group. Shown, never counted as satisfied."""

    party_id: str
    party_role: PartyRole
    rated_body: str
    reason: str
    persons: int = 1


class InvitationReminded(InvitationEvent):
    """Who has not answered was asked once more at follow-up."""

    round: SurveyRound


class RatingGiven(InvitationEvent):
    """A person's first answer: 5 very satisfied … 1 very dissatisfied; 5, 4, 3 are positive (domain.md section 5)."""

    party_id: str
    party_role: PartyRole
    rated_body: str
    grade: int
    comment: PersonalText = ""
    given_via: str = "link"
    """`link`, `phone`, `counter`."""
    simulated: bool = False
    """Made by the demonstration; marked wherever it shows."""


class RatingChanged(InvitationEvent):
    """The person changed the answer before the invitation expired; first and last are kept."""

    party_id: str
    former_grade: int
    grade: int
    comment: PersonalText = ""
    simulated: bool = False


class InvitationExpired(InvitationEvent):
    """Nobody answered in time, or the answer can no longer be changed."""

    answered: bool


class SurveyCancelled(InvitationEvent):
    """The case was reopened or voided before the answer."""

    reason: str


class Noted(Event):
    """Something heard from another service that changes nothing here."""

    source: str
    what: str
    reason: str


EVENTS: tuple[type[Event], ...] = (
    InvitationIssued, PartyNotReached, InvitationReminded, RatingGiven, RatingChanged, InvitationExpired,
    SurveyCancelled, Noted, *CLOCK_EVENTS,
)  # fmt: skip
"""Every event of satisfaction."""
