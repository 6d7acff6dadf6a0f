"""The one module that imports Faust: stateless agents that hear other services' events (style.md section 5).

State and correctness do not rest on Faust: an agent only turns events into commands with ids of their own, and the sweep
finds again whatever an acknowledgement lost (design.md section 3, rule 5).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faust
import structlog
from faust.contrib.asgi import faust_app_running
from faust.exceptions import ConsumerNotStarted

from schemas.topics import events
from services.runtime.listener import Listener
from services.runtime.logs import stack_of
from services.runtime.partitioner import partition_of
from services.runtime.passing_by import pass_by
from services.runtime.reacting import sources_of
from services.runtime.topic_ends import TopicEnds

_log = structlog.get_logger(__name__)

START_SECONDS = 20.0
STOP_SECONDS = 10.0
MOST_PER_POLL = 500
"""Above it Faust's consumer is known to miss heartbeats (robinhood/faust issue 402)."""


@dataclass(frozen=True)
class ReactionSettings:
    """What the agents are told. `data_folder` is this process's own."""

    bootstrap_servers: str
    installation: str
    data_folder: Path
    session_timeout_ms: int = 10_000


def faust_app(listener: Listener, settings: ReactionSettings) -> faust.App:
    """The Faust application of a service: one agent per source, one event at a time, so that order is kept."""
    app = bare_app(f"{listener.service.name}.reactions", settings)
    for source in sources_of(listener.service):
        _hear(app, listener, source, settings.installation)
    pass_by(app, listener.may_concern)
    return app


def bare_app(identity: str, settings: ReactionSettings, store: str = "memory://") -> faust.App:
    """A Faust application set up as all of ours are, without agents; `identity` names its group."""
    session_seconds = settings.session_timeout_ms / 1000
    return faust.App(
        id=f"{settings.installation}.{identity}" if settings.installation else identity,
        broker=[f"aiokafka://{server}" for server in settings.bootstrap_servers.split(",")],
        datadir=str(settings.data_folder / "faust"),
        store=store,
        web_enabled=False,
        topic_disable_leader=True,
        topic_allow_declare=False,
        consumer_auto_offset_reset="earliest",
        broker_max_poll_records=MOST_PER_POLL,
        broker_session_timeout=session_seconds,
        broker_heartbeat_interval=max(session_seconds / 6, 0.3),
        broker_commit_interval=1.0,
        producer_partitioner=_partitioner,
        stream_wait_empty=False,
        key_serializer="raw",
        value_serializer="raw",
        autodiscover=False,
        Monitor=_NoMonitor,
        loghandlers=[],
        logging_config={"version": 1, "disable_existing_loggers": False, "incremental": True},
    )


class _NoMonitor(faust.Monitor):
    """Counts nothing: metrics are ours, and Faust's notes at every message cost half of what hearing an event does."""

    def on_message_in(self, tp: Any, offset: int, message: Any) -> None:
        """Nothing."""

    def on_stream_event_in(self, tp: Any, offset: int, stream: Any, event: Any) -> None:
        """Nothing."""

    def on_stream_event_out(self, tp: Any, offset: int, stream: Any, event: Any, state: Any = None) -> None:
        """Nothing."""

    def on_message_out(self, tp: Any, offset: int, message: Any) -> None:
        """Nothing."""


class Reactions:
    """The agents of one process, and how far they are behind."""

    def __init__(self, listener: Listener, settings: ReactionSettings) -> None:
        self._listener = listener
        self._settings = settings
        self._app: faust.App | None = None
        self.failed: str | None = None
        """What ended the agents by itself; the process is to be restarted."""
        heard = {source: events(source) for source in sources_of(listener.service)}
        self.ends = TopicEnds(settings.bootstrap_servers, settings.installation, heard)
        """What the agents have before them; the broker is asked, since a consumer that stands still notices nothing."""

    @asynccontextmanager
    async def hearing(self) -> AsyncIterator[None]:
        """Run the agents on this event loop; nothing is started for a service that hears nobody."""
        if not self._listener.service.reactions:
            yield
            return
        stop = asyncio.Event()
        running = asyncio.create_task(self._run(stop), name="agents")
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait([running], timeout=START_SECONDS + STOP_SECONDS)

    async def _run(self, stop: asyncio.Event) -> None:
        """A task of its own: an application that is cancelled while it starts leaves threads and tasks behind."""
        self._app = faust_app(self._listener, self._settings)
        try:
            async with faust_app_running(self._app, stop_timeout=STOP_SECONDS):
                await stop.wait()
        except Exception as error:  # said by health, so that the process is restarted
            self.failed = type(error).__name__
            _log.error("agents_failed", error_type=self.failed, frames=stack_of(error))
        finally:
            self._app = None

    def lags(self) -> dict[str, tuple[dict[int, int], dict[int, int]]]:
        """Source -> (committed position, records behind it) of the partitions that the group gave to this process."""
        if self._app is None or not self._app.started:
            return {}
        consumer: Any = self._app.consumer
        try:
            assigned = consumer.assignment()
        except ConsumerNotStarted:
            return {}
        committed = {(at.topic, at.partition): consumer._committed_offset.get(at) or 0 for at in assigned}
        found = {}
        for source, ends in self.ends.known.items():
            topic = events(source).name_in(self._settings.installation)
            mine = {at: committed[topic, at] for at in ends if (topic, at) in committed}
            found[source] = (mine, {at: max(ends[at] - position, 0) for at, position in mine.items()})
        return found


def _hear(app: faust.App, listener: Listener, source: str, installation: str) -> None:
    topic = app.topic(events(source).name_in(installation), key_type=bytes, value_type=bytes)

    async def hear(stream: Any) -> None:
        async for event in stream.events():
            await listener.hear(source, event.message.key, event.message.value)

    app.agent(topic, name=f"{listener.service.name}.hears_{source}", concurrency=1)(hear)


def _partitioner(key: bytes | None, all_partitions: list[int], available: list[int]) -> int:
    """The one partitioner of the system, should an agent ever send (design.md section 2)."""
    return all_partitions[partition_of((key or b"").decode(), len(all_partitions))]
