"""One child process: its own process group, its output in a log file, and its death when we die, however we die."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_SET_PARENT_DEATH_SIGNAL = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
LARGEST_LOG = 64 * 2**20
"""Bytes after which a log file is set aside as `<name>.log.1` at the next start of its process."""


def wait_until(condition: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    """Ask `condition` every `pause` seconds for at most `seconds`; returns its last answer."""
    end = time.monotonic() + seconds
    while not (answer := condition()) and time.monotonic() < end:
        time.sleep(pause)
    return answer


@dataclass
class ChildProcess:
    """A process of ours that can be started, stopped, killed, paused and started again.

    It must be started from a thread that lives as long as we do: on Linux the kernel kills it (SIGKILL) when that thread ends.
    """

    name: str
    command: list[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id; raises RuntimeError before the first start."""
        if self._process is None:
            raise RuntimeError(f"{self.name} was never started")
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended (negative: by that signal); None while it runs or before it is started."""
        return None if self._process is None else self._process.poll()

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it; its output is appended to the log. Raises RuntimeError when it runs already."""
        if self.is_running:
            raise RuntimeError(f"{self.name} runs already")
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_name(self.log.name + ".1"))
        parent = os.getpid()
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.command,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: _die_with(parent),
            )

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to its whole process group; nothing happens when it has ended."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, number)

    def kill9(self) -> None:
        """End it at once, as a power cut of that process would, and wait until it is gone."""
        self.signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def pause(self) -> None:
        """Freeze it (SIGSTOP)."""
        self.signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a frozen process go on (SIGCONT)."""
        self.signal(signal.SIGCONT)

    def stop(self, seconds: float = 20) -> int | None:
        """Ask it to end, and after `seconds` make it; returns the exit code."""
        self.signal(signal.SIGTERM)
        if not wait_until(lambda: not self.is_running, seconds):
            self.kill9()
        return self.exit_code


def _die_with(parent: int) -> None:
    """Runs in the child before it becomes the program: ask the kernel to end us with `parent`."""
    if _LIBC is not None:
        _LIBC.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
