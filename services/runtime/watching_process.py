"""What runs in a process that watches, beside its case loop: the windows, and what tells them again what they may have missed."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import structlog

from schemas.topics import decisions
from services.runtime.arbiter import open_arbiter
from services.runtime.health import ProgressWatch
from services.runtime.kafka.consumer import BrokerError, TopicReader
from services.runtime.kafka.producer import Appender
from services.runtime.kafka.topic_identity import topic_identity
from services.runtime.listener import Listener
from services.runtime.loop_settings import LoopSettings
from services.runtime.probes import Report
from services.runtime.process import Background
from services.runtime.reacting import OwnCommand
from services.runtime.reactions import ReactionSettings
from services.runtime.retelling import Retelling
from services.runtime.settings import Settings
from services.runtime.sweep import Watermarks
from services.runtime.windowing import Watch
from services.runtime.windows import APPEND_SECONDS, Windows

_log = structlog.get_logger(__name__)
_RETRY_SECONDS = 1.0
_LOOK_SECONDS = 0.05
MARKS = "retold-steps.json"
"""Beside the tables, and named after the form of their rows: rows of another form are told from the start."""


class Watching:
    """The windows of one process with their retelling and their probe."""

    def __init__(self, watch: Watch, listener: Listener, settings: Settings, loop_settings: LoopSettings) -> None:
        self._listener = listener
        self._settings = settings
        service = listener.service.name
        reaction_settings = ReactionSettings(
            settings.kafka, settings.installation, settings.folder, loop_settings.session_timeout_ms
        )
        self.windows = Windows(service, watch, reaction_settings, self._submit)
        self._appender = Appender(settings.kafka, APPEND_SECONDS)
        marks = Watermarks(settings.folder / "faust" / MARKS)
        self.retelling = Retelling(
            self._decisions_of,
            settings.installation,
            service,
            tuple(watch.sources),
            marks,
            self._appender,
            watch.listens,
            lambda: self.windows.upsets,
            self._lag,
        )
        self._progress = ProgressWatch(loop_settings.stall_after)

    def start(self, background: Background) -> None:
        """Begin, as work of the process."""
        background.run("windows", self._run())
        background.run("window_ends", self.windows.ends.run())

    def report(self) -> Report:
        """See Probe."""
        now = time.monotonic()
        lag = 0
        for name, (positions, lags) in self.windows.lags().items():
            self._progress.observe(f"windows.{name}", positions, lags, now)
            lag += sum(lags.values())
        stalled, failed, parked = self._progress.stalled(now), self.windows.failed, self.windows.parked_count
        notes = [f"{name} 停滞" for name in stalled] + ([f"{parked} 件预警搁置"] if parked else [])
        notes += [f"预警窗口已中断（{failed}）"] if failed else []
        stations = self.windows.stations
        ready = self.windows.is_counting and self.retelling.finished_at is not None
        return Report(
            "windows", ready and not failed, not (stalled or failed), lag, tuple(notes),
            {
                "stalled": stalled, "failed": failed, "parked": parked, "retold_at": self.retelling.finished_at,
                "retold": self.retelling.told, "trimmed": stations.trimmed if stations else 0, "left": stations.left if stations else 0,
            },
        )  # fmt: skip

    def _decisions_of(self, source: str) -> TopicReader:
        topic = decisions(source)
        return TopicReader(self._settings.kafka, topic.name_in(self._settings.installation), topic.partitions)

    def _lag(self) -> int:
        return sum(sum(lags.values()) for _, lags in self.windows.lags().values())

    async def _submit(self, command: OwnCommand) -> None:
        """A report that has its answer is not asked again."""
        if self._listener.loop.answered(command.case_code, command.command_id) is None:
            await self._listener.send(command)

    async def _run(self) -> None:
        async with AsyncExitStack() as opened:
            opened.push_async_callback(self._appender.stop)
            for source in self.retelling.sources:
                arbiter = await self._arbiter(source)
                self.retelling.arbiters[source] = arbiter
                opened.callback(arbiter.close)
            await opened.enter_async_context(self.windows.running())
            while not self.windows.is_counting:
                await asyncio.sleep(_LOOK_SECONDS)
            await self.retelling.first()
            await self.retelling.run()

    async def _arbiter(self, source: str) -> Any:
        name = decisions(source).name_in(self._settings.installation)
        while True:
            try:
                identity = await topic_identity(self._settings.kafka, name)
                self.retelling.watermarks.identities[source] = identity
                folder = self._settings.folder / "arbiters" / source
                return await open_arbiter(self._settings.kafka, self._settings.installation, source, folder)
            except BrokerError as error:
                _log.warning("arbiter_waits", source=source, error_type=type(error).__name__)
                await asyncio.sleep(_RETRY_SECONDS)


def watching(watch: Watch) -> Callable[[Listener, Settings, LoopSettings], Watching]:
    """What a process that keeps these windows runs beside its case loop."""

    def companion(listener: Listener, settings: Settings, loop_settings: LoopSettings) -> Watching:
        return Watching(watch, listener, settings, loop_settings)

    return companion
