"""The clocks of one case in one service, as the case keeps them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from pydantic import Field

from schemas.base import Value
from schemas.clocks import Clock, ClockStopped

SHANGHAI = ZoneInfo("Asia/Shanghai")


class ClockStatus(StrEnum):
    """A clock is in exactly one of these."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    LAPSED = "lapsed"


class KeptClock(Value):
    """A clock as the case keeps it."""

    clock: Clock
    status: ClockStatus = ClockStatus.RUNNING
    paused_on: date | None = None
    pauses: tuple[tuple[date, date], ...] = ()
    extended_by: int = 0
    """By how much altogether, in the limit's own unit."""
    extensions: int = 0
    """How often."""
    stopped: ClockStopped | None = None
    """How it ended, so that a later correction of its start can judge it again."""
    reminded_at: datetime | None = None
    warned_at: datetime | None = None
    breached_at: datetime | None = None
    """The moments at which supervision has acted already; each acts once. A lapse taken back takes its breach back."""


class ClockBook(Value):
    """All clocks of a case in one service, by clock id."""

    clocks: Mapping[str, KeptClock] = Field(default_factory=dict)

    def running(self, limit: str, subject: str = "") -> KeptClock | None:
        """The running or paused clock of this limit and subject."""
        for kept in self.clocks.values():
            same = kept.clock.limit == limit and kept.clock.subject == subject
            if same and kept.status in (ClockStatus.RUNNING, ClockStatus.PAUSED):
                return kept
        return None

    def latest(self, limit: str, subject: str = "") -> KeptClock | None:
        """The clock of this limit and subject that was started last, whatever became of it."""
        found = [k for k in self.clocks.values() if k.clock.limit == limit and k.clock.subject == subject]
        return found[-1] if found else None

    def first_due(self) -> KeptClock | None:
        """The running clock that lapses first; ties by id, so that every replica names the same one."""
        running = [k for k in self.clocks.values() if k.status is ClockStatus.RUNNING and k.clock.lapses_at is not None]
        return min(running, key=_lapse_order, default=None)


def _lapse_order(kept: KeptClock) -> tuple[datetime, str]:
    return kept.clock.lapses_at or datetime.max.replace(tzinfo=SHANGHAI) - timedelta(days=2), kept.clock.clock_id
