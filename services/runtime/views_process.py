"""One process of the views: the projector that fills them and the read API that shows them."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, FastAPI

from schemas.topics import decisions, topics_version
from services.runtime.admin import clock_routes, view_routes
from services.runtime.arbiter import Arbiter, open_arbiter
from services.runtime.clock import Clock
from services.runtime.contents import Contents
from services.runtime.database_memory import DatabaseMemory
from services.runtime.decision_feed import kafka_readers
from services.runtime.health import ProgressWatch
from services.runtime.health_routes import health_routes
from services.runtime.http import application
from services.runtime.kafka.topic_identity import topic_identity
from services.runtime.metrics import Metrics, RequestMetrics
from services.runtime.mongo import connect
from services.runtime.probes import Probe, ViewsProbe
from services.runtime.process import PROGRAM_VERSION, Background, serve, token_verifier
from services.runtime.projection import View
from services.runtime.projector import Projector
from services.runtime.settings import Settings
from services.runtime.tokens import TokenVerifier
from services.runtime.verification import Verifier
from services.runtime.verify_routes import verify_routes
from services.runtime.view_counts import ViewCount, ViewCounts

STALL_AFTER = 15.0
"""Seconds a feed may stand still while decisions wait."""


@dataclass
class Reader:
    """What the read endpoints are given; `projector` is there once the process has started."""

    tokens: TokenVerifier
    clock: Clock
    """For reports that ask about today; never for what a view contains."""
    projector: Projector
    contents: Contents
    """What was handed in, which no view is made of."""


Routes = Callable[[Reader], Sequence[APIRouter]]
"""Makes the read API's routers."""


def run_views(
    name: str,
    views: Sequence[View],
    routes: Routes,
    settings: Settings | None = None,
    counts: Sequence[ViewCount] = (),
) -> None:
    """Run the process until it is told to stop (SIGTERM, SIGINT). `counts`: numbers of its views for the metrics."""
    settings = settings or Settings.from_environment()
    serve(ViewsProcess(name, views, routes, settings, counts).app, name, settings)


class ViewsProcess:
    """The wiring: every source's decisions in, documents out, read by HTTP."""

    def __init__(
        self,
        name: str,
        views: Sequence[View],
        routes: Routes,
        settings: Settings,
        counts: Sequence[ViewCount] = (),
    ) -> None:
        self.name = name
        self.settings = settings
        self.clock = Clock(settings.mode)
        database = connect(settings.mongodb, settings.database)
        self.projector = Projector(views, database, kafka_readers(settings.kafka, settings.installation))
        self.counts = ViewCounts(self.projector, counts, settings.count_every_ms / 1000)
        self.memory = DatabaseMemory(database)
        self.background = Background()
        self.verifier = Verifier(database)
        contents = Contents.of(settings.mongodb, settings.contents_database)
        self.reader = Reader(token_verifier(settings), self.clock, self.projector, contents)
        self.app = self._application(routes)

    def _application(self, routes: Routes) -> FastAPI:
        feeds = ViewsProbe(self.projector, ProgressWatch(STALL_AFTER))
        probes: list[Probe] = [feeds, self.counts, self.memory, self.background]
        metrics = Metrics(self.name, probes)
        app = application(self.name, PROGRAM_VERSION, self._lifespan)
        versions = {"views": PROGRAM_VERSION, "topics": topics_version()}
        app.include_router(health_routes(self.name, self.settings.replica, probes, metrics, self.clock.now, versions))
        app.include_router(clock_routes(self.clock, self.reader.tokens))
        app.include_router(view_routes(self.projector, self.reader.tokens))
        app.include_router(verify_routes(self.verifier, self.reader.tokens))
        for router in routes(self.reader):
            app.include_router(router)
        app.add_middleware(RequestMetrics, metrics=metrics)
        return app

    @asynccontextmanager
    async def _lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            folder = self.settings.folder / "arbiters"
            identities = [self.settings.database_epoch]
            for source in self.projector.sources:
                identity, arbiter = await self._arbiter(source, folder)
                running.callback(arbiter.close)
                self.projector.arbiters[source] = arbiter
                identities.append(identity)
            self.projector.epoch = "/".join(identities)
            running.push_async_callback(self.projector.stop)
            self.background.run("projector", self.projector.start())
            self.background.run("counts", self.counts.run())
            self.background.run("database memory", self.memory.run())
            running.push_async_callback(self.background.stop)
            running.push_async_callback(self.verifier.close)
            yield

    async def _arbiter(self, source: str, folder: Path) -> tuple[str, Arbiter]:
        servers, installation = self.settings.kafka, self.settings.installation
        identity = await topic_identity(servers, decisions(source).name_in(installation))
        return identity, await open_arbiter(servers, installation, source, folder / source)
