"""What a case loop is told: where the broker is, where its store lies, how long things may take."""

from dataclasses import dataclass
from pathlib import Path

from schemas.topics import PARTITIONS
from services.runtime.settings import Settings


@dataclass(frozen=True)
class LoopSettings:
    """Times in seconds unless the name says otherwise."""

    bootstrap_servers: str
    folder: Path
    """Of this replica alone; the local store lies in `folder`/store."""
    installation: str = ""
    partitions: int = PARTITIONS
    session_timeout_ms: int = 10_000
    """After this long without a sign of life the group gives a replica's partitions to others (3000 in the drill)."""
    append_timeout: float = 10.0
    """After this long without the broker's word the fate of a record counts as unknown."""
    scan_interval: float = 1.0
    """Between two scans for lapsed clocks."""
    commit_interval: float = 0.5
    """Between two commits of the lowest unanswered offset."""
    stall_after: float = 15.0
    """A consumer that stands still this long while its end moves is stalled."""
    most_in_hand: int = 2_000
    """Commands taken and not yet answered, per partition; above it the partition is not read."""
    publishes: bool = True
    """Whether this process takes part in publishing events."""
    scans: bool = True
    """Whether this process lapses clocks of the partitions it owns."""

    @classmethod
    def of(cls, settings: Settings) -> "LoopSettings":
        """The case loop's part of a process's settings."""
        return cls(
            bootstrap_servers=settings.kafka, folder=settings.folder, installation=settings.installation,
            session_timeout_ms=settings.session_timeout_ms,
        )  # fmt: skip

    def group(self, name: str) -> str:
        """The broker's name of a consumer group of this installation."""
        return f"{self.installation}.{name}" if self.installation else name
