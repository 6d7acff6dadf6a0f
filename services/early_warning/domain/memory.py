"""What is remembered of one case: no name, no text, only what is counted. The same in whatever order events come, and twice."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from pydantic import AwareDatetime, Field

from schemas.base import Value
from services.jurisdiction.clock_values import SHANGHAI

Piece = TypeVar("Piece")


class About(Value):
    """What the case's registration said last."""

    story: bool
    sealed: bool
    dispute_type: str
    high_risk: bool = False
    sides: tuple[tuple[str, str], ...] = ()
    """(role, keyed hash) of each party that can be told apart."""


class Happened(Value):
    """Something that is counted: when it occurred and when it was recorded."""

    at: AwareDatetime
    recorded_at: AwareDatetime


class Registered(Happened):
    """The registration."""

    body: str


class Repeat(Happened):
    """The case was linked as a repeat of another."""

    of: str


class Warned(Happened):
    """So much of a limit has passed that its supervisor is warned (rule E1)."""

    service: str
    clock_id: str
    limit: str
    body: str


class Rated(Happened):
    """An answer to an invitation."""

    grade: int
    counts: bool
    """False for one made by the demonstration."""


class Memory(Value):
    """By the place of its event (`<service>.<sequence>.<index>`, so that the later one sorts last) whatever was told."""

    case_code: str
    recorded: Mapping[str, AwareDatetime] = Field(default_factory=dict)
    """When each of these events was recorded."""
    abouts: Mapping[str, About] = Field(default_factory=dict)
    registered: Mapping[str, Registered] = Field(default_factory=dict)
    corrected: Mapping[str, AwareDatetime] = Field(default_factory=dict)
    """Corrections of the time of registration."""
    added: Mapping[str, tuple[str, str]] = Field(default_factory=dict)
    """Parties that joined later: role and keyed hash."""
    sealed: Mapping[str, bool] = Field(default_factory=dict)
    gone: Mapping[str, bool] = Field(default_factory=dict)
    """Voided or merged: true; taken apart again: false."""
    bodies: Mapping[str, str] = Field(default_factory=dict)
    reports: Mapping[str, Happened] = Field(default_factory=dict)
    repeats: Mapping[str, Repeat] = Field(default_factory=dict)
    dangers: Mapping[str, Happened] = Field(default_factory=dict)
    warned: Mapping[str, Warned] = Field(default_factory=dict)
    stopped: Mapping[str, str] = Field(default_factory=dict)
    """Clocks that stopped, as `<service>/<clock id>`."""
    rated_bodies: Mapping[str, tuple[str, str]] = Field(default_factory=dict)
    """Invitation and the body it is about."""
    ratings: Mapping[str, tuple[str, Rated]] = Field(default_factory=dict)
    """Invitation and the answer."""
    days: tuple[int, ...] = ()
    """Days (ordinals, Asia/Shanghai) on which a person did anything about the case."""
    closed: Mapping[str, bool] = Field(default_factory=dict)
    """Closed: true; taken up again: false. It tells nothing, so it has no weight; a closed case may be forgotten one day."""

    @property
    def weight(self) -> int:
        """How much was told: grows with everything that is remembered, and never else."""
        return sum(len(getattr(self, name)) for name in PIECES) + len(self.days)

    @property
    def last_recorded(self) -> datetime | None:
        """When the last that is remembered was recorded, at the latest; None where nothing is."""
        moments = list(self.recorded.values())
        if self.days:
            moments.append(datetime.fromordinal(self.days[-1] + 1).replace(tzinfo=SHANGHAI))
        return max(moments, default=None)


PIECES = (
    "abouts", "registered", "corrected", "added", "sealed", "gone", "bodies", "reports", "repeats", "dangers", "warned",
    "stopped", "rated_bodies", "ratings",
)  # fmt: skip


def until(memory: Memory, moment: datetime) -> Memory:
    """What was remembered of all that was recorded up to this moment, days to the end of its day (Asia/Shanghai)."""
    late = {place for place, recorded in memory.recorded.items() if recorded > moment}
    day = moment.astimezone(SHANGHAI).toordinal()
    if not late and not (memory.days and memory.days[-1] > day):
        return memory
    update: dict[str, Any] = {
        name: {place: piece for place, piece in getattr(memory, name).items() if place not in late} for name in PIECES
    }
    return memory.model_copy(update={**update, "days": tuple(one for one in memory.days if one <= day)})


def latest(pieces: Mapping[str, Piece]) -> Piece | None:
    """What was told last in the order of its own source; None where nothing was."""
    return pieces[max(pieces)] if pieces else None
