"""The one clock of a process: Asia/Shanghai, and movable in test and story modes only (design.md section 4)."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.runtime.settings import Mode

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Days begin and end here."""


class ClockIsFixed(RuntimeError):
    """Somebody tried to move the clock of a process in production."""


class Clock:
    """Tells the time to everything that is not pure. Tokens expire by the real time and do not ask here."""

    def __init__(self, mode: Mode = "production") -> None:
        self._mode = mode
        self._offset = timedelta(0)
        self._standing: datetime | None = None
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """The present, aware, in Asia/Shanghai."""
        return self._standing or datetime.now(SHANGHAI) + self._offset

    def set(self, moment: datetime, *, running: bool = False) -> None:
        """Make `moment` (aware) the present; time stands still there, or goes on from there when `running`.

        Raises ClockIsFixed in production and ValueError for a moment without a zone.
        """
        self._require_movable()
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        local = moment.astimezone(SHANGHAI)
        self._standing = None if running else local
        self._offset = local - datetime.now(SHANGHAI)
        self._tell()

    def advance(self, by: timedelta) -> None:
        """Move the present by `by`; whether time stands or runs does not change. Raises ClockIsFixed in production."""
        self._require_movable()
        if self._standing is not None:
            self._standing += by
        self._offset += by
        self._tell()

    def next_move(self) -> asyncio.Event:
        """What the next move of the clock sets. Ask before you look at the time, lest a move in the midst is missed."""
        return self._moved

    def _require_movable(self) -> None:
        if self._mode == "production":
            raise ClockIsFixed("the clock can be moved in test and story modes only")

    def _tell(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()
