"""Where an offer and a petition stand: unions of named situations, exactly one at any moment."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Value
from schemas.petitions_values import PetitionEnding
from services.jurisdiction.moments import Moment


class Offered(Value):
    """Offered by intake, not answered."""

    kind: Literal["offered"] = "offered"


class AwaitingCustody(Value):
    """The office accepted and waits for intake to move custody."""

    kind: Literal["awaiting_custody"] = "awaiting_custody"


class Holding(Value):
    """The office holds the case."""

    kind: Literal["holding"] = "holding"


class Beside(Value):
    """Another channel holds the case; the petition goes on beside it (design.md section 5)."""

    kind: Literal["beside"] = "beside"


class Declined(Value):
    """The offer was returned by us, taken back or timed out."""

    kind: Literal["declined"] = "declined"
    at: Moment
    by_us: bool


class Gone(Value):
    """Another petition office holds it, or the case was ended from outside; the record is kept."""

    kind: Literal["gone"] = "gone"
    at: Moment


TrackSituation = Annotated[
    Offered | AwaitingCustody | Holding | Beside | Declined | Gone, Field(discriminator="kind")
]  # fmt: skip
"""Where a round at one petition office stands."""


class Registered(Value):
    """In the register of the office (登记)."""

    kind: Literal["registered"] = "registered"


class WithUnit(Value):
    """Passed to the unit, or taken up for itself by the office; not accepted yet."""

    kind: Literal["with_unit"] = "with_unit"


class Objected(Value):
    """The unit objected and the sender has to decide."""

    kind: Literal["objected"] = "objected"


class Accepted(Value):
    """Taken up (受理); its lawful way is not found yet."""

    kind: Literal["accepted"] = "accepted"


class Diverted(Value):
    """A statutory route comes first (XF 31(1)-(5))."""

    kind: Literal["diverted"] = "diverted"


class Handling(Value):
    """Handled as a petition under article 31(6)."""

    kind: Literal["handling"] = "handling"


class Opined(Value):
    """The handling opinion is given."""

    kind: Literal["opined"] = "opined"


class UnderReview(Value):
    """复查 was asked for."""

    kind: Literal["under_review"] = "under_review"


class Reviewed(Value):
    """The opinion on review is given."""

    kind: Literal["reviewed"] = "reviewed"


class UnderRecheck(Value):
    """复核 was asked for."""

    kind: Literal["under_recheck"] = "under_recheck"


class Final(Value):
    """The opinion on re-check is given: three-level finality."""

    kind: Literal["final"] = "final"


class Rejected(Value):
    """Not taken up (不予受理)."""

    kind: Literal["rejected"] = "rejected"


class HandedOver(Value):
    """An accusation is with the discipline organ."""

    kind: Literal["handed_over"] = "handed_over"


class Answered(Value):
    """A suggestion was answered."""

    kind: Literal["answered"] = "answered"


class Settled(Value):
    """The sides settled (XF 33)."""

    kind: Literal["settled"] = "settled"


class Concluded(Value):
    """The petition ended."""

    kind: Literal["concluded"] = "concluded"
    ending: PetitionEnding


class Ended(Value):
    """The case was ended from outside; the record is kept."""

    kind: Literal["ended"] = "ended"


Situation = Annotated[
    Registered | WithUnit | Objected | Accepted | Diverted | Handling | Opined | UnderReview | Reviewed | UnderRecheck
    | Final | Rejected | HandedOver | Answered | Settled | Concluded | Ended,
    Field(discriminator="kind"),
]  # fmt: skip
"""Where the petition stands."""

Open = Registered | WithUnit | Objected | Accepted | Diverted | Handling
"""No opinion has been given and nothing ended it."""
Over = Concluded | Ended
"""Nothing more is to be decided; counselling goes on (XF 37)."""
