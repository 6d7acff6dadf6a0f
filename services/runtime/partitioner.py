"""Which partition a key belongs to: one function, used by everything that sends, Faust included (design.md section 2)."""

from functools import lru_cache

from services.runtime.kafka.hashing import murmur2


@lru_cache(maxsize=65536)
def partition_of(key: str, partitions: int) -> int:
    """The partition of `key` among `partitions`: Kafka's murmur2 of the UTF-8 bytes, sign bit cleared."""
    return int((murmur2(key.encode()) & 0x7FFFFFFF) % partitions)
