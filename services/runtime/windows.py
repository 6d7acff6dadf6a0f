"""Faust's tables at work: what is remembered of each case, and windows over what the cases tell (style.md section 5).

The tables count and nothing else; what follows from a window is a command of the service with an id of its own, so that a
table that is lost, or an event that an acknowledgement lost, is told again (services/runtime/retelling.py) without harm.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import faust
import orjson
import structlog
from faust.contrib.asgi import faust_app_running
from faust.exceptions import ConsumerNotStarted

from schemas.topics import PARTITIONS, Topic, entries, events, retold, table_log
from services.runtime.held_flow import hold_flow, is_at_work
from services.runtime.kafka.producer import Appender, AppendUnknown
from services.runtime.logs import stack_of
from services.runtime.partitioner import partition_of
from services.runtime.reactions import STOP_SECONDS, ReactionSettings, bare_app
from services.runtime.taken_command import reason_of
from services.runtime.topic_ends import TopicEnds
from services.runtime.trimming import trim, trim_word
from services.runtime.windowing import Content, Entry, Record, Submit, Watch, WindowShape, merged

CASES = "cases"
"""The table of what is remembered of each case."""
RETOLD, ENTRIES = "retold", "entries"
SECONDS_PER_DAY = 86_400
SHANGHAI_SECONDS = 8 * 3600
"""Faust's windows begin at multiples of their step since 1970 (UTC); moved by this they begin at midnight in Shanghai."""
APPEND_SECONDS = 10.0
RETRY_SECONDS = 0.2
TABLE_OPTIONS = {"driver": "rocksdict", "write_buffer_size": 4 << 20, "block_cache_size": 8 << 20}
"""Six partitions each, so small buffers; the defaults keep half a gigabyte for each partition."""

_log = structlog.get_logger(__name__)


class _Table(faust.Table[Any, Any]):
    """A table whose log has a name of ours; Faust makes one up otherwise, and asks for it while the table is made."""

    def __init__(self, app: faust.App, log: str, **options: Any) -> None:
        self._log = log
        super().__init__(app, **options)

    def _changelog_topic_name(self) -> str:
        return self._log


