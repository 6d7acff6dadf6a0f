"""Faust's tables with logs of ours, and how far an application has come."""

from collections.abc import Mapping
from typing import Any

import faust
from faust.exceptions import ConsumerNotStarted

from schemas.topics import PARTITIONS, Topic
from services.runtime.topic_ends import TopicEnds

Lags = dict[str, tuple[dict[int, int], dict[int, int]]]
"""Topic's name here -> (committed position, records behind it) by partition."""
TABLE_OPTIONS = {"driver": "rocksdict", "write_buffer_size": 4 << 20, "block_cache_size": 8 << 20}
"""Six partitions each, so small buffers; the defaults keep half a gigabyte for each partition."""


class _Table(faust.Table[Any, Any]):
    """A table whose log has a name of ours; Faust makes one up otherwise, and asks for it while the table is made."""

    def __init__(self, app: faust.App, log: str, **options: Any) -> None:
        self._log = log
        super().__init__(app, **options)

    def _changelog_topic_name(self) -> str:
        return self._log


def table(app: faust.App, name: str, log: str) -> Any:
    """A table of the application. `log`: a topic of the registry, created, checked and retained as all of ours are."""
    return app.tables.add(_Table(app, log, name=name, default=None, partitions=PARTITIONS, options=dict(TABLE_OPTIONS)))


def lags_of(app: faust.App | None, heard: Mapping[str, Topic], ends: TopicEnds, installation: str) -> Lags:
    """Of the partitions that the group gave to this process; nothing while it has none."""
    if app is None or not app.started:
        return {}
    consumer: Any = app.consumer
    try:
        assigned = consumer.assignment()
    except ConsumerNotStarted:
        return {}
    committed = {(at.topic, at.partition): consumer._committed_offset.get(at) or 0 for at in assigned}
    found: Lags = {}
    for name, known in ends.known.items():
        topic = heard[name].name_in(installation)
        mine = {at: committed[topic, at] for at in known if (topic, at) in committed}
        found[name] = (mine, {at: max(known[at] - position, 0) for at, position in mine.items()})
    return found
