"""Windows in which nothing can change any more leave the tables (and, by compaction, the tables' logs), and so do cases that are over.

When that is so is asked of the log, never of a clock: a word in the entries' topic says up to when everything that was
recorded has been told to the windows. A window that is told something again after it left is lighter than what was
reported of it, so that nothing follows, and the next word takes it out again.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from schemas.topics import Topic, entries
from services.runtime.kafka.producer import Appender

SETTLE = timedelta(31)
"""Days (calendar) that are left to what was recorded and has not been decided or told yet."""
_WORD = "recorded_until"


async def say_trim(appender: Appender, installation: str, service: str, recorded_until: datetime) -> None:
    """Tell every partition of the windows. Raises AppendUnknown."""
    topic: Topic = entries(service)
    word = orjson.dumps({_WORD: (recorded_until - SETTLE).astimezone(UTC).isoformat()})
    for partition in range(topic.partitions):
        await appender.append(topic.name_in(installation), partition, "", word)


def trim_word(told: dict[str, Any]) -> datetime | None:
    """The moment that an entry's record names where it is such a word and no entry."""
    return datetime.fromisoformat(told[_WORD]) if _WORD in told else None
