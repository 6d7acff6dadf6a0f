"""Windows that were told something are read and reported when they have come to rest for a moment, not at every entry.

What waits here when the process dies is told again by the next retelling (retelling.py): whatever is told again is
reported again, also where the windows hold it already, and a report that has its answer is not asked twice.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

import structlog

from services.runtime.logs import stack_of
from services.runtime.taken_command import reason_of
from services.runtime.window_steps import Steps
from services.runtime.windowing import Submit, Watch, WindowShape

EVERY_SECONDS = 1.0
_SPARING = 25
"""Seconds of rest for each second that reading and judging took: a window of many thousands is judged less often."""
_log = structlog.get_logger(__name__)
_Window = tuple[int, str, str]
"""Partition, name of the shape, key."""


class WindowReports:
    """The windows of this process that are to be reported."""

    def __init__(self, watch: Watch, submit: Submit, upset: Callable[[], Awaitable[None]]) -> None:
        """`upset`: told when a window could not be judged, so that what it holds is told again."""
        self._watch = watch
        self._submit = submit
        self._upset = upset
        self._touched: dict[_Window, set[datetime]] = {}
        self.failed: dict[str, str] = {}
        """Keys of windows that could not be judged, with why; judged again when they are told something again."""

    def touched(self, partition: int, shape: WindowShape, key: str, step: datetime) -> None:
        """The windows of the key over this step are to be reported."""
        self._touched.setdefault((partition, shape.name, key), set()).update(shape.windows_over(step))

    async def run(self, steps: Mapping[str, Steps]) -> None:
        """Report, for ever. `steps`: by name of the shape."""
        pause = EVERY_SECONDS
        while True:
            await asyncio.sleep(pause)
            pause = max(EVERY_SECONDS, _SPARING * await self.report(steps))

    async def report(self, steps: Mapping[str, Steps]) -> float:
        """Report everything that waits; the seconds that reading and judging took."""
        touched, self._touched = self._touched, {}
        took = 0.0
        shapes = {shape.name: shape for shape in self._watch.shapes}
        for (partition, name, key), starts in touched.items():
            began = time.perf_counter()
            commands = []
            try:
                held = steps[name].of(partition, key)
                for start in sorted(starts):
                    content = [held.get(step, {}) for step in shapes[name].steps_of(start)]
                    commands.append(self._watch.report(name, key, start, content))
            except Exception as error:  # its neighbours go on
                if key not in self.failed:
                    await self._upset()
                self.failed[key] = reason_of(error)
                _log.error("window_not_judged", shape=name, reason=self.failed[key], frames=stack_of(error))
            else:
                self.failed.pop(key, None)
            took += time.perf_counter() - began
            for command in commands:
                if command is not None:
                    await self._submit(command)
            await asyncio.sleep(0)
        return took
