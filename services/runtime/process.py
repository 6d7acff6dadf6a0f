"""What every process of ours is: logs, a server on uvloop, background work whose end does not go unnoticed."""

import asyncio
import gc
from collections.abc import Coroutine
from importlib.metadata import version
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI

from services.runtime.local_issuer import JWKS_FILE, LocalIssuer
from services.runtime.logs import configure_logs, stack_of
from services.runtime.probes import Report
from services.runtime.settings import Settings
from services.runtime.tokens import TokenSettings, TokenVerifier

PROGRAM_VERSION = version("mediation")
GRACEFUL_SECONDS = 5
"""How long requests under way may take to end when the process stops."""
_YOUNG_OBJECTS = 50_000
"""Allocations between two collections of the youngest generation."""
KEEP_ALIVE_SECONDS = 75
"""Longer than clients and proxies keep an idle connection, so that they close it and not we under their next request."""

_log = structlog.get_logger(__name__)


def serve(app: FastAPI, service: str, settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; the application's lifespan starts and stops everything else."""
    configure_logs(service)
    _collect_rarely()
    uvicorn.run(
        app, host=settings.host, port=settings.port, loop="uvloop", http="httptools", lifespan="on", log_config=None,
        access_log=False, server_header=False, timeout_graceful_shutdown=GRACEFUL_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )  # fmt: skip


def _collect_rarely() -> None:
    """Law and program stay for the life of the process, and values without cycles are freed without the collector.

    With the defaults a full collection over thousands of cached cases stopped everything for tenths of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS, 50, 100)


def token_verifier(settings: Settings) -> TokenVerifier:
    """Believes the configured issuer; the local stack's own publishes its key before anybody asks for it."""
    local = settings.data / "issuer"
    if settings.jwks == str(local / JWKS_FILE):
        LocalIssuer(local, settings.token_issuer)
    return TokenVerifier(TokenSettings(settings.token_issuer, settings.token_audience, settings.jwks))


class Background:
    """Tasks of a process that are to run for ever. One that ends by an error makes the process not live."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []
        self._failed: list[str] = []

    def run(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Begin `work`."""
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._ended)
        self._tasks.append(task)

    async def stop(self) -> None:
        """Cancel all and wait for them."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()

    def report(self) -> Report:
        """See Probe."""
        notes = tuple(f"{name} 已中断" for name in self._failed)
        return Report("background", not self._failed, not self._failed, notes=notes, details={"failed": self._failed})

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed.append(task.get_name())
            _log.error(
                "background_failed", reason=task.get_name(), error_type=type(error).__name__, frames=stack_of(error)
            )
