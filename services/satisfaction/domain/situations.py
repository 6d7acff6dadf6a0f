"""Where an invitation, a message, a rectification and an appeal stand: exactly one named situation each."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from schemas.base import Value
from schemas.satisfaction_rectification import Remedy


class Waiting(Value):
    """Asked, not answered."""

    kind: Literal["waiting"] = "waiting"
    reminded: tuple[str, ...] = ()
    """The rounds in which the person was asked once more."""


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


class Requested(Value):
    """A message is to be sent."""

    kind: Literal["requested"] = "requested"


class Started(Value):
    """A courier has it in hand."""

    kind: Literal["started"] = "started"
    courier: str
    via: str


class Failed(Value):
    """It was not sent; `retry_at` when it is tried again."""

    kind: Literal["failed"] = "failed"
    retry_at: AwareDatetime | None = None


class Settled(Value):
    """Sent, dropped, or tried again by another attempt: nothing more is done about it."""

    kind: Literal["settled"] = "settled"


DeliverySituation = Annotated[Requested | Started | Failed | Settled, Field(discriminator="kind")]
"""Exactly one of these for every message."""


class Opened(Value):
    """To be verified."""

    kind: Literal["opened"] = "opened"


class Verified(Value):
    """Verified; what is done about it is to be decided."""

    kind: Literal["verified"] = "verified"


class Decided(Value):
    """It is being put right."""

    kind: Literal["decided"] = "decided"
    remedy: Remedy
    due_on: date | None = None


class FedBack(Value):
    """The person was told; the matter is to be closed with evidence."""

    kind: Literal["fed_back"] = "fed_back"
    remedy: Remedy


class ClosedMatter(Value):
    """Put right, explained, or set aside."""

    kind: Literal["closed"] = "closed"


RectificationSituation = Annotated[Opened | Verified | Decided | FedBack | ClosedMatter, Field(discriminator="kind")]
"""Exactly one of these for every rectification."""


class Appeal(Value):
    """The appeal against a review: once per rectification."""

    decided: bool = False
