"""Faust's tables at work: what is remembered of each case, and windows over what the cases tell (style.md section 5).

Three stations. An event changes what is remembered of its case, and what follows goes as entries to the partition of their
windows; there every entry is kept once; windows that were told something are reported when they rest.

The tables count and nothing else; what follows from a window is a command of the service with an id of its own, so that a
table that is lost, or an event that an acknowledgement lost, is told again (services/runtime/retelling.py) without harm.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import faust
import structlog
from faust.contrib.asgi import faust_app_running

from schemas.topics import PARTITIONS, Topic, entries, events, retold, table_log
from services.runtime.entries_out import EntriesOut
from services.runtime.held_flow import hold_flow, is_at_work
from services.runtime.kafka.producer import Appender
from services.runtime.kafka.sent_together import send_together
from services.runtime.logs import stack_of
from services.runtime.reactions import STOP_SECONDS, ReactionSettings, bare_app
from services.runtime.sparing_flow import flow_sparingly
from services.runtime.taken_command import reason_of
from services.runtime.topic_ends import TopicEnds
from services.runtime.window_reports import WindowReports
from services.runtime.window_stations import Stations
from services.runtime.window_steps import Steps
from services.runtime.windowing import SECONDS_PER_DAY, Submit, Watch, WindowShape
from services.runtime.windows_tables import Lags, lags_of, table

CASES = "cases"
"""The table of what is remembered of each case."""
RETOLD, ENTRIES = "retold", "entries"
APPEND_SECONDS = 10.0
LOOK_SECONDS = 0.1
LAST_SECONDS = 5.0
"""For what waits when the process is told to stop."""
LINGER_SECONDS = 0.1
"""Of the tables' logs: rows of some moments go to the broker together."""

_log = structlog.get_logger(__name__)


