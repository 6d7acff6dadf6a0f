"""The limits of routes outside that run on a matter, as a case file tells them at registration and at every hand-over (domain.md 2.7)."""

from datetime import date
from enum import StrEnum

from schemas.base import Value
from schemas.values import Channel


class OutsideEffect(StrEnum):
    """What an act of ours, or a petition, does to a limit that runs outside."""

    INTERRUPTS = "interrupts"
    """The limit begins anew from the request."""
    DOES_NOT_STOP = "does_not_stop"
    DEPENDS = "depends"
    """On whether the body asked may decide the matter; the sentence tells."""


class OutsideLimitTold(Value):
    """One limit that goes on beside the case, as the party was told of it that day."""

    rule: str
    """Id in outside_limits.yaml."""
    limit: str
    """Id of the catalogue, e.g. `LIM-RECON`."""
    name: str
    route: Channel
    """The way that is lost when it passes."""
    length: str | None
    """With its unit, e.g. 60日; None where the day, or the law of that day, is not known."""
    source: str | None
    """Instrument and article of the length, with mark."""
    mediation: OutsideEffect
    petition: OutsideEffect
    interrupted_on: date | None = None
    """The day of the request that interrupted it (LIM 12, LAB 27); None where nothing did, or the day was not told."""
    told: str
    """The whole sentence in Chinese."""
