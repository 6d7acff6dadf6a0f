"""Windows in which nothing can change any more leave the tables (and, by compaction, the tables' logs).

When that is so is asked of the log, never of a clock: a word in the entries' topic says up to when everything that was
recorded has been told to the windows. A window that is told something again after it left is lighter than what was
reported of it, so that nothing follows, and the next word takes it out again.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from schemas.topics import Topic, entries
from services.runtime.kafka.producer import Appender
from services.runtime.partitioner import partition_of
from services.runtime.windowing import WindowShape

SETTLE = timedelta(31)
"""Days (calendar) that are left to what was recorded and has not been decided or told yet."""
_WORD = "recorded_until"
_BREATH = 500
"""Keys looked at before other work of the event loop has its turn."""


async def say_trim(appender: Appender, installation: str, service: str, recorded_until: datetime) -> None:
    """Tell every partition of the windows. Raises AppendUnknown."""
    topic: Topic = entries(service)
    word = orjson.dumps({_WORD: (recorded_until - SETTLE).astimezone(UTC).isoformat()})
    for partition in range(topic.partitions):
        await appender.append(topic.name_in(installation), partition, "", word)


def trim_word(told: dict[str, Any]) -> datetime | None:
    """The moment that an entry's record names where it is such a word and no entry."""
    return datetime.fromisoformat(told[_WORD]) if _WORD in told else None


async def trim(table: Any, shape: WindowShape, moved: float, partition: int, recorded_until: datetime) -> int:
    """Delete the closed windows of `partition` from the table of `shape`; how many there were. Inside a stream's iteration.

    `moved`: seconds by which the table's windows begin later than midnight in Shanghai (see windows.py).
    """
    closed = []
    for looked_at, stored in enumerate(table.keys()):
        key, (start, end) = stored
        if partition_of(key, table.partitions) == partition and shape.is_closed(
            datetime.fromtimestamp(start - moved, UTC), recorded_until
        ):
            closed.append((key, (start, end)))
        if looked_at % _BREATH == 0:
            await asyncio.sleep(0)
    for one in closed:
        del table[one]
    return len(closed)