class Windows:
    """The tables and agents of one process."""

    def __init__(self, service: str, watch: Watch, settings: ReactionSettings, submit: Submit) -> None:
        self._service = service
        self._watch = watch
        self._settings = settings
        self._appender = Appender(settings.bootstrap_servers, APPEND_SECONDS)
        self._out = EntriesOut(self._appender, entries(service).name_in(settings.installation))
        self._reports = WindowReports(watch, submit, self._upset)
        self._app: faust.App | None = None
        self._turns = [asyncio.Lock() for _ in range(PARTITIONS)]
        """Several topics tell of one case, and what is remembered of it is read and written by one of them at a time."""
        self.stations: Stations | None = None
        self.upsets = 0
        """How often so far something may have been lost here: partitions came or went, or a record was parked."""
        self.failed: str | None = None
        """What ended the agents by itself; the process is to be restarted."""
        self.parked: dict[tuple[str, str], str] = {}
        """(topic, key) of records that nobody could read, with why. They are told again by the next retelling."""
        self.heard = {source: events(source) for source in watch.sources} | {
            RETOLD: retold(service), ENTRIES: entries(service),
        }  # fmt: skip
        self._sources = frozenset(self.heard[name].name_in(settings.installation) for name in watch.sources)
        self.ends = TopicEnds(settings.bootstrap_servers, settings.installation, self.heard)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the agents on this event loop."""
        stop = asyncio.Event()
        task = asyncio.create_task(self._run(stop), name="windows")
        works = (self._out.run(), self._report())
        beside = [asyncio.create_task(self._beside(work)) for work in works]
        try:
            yield
        finally:
            for one in beside:
                one.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._last(), LAST_SECONDS)
            stop.set()
            await asyncio.wait([task], timeout=3 * STOP_SECONDS)
            await self._appender.stop()

    async def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # said by health, so that the process is restarted
            self._fail(error)

    async def _report(self) -> None:
        """The tables are made by the application that is started beside."""
        while self.stations is None:
            await asyncio.sleep(LOOK_SECONDS)
        await self._reports.run(self.stations.steps)

    def _fail(self, error: Exception) -> None:
        self.failed = type(error).__name__
        _log.error("windows_failed", error_type=self.failed, frames=stack_of(error))

    async def _last(self) -> None:
        """What waits is told before the tables are closed."""
        await self._out.append()
        if self.stations is not None:
            await self._reports.report(self.stations.steps)

    @property
    def parked_count(self) -> int:
        """Records and windows that stand still."""
        return len(self.parked) + len(self._reports.failed)

    @property
    def is_counting(self) -> bool:
        """The tables are recovered and the agents are at work."""
        return self._app is not None and is_at_work(self._app)

    def lags(self) -> Lags:
        """How far the agents have come and what they have before them."""
        return lags_of(self._app, self.heard, self.ends, self._settings.installation)

    async def _run(self, stop: asyncio.Event) -> None:
        self._app = self._made()
        try:
            async with faust_app_running(self._app, stop_timeout=STOP_SECONDS):
                await stop.wait()
        except Exception as error:  # said by health, so that the process is restarted
            self._fail(error)
        finally:
            self._app = None

    def _made(self) -> faust.App:
        app = bare_app(f"{self._service}.windows", self._settings, "rocksdb://")
        send_together(app, LINGER_SECONDS)
        hold_flow(app)
        flow_sparingly(app, self._tells)
        for moved in (app.on_partitions_assigned, app.on_partitions_revoked):
            moved.connect(self._upset)
        steps = {
            shape.name: Steps(_tumbling(self._table(app, steps_table(shape)), shape), shape) for shape in self._watch.shapes
        }  # fmt: skip
        self.stations = Stations(self._watch, self._table(app, CASES), steps, self._out, self._reports)
        for name in (*self._watch.sources, RETOLD):
            self._hear(app, name, self.stations)
        self._count(app, self.stations)
        return app

    def _tells(self, topic: str, value: bytes) -> bool:
        return topic not in self._sources or self._watch.tells(value)

    async def _upset(self, *_: Any, **__: Any) -> None:
        self.upsets += 1

    def _table(self, app: faust.App, name: str) -> Any:
        return table(app, name, table_log(self._service, name).name_in(self._settings.installation))

    def _hear(self, app: faust.App, name: str, stations: Stations) -> None:
        remember = partial(stations.remember, again=name == RETOLD)

        async def hear(stream: Any) -> None:
            async for event in stream.events():
                await self._told(name, event.message, remember)

        app.agent(self._topic(app, self.heard[name]), name=f"{self._service}.remembers_{name}", concurrency=1)(hear)

    def _count(self, app: faust.App, stations: Stations) -> None:
        async def count(stream: Any) -> None:
            async for event in stream.events():
                await self._told(ENTRIES, event.message, partial(stations.enter, event.message.partition))

        topic = self._topic(app, entries(self._service))
        app.agent(topic, name=f"{self._service}.counts", concurrency=1)(count)

    def _topic(self, app: faust.App, topic: Topic) -> Any:
        return app.topic(topic.name_in(self._settings.installation), key_type=bytes, value_type=bytes)

    async def _told(self, name: str, message: Any, handle: Any) -> None:
        """One record; what nobody can read is parked, its neighbours go on (design.md section 3, rule 7)."""
        key = (message.key or b"").decode("utf-8", "backslashreplace")
        try:
            async with self._turns[message.partition]:
                await handle(key, message.value or b"")
        except Exception as error:  # told again by the next retelling
            self.upsets += (name, key) not in self.parked  # what stands still does not have everything told for ever
            self.parked[name, key] = reason_of(error)
            _log.error("window_record_parked", source=name, case=key, reason=self.parked[name, key])
        else:
            self.parked.pop((name, key), None)


def _tumbling(table: Any, shape: WindowShape) -> Any:
    return table.tumbling(shape.step_days * SECONDS_PER_DAY).table


def steps_table(shape: WindowShape) -> str:
    """The name of the table of a shape; another form of its rows needs another name, and other marks (watching_process.py)."""
    return f"{shape.name}_steps"


def topics_of_windows(service: str, shapes: Sequence[WindowShape]) -> tuple[Topic, ...]:
    """Every topic that the windows of `service` need beside those of the services."""
    return (
        retold(service),
        entries(service),
        table_log(service, CASES),
        *(table_log(service, steps_table(shape)) for shape in shapes),
    )
