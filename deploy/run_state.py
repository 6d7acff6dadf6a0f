"""What runs, written beside the data: so that another terminal can ask and stop, and a later start can sweep up."""

import fcntl
import json
import os
import signal
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import psutil

from deploy.embedded.problems import already_running
from deploy.embedded.process import wait_until


@dataclass(frozen=True)
class RunningProcess:
    """A process of ours: its id, and its birth time, since a process id alone is used again by others."""

    name: str
    pid: int
    born: float

    @classmethod
    def of(cls, name: str, pid: int) -> "RunningProcess | None":
        """Describe a live process; None when it has ended."""
        try:
            return cls(name, pid, psutil.Process(pid).create_time())
        except psutil.NoSuchProcess:
            return None

    @property
    def is_alive(self) -> bool:
        """Whether this very process still runs."""
        try:
            process = psutil.Process(self.pid)
            return process.create_time() == self.born and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    def send(self, number: signal.Signals) -> None:
        """Send a signal to this very process; nothing happens when it has ended."""
        if self.is_alive:
            os.kill(self.pid, number)


@dataclass(frozen=True)
class RunState:
    """The supervisor, its children, where the servers answer and where each service does."""

    supervisor: RunningProcess
    children: tuple[RunningProcess, ...]
    kafka: str
    mongodb: str
    services: dict[str, str]
    """Address of each service by its name."""
    is_ready: bool


class RunFolder:
    """The folder `run` below the data folder."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "run"
        self._file = self.folder / "state.json"

    def lock(self) -> IO[str]:
        """Take the data folder for this process until the file is closed or we die; raises OperatorProblem when taken."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = (self.folder / "lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            state = self.read()
            raise already_running(state.supervisor.pid if state else 0) from error
        return lock

    def read(self) -> RunState | None:
        """What the last supervisor wrote; None when there is nothing, or it was cut off while it was written."""
        try:
            values = json.loads(self._file.read_text(encoding="utf-8"))
            children = tuple(RunningProcess(**child) for child in values.pop("children"))
            return RunState(supervisor=RunningProcess(**values.pop("supervisor")), children=children, **values)
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def write(self, state: RunState) -> None:
        """Replace the state at once: a reader sees the old one or the new one."""
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps(asdict(state), ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(self._file)

    def clear(self) -> None:
        """Nothing runs any more."""
        self._file.unlink(missing_ok=True)


def end_all(processes: Iterable[RunningProcess], seconds: float) -> int:
    """End these processes, politely for `seconds`, then at once; returns how many were still alive."""
    alive = [process for process in processes if process.is_alive]
    for process in alive:
        process.send(signal.SIGTERM)
        process.send(signal.SIGCONT)
    wait_until(lambda: not any(process.is_alive for process in alive), seconds)
    for process in alive:
        process.send(signal.SIGKILL)
    wait_until(lambda: not any(process.is_alive for process in alive), 5)
    return len(alive)
