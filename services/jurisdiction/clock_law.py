"""What the clocks of every service ask of the law."""

from datetime import date, datetime
from typing import Protocol

from schemas.clocks import Clock
from schemas.command import Refused
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.time_limits import TimeLimit


class ClockLaw(Protocol):
    """What the clocks ask of the law; `services.jurisdiction.law.Law` answers it."""

    def clock(
        self,
        clock_id: str,
        limit: str,
        started_at: datetime,
        *,
        subject: str = "",
        pauses: tuple[tuple[date, date], ...] = (),
        extension: int = 0,
    ) -> Clock | Refused:
        """The clock with its date and derivation, verdict NOT_JUDGED where the law of that day is not loaded.

        `pauses` are (first day that does not count, first day that counts again); `extension` is in the limit's unit
        and refused above its maximum.
        """
        ...

    def limit(self, id_or_name: str) -> TimeLimit | None:
        """The limit with this id, which tells how often it may be extended."""
        ...

    def supervisor(self, organisation_id: str) -> Organisation | None:
        """The body that supervises this one's deadlines; None at the top and for a body outside the profile."""
        ...
