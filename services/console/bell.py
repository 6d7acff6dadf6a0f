"""How many notices wait for whom: the number beside every page, asked for behind it so that no page waits for it.

Asked for by what notices are known by, since each account has marked others: nothing is told in words for a number.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.console.backends import BackendDown, Backends
from services.console.notices import KINDS, Notice, ReadNotices, ids_of, known_ratings
from services.console.session import Person

_FRESH_SECONDS = 60.0
"""A number older than this is asked for again."""
WORK_LIST = "/work-list"
TO_COUNT = f"{WORK_LIST}/notices"
"""The same told by as little as can be counted."""
SATISFACTION = "/satisfaction"


@dataclass
class Bell:
    """One per process."""

    backends: Backends
    read: ReadNotices
    _counts: dict[str, tuple[float, int]] = field(default_factory=dict)
    """By account: when it was asked for (monotonic seconds), and how many."""
    _asking: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def count(self, person: Person) -> int:
        """How many are unread as far as is known; where that is old, it is asked for and known on the next page."""
        at, number = self._counts.get(person.account, (float("-inf"), 0))
        if time.monotonic() - at > _FRESH_SECONDS and person.account not in self._asking:
            self._asking[person.account] = asyncio.create_task(self._ask(person))
        return number

    def told(self, person: Person, notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
        """The unread ones of these, which are all there are: their number is known now."""
        unread = self.read.unread(person.account, notices)
        self._counts[person.account] = (time.monotonic(), len(unread))
        return unread

    async def stop(self) -> None:
        """Ask nothing more."""
        for task in tuple(self._asking.values()):
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    async def _ask(self, person: Person) -> None:
        try:
            items, report = await asyncio.gather(
                self.backends.read(TO_COUNT, person.token, "", {"kinds": KINDS}),
                self.backends.read(SATISFACTION, person.token, ""),
            )
            if items.well:
                ids = [known_by for item in items.content for known_by in ids_of(item)]
                ids += known_ratings(answers_in(report.content) if report.well else 0)
                self._counts[person.account] = (time.monotonic(), self.read.count(person.account, ids))
        except BackendDown:
            pass  # The number stays as it was: a page is no place to say that a service is away.
        finally:
            number = self._counts.get(person.account, (0.0, 0))[1]
            self._counts[person.account] = (time.monotonic(), number)
            self._asking.pop(person.account, None)


def answers_in(report: Mapping[str, Any]) -> int:
    """How many real parties have answered, in the report of satisfaction."""
    return int(report["total"]["real"]["total"]["responses"])
