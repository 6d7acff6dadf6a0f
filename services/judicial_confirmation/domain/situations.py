"""Where an agreement stands before the court: a union of named situations (domain.md 2.4)."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Value


class Supplement(Value):
    """What the court still waits for, and until which day."""

    missing: tuple[str, ...]
    until: date


class Application(Value):
    """A joint application at one court."""

    application_id: str
    court: str
    filed_at: datetime
    awaiting: Supplement | None = None


class Registered(Value):
    """Effective, nobody has applied yet (or the last application did not lead to a ruling)."""

    kind: Literal["registered"] = "registered"
    since: datetime


class Applied(Value):
    """Applied for, at one court or at several: the first to docket is competent (CPL-I 352)."""

    kind: Literal["applied"] = "applied"
    since: datetime
    applications: tuple[Application, ...]


class Docketed(Value):
    """On the docket of one court, under review."""

    kind: Literal["docketed"] = "docketed"
    since: datetime
    application: Application
    verified: bool = False
    """Both sides were summoned and the agreement checked with them."""


class Confirmed(Value):
    """The ruling says that the agreement is valid: it can be enforced."""

    kind: Literal["confirmed"] = "confirmed"
    since: datetime
    application: Application
    served: tuple[str, ...] = ()
    """party_ids who have received the ruling; the others are listed as not yet served."""
    open_objections: tuple[str, ...] = ()
    enforcement_court: str | None = None
    """Where enforcement was last asked for."""
    enforcement_open: bool = False


class Revoked(Value):
    """The confirmation was set aside; no ruling on the application is in effect."""

    kind: Literal["revoked"] = "revoked"
    since: datetime
    confirmed_at: datetime
    application: Application
    served: tuple[str, ...] = ()
    enforcement_court: str | None = None
    """Where enforcement was last asked for before the revocation."""
    enforcement_open: bool = False
    """What was asked for has not been reported as done; it may have been carried out before the revocation."""


class Dismissed(Value):
    """The ruling dismisses the application: mediate again or sue (CPL 206)."""

    kind: Literal["dismissed"] = "dismissed"
    since: datetime
    application: Application
    served: tuple[str, ...] = ()


class NotAccepted(Value):
    """No court took the application; the parties may go to the right court or sue."""

    kind: Literal["not_accepted"] = "not_accepted"
    since: datetime
    courts: tuple[str, ...]
    """Who declined."""


class Withdrawn(Value):
    """The application was taken back, or counts as taken back (CPL-I 357)."""

    kind: Literal["withdrawn"] = "withdrawn"
    since: datetime
    courts: tuple[str, ...]
    """Where it had been applied for."""


Situation = Annotated[
    Registered | Applied | Docketed | Confirmed | Revoked | Dismissed | NotAccepted | Withdrawn,
    Field(discriminator="kind"),
]
"""Exactly one of these for every agreement, so at most one ruling is in effect."""


def applications_of(situation: Situation) -> tuple[Application, ...]:
    """The applications on file in this situation, at whichever court they lie."""
    match situation:
        case Applied(applications=applications):
            return applications
        case Docketed(application=application) | Confirmed(application=application):
            return (application,)
        case Revoked(application=application) | Dismissed(application=application):
            return (application,)
        case _:
            return ()
