"""Real servers and real service processes: start, kill -9, pause, restart, and nothing left behind."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from deploy.embedded.jars import ensure_jars
from deploy.embedded.kafka import Kafka
from deploy.embedded.mongodb import Database
from deploy.embedded.ports import HOST, free_ports
from deploy.embedded.process import ChildProcess, wait_until
from deploy.services import named
from services.runtime.settings import data_folder

_CLIENT = httpx.Client(timeout=2, trust_env=False)
JARS = data_folder(os.environ) / "jars"
"""Fetched once for all runs of this checkout."""


@dataclass(frozen=True)
class Installation:
    """An installation of its own on shared servers: `name` keeps its topics and its database apart from all others."""

    name: str
    kafka: str
    mongodb: str
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        """The variables that a service process of this installation gets."""
        return {
            "MEDIATION_INSTALLATION": self.name,
            "MEDIATION_DATA": str(self.data),
            "MEDIATION_MODE": "test",
            "KAFKA_BOOTSTRAP_SERVERS": self.kafka,
            "MONGODB_URI": self.mongodb,
        }


@contextmanager
def own_kafka(folder: Path, port: int | None = None) -> Iterator[Kafka]:
    """A broker of one's own, ready; killed at the end whatever happened. `kafka.process` kills, pauses, resumes it."""
    ensure_jars(JARS)
    broker = Kafka(folder / "kafka", JARS, port or free_ports(2), folder / "kafka.log")
    try:
        broker.start()
        broker.wait_ready()
        yield broker
    finally:
        broker.process.kill9()


@contextmanager
def own_database(folder: Path, port: int | None = None) -> Iterator[Database]:
    """A database of one's own, ready; killed at the end whatever happened."""
    ensure_jars(JARS)
    database = Database(folder / "mongodb", JARS, port or free_ports(1), folder / "mongodb.log")
    try:
        database.start()
        database.wait_ready()
        yield database
    finally:
        database.process.kill9()


def restart(server: Kafka | Database) -> None:
    """Start a killed or stopped server again on its port and its files, and wait until it is ready."""
    server.start()
    server.wait_ready()


class ServiceProcess:
    """One replica of a service as `mediate run` starts it, with its own port and log."""

    def __init__(
        self, name: str, installation: Installation, replica: str, environment: dict[str, str], module: str = ""
    ) -> None:
        self.name = name
        self.replica = replica
        self.port = free_ports(1)
        self.process = ChildProcess(
            f"{name}-{replica}",
            [sys.executable, "-m", module or named(name).module],
            installation.data / "logs" / f"{name}-{replica}.log",
            {
                **installation.environment,
                "MEDIATION_SERVICE": name,
                "MEDIATION_REPLICA": replica,
                "MEDIATION_PORT": str(self.port),
                **environment,
            },
        )

    @property
    def url(self) -> str:
        """The address of its HTTP interface."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Start it, for the first time or again after it ended."""
        self.process.start()

    def kill9(self) -> None:
        """End it at once."""
        self.process.kill9()

    def pause(self) -> None:
        """Freeze it."""
        self.process.pause()

    def resume(self) -> None:
        """Let it go on."""
        self.process.resume()

    def is_ready(self) -> bool:
        """Whether it answers 200 to GET /health/ready."""
        try:
            return _CLIENT.get(f"{self.url}/health/ready").status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def wait_ready(self, seconds: float = 60) -> None:
        """Wait until it is ready; raises AssertionError with the end of its log when it ends or stays unready."""
        wait_until(lambda: not self.process.is_running or self.is_ready(), seconds)
        if not self.process.is_running or not self.is_ready():
            raise AssertionError(f"{self.process.name} is not ready:\n{self.log_text()[-4000:]}")

    def log_text(self) -> str:
        """What it has written so far."""
        return self.process.log.read_text(encoding="utf-8", errors="replace") if self.process.log.exists() else ""


def start_service(
    name: str, installation: Installation, replica: str = "0", environment: dict[str, str] | None = None
) -> ServiceProcess:
    """Start a replica of service `name` without waiting; `environment` goes over the installation's."""
    service = ServiceProcess(name, installation, replica, environment or {})
    service.start()
    return service
