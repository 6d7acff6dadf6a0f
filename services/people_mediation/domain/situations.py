"""Where a round stands: a union of named situations, never one class with fields that may be empty."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from schemas.base import Value
from schemas.people_mediation import TerminationReason
from services.people_mediation.domain.moments import Moment


class Offered(Value):
    """Offered by intake, not answered."""

    kind: Literal["offered"] = "offered"


class AwaitingCustody(Value):
    """We accepted; planning only, until intake moves custody (design.md section 5)."""

    kind: Literal["awaiting_custody"] = "awaiting_custody"


class Preparing(Value):
    """Custody is here, the case is not taken up yet."""

    kind: Literal["preparing"] = "preparing"


class InMediation(Value):
    """Taken up; talks may be held."""

    kind: Literal["in_mediation"] = "in_mediation"
    since: AwareDatetime


class Agreed(Value):
    """The whole dispute is agreed; a written agreement may still lack signatures or the seal."""

    kind: Literal["agreed"] = "agreed"
    agreement_id: str


class Terminated(Value):
    """Ended without (full) agreement; other routes were told."""

    kind: Literal["terminated"] = "terminated"
    at: Moment
    reason: TerminationReason


class Lost(Value):
    """Held elsewhere now; the record is kept, duties under an agreement of ours run on (PML 31)."""

    kind: Literal["lost"] = "lost"
    at: Moment
    reason: str


class Declined(Value):
    """The offer was returned by us, taken back or timed out."""

    kind: Literal["declined"] = "declined"
    at: Moment
    by_us: bool
    """We returned it ourselves."""
    reason: str


class Archived(Value):
    """The file is closed and stored."""

    kind: Literal["archived"] = "archived"
    volume_number: str


Situation = Annotated[
    Offered | AwaitingCustody | Preparing | InMediation | Agreed | Terminated | Lost | Declined | Archived,
    Field(discriminator="kind"),
]
"""Exactly one of these at any moment."""

Held = Preparing | InMediation | Agreed | Terminated
"""The committee holds the case and its file is open."""

Ended = Lost | Declined | Archived
"""Nothing more is to be done by this round, duties under its agreements apart."""
