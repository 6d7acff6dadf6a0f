"""Starts everything, watches it, starts again what ended, and leaves nothing behind."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType

import httpx

from deploy.embedded.kafka import Kafka
from deploy.embedded.mongodb import Database
from deploy.embedded.ports import require_free_port
from deploy.embedded.problems import OperatorProblem, database_ran_out_of_memory
from deploy.run_state import RunFolder, RunningProcess, RunState, end_all
from deploy.service_process import Restarts, SupervisedService
from deploy.services import Service
from deploy.stack import Stack
from deploy.voice import Voice
from services.runtime.local_issuer import LocalIssuer
from services.runtime.settings import Settings, StackSettings

READY_SECONDS = 180
LOOK_SECONDS = 0.3
HEALTH_SECONDS = 5.0


class StopRequested(BaseException):
    """The operator wants everything to end; not an Exception, so that nothing on the way takes it for a failure."""


class Supervisor:
    """One run of the local stack. `services` may be empty: then only the servers run."""

    def __init__(self, stack: StackSettings, settings: Settings, services: Sequence[Service], voice: Voice) -> None:
        self._voice = voice
        self._folder = RunFolder(stack.data)
        self._settings = settings
        self._stack = Stack(stack, settings.installation, settings.database)
        self.services = [SupervisedService(each, stack.first_port, stack.data / "logs") for each in services]
        self._server_restarts = {server.process.name: Restarts() for server in self._stack.servers}
        self._is_ready = False

    def run(self) -> None:
        """Start, print what runs where, stay until told to stop. Raises OperatorProblem when it cannot start."""
        with self._folder.lock(), _stop_on_signal():
            try:
                self._sweep()
                self._start()
                self._watch()
            except StopRequested:
                self._voice.stopping()
            finally:
                self._stop()
        self._voice.stopped()

    def _start(self) -> None:
        began = time.monotonic()
        # Written before there is anything to see, so that `mediate stop` can end a start that takes long.
        self._write_state()
        self._stack.prepare()
        for service in self.services:
            require_free_port(service.port, service.service.title, "MEDIATION_FIRST_PORT")
        self._voice.doing("启动 Kafka 和数据库")
        self._stack.start()
        self._write_state()
        self._voice.doing("创建主题和索引")
        self._stack.furnish()
        environment = self._environment_of_services()
        self._voice.doing("启动各服务")
        for service in self.services:
            service.process.environment = {**environment, **service.own_environment}
            service.start()
        self._write_state()
        self._wait_ready()
        self._voice.ready(self._stack, self.services, time.monotonic() - began)
        self._is_ready = True
        self._write_state()

    def _environment_of_services(self) -> dict[str, str]:
        folder = self._settings.data / "issuer"
        jwks = os.environ.get("MEDIATION_JWKS") or str(LocalIssuer(folder).jwks_file)
        return {
            "MEDIATION_DATA": str(self._settings.data),
            "MEDIATION_INSTALLATION": self._settings.installation,
            "MEDIATION_PROFILE": self._settings.profile,
            "MEDIATION_MODE": self._settings.mode,
            "MEDIATION_TOKEN_ISSUER": self._settings.token_issuer,
            "MEDIATION_JWKS": jwks,
            "KAFKA_BOOTSTRAP_SERVERS": self._stack.kafka,
            "MONGODB_URI": self._stack.mongodb,
            "MEDIATION_DATABASE_EPOCH": self._stack.database.epoch if self._stack.database else "",
            "MEDIATION_ADDRESSES": " ".join(
                f"{each.service.name}=http://127.0.0.1:{each.port}" for each in self.services
            ),
        }

    def _wait_ready(self) -> None:
        with httpx.Client(timeout=2, trust_env=False) as client:
            for service in self.services:
                service.wait_ready(client, READY_SECONDS)

    def _watch(self) -> None:
        next_health = time.monotonic()
        with ThreadPoolExecutor(max_workers=4) as pool, httpx.Client(timeout=4, trust_env=False) as client:
            while True:
                self._restart_servers()
                self._restart_services()
                if time.monotonic() >= next_health:
                    next_health = time.monotonic() + HEALTH_SECONDS
                    alive = pool.map(lambda service: service.check_alive(client), self.services)
                    for service, is_alive in zip(self.services, alive, strict=True):
                        service.check_ready(client)
                        if not is_alive:
                            self._voice.stuck(service.service.title)
                            service.process.kill9()
                time.sleep(LOOK_SECONDS)

    def _restart_servers(self) -> None:
        for server in self._stack.servers:
            restarts = self._server_restarts[server.process.name]
            if server.process.is_running or not restarts.is_due(time.monotonic()):
                continue
            if isinstance(server, Database) and server.ran_out_of_memory:
                self._voice.problem(database_ran_out_of_memory(server.heap_mib))
            self._restart(server.process.name, server, restarts)
            if isinstance(server, Database):
                self._renew_epoch(server)

    def _restart_services(self) -> None:
        for service in self.services:
            if not service.process.is_running and service.restarts.is_due(time.monotonic()):
                self._restart(service.service.title, service, service.restarts)

    def _restart(self, title: str, what: Kafka | Database | SupervisedService, restarts: Restarts) -> None:
        self._voice.restarting(title, what.process, restarts.count)
        restarts.started(time.monotonic())
        try:
            what.start()
        except OperatorProblem as problem:
            self._voice.problem(problem)
        self._write_state()

    def _renew_epoch(self, database: Database) -> None:
        """Views filled before the database's unclean stop are rebuilt by processes that learn the new epoch at start."""
        for service in self.services:
            if service.service.reads_database:
                service.process.environment = {
                    **service.process.environment,
                    "MEDIATION_DATABASE_EPOCH": database.epoch,
                }
                service.process.stop()

    def _write_state(self) -> None:
        processes = [*self._stack.processes, *(service.process for service in self.services)]
        children = [RunningProcess.of(each.name, each.pid) for each in processes if each.is_running]
        myself = RunningProcess.of("supervisor", os.getpid())
        assert myself is not None
        self._folder.write(
            RunState(
                supervisor=myself,
                children=tuple(child for child in children if child is not None),
                kafka=self._stack.kafka,
                mongodb=self._stack.mongodb,
                services={service.service.name: service.url for service in self.services},
                is_ready=self._is_ready,
            )
        )

    def _sweep(self) -> None:
        """End what an earlier supervisor left where the kernel does not end children with their parent."""
        left = self._folder.read()
        if left is not None and end_all(left.children, seconds=10):
            self._voice.swept()
        self._folder.clear()

    def _stop(self) -> None:
        for service in self.services:
            service.process.signal(signal.SIGTERM)
        for service in self.services:
            service.process.stop()
        self._stack.stop()
        self._folder.clear()


@contextmanager
def _stop_on_signal() -> Iterator[None]:
    """The first SIGINT, SIGTERM or SIGHUP raises StopRequested; later ones are ignored while everything is stopped."""

    def request(_number: int, _frame: FrameType | None) -> None:
        for each in watched:
            signal.signal(each, signal.SIG_IGN)
        raise StopRequested

    watched = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, request) for number in watched}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
