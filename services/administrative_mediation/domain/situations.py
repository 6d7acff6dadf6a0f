"""Where a round at an agency stands: a union of named situations, never one class with fields that may be empty."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from schemas.administrative_mediation import TerminationReason
from schemas.base import Value
from services.jurisdiction.moments import Moment


class Offered(Value):
    """Offered by intake, not answered."""

    kind: Literal["offered"] = "offered"


class AwaitingCustody(Value):
    """The agency accepted; preparing only, until intake moves custody (design.md section 5)."""

    kind: Literal["awaiting_custody"] = "awaiting_custody"


class Examining(Value):
    """Custody is here; the agency checks the application and whose duty it is (APPLIED)."""

    kind: Literal["examining"] = "examining"


class HandingOver(Value):
    """The window was asked to offer the case to the competent agency; this one holds it until that one accepts."""

    kind: Literal["handing_over"] = "handing_over"
    to_body: str


class ConsentPending(Value):
    """Accepted; somebody's consent is still asked for (征求意见)."""

    kind: Literal["consent_pending"] = "consent_pending"


class InMediation(Value):
    """Everybody agreed; talks may be held."""

    kind: Literal["in_mediation"] = "in_mediation"
    since: AwareDatetime


class Appraising(Value):
    """Talks rest while something is appraised or tested (PAUSED)."""

    kind: Literal["appraising"] = "appraising"
    appraisal_id: str
    time_excluded: bool
    before: Annotated[ConsentPending | InMediation, Field(discriminator="kind")]
    """Where the round goes on afterwards."""


class Agreed(Value):
    """The whole dispute is agreed; a written agreement may still lack signatures or the seal."""

    kind: Literal["agreed"] = "agreed"
    agreement_id: str


class Terminated(Value):
    """Ended without (full) agreement; what stays open was told."""

    kind: Literal["terminated"] = "terminated"
    at: Moment
    reason: TerminationReason


class NotAccepted(Value):
    """Declined with written reasons."""

    kind: Literal["not_accepted"] = "not_accepted"
    at: Moment
    ground: str


class Lost(Value):
    """Held elsewhere now; the record is kept."""

    kind: Literal["lost"] = "lost"
    at: Moment
    reason: str


class Declined(Value):
    """The offer was returned by us, taken back or timed out."""

    kind: Literal["declined"] = "declined"
    at: Moment
    by_us: bool
    reason: str


class Archived(Value):
    """The file is closed and stored."""

    kind: Literal["archived"] = "archived"
    volume_number: str


Situation = Annotated[
    Offered | AwaitingCustody | Examining | HandingOver | ConsentPending | InMediation | Appraising | Agreed
    | Terminated | NotAccepted | Lost | Declined | Archived,
    Field(discriminator="kind"),
]  # fmt: skip
"""Exactly one of these at any moment."""

Accepted = ConsentPending | InMediation | Appraising
"""Taken up and neither agreed nor ended."""

Held = Examining | HandingOver | ConsentPending | InMediation | Appraising | Agreed | Terminated | NotAccepted
"""The agency holds the case and its file is open."""

Ended = Lost | Declined | Archived
"""Nothing more is to be done by this round, duties under its agreements apart."""
