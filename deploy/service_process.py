"""A service under supervision: started, watched by its health address, started again with growing pauses."""

import sys
import time
from pathlib import Path

import httpx

from deploy.embedded.ports import HOST, require_free_port
from deploy.embedded.problems import server_did_not_start
from deploy.embedded.process import ChildProcess, wait_until
from deploy.services import Service

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STEADY_SECONDS = 60.0
"""Seconds a process must have run for its next end to count as the first again."""
STUCK_CHECKS = 6
"""So many failed liveness checks in a row, after it was ready once, and the process is ended to be started anew."""


class Restarts:
    """When a process that ended may start again: after 1, 2, 4 … 30 seconds."""

    def __init__(self) -> None:
        self.count = 0
        self._pause = FIRST_PAUSE
        self._started = 0.0
        self._due: float | None = None

    def started(self, now: float) -> None:
        """It was started at `now` (monotonic seconds)."""
        self._started, self._due = now, None

    def is_due(self, now: float) -> bool:
        """Asked while it is down: whether to start it now. The first question after its end sets the time."""
        if self._due is None:
            if now - self._started >= STEADY_SECONDS:
                self._pause = FIRST_PAUSE
            self._due = now + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            self.count += 1
        return now >= self._due


class SupervisedService:
    """One replica of a service on the local stack."""

    def __init__(self, service: Service, first_port: int, logs: Path) -> None:
        self.service = service
        self.port = service.port_from(first_port)
        self.restarts = Restarts()
        self.was_ready = False
        self.failed_checks = 0
        self.own_environment = {
            "MEDIATION_SERVICE": service.name,
            "MEDIATION_REPLICA": "0",
            "MEDIATION_PORT": str(self.port),
        }
        command = [sys.executable, "-m", service.module]
        self.process = ChildProcess(service.name, command, logs / f"{service.name}.log", self.own_environment)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Start it without waiting; raises OperatorProblem when its port is taken."""
        require_free_port(self.port, self.service.title, "MEDIATION_FIRST_PORT")
        self.process.start()
        self.restarts.started(time.monotonic())
        self.was_ready, self.failed_checks = False, 0

    def wait_ready(self, client: httpx.Client, seconds: float) -> None:
        """Wait until it was ready once; raises OperatorProblem when it ends before or takes longer."""
        wait_until(lambda: not self.process.is_running or self.check_ready(client), seconds, pause=0.1)
        if not self.was_ready:
            raise server_did_not_start(self.service.title, self.process.log)

    def check_ready(self, client: httpx.Client) -> bool:
        """Ask whether it is ready, and remember that it once was."""
        self.was_ready = answers_well(client, f"{self.url}/health/ready") or self.was_ready
        return self.was_ready

    def check_alive(self, client: httpx.Client) -> bool:
        """Ask whether it is alive; False once it has been silent so often that it counts as stuck."""
        if not self.was_ready or answers_well(client, f"{self.url}/health/live"):
            self.failed_checks = 0
        else:
            self.failed_checks += 1
        return self.failed_checks < STUCK_CHECKS


def answers_well(client: httpx.Client, url: str) -> bool:
    """Whether a GET is answered with 200 within the client's time."""
    try:
        return client.get(url).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
