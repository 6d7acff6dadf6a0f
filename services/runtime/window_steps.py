"""What the windows of one shape hold: a table of Faust's tumbling windows, one row for every entry of a step.

A window over many entries is never written as a whole: an entry costs one row whatever else its window holds, the log of
the table stays small, and no row grows with the number of cases. The window is put together when it is reported.
"""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import orjson

from services.runtime.windowing import Content, Record, WindowShape

_BEFORE_ENTRY = "\x1d"
"""Between the window's key and the entry's id; in neither of them."""
_BREATH = 500
"""Rows looked at before other work of the event loop has its turn."""
_END_BEFORE = 0.1
"""Seconds by which Faust's windows end before the next begins."""

Merge = Callable[[Record | None, Record], Record]


class Steps:
    """The steps of one shape in this process. `table`: a faust.Table behind tumbling windows of the shape's step."""

    def __init__(self, table: Any, shape: WindowShape) -> None:
        self._table = table
        self._shape = shape

    def enter(self, key: str, entry_id: str, step: datetime, told: Record, merge: Merge) -> bool:
        """Keep what an entry of this step tells; whether that is news. Inside a stream's iteration, since Faust asks for its partition."""
        row = (f"{key}{_BEFORE_ENTRY}{entry_id}", self._range(step))
        known: Record | None = self._table.get(row)
        kept = merge(known, told)
        if kept == known:
            return False
        self._table[row] = kept
        return True

    def of(self, partition: int, key: str) -> dict[datetime, Content]:
        """Everything that is kept for a key, by the beginning of its step; nothing where the partition is no longer ours."""
        found: dict[datetime, Content] = {}
        for (row, (start, _)), value in stored(self._table, partition, f"{key}{_BEFORE_ENTRY}"):
            step = datetime.fromtimestamp(start - self._shape.moved, UTC)
            found.setdefault(step, {})[row.rpartition(_BEFORE_ENTRY)[2]] = value
        return found

    async def trim(self, partition: int, recorded_until: datetime) -> int:
        """Delete the steps of which every window is closed; how many rows that were. Inside a stream's iteration."""

        def is_over(row: Any, _: Record) -> bool:
            return self._shape.is_closed(datetime.fromtimestamp(row[1][0] - self._shape.moved, UTC), recorded_until)

        return await delete_where(self._table, partition, is_over)

    def _range(self, step: datetime) -> tuple[float, float]:
        """As Faust writes the window; `_window_ranges` of the table would make a list of one."""
        (found,) = self._table._window_ranges(step.timestamp() + self._shape.moved)
        return float(found[0]), float(found[1])


def stored(table: Any, partition: int, beginning: str = "") -> Iterator[tuple[Any, Record]]:
    """Key and value of the rows of one partition, of those only whose key begins so.

    Faust's own iteration reads all partitions, and has none by beginning. A table keeps each partition in a database of its
    own, keys and values as JSON (faust 0.15.3, `stores/rocksdb.py`); a windowed key is the list of the key and the window.
    """
    store = table.data
    database = store._dbs.get(partition)
    if database is None:
        return
    first = orjson.dumps([beginning])[:-2] if beginning else None
    for key, value in database.items(from_key=first):
        if first is not None and not key.startswith(first):
            return
        if key != store.offset_key:
            yield orjson.loads(key), orjson.loads(value)


async def delete_where(table: Any, partition: int, is_over: Callable[[Any, Record], bool]) -> int:
    """Delete rows of a partition; how many there were. Inside a stream's iteration."""
    over = []
    for looked_at, (key, value) in enumerate(stored(table, partition)):
        if is_over(key, value):
            over.append((key[0], tuple(key[1])) if isinstance(key, list) else key)
        if looked_at % _BREATH == 0:
            await asyncio.sleep(0)
    for key in over:
        del table[key]
    return len(over)
