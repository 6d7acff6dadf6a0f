"""The command line as an operator uses it: real processes, own data folder, own ports."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from deploy.embedded.ports import free_ports
from deploy.embedded.process import wait_until
from deploy.run_state import RunFolder, RunState
from tests.servers import JARS

START_SECONDS = 200
"""Far more than a start takes on an idle machine, since the tests may share theirs."""


@dataclass
class CommandLine:
    """`mediate` with an environment of its own."""

    environment: dict[str, str]
    data: Path
    started: list["subprocess.Popen[str]"]
    module: str = "services.command_line.main"

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command without waiting; its output can be read."""
        process = subprocess.Popen(
            [sys.executable, "-m", self.module, *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def call(self, *words: str, seconds: float = 120) -> tuple[int, str]:
        """Run a command to its end: exit status and output."""
        process = self.start(*words)
        output, _ = process.communicate(timeout=seconds)
        return process.returncode, output

    def run_until_ready(self, *words: str) -> "subprocess.Popen[str]":
        """`mediate run`, waited for until everything is ready; fails with its output when it ends before."""
        return self.wait_ready(self.start("run", *words))

    def wait_ready(self, process: "subprocess.Popen[str]") -> "subprocess.Popen[str]":
        """Wait until what that supervisor started is ready."""
        wait_until(lambda: process.poll() is not None or self.is_ready_under(process.pid), START_SECONDS)
        assert process.poll() is None, process.communicate()[0]
        assert self.is_ready_under(process.pid)
        return process

    def is_ready_under(self, supervisor: int) -> bool:
        """Whether that supervisor says that everything is ready."""
        state = RunFolder(self.data).read()
        return state is not None and state.supervisor.pid == supervisor and state.is_ready

    @property
    def state(self) -> RunState:
        """What runs."""
        state = RunFolder(self.data).read()
        assert state is not None
        return state

    def status(self) -> tuple[int, dict[str, Any]]:
        """`mediate status --json`: exit status and answer."""
        code, output = self.call("status", "--json")
        return code, json.loads(output)

    def processes(self) -> list[psutil.Process]:
        """Every living process of this data folder, whoever started it."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def wait_for_none(self) -> list[psutil.Process]:
        """What is still alive after some seconds: should be empty."""
        wait_until(lambda: not self.processes(), 10)
        return self.processes()

    def end(self) -> None:
        """Leave nothing behind."""
        for process in self.processes():
            process.kill()
        for started in self.started:
            started.kill()
            started.wait()
            if started.stdout:
                started.stdout.close()

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            return (
                process.pid != os.getpid()
                and process.status() != psutil.STATUS_ZOMBIE
                and process.environ().get("MEDIATION_DATA") == str(self.data)
            )
        except psutil.Error:
            return False


def command_line(data: Path, jars: Callable[[], object]) -> CommandLine:
    """A command line on `data` and free ports; `jars` makes sure that the shared jars are there."""
    jars()
    data.mkdir(parents=True)
    (data / "jars").symlink_to(JARS, target_is_directory=True)
    kafka, database, first = free_ports(2), free_ports(1), free_ports(8)
    ports = {"MEDIATION_KAFKA_PORT": kafka, "MEDIATION_MONGODB_PORT": database, "MEDIATION_FIRST_PORT": first}
    own = {name: str(port) for name, port in ports.items()} | {"MEDIATION_DATA": str(data)}
    others = {
        name: value for name, value in os.environ.items() if not name.startswith(("MEDIATION_", "KAFKA_", "MONGODB_"))
    }
    return CommandLine({**others, **own}, data, [])
