"""A simulated broker and local store, so that the case loop's own code runs under faults chosen one by one."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Record:
    partition: int
    offset: int
    key: bytes
    value: bytes
    timestamp: int = 1_772_413_200_000
    headers: tuple[tuple[str, bytes], ...] = ()


@dataclass
class Topic:
    """One partition, appended to and read by offset."""

    records: list[Record] = field(default_factory=list)

    def append(self, key: str, value: bytes, headers: tuple[tuple[str, bytes], ...] = ()) -> int:
        offset = len(self.records)
        self.records.append(Record(0, offset, key.encode(), value, headers=headers))
        return offset

    @property
    def end(self) -> int:
        return len(self.records)


class MemoryStore:
    """The store's promises without a disk."""

    def __init__(self) -> None:
        self.content: dict[bytes, bytes] = {}

    def get(self, key: bytes) -> bytes | None:
        return self.content.get(key)

    def write(self, puts: Mapping[bytes, bytes], deletes: Set[bytes] = frozenset()) -> None:
        for key in deletes:
            self.content.pop(key, None)
        self.content.update(puts)

    def scan(self, prefix: bytes, before: bytes | None = None) -> Iterator[tuple[bytes, bytes]]:
        keys = sorted(self.content)
        for key in keys[bisect_left(keys, prefix) :]:
            if not key.startswith(prefix) or (before is not None and key >= before):
                return
            yield key, self.content[key]

    def clear(self) -> None:
        self.content.clear()

    def close(self) -> None:
        pass
