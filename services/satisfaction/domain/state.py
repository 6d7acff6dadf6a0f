"""What satisfaction keeps of a case: its invitations, each in one named situation, and their validity. No personal data."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from schemas.base import Value
from services.jurisdiction.clock_book import ClockBook


class Waiting(Value):
    """Asked, not answered."""

    kind: Literal["waiting"] = "waiting"
    reminded: bool = False


class Answered(Value):
    """Answered; the person may still change it."""

    kind: Literal["answered"] = "answered"
    first: int
    last: int


class Final(Value):
    """Answered, and the time to change it has passed."""

    kind: Literal["final"] = "final"
    first: int
    last: int


class Expired(Value):
    """Nobody answered in time: not satisfied, not dissatisfied, not counted."""

    kind: Literal["expired"] = "expired"


class Cancelled(Value):
    """The case was reopened or voided before an answer."""

    kind: Literal["cancelled"] = "cancelled"
    at: AwareDatetime
    """What was said before it can still be entered."""


Situation = Annotated[Waiting | Answered | Final | Expired | Cancelled, Field(discriminator="kind")]
"""Exactly one of these for every invitation, so one person has one rating in it."""


class Invitation(Value):
    """One person asked about one body."""

    invitation_id: str
    party_id: str
    party_role: str
    rated_body: str
    situation: Situation = Waiting()


class State(Value):
    """A case as satisfaction knows it."""

    case_code: str
    story: bool = False
    invitations: Mapping[str, Invitation] = Field(default_factory=dict)
    not_reached: tuple[str, ...] = ()
    """`party/body/reason` of those who could not be asked, so that a second closing does not tell of them again."""
    clocks: ClockBook = Field(default_factory=ClockBook)

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
