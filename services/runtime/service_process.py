"""One process of a deciding service: HTTP, case loop, publisher, clocks, reactions and sweep on one event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Protocol

import structlog
from fastapi import APIRouter, FastAPI

from schemas.topics import decisions, topics_version
from services.runtime.admin import clock_routes
from services.runtime.admission_routes import admission_routes
from services.runtime.arbiter import Arbiter, open_arbiter
from services.runtime.case_loop import CaseLoop
from services.runtime.clock import Clock
from services.runtime.command_endpoint import Edge
from services.runtime.command_routes import CommandRoute
from services.runtime.dead_letter_routes import dead_letter_routes
from services.runtime.decider import DecidingService
from services.runtime.health import ProgressWatch
from services.runtime.health_routes import health_routes
from services.runtime.http import add_commands, application
from services.runtime.kafka.consumer import BrokerError
from services.runtime.kafka.topic_identity import topic_identity
from services.runtime.listener import Listener
from services.runtime.loop_settings import LoopSettings
from services.runtime.metrics import Metrics, RequestMetrics
from services.runtime.probes import LoopProbe, Probe, ReactionsProbe
from services.runtime.process import PROGRAM_VERSION, Background, serve, token_verifier
from services.runtime.reacting import sources_of
from services.runtime.reactions import Reactions, ReactionSettings
from services.runtime.settings import Settings
from services.runtime.sweep import Sweep, Watermarks

_log = structlog.get_logger(__name__)
_READY_LOOK_SECONDS = 0.05


class Companion(Probe, Protocol):
    """What a service runs beside its case loop, on the same event loop."""

    def start(self, background: Background) -> None:
        """Begin, once the loop runs; ends with the process's background work."""


MakeCompanion = Callable[[Listener, Settings, LoopSettings], Companion]


def run_deciding_service(
    service: DecidingService[Any, Any],
    routes: Sequence[CommandRoute],
    settings: Settings | None = None,
    routers: Sequence[APIRouter] = (),
) -> None:
    """Run the process until it is told to stop (SIGTERM, SIGINT). `routers`: further routes of the service's own."""
    settings = settings or Settings.from_environment()
    serve(ServiceProcess(service, routes, settings, routers).app, service.name, settings)


class ServiceProcess:
    """The wiring: what comes in, what goes out."""

    def __init__(
        self,
        service: DecidingService[Any, Any],
        routes: Sequence[CommandRoute],
        settings: Settings,
        routers: Sequence[APIRouter] = (),
        loop_settings: LoopSettings | None = None,
        companion: MakeCompanion | None = None,
    ) -> None:
        self.settings = settings
        self.service = service
        self.clock = Clock(settings.mode)
        self.loop_settings = loop_settings or LoopSettings.of(settings)
        self.loop: CaseLoop[Any, Any] = CaseLoop(service, self.loop_settings, self.clock)
        self.edge = Edge(service.name, self.loop, token_verifier(settings), self.clock.now)
        self.listener = Listener(service, self.loop)
        self.reactions = Reactions(self.listener, self._reaction_settings())
        marks = Watermarks(settings.folder / "swept.json")
        self.sweep = Sweep(settings.kafka, settings.installation, self.listener, marks)
        self.background = Background()
        self.companion = companion(self.listener, settings, self.loop_settings) if companion else None
        self.app = self._application(routes, routers)

    def _application(self, routes: Sequence[CommandRoute], routers: Sequence[APIRouter]) -> FastAPI:
        service, rules = self.service.name, self.service.rules
        watch = ProgressWatch(self.loop_settings.stall_after)
        reactions = ReactionsProbe(self.listener, self.sweep, self.reactions.lags, lambda: self.reactions.failed, watch)
        self.listener.heard = reactions.heard
        probes: list[Probe] = [LoopProbe(self.loop.health), reactions, self.background]
        probes += [self.companion] if self.companion else []
        metrics = Metrics(service, probes)
        app = application(service, PROGRAM_VERSION, self._lifespan)
        add_commands(app, self.edge, self.service.commands, routes)
        versions = {
            "rules": rules.rules_version, "calendar": rules.calendar_version, "topics": topics_version(),
        }  # fmt: skip
        app.include_router(health_routes(service, self.settings.replica, probes, metrics, self.clock.now, versions))
        app.include_router(clock_routes(self.clock, self.edge.tokens))
        app.include_router(dead_letter_routes(self.loop, self.edge, self.listener))
        app.include_router(admission_routes(self.service, self.loop, self.edge, routes))
        for router in routers:
            app.include_router(router)
        app.add_middleware(RequestMetrics, metrics=metrics)
        app.through_the_door = RequestMetrics(app.door, metrics)
        return app

    @asynccontextmanager
    async def _lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            await self.loop.start()
            running.push_async_callback(self.loop.stop)
            running.push_async_callback(self.background.stop)
            self.background.run("reactions", self._react())
            self.background.run("topic_ends", self.reactions.ends.run())
            if self.companion:
                self.companion.start(self.background)
            yield

    async def _react(self) -> None:
        """First what was missed, then what comes: agents begin when the sweep has seen which cases stand still."""
        async with AsyncExitStack() as opened:
            for source in sources_of(self.service):
                self.sweep.arbiters[source] = arbiter = await self._arbiter(source)
                opened.callback(arbiter.close)
            while not self.loop.health().ready:
                await asyncio.sleep(_READY_LOOK_SECONDS)
            await self.sweep.first()
            async with self.reactions.hearing():
                await self.sweep.run()

    async def _arbiter(self, source: str) -> Arbiter:
        name = decisions(source).name_in(self.settings.installation)
        while True:
            try:
                self.sweep.watermarks.identities[source] = await topic_identity(self.settings.kafka, name)
                folder = self.settings.folder / "arbiters" / source
                return await open_arbiter(self.settings.kafka, self.settings.installation, source, folder)
            except BrokerError as error:
                _log.warning("arbiter_waits", source=source, error_type=type(error).__name__)
                await asyncio.sleep(1.0)

    def _reaction_settings(self) -> ReactionSettings:
        return ReactionSettings(
            self.settings.kafka, self.settings.installation, self.settings.folder,
            self.loop_settings.session_timeout_ms,
        )  # fmt: skip
