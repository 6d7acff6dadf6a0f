"""Named places where the drill kills or freezes a process (issue 3, `make drill`). Without mode `test` they do nothing."""

import os
import signal
from collections.abc import Mapping
from itertools import count

VARIABLE = "MEDIATION_FAULT"
"""`point:n` kills the process the n-th time it passes `point`; `point:n:pause` freezes it instead (SIGSTOP)."""


class FaultPlan:
    """What MEDIATION_FAULT asks for, counted per point."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        text = environment.get(VARIABLE, "") if environment.get("MEDIATION_MODE") == "test" else ""
        self.point, _, rest = text.partition(":")
        number, _, manner = rest.partition(":")
        self._at = int(number or 1)
        self._signal = signal.SIGSTOP if manner == "pause" else signal.SIGKILL
        self._passes = count(1)

    def passed(self, point: str) -> signal.Signals | None:
        """The signal to send when `point` is passed for the planned time, else None."""
        if point != self.point or next(self._passes) != self._at:
            return None
        return self._signal


_plan = FaultPlan(os.environ)


def fault_point(name: str) -> None:
    """Pass the point `name`: kills or freezes this process if the drill planned so."""
    if _plan.point and (planned := _plan.passed(name)) is not None:
        os.kill(os.getpid(), planned)
