"""Faust with tables lets records through before it has gone back to where it had committed, and then throws them away.

After a recovery (faust 0.15.3, `Recovery.on_recovery_completed`) the consumer is flowing already, since the tables' logs
were read through it. The streams' partitions are resumed, then sought back to their committed offsets one by one, and
at the end `flow_control.resume()` empties every agent's queue. What was fetched in between is lost to the agents; where it
was fetched after its partition had been sought, the committed offset never moves again, and the process seems to stand
still for ever. Without tables the same was mended upstream (faust-streaming/faust issue 216, pull request 217).
"""

from typing import Any


def hold_flow(app: Any) -> None:
    """`app`: a faust.App. Let nothing through from the end of every recovery until Faust has sought and resumes by itself."""
    app.on_partitions_assigned.connect(_fetch_what_was_asked_for)
    app.on_rebalance_complete.connect(_stop)


async def _stop(app: Any, **_: Any) -> None:
    """Sent just before the streams' partitions are resumed; `resume_flow` and `flow_control.resume` follow the seek."""
    app.consumer.stop_flow()
    app.flow_control.suspend()


async def _fetch_what_was_asked_for(app: Any, *_: Any, **__: Any) -> None:
    """A fetch under way keeps the partitions that it was asked for. Sent before the first fetch.

    Faust hands aiokafka the very set that it empties when the tables' logs are read, and to aiokafka an empty set means all
    partitions: records of the streams were fetched and dropped. A partition that was never committed is not sought back
    to anywhere, so that its records were lost.
    """
    consumer = app.consumer
    if not getattr(consumer, "fetches_what_was_asked_for", False):
        consumer.fetches_what_was_asked_for = True
        fetch = consumer._getmany
        consumer._getmany = lambda active_partitions, timeout: fetch(set(active_partitions), timeout)


def is_at_work(app: Any) -> bool:
    """Partitions are assigned, their tables recovered, and the agents hear; `started` alone comes before all of this."""
    return bool(app.started and app.tables.actives_ready and not app.rebalancing)
