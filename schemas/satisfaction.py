"""Events of satisfaction: invitations and ratings by the parties to cases (series S1, domain.md section 5); the whole list."""

from enum import StrEnum

from pydantic import AwareDatetime

from schemas.base import Event, PersonalText, Value
from schemas.clocks import CLOCK_EVENTS
from schemas.satisfaction_deliveries import DELIVERY_EVENTS
from schemas.satisfaction_links import LINK_MESSAGE_EVENTS
from schemas.satisfaction_patterns import PATTERN_EVENTS
from schemas.satisfaction_population import POPULATION_EVENTS
from schemas.satisfaction_rectification import RECTIFICATION_EVENTS
from schemas.values import Channel, DisputeType, PartyRole


class SurveyRound(StrEnum):
    """When somebody is asked: at closure; at follow-up and by reminder only who has not answered; once more after a rectification."""

    CLOSURE = "closure"
    FOLLOW_UP = "follow_up"
    REMINDER = "reminder"
    RECTIFICATION = "rectification"


class CountedUnder(Value):
    """Under which figures an invitation and its answer are counted; stands on every event that changes a figure, so that figures
    are sums over events and no reader needs another event to count this one."""

    month: str
    """Of the invitation, in Asia/Shanghai, e.g. `2026-03`; quarter and year follow from it."""
    rated_body: str
    party_role: PartyRole
    channel: Channel | None
    dispute_type: DisputeType
    result: str
    story: bool = False


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
    rated_as: str = "handling_body"
    """`handling_body`; of a petition `petition_office` or `responsible_unit` (XFM14 3)."""
    remind_at: AwareDatetime | None = None
    """When who has not answered is asked once more (SV-3); None where nobody is."""


class PartyNotReached(Event):
    """A party was not invited: unsafe contact, no contact, or unnamed members of a group. Shown, never counted as satisfied."""

    party_id: str
    party_role: PartyRole
    rated_body: str
    reason: str
    persons: int = 1
    counted: CountedUnder | None = None
    """None in records from before figures were summed."""


class PetitionNotRated(Event):
    """The petition is not open to rating, or this body is not rated, with the ground (XFM14 3-4)."""

    ground: str
    """Code of grounds.yaml, kind `petition_not_rated`."""
    source: str


class AskedParty(Value):
    """A party that may be asked, without name and contact."""

    party_id: str
    role: PartyRole
    reach: str
    """How it can be asked, as on `InvitationIssued.delivery`, or why not."""
    unnamed: int = 0


class PetitionClosing(Value):
    """The closing of a case whose petition is to be rated."""

    handling_body: str
    dispute_type: DisputeType
    result: str
    parties: tuple[AskedParty, ...]
    story: bool = False


class PetitionSurveyHeld(Event):
    """The case was closed before petitions told the end of the petition: the survey waits for that."""

    closing: PetitionClosing


class PetitionSurveyDropped(Event):
    """The case went on before the end of its petition was told: the survey that was held is not sent."""

    reason: str


class InvitationReminded(InvitationEvent):
    """Who has not answered was asked once more."""

    round: SurveyRound


class RatingAskedAgain(InvitationEvent):
    """After a rectification the person may rate again: the same invitation is open once more, so that a person has one rating."""

    rectification_id: str


class RatingGiven(InvitationEvent):
    """A person's first answer: 5 very satisfied … 1 very dissatisfied; 5, 4, 3 are positive (domain.md section 5)."""

    party_id: str
    party_role: PartyRole
    rated_body: str
    grade: int
    comment: PersonalText = ""
    given_via: str = "link"
    """`link`, `code`, `phone`, `counter`."""
    simulated: bool = False
    """Made by the demonstration; marked wherever it shows."""
    named: bool = False
    """The person agreed to be revisited about this answer (实名评价); otherwise nobody is shown who gave it."""
    address_hash: str = ""
    """Keyed hash of the sender's network address, for improbable patterns alone; never the address."""
    reinstated: bool = False
    """The invitation had been cancelled after this answer was given: it counts again."""
    counted: CountedUnder | None = None
    """None in records from before figures were summed."""


class RatingChanged(InvitationEvent):
    """The person changed the answer before the invitation expired; first and last are kept."""

    party_id: str
    former_grade: int
    grade: int
    comment: PersonalText = ""
    simulated: bool = False
    was_simulated: bool = False
    """The answer before this one was made by the demonstration."""
    first_grade: int | None = None
    """The person's first answer, which stays on file; None in records from before figures were summed."""
    given_via: str = "link"
    named: bool = False
    address_hash: str = ""
    after_rectification: bool = False
    counted: CountedUnder | None = None


class InvitationExpired(InvitationEvent):
    """Nobody answered in time, or the answer can no longer be changed."""

    answered: bool


class SurveyCancelled(InvitationEvent):
    """The case was reopened or voided before the answer."""

    reason: str
    counted: CountedUnder | None = None


class RatingMarked(InvitationEvent):
    """The answer is part of an improbable pattern: counted all the same, and shown as marked."""

    pattern: str
    """A `PatternKind`."""
    simulated: bool = False
    counted: CountedUnder | None = None


class RatingSetAside(InvitationEvent):
    """An appeal against the review was upheld (申诉复核): the answer stays in the figures and is shown as set aside."""

    rectification_id: str
    grade: int
    counted: CountedUnder | None = None


class PetitionTold(Event):
    """What petitions told of the matter that bears on who is rated (XFM14 3-4)."""

    office: str | None = None
    unit: str | None = None
    ground: str | None = None
    """Why the matter is not open to rating; code of grounds.yaml, kind `petition_not_rated`."""
    concluded: bool = False


class Noted(Event):
    """Something heard from another service that changes nothing here."""

    source: str
    what: str
    reason: str


EVENTS: tuple[type[Event], ...] = (
    InvitationIssued, PartyNotReached, PetitionNotRated, PetitionSurveyHeld, PetitionSurveyDropped, InvitationReminded, RatingAskedAgain,
    RatingGiven, RatingChanged, InvitationExpired, SurveyCancelled, Noted, PetitionTold, RatingMarked, RatingSetAside, *DELIVERY_EVENTS, *LINK_MESSAGE_EVENTS,
    *PATTERN_EVENTS, *RECTIFICATION_EVENTS, *POPULATION_EVENTS, *CLOCK_EVENTS,
)  # fmt: skip
"""Every event of satisfaction."""
