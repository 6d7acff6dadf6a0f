"""What satisfaction keeps of a case: its invitations, each in one named situation, and their validity. No personal data."""

from collections.abc import Mapping

from pydantic import AwareDatetime, Field

from schemas.base import Value
from schemas.satisfaction import CountedUnder, PetitionClosing
from schemas.satisfaction_deliveries import Purpose
from schemas.satisfaction_rectification import Trigger
from services.jurisdiction.clock_book import ClockBook
from services.satisfaction.domain.situations import (
    Answered,
    Appeal,
    Cancelled,
    ClosedMatter,
    DeliverySituation,
    Expired,
    Final,
    Opened,
    RectificationSituation,
    Requested,
    Situation,
    Waiting,
)

__all__ = [
    "Answered", "Attempt", "Cancelled", "Delivery", "Expired", "Final", "Invitation", "LinkMessage", "Petition", "Rectification", "Seen", "Situation",
    "State", "Waiting", "decode_state", "encode_state", "initial", "not_reached_key",
]  # fmt: skip


class Attempt(Value):
    """Base: one attempt to bring one message."""

    delivery_id: str
    attempt: int
    situation: DeliverySituation = Requested()


class Delivery(Attempt):
    """One attempt to bring one message about an invitation."""

    invitation_id: str
    purpose: Purpose


class LinkMessage(Attempt):
    """One attempt to send a party's personal link."""

    party_id: str
    link_number: int
    expires_at: AwareDatetime


class Rectification(Value):
    """One matter to be put right."""

    rectification_id: str
    trigger: Trigger
    responsible_body: str
    supervisor: str | None = None
    invitation_id: str | None = None
    """The invitation that was answered badly."""
    named: bool = False
    alert: str = ""
    """The alert that opened it."""
    situation: RectificationSituation = Opened()
    appeal: Appeal | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return not isinstance(self.situation, ClosedMatter)


class Petition(Value):
    """What petitions told that bears on who is rated."""

    office: str | None = None
    unit: str | None = None
    ground: str | None = None
    concluded: bool = False


class Seen(Value):
    """An answer of another case, as the watch keeps it."""

    of_case: str
    invitation_id: str
    at: AwareDatetime
    grade: int
    commented: bool
    flagged: tuple[str, ...] = ()


class Invitation(Value):
    """One person asked about one body."""

    invitation_id: str
    party_id: str
    party_role: str
    rated_body: str
    situation: Situation = Waiting()
    delivery: str = ""
    """How the person can be asked, in a word (`Reach`)."""
    counted: CountedUnder
    simulated: bool = False
    """Answered by the demonstration."""
    named: bool = False
    remind_at: AwareDatetime | None = None
    marks: tuple[str, ...] = ()
    """Patterns the answer is part of."""
    asked_again: bool = False
    """Open once more after a rectification."""


class State(Value):
    """A case as satisfaction knows it."""

    case_code: str
    story: bool = False
    invitations: Mapping[str, Invitation] = Field(default_factory=dict)
    not_reached: tuple[str, ...] = ()
    """`party/body/reason` of those who could not be asked, so that a second closing does not tell of them again."""
    clocks: ClockBook = Field(default_factory=ClockBook)
    deliveries: Mapping[str, Delivery] = Field(default_factory=dict)
    link_messages: Mapping[str, LinkMessage] = Field(default_factory=dict)
    rectifications: Mapping[str, Rectification] = Field(default_factory=dict)
    petition: Petition = Petition()
    held: PetitionClosing | None = None
    """A closing that waits for the end of the petition."""
    watched: tuple[Seen, ...] = ()
    """Answers watched together; only where the code is the watch's own."""
    survey: bool = False
    """The code is that of an imported population survey."""
    reported: bool = False
    """The code is that of a matter brought to the window 办不成事."""

    def of(self, party_id: str, rated_body: str) -> tuple[Invitation, ...]:
        """All invitations of this party for this body, oldest first."""
        return tuple(
            one for one in self.invitations.values() if (one.party_id, one.rated_body) == (party_id, rated_body)
        )


def initial(case_code: str) -> State:
    """A case this service has not heard of."""
    return State(case_code=case_code)


def encode_state(state: State) -> bytes:
    """The bytes the local store keeps."""
    return state.model_dump_json().encode()


def decode_state(stored: bytes) -> State:
    """The state in these bytes. Raises pydantic.ValidationError for bytes of another form."""
    return State.model_validate_json(stored)


def not_reached_key(party_id: str, rated_body: str, reason: str) -> str:
    """How `State.not_reached` names somebody."""
    return f"{party_id}/{rated_body}/{reason}"
