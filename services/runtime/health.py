"""How a case loop is: per partition what it owns and how far it is, and whether a consumer stands still."""

from dataclasses import dataclass, field

from services.runtime.arbitration import CaseHead


class ProgressWatch:
    """Notices a consumer that stands still while its end moves. Times in seconds of one steady clock."""

    def __init__(self, stall_after: float) -> None:
        self._stall_after = stall_after
        self._seen: dict[tuple[str, int], tuple[int, float]] = {}

    def observe(self, consumer: str, positions: dict[int, int], lags: dict[int, int], now: float) -> None:
        """`consumer` stands at `positions` and lacks `lags` records, by partition; partitions left out are no longer its."""
        for key in [key for key in self._seen if key[0] == consumer and key[1] not in positions]:
            del self._seen[key]
        for partition, position in positions.items():
            last = self._seen.get((consumer, partition))
            if last is None or position != last[0] or not lags.get(partition, 0):
                self._seen[consumer, partition] = (position, now)

    def stalled(self, now: float) -> list[str]:
        """`<consumer>:<partition>` of everything that has not moved for too long although there is something to do."""
        return sorted(
            f"{name}:{at}" for (name, at), (_, since) in self._seen.items() if now - since > self._stall_after
        )

    def last_progress(self, consumer: str, partition: int) -> float | None:
        """When it last moved or had nothing to do."""
        seen = self._seen.get((consumer, partition))
        return None if seen is None else seen[1]


@dataclass(frozen=True)
class PartitionHealth:
    """One partition as this replica sees it. Lags are None where it does not own the work or the broker did not say."""

    partition: int
    owned: bool
    """Its commands are taken here: assigned, and the fold had reached the end."""
    fold_position: int
    fold_end: int | None
    fold_lag: int | None
    commands_lag: int | None
    commands_in_hand: int
    oldest_unanswered_seconds: float | None
    """Age of the command that waits longest, by its record's time."""
    publisher_lag: int | None
    seconds_since_progress: float | None
    """Since the fold last moved or was at the end."""


@dataclass(frozen=True)
class LoopHealth:
    """The whole loop; `ready` is what a load balancer asks, `stalled` what a supervisor restarts for."""

    ready: bool
    stalled: tuple[str, ...]
    partitions: tuple[PartitionHealth, ...]
    held: dict[str, CaseHead] = field(default_factory=dict)
    """Cases that are parked or broken, with why."""
    failed: str | None = None
    """The part of the loop that ended by an error; the process should be restarted."""
    broker_answers: bool = True
