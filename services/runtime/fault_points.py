"""Named places where the drill kills or freezes a process (issue 3, `make drill`). Without mode `test` they do nothing."""

import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

VARIABLE = "MEDIATION_FAULT"
"""`point:n` kills the process the n-th time it passes `point`; `point:n:pause` freezes it instead (SIGSTOP)."""
FILE_VARIABLE = "MEDIATION_FAULT_FILE"
"""A file in which the same is asked while the process runs, counted from then on; it is removed by whoever carries it out."""


class FaultPlan:
    """What a text like `after_reading:2` asks for, counted per point."""

    def __init__(self, text: str) -> None:
        self.point, _, rest = text.strip().partition(":")
        number, _, manner = rest.partition(":")
        self._at = int(number or 1)
        self._signal = signal.SIGSTOP if manner == "pause" else signal.SIGKILL
        self._passes = count(1)

    def passed(self, point: str) -> signal.Signals | None:
        """The signal to send when `point` is passed for the planned time, else None."""
        if point != self.point or next(self._passes) != self._at:
            return None
        return self._signal


class FaultFile:
    """What a file asks for as long as it is there; a process that starts again is not struck by what struck it before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: int | None = None
        self._plan = FaultPlan("")

    def passed(self, point: str) -> signal.Signals | None:
        """As FaultPlan; the file is gone before the signal is sent."""
        try:
            written = self._path.stat().st_mtime_ns
            if written != self._seen:
                self._seen, self._plan = written, FaultPlan(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        planned = self._plan.passed(point)
        if planned is not None:
            with suppress(FileNotFoundError):
                self._path.unlink()
        return planned


def planned_by(environment: Mapping[str, str]) -> FaultPlan | FaultFile | None:
    """What the environment asks for; nothing outside mode `test`."""
    if environment.get("MEDIATION_MODE") != "test":
        return None
    if text := environment.get(VARIABLE):
        return FaultPlan(text)
    return FaultFile(Path(path)) if (path := environment.get(FILE_VARIABLE)) else None


_plan = planned_by(os.environ)


def fault_point(name: str) -> None:
    """Pass the point `name`: kills or freezes this process if the drill planned so."""
    if _plan is not None and (planned := _plan.passed(name)) is not None:
        os.kill(os.getpid(), planned)
