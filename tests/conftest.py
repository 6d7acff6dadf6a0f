"""The servers all levels of tests share: started once per session on free ports, in a temporary folder."""

import asyncio
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymongo
import pytest
from aiokafka.admin import AIOKafkaAdminClient
from hypothesis import settings

from deploy.bootstrap import create_topics
from deploy.services import SERVICES
from tests.servers import Installation, ServiceProcess, own_database, own_kafka, start_service
from tests.told_out import COUNTY, ByStart, told_out_with

# A slow machine is no counter-example, and a green run today is green tomorrow.
settings.register_profile("reproducible", deadline=None, derandomize=True)
settings.load_profile("reproducible")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What shares the county's start comes last, so that it is not kept waiting among other tests."""
    items.sort(key=lambda item: told_out_with(item.nodeid) == COUNTY)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByStart:
    """Workers, if there are any, are told whole files."""
    return ByStart(config, log)


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The bootstrap address of a real broker."""
    with own_kafka(tmp_path_factory.mktemp("kafka")) as broker:
        yield broker.address


@pytest.fixture(scope="session")
def mongodb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The connection string of a real server that speaks MongoDB's protocol."""
    with own_database(tmp_path_factory.mktemp("mongodb")) as database:
        yield database.uri


@pytest.fixture
def installation(kafka: str, mongodb: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation of this test's own on the shared servers, its topics created; they are deleted afterwards."""
    with own_installation(kafka, mongodb, tmp_path / "data") as own:
        yield own


@contextmanager
def own_installation(kafka: str, mongodb: str, data: Path) -> Iterator[Installation]:
    """An installation on these servers with its data in `data`; its topics and databases are gone afterwards."""
    own = Installation(name=f"t{uuid.uuid4().hex[:12]}", kafka=kafka, mongodb=mongodb, data=data)
    topics = asyncio.run(create_topics(kafka, own.name))
    yield own
    asyncio.run(_delete_topics(kafka, topics))
    with pymongo.MongoClient[dict[str, object]](mongodb) as client:
        for name in client.list_database_names():
            if own.name in name:
                client.drop_database(name)


@pytest.fixture
def services(installation: Installation) -> Iterator["Services"]:
    """Starts service processes of this test's installation; every one is gone when the test ends."""
    started = Services(installation)
    yield started
    for service in started.running:
        service.resume()
        service.kill9()


class Services:
    """The service processes of one test."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.running: list[ServiceProcess] = []

    def start(self, name: str, replica: str = "0", environment: dict[str, str] | None = None) -> ServiceProcess:
        """Start a replica of `name` without waiting for it."""
        service = start_service(name, self.installation, replica, environment)
        self.running.append(service)
        return service


@dataclass(frozen=True)
class County:
    """Every service running, behind a console, for the tests that mind their own cases only."""

    installation: Installation
    running: Mapping[str, ServiceProcess]

    @property
    def console(self) -> str:
        """The address of the console."""
        return self.running["console"].url


@pytest.fixture(scope="session")
def county(kafka: str, mongodb: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    """One start of all services; whoever stops, kills or floods one, or moves a clock, starts services of its own."""
    with own_installation(kafka, mongodb, tmp_path_factory.mktemp("county") / "data") as own:
        started = Services(own)
        try:
            running = {each.name: started.start(each.name) for each in SERVICES if each.name != "console"}
            addresses = " ".join(f"{name}={service.url}" for name, service in running.items())
            running["console"] = started.start("console", environment={"MEDIATION_ADDRESSES": addresses})
            for service in running.values():
                service.wait_ready(180)
            yield County(own, running)
        finally:
            for service in started.running:
                service.kill9()


async def _delete_topics(bootstrap: str, names: tuple[str, ...]) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.delete_topics(list(names))
    finally:
        await admin.close()
