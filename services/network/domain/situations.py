"""Where a round at a body of the network stands: a union of named situations."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Value
from schemas.network import TerminationReason
from services.jurisdiction.moments import Moment


class Offered(Value):
    """Offered by intake, not answered."""

    kind: Literal["offered"] = "offered"


class AwaitingCustody(Value):
    """The body signed for the file; planning only, until intake moves custody (design.md section 5)."""

    kind: Literal["awaiting_custody"] = "awaiting_custody"


class Preparing(Value):
    """Custody is here, the case is not taken up yet."""

    kind: Literal["preparing"] = "preparing"


class InMediation(Value):
    """Taken up; talks may be held."""

    kind: Literal["in_mediation"] = "in_mediation"


class Appraising(Value):
    """Taken up; an appraisal runs, and the talks rest."""

    kind: Literal["appraising"] = "appraising"
    appraisal_id: str


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
    """Held elsewhere now; the record is kept."""

    kind: Literal["lost"] = "lost"
    at: Moment
    reason: str


class Declined(Value):
    """The offer was returned by the body, taken back or timed out."""

    kind: Literal["declined"] = "declined"
    at: Moment
    by_us: bool
    reason: str


Situation = Annotated[
    Offered | AwaitingCustody | Preparing | InMediation | Appraising | Agreed | Terminated | Lost | Declined,
    Field(discriminator="kind"),
]
"""Exactly one of these at any moment."""

Held = Preparing | InMediation | Appraising | Agreed | Terminated
"""The body holds the case."""

Ended = Lost | Declined
"""Nothing more is to be done by this round, duties under its agreements apart."""
