"""A record as it is read from a partition; the simulated log of the tests has the same shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class LogRecord(Protocol):
    """One record of a topic."""

    @property
    def partition(self) -> int:
        """Where it stands."""

    @property
    def offset(self) -> int:
        """Where in the partition it stands."""

    @property
    def key(self) -> bytes | None:
        """The case code in UTF-8."""

    @property
    def value(self) -> bytes | None:
        """The bytes of one CloudEvent."""

    @property
    def timestamp(self) -> int:
        """Milliseconds since 1970, as the writer or the broker set it."""

    @property
    def headers(self) -> Sequence[tuple[str, bytes]]:
        """Only dead letters have some."""


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record that this process appended and the broker confirmed: what everybody will read at that place."""

    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    timestamp: int
    headers: Sequence[tuple[str, bytes]] = ()
