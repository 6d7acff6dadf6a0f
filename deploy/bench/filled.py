"""How the views of the population's bench were filled, and how much of that this run did."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Filled:
    """How the views were filled from the log by this run: events, seconds, microseconds of processor time for one event.

    What an earlier run had filled does not count; both figures are 0 where that was everything.
    """

    events: int
    seconds: float
    microseconds: float

    @property
    def per_second(self) -> float:
        """Events folded in a second."""
        return self.events / self.seconds if self.events else 0.0


def share_read(before: Mapping[str, int], after: Mapping[str, int]) -> float:
    """Which part of what the generations have read they read since; one that was replaced counts no more."""
    known = sum(min(before.get(name, 0), reached) for name, reached in after.items())
    return 1 - known / max(sum(after.values()), 1)
