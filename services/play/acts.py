"""What a played case is made of: acts for the HTTP interface, and steps that nothing can stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.jurisdiction.organisations import Organisation
from services.play.case_file import Step

Heard = tuple[tuple[str, str], ...]
"""Events by service and wire name."""


class Origin(StrEnum):
    """Where an act comes from; the report counts each kind."""

    STATED = "stated"
    """The source tells it."""
    ASSUMED = "assumed"
    """The law needs it in between; the source does not tell it."""
    OUTSIDE = "outside"
    """An act of a body outside our channels, recorded."""
    NOTE = "note"
    """Told, but no act."""


@dataclass(frozen=True)
class PartyAt:
    """Placeholder in a body for the id of the n-th party, which is known once the case is registered."""

    position: int


@dataclass(frozen=True)
class LatestAgreement:
    """Placeholder in a body for the id of the agreement reached last."""


@dataclass(frozen=True)
class PlannedAct:
    """One command to be given over HTTP by somebody of `body_of`."""

    service: str
    command: str
    """Wire name; the interface description tells its method and path."""
    body: Mapping[str, Any]
    body_of: Organisation
    roles: tuple[str, ...]
    occurred_at: datetime
    date_assumed: bool
    origin: Origin
    step: int | None
    """Position of the step in the file's timeline that it stands for or makes possible."""
    why: str = ""
    """Why it was assumed, in Chinese."""
    hears: Heard = ()
    """What has to stand on the timeline, as often as it was waited for, before the next act can be given."""

    @property
    def follows_what_was_heard(self) -> bool:
        """Whether the window must have heard of everything before: a case ends after its rounds, and another round in the same hands after the one that ended."""
        same_hands = self.command == "offer_custody" and self.body["to_body"] == self.body_of.id
        return self.command == "close_case" or same_hands


@dataclass(frozen=True)
class Unrepresented:
    """A step for which no service of ours stands yet."""

    step: Step
    index: int
    why: str


@dataclass(frozen=True)
class Script:
    """A whole case as acts in order, and the steps that could not be represented."""

    acts: tuple[PlannedAct, ...] = ()
    unrepresented: tuple[Unrepresented, ...] = field(default=())
    left_open: str = ""
    """Why the case stays open although the file tells a result, in Chinese."""
