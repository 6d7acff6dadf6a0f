"""Real processes' applications served on a free port of this test, with tokens of the local issuer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from deploy.embedded.ports import HOST, free_ports
from services.runtime.accounts import Account
from services.runtime.command_routes import CommandRoute
from services.runtime.local_issuer import LocalIssuer
from services.runtime.settings import Settings
from tests.runtime.counting_loop import until
from tests.runtime.rating import ChangeRating, OpenRating
from tests.servers import Installation

RATING_ROUTES = [
    CommandRoute("/ratings", OpenRating, frozenset({"clerk"}), "登记", creates_case=True),
    CommandRoute("/ratings/{case_code}/grades", ChangeRating, frozenset({"clerk"}), "评价"),
]


def settings_of(installation: Installation, service: str, replica: str = "0", **more: str) -> Settings:
    environment = {"MEDIATION_SERVICE": service, "MEDIATION_REPLICA": replica}
    return Settings.from_environment(installation.environment | environment | more)


@asynccontextmanager
async def serving(app: FastAPI, *, ready: bool = True) -> AsyncIterator[httpx.AsyncClient]:
    """Serve `app` as the processes do; wait until it is ready."""
    port = free_ports(1)
    config = uvicorn.Config(app, host=HOST, port=port, log_config=None, lifespan="on", ws="none", timeout_keep_alive=75)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve())
    try:
        await until(lambda: server.started or task.done())
        async with httpx.AsyncClient(base_url=f"http://{HOST}:{port}", trust_env=False, timeout=30) as client:
            if ready:
                await until_async(lambda: is_ready(client))
            yield client
    finally:
        server.should_exit = True
        await task


async def is_ready(client: httpx.AsyncClient) -> bool:
    return (await client.get("/health/ready")).status_code == 200


async def until_async(condition: Callable[[], Any], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.02)


def as_account(installation: Installation, user: str, organisation: str, *roles: str) -> dict[str, str]:
    account = Account(id=user, organisation=organisation, office="登记员", roles=roles)
    return {"Authorization": f"Bearer {LocalIssuer(installation.data / 'issuer').token(account)}"}