class Windows:
    """The tables and agents of one process."""

    def __init__(self, service: str, watch: Watch, settings: ReactionSettings, submit: Submit) -> None:
        self._service = service
        self._watch = watch
        self._settings = settings
        self._submit = submit
        self._appender = Appender(settings.bootstrap_servers, APPEND_SECONDS)
        self._app: faust.App | None = None
        self._turns = [asyncio.Lock() for _ in range(PARTITIONS)]
        """Several topics tell of one case, and what is remembered of it is read and written by one of them at a time."""
        self._tables: dict[str, Any] = {}
        self._offsets = {shape.name: shape.offset_days * SECONDS_PER_DAY for shape in watch.shapes}
        self.trimmed = 0
        """Closed windows that were taken out of the tables since the start of the process."""
        self.failed: str | None = None
        """What ended the agents by itself; the process is to be restarted."""
        self.parked: dict[tuple[str, str], str] = {}
        """(topic, key) of records that nobody could read, with why. They are told again by the next retelling."""
        self.heard = {source: events(source) for source in watch.sources} | {
            RETOLD: retold(service), ENTRIES: entries(service),
        }  # fmt: skip
        self.ends = TopicEnds(settings.bootstrap_servers, settings.installation, self.heard)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the agents on this event loop."""
        stop = asyncio.Event()
        task = asyncio.create_task(self._run(stop), name="windows")
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait([task], timeout=3 * STOP_SECONDS)
            await self._appender.stop()

    @property
    def is_counting(self) -> bool:
        """The tables are recovered and the agents are at work."""
        return self._app is not None and is_at_work(self._app)

    def lags(self) -> dict[str, tuple[dict[int, int], dict[int, int]]]:
        """Topic's name here -> (committed position, records behind it) by partition that the group gave to this process."""
        if self._app is None or not self._app.started:
            return {}
        consumer: Any = self._app.consumer
        try:
            assigned = consumer.assignment()
        except ConsumerNotStarted:
            return {}
        committed = {(at.topic, at.partition): consumer._committed_offset.get(at) or 0 for at in assigned}
        found = {}
        for name, ends in self.ends.known.items():
            topic = self.heard[name].name_in(self._settings.installation)
            mine = {at: committed[topic, at] for at in ends if (topic, at) in committed}
            found[name] = (mine, {at: max(ends[at] - position, 0) for at, position in mine.items()})
        return found

    async def _run(self, stop: asyncio.Event) -> None:
        self._app = self._made()
        try:
            async with faust_app_running(self._app, stop_timeout=STOP_SECONDS):
                await stop.wait()
        except Exception as error:  # said by health, so that the process is restarted
            self.failed = type(error).__name__
            _log.error("windows_failed", error_type=self.failed, frames=stack_of(error))
        finally:
            self._app = None

    def _made(self) -> faust.App:
        app = bare_app(f"{self._service}.windows", self._settings, "rocksdb://")
        hold_flow(app)
        self._tables = {CASES: self._table(app, CASES)}
        for shape in self._watch.shapes:
            self._tables[shape.name] = self._windowed(app, shape)
        for name in (*self._watch.sources, RETOLD):
            self._hear(app, name)
        self._count(app)
        return app

    def _table(self, app: faust.App, name: str, default: Any = None) -> Any:
        """The table's log is a topic of the registry: created, checked and retained as all of ours are."""
        log = table_log(self._service, name).name_in(self._settings.installation)
        table = _Table(app, log, name=name, default=default, partitions=PARTITIONS, options=dict(TABLE_OPTIONS))
        return app.tables.add(table)

    def _windowed(self, app: faust.App, shape: WindowShape) -> Any:
        table = self._table(app, shape.name, dict)
        return table.hopping(shape.size_days * SECONDS_PER_DAY, shape.step_days * SECONDS_PER_DAY)

    def _hear(self, app: faust.App, name: str) -> None:
        async def remember(case: str, value: bytes) -> None:
            await self._remember(case, value, again=name == RETOLD)

        async def hear(stream: Any) -> None:
            async for event in stream.events():
                await self._told(name, event.message, remember)

        app.agent(self._topic(app, self.heard[name]), name=f"{self._service}.remembers_{name}", concurrency=1)(hear)

    def _count(self, app: faust.App) -> None:
        async def count(stream: Any) -> None:
            async for event in stream.events():
                await self._told(ENTRIES, event.message, partial(self._enter, event.message.partition))

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
            self.parked[name, key] = reason_of(error)
            _log.error("window_record_parked", source=name, case=key, reason=self.parked[name, key])
        else:
            self.parked.pop((name, key), None)

    async def _remember(self, case: str, value: bytes, *, again: bool) -> None:
        """Entries first, then the record: after a crash in between they are told again."""
        table = self._tables[CASES]
        known: Record | None = table.get(case)
        remembered = self._watch.remember(known, value, again=again)
        if remembered is None:
            return
        await asyncio.gather(*(self._send(entry) for entry in remembered.entries))
        if remembered.record != known:
            table[case] = remembered.record

    async def _send(self, entry: Entry) -> None:
        topic = entries(self._service)
        value = orjson.dumps(
            {
                "shape": entry.shape,
                "at": entry.at.astimezone(UTC).isoformat(),
                "id": entry.entry_id,
                "value": entry.value,
            }
        )
        partition = partition_of(entry.key, topic.partitions)
        name = topic.name_in(self._settings.installation)
        while True:
            try:
                await self._appender.append(name, partition, entry.key, value)
                return
            except AppendUnknown as unknown:
                _log.warning("entry_waits", reason=str(unknown))
                await asyncio.sleep(RETRY_SECONDS)

    async def _enter(self, partition: int, key: str, value: bytes) -> None:
        told = orjson.loads(value)
        if (recorded_until := trim_word(told)) is not None:
            await self._trim(partition, recorded_until)
            return
        moved = self._moved(told["shape"])
        at = datetime.fromisoformat(told["at"]).timestamp() + moved
        windowed = self._tables[told["shape"]]
        contents: list[Content] = []

        def entered(before: Mapping[str, Record], _: Any) -> Content:
            contents.append(merged(self._watch, before, told["id"], told["value"]))
            return contents[-1]

        windowed.relative_to(lambda event: at)[key].apply(entered, None)
        starts = [window[0] - moved for window in windowed.table._window_ranges(at)]
        for start, content in zip(starts, contents, strict=True):
            await self._follow_up(told["shape"], key, datetime.fromtimestamp(start, UTC), content)

    async def _trim(self, partition: int, recorded_until: datetime) -> None:
        for shape in self._watch.shapes:
            table = self._tables[shape.name].table
            self.trimmed += await trim(table, shape, self._moved(shape.name), partition, recorded_until)

    def _moved(self, shape: str) -> int:
        return SHANGHAI_SECONDS - self._offsets[shape]

    async def _follow_up(self, shape: str, key: str, start: datetime, content: Content) -> None:
        command = self._watch.report(shape, key, start, content)
        if command is not None:
            await self._submit(command)


def topics_of_windows(service: str, shapes: Sequence[WindowShape]) -> tuple[Topic, ...]:
    """Every topic that the windows of `service` need beside those of the services."""
    return retold(service), entries(service), table_log(service, CASES), *(table_log(service, s.name) for s in shapes)
